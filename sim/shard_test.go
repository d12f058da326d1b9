package sim_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"weir/sim"
)

// loaded is a study of one text, in a design.
func loaded(t *testing.T, text string, o sim.Options) *sim.Study {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	study, err := sim.Load(o, path)
	if err != nil {
		t.Fatal(err)
	}
	return study
}

const oreAndShells = `
currency = "USD"
units = ["shell"]
[time]
start = 2026-01-01
end = 2028-01-01
step = "year"
[channels.ore]
revenue = "sales * left"
[channels.ore.parameters]
sales = { value = "50 to 200", unit = "USD/year" }
left  = { dist = "normal", mean = 0.9, sd = 0.2, truncate = [0, 1], unit = "share", vary = "step" }
sold  = { value = 3, unit = "shell" }
`

// TestShardsMergeToTheRun: warnings about the file, results and splits of variance included.
func TestShardsMergeToTheRun(t *testing.T) {
	ctx := context.Background()
	for _, design := range []string{"random", "lhs", "sobol"} {
		study := loaded(t, oreAndShells, sim.Options{Trials: 8192, Sampling: design})
		want, err := study.Run(ctx, sim.Control{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		if len(want[0].Warnings) == 0 || len(want[0].Splits) == 0 || study.Sampling() != design || study.Report().Blocks() != 16 {
			t.Fatalf("%s: nothing to compare: %q, %v", design, want[0].Warnings, want[0].Splits)
		}
		spans := []sim.Span{{From: 0, To: 1}, {From: 1, To: 7}, {From: 7, To: 15}, {From: 15, To: 16}}
		var whole *sim.Partial
		for _, i := range []int{2, 0, 3, 1} {
			shard, err := study.Report().Shard(ctx, spans[i], sim.Control{Workers: 1 + i%2})
			if err != nil {
				t.Fatal(err)
			}
			b := shard.Append(nil)
			for j, other := range spans {
				part, err := study.Report().Decode(other, b)
				switch {
				case (err == nil) != (i == j):
					t.Errorf("%s: a shard of %v is read as one of %v: %v", design, spans[i], other, err)
				case i == j && whole == nil:
					whole = part
				case i == j:
					whole.Merge(part)
				}
			}
		}
		got, err := merged(ctx, study, whole)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: four shards give another result", design)
		}
	}
}

// TestForeignShardsAreRefused: one of another study cannot be read, or has other blocks.
func TestForeignShardsAreRefused(t *testing.T) {
	ctx, span := context.Background(), sim.Span{From: 0, To: 2}
	study := loaded(t, oreAndShells, sim.Options{Trials: 1024})
	for name, other := range map[string]*sim.Study{
		"fewer trials":   loaded(t, oreAndShells, sim.Options{Trials: 1000}),
		"another design": loaded(t, oreAndShells, sim.Options{Trials: 1024, Sampling: "lhs"}),
		"another model":  loaded(t, oreAndShells+"[channels.coal]\nrevenue = '2 * ore.sales'\n", sim.Options{Trials: 1024}),
	} {
		shard, err := other.Report().Shard(ctx, span, sim.Control{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := study.Report().Decode(span, shard.Append(nil)); err == nil {
			t.Errorf("%s: it is read without complaint", name)
		}
	}
}

// TestShardsOfWhatIsCertain: a model without a single draw has shards too.
func TestShardsOfWhatIsCertain(t *testing.T) {
	study := loaded(t, "currency = \"USD\"\n[time]\nstart = 2026-01-01\nend = 2027-01-01\nstep = \"year\"\n[channels.a]\nrevenue = \"3\"\n", sim.Options{Trials: 1500})
	var whole *sim.Partial
	for _, span := range []sim.Span{{From: 0, To: 2}, {From: 2, To: 3}} {
		shard, err := study.Report().Shard(context.Background(), span, sim.Control{})
		if err != nil {
			t.Fatal(err)
		}
		part, err := study.Report().Decode(span, shard.Append(nil))
		switch {
		case err != nil:
			t.Fatal(err)
		case whole == nil:
			whole = part
		default:
			whole.Merge(part)
		}
	}
	if r, err := merged(context.Background(), study, whole); err != nil || r[0].Trials != 1500 {
		t.Error(r, err)
	}
}
