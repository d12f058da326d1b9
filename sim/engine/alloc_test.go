package engine

import (
	"path/filepath"
	"testing"

	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/draw"
	"weir/sim/machine"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/scenario"
	"weir/sim/stat"
)

// A bench is a worker's share of a run: some first blocks, which have been run before, so that there is a page for each of
// their values.
type bench struct {
	*machine.Machine
	p      *plan.Plan
	out    *collector
	leaf   *stat.Columns
	blocks int64
}

// newBench warms a machine up for a file of testdata.
func newBench(tb testing.TB, file, sampling string) *bench {
	tb.Helper()
	p := planned(tb, model.Flags{Trials: 1 << 16, Sampling: sampling}, file)
	tables := machine.Tables{}.Compile(p.Laws, 1)
	m := machine.New(p.Program, tables, draw.NewDesign(p.Method, p.Trials), nil)
	b := &bench{m, p, newCollector(p, newPartial(p), false), newTree(p).Leaf(), 4}
	b.run(tb)
	return b
}

// reporting plans the report of models.
func reporting(models []*model.Model) (*plan.Plan, diag.List) {
	return plan.Compile(models, plan.Subjects(models), ask.Ask{Report: true})
}

func planned(tb testing.TB, flags model.Flags, files ...string) *plan.Plan {
	tb.Helper()
	var paths []string
	for _, f := range files {
		paths = append(paths, filepath.Join("testdata", f))
	}
	docs, list := scenario.Load(scenario.Options{}, paths...)
	var models []*model.Model
	for _, d := range docs {
		m, problems := flags.Build(d)
		models, list = append(models, m), append(list, problems...)
	}
	if list.Failed() {
		tb.Fatal(list)
	}
	p, list := reporting(models)
	if p == nil {
		tb.Fatal(list)
	}
	return p
}

// run runs all blocks again.
func (b *bench) run(tb testing.TB) {
	for i := range b.blocks {
		b.out.begin(b.leaf, 0)
		if f := b.Block(i, Block, nil, b.out); f != nil {
			tb.Fatalf("block %d fails: %+v", i, f)
		}
	}
	b.out.flush()
}

// A worker that has seen the values allocates nothing for a block.
func TestBlocksAllocateNothing(t *testing.T) {
	for _, file := range []string{"six-shocks.toml", "mixed.toml"} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			if testing.Short() && sampling == "random" {
				continue
			}
			b := newBench(t, file, sampling)
			if n := testing.AllocsPerRun(3, func() { b.run(t) }); n > 0 {
				t.Errorf("%s, %s: %v allocations in %d blocks", file, sampling, n, b.blocks)
			}
		}
	}
}
