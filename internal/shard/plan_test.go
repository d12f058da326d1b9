package shard

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCut: shards are whole, in order, without gap or overlap, and none is more than a block longer than another.
func TestCut(t *testing.T) {
	for _, row := range []struct {
		blocks int64
		shards int
	}{{1, 1}, {2, 1}, {2, 2}, {7, 3}, {64, 64}, {65, 64}, {127, 64}, {19_531_250, 1}, {19_531_250, 1000}} {
		var p Plan
		p.Cut(row.blocks, row.shards)
		if len(p.Cuts) != row.shards+1 || p.Cuts[0] != 0 || p.Cuts[row.shards] != row.blocks {
			t.Fatalf("%d blocks in %d shards: %d cuts from %d to %d", row.blocks, row.shards, len(p.Cuts), p.Cuts[0], p.Cuts[row.shards])
		}
		least := row.blocks / int64(row.shards)
		for i := range row.shards {
			if n := p.Cuts[i+1] - p.Cuts[i]; n < least || n > least+1 {
				t.Fatalf("%d blocks in %d shards: shard %d has %d", row.blocks, row.shards, i, n)
			}
		}
	}
}

// plan is a plan of 5 blocks.
func plan() *Plan {
	seed := uint64(1<<64 - 1)
	p := &Plan{
		Format: Format, Weir: "1.2.3", Set: []string{"a=<b>"}, Flags: Flags{Seed: &seed}, Trials: 2100, Seed: seed, Sampling: "random", Block: 512,
		Files: []File{{Name: "x.toml", Inputs: []Hash{{"x.toml", "00"}}}, {Name: "state/x", Shipped: true}},
	}
	p.Cut(5, 2)
	return p
}

func TestPlanIsReadAsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "plan.json")
	if _, err := ReadPlan(path, 512); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: error %v", err)
	}
	want := plan()
	if err := want.Write(path); err != nil {
		t.Fatal(err)
	}
	got, err := ReadPlan(path, 512)
	if err != nil {
		t.Fatal(err)
	}
	if got.Digest() != want.Digest() || *got.Flags.Seed != want.Seed || got.Files[1].Name != "state/x" || got.Set[0] != "a=<b>" {
		t.Errorf("%+v, want %+v", got, want)
	}
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

func TestDigestHangsOnAllThatIsSaid(t *testing.T) {
	seen := map[string]int{plan().Digest(): -1}
	for i, change := range []func(*Plan){
		func(p *Plan) { p.Weir = "1.2.4" },
		func(p *Plan) { p.Files[0].Name = "y.toml" },
		func(p *Plan) { p.Files[0].Inputs[0].SHA256 = "01" },
		func(p *Plan) { p.Files[1].Shipped = false },
		func(p *Plan) { p.Set = nil },
		func(p *Plan) { p.Flags.Seed = nil },
		func(p *Plan) { p.Trials-- },
		func(p *Plan) { p.Seed-- },
		func(p *Plan) { p.Sampling = "lhs" },
		func(p *Plan) { p.Precision = []string{"1% of p50(total.net)"} },
		func(p *Plan) { p.Cut(5, 3) },
	} {
		p := plan()
		change(p)
		if other, ok := seen[p.Digest()]; ok {
			t.Errorf("changes %d and %d give the same digest", i, other)
		}
		seen[p.Digest()] = i
	}
}

func TestBrokenPlans(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.json")
	if err := plan().Write(path); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ old, new, want string }{
		{string(good), "", "is no plan of shards"},
		{string(good), "{}", "is no plan of shards"},
		{string(good), "<x/>", "is no plan of shards"},
		{`"format": 1`, `"format": 2`, "is a plan of format 2, and this program reads format 1"},
		{`"trials": 2100`, `"trials": 5100`, "is damaged: the cuts are not those of so many shards"},
		{`"trials": 2100`, `"trials": 0`, "is damaged: 0 trials in blocks of 512"},
		{`"trials": 2100`, `"trials": "many"`, "is damaged: cannot unmarshal string"},
		{`"trials": 2100`, `"trails": 2100`, `is damaged: unknown field "trails"`},
		{`"block": 512`, `"block": 256`, "is damaged: 2100 trials in blocks of 256"},
		{`"shards": 2`, `"shards": 3`, "is damaged: 3 cuts for 3 shards"},
		{`"shards": 2`, `"shards": 6`, "is damaged: 6 shards of 5 blocks"},
		{"    3,\n", "    2,\n", "is damaged: the cuts are not those of so many shards"},
		{"\n}\n", "\n}\n{}\n", "is no plan of shards"},
	} {
		text := strings.Replace(string(good), row.old, row.new, 1)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := ReadPlan(path, 512)
		var broken *BrokenError
		if !errors.As(err, &broken) || !strings.HasPrefix(broken.Why, row.want) {
			t.Errorf("%s in place of %s: %v, want %s", row.new, row.old, err, row.want)
		}
	}
}
