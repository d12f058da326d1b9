package engine_test

import (
	"testing"

	"weir/sim/draw"
	"weir/sim/engine"
	"weir/sim/machine"
)

// What is proved of random models holds, whichever way their trials are drawn, in a whole block and in one cut short.
func TestRandomModelsKeepWithin(t *testing.T) {
	t.Parallel()
	for seed := range models() / 5 {
		keepWithin(t, seed)
	}
}

func FuzzKeepWithin(f *testing.F) {
	f.Fuzz(keepWithin)
}

func keepWithin(t *testing.T, seed uint64) {
	t.Helper()
	files, names := document(seed)
	built := load(t, files, names...)
	for _, method := range []draw.Method{draw.Random, draw.LHS, draw.Sobol} {
		for _, m := range built {
			m.Trials, m.Seed, m.Sampling = engine.Block>>(seed%2), seed, method
		}
		p, list := reporting(built)
		if p == nil {
			t.Fatal(list)
		}
		design, n := draw.NewDesign(p.Method, p.Trials), int(min(engine.Block, p.Trials))
		if err := machine.Stray(p.Program, machine.Tables{}.Compile(p.Laws, 1), design, n); err != nil {
			t.Fatalf("model %d, %v: %v\n%s", seed, method, err, text(files))
		}
	}
}
