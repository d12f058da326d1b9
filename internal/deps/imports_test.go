package deps

import (
	"slices"
	"strings"
	"testing"
)

// policy is the statement: what each package may import besides the standard library. Data flows one way,
//
//	scenario -> model -> plan -> engine -> findings -> result -> chart, report, export
//
// and nothing on the right is visible on the left. A package that is not named here fails the test, so that whoever adds
// one says where it stands. A name that ends in /... stands for all packages below.
var policy = map[string][]string{
	// Leaves. fp is the one leaf of arithmetic that the others may import, display the one of text.
	"sim/fp":      {},
	"sim/ask":     {},
	"sim/pool":    {},
	"sim/display": {"github.com/rivo/uniseg"},
	"sim/diag":    {"sim/display", "sim/fp"},
	"sim/unit":    {"sim/fp"},
	"sim/dist":    {"sim/fp"},
	"sim/draw":    {"sim/fp"},
	"sim/stat":    {"sim/fp"},
	"sim/result":  {},

	"sim/summary": {"sim/result", "sim/stat"},

	// Columns of trials: they know no model.
	"sim/program": {"sim/dist", "sim/draw", "sim/fp"},
	"sim/machine": {"sim/dist", "sim/draw", "sim/fp", "sim/pool", "sim/program"},

	// How files of others are read.
	"sim/regular": {},

	// The pipeline.
	"sim/formula":  {"sim/diag", "sim/fp", "sim/unit"},
	"sim/scenario": {"sim/ask", "sim/diag", "sim/display", "sim/dist", "sim/formula", "sim/regular", "sim/unit", "github.com/BurntSushi/toml"},
	"sim/model":    {"sim/diag", "sim/display", "sim/dist", "sim/draw", "sim/formula", "sim/fp", "sim/scenario", "sim/unit"},
	"sim/plan":     {"sim/ask", "sim/diag", "sim/dist", "sim/draw", "sim/formula", "sim/fp", "sim/model", "sim/program", "sim/unit"},
	"sim/engine":   {"sim/ask", "sim/diag", "sim/dist", "sim/draw", "sim/fp", "sim/machine", "sim/plan", "sim/pool", "sim/program", "sim/result", "sim/stat", "sim/summary"},
	"sim/findings": {"sim/ask", "sim/diag", "sim/engine", "sim/fp", "sim/model", "sim/plan", "sim/pool", "sim/program", "sim/result", "sim/stat", "sim/summary"},

	// Studies ask and read. They know neither plan nor engine, and do not import one another.
	"sim/study/variance": {"sim/ask", "sim/pool", "sim/result", "sim/stat", "sim/summary"},
	"sim/study/leaveout": {"sim/ask", "sim/fp", "sim/result", "sim/stat"},
	"sim/explain":        {"sim/diag", "sim/display", "sim/dist", "sim/formula", "sim/model", "sim/plan", "sim/unit"},

	// The library: it wires the pipeline and imports nothing from internal.
	"sim": {"sim/ask", "sim/diag", "sim/engine", "sim/explain", "sim/findings", "sim/model", "sim/plan", "sim/result", "sim/scenario", "sim/study/..."},

	// Renderings see results, never the engine. Each library enters in one place.
	"internal/chart": {
		"sim/display", "sim/fp", "sim/pool", "sim/result", "gonum.org/v1/plot/...", "golang.org/x/image/...", "codeberg.org/go-fonts/liberation/...",
	},
	"internal/report":       {"sim/display", "sim/result"},
	"internal/disk":         {"golang.org/x/sys/unix", "golang.org/x/sys/windows"},
	"internal/export":       {"sim/display", "sim/result", "internal/disk", "golang.org/x/sys/unix", "golang.org/x/sys/windows"},
	"internal/selftest":     {"sim/display", "sim/fp", "sim/result"}, // the program hands it the engine as a function
	"internal/memory":       {"golang.org/x/sys/unix"},
	"internal/shard":        {"internal/disk", "sim/regular"},
	"internal/bench":        {}, // it sees weir from outside, as a command
	"internal/deps":         {},
	"internal/deps/notices": {},

	// The program.
	"scenarios": {},
	"cmd/weir": {
		"sim", "sim/diag", "sim/display", "sim/explain", "sim/pool", "sim/result", "sim/scenario", "internal/chart", "internal/disk", "internal/export", "internal/report",
		"internal/memory", "internal/selftest", "internal/shard", "scenarios",
		"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/sys/windows", "golang.org/x/term",
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
