package deps

import (
	"slices"
	"strings"
	"testing"
)

// policy is the statement: what each package may import besides the standard library. Data flows one way,
//
//	scenario -> model -> plan -> engine -> result -> chart, report, export
//
// and nothing on the right is visible on the left. A package that is not named here fails the test, so that whoever adds
// one says where it stands. A name that ends in /... stands for all packages below.
var policy = map[string][]string{
	// Leaves. fp is the one leaf that the others may import.
	"sim/fp":     {},
	"sim/diag":   {"sim/fp"},
	"sim/unit":   {"sim/fp"},
	"sim/dist":   {"sim/fp"},
	"sim/draw":   {"sim/fp"},
	"sim/stat":   {"sim/fp"},
	"sim/result": {},

	// How files of others are read.
	"sim/regular": {},

	// The pipeline.
	"sim/formula":  {"sim/diag", "sim/fp", "sim/unit"},
	"sim/scenario": {"sim/diag", "sim/formula", "sim/regular", "sim/unit", "github.com/BurntSushi/toml"},
	"sim/model":    {"sim/diag", "sim/dist", "sim/draw", "sim/formula", "sim/fp", "sim/scenario", "sim/unit"},
	"sim/plan":     {"sim/diag", "sim/dist", "sim/draw", "sim/formula", "sim/fp", "sim/model", "sim/unit"},
	"sim/engine":   {"sim/diag", "sim/dist", "sim/draw", "sim/fp", "sim/model", "sim/plan", "sim/result", "sim/stat", "sim/unit"},

	// Studies. They do not import one another.
	"sim/explain": {"sim/diag", "sim/formula", "sim/model", "sim/plan", "sim/unit"},

	// The library: it wires the pipeline and imports nothing from internal.
	"sim": {"sim/diag", "sim/engine", "sim/explain", "sim/model", "sim/plan", "sim/result", "sim/scenario"},

	// Renderings see results, never the engine. Each library enters in one place.
	"internal/chart": {
		"sim/fp", "sim/result", "gonum.org/v1/plot/...", "golang.org/x/image/...", "codeberg.org/go-fonts/liberation/...",
	},
	"internal/report":       {"sim/result"},
	"internal/export":       {"sim/result", "golang.org/x/sys/unix"},
	"internal/selftest":     {"sim/fp", "sim/result"}, // the program hands it the engine as a function
	"internal/memory":       {"golang.org/x/sys/unix"},
	"internal/shard":        {"sim/regular"},
	"internal/bench":        {}, // it sees weir from outside, as a command
	"internal/deps":         {},
	"internal/deps/notices": {},

	// The program.
	"scenarios": {},
	"cmd/weir": {
		"sim", "sim/diag", "sim/explain", "sim/result", "sim/scenario", "internal/chart", "internal/export", "internal/report",
		"internal/memory", "internal/selftest", "internal/shard", "scenarios",
		"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term",
	},
}

func TestImportsFollowThePolicy(t *testing.T) {
	for _, s := range sources(t) {
		allowed, ok := policy[s.folder]
		if !ok {
			t.Errorf("%s: the policy does not say what package %s may import", s.path, s.folder)
			continue
		}
		for _, path := range s.imports() {
			if !standard(path) && !slices.ContainsFunc(allowed, func(a string) bool { return covers(a, path) }) {
				t.Errorf("%s: package %s must not import %s", s.path, s.folder, path)
			}
		}
	}
}

// ours are the first parts of the import paths of this module, without its name.
var ours = []string{"cmd", "internal", "scenarios", "sim"}

// standard reports whether a path is of the standard library: its first part has no dot, and it is not ours.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && !slices.Contains(ours, first)
}

func covers(allowed, path string) bool {
	if tree, ok := strings.CutSuffix(allowed, "/..."); ok {
		return path == tree || strings.HasPrefix(path, tree+"/")
	}
	return path == allowed
}

// TestThePolicyIsATree shows that the policy itself has no loop and keeps the engine out of sight of the renderings.
func TestThePolicyIsATree(t *testing.T) {
	var reach func(from string, seen map[string]bool)
	reach = func(from string, seen map[string]bool) {
		for _, to := range policy[from] {
			if !seen[to] {
				seen[to] = true
				reach(to, seen)
			}
		}
	}
	for from := range policy {
		seen := map[string]bool{}
		reach(from, seen)
		if seen[from] {
			t.Errorf("the policy lets %s import itself", from)
		}
		for _, to := range []string{"sim/engine", "sim/plan", "sim/model"} {
			if strings.HasPrefix(from, "internal/") && seen[to] {
				t.Errorf("the policy lets %s see %s", from, to)
			}
		}
		for to := range seen {
			if strings.HasPrefix(from, "sim") && (strings.HasPrefix(to, "internal/") || strings.Contains(to, "gonum.org")) {
				t.Errorf("the policy lets the library package %s depend on %s", from, to)
			}
		}
	}
}
