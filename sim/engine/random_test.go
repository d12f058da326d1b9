package engine_test

import (
	"strings"
	"testing"

	"weir/sim/engine"
)

// models is how many random models the suite compares; go test -fuzz=FuzzModels goes on from there.
func models() uint64 {
	if testing.Short() {
		return 20
	}
	return 200
}

// TestRandomModels holds the plan and its engine against the interpreter.
func TestRandomModels(t *testing.T) {
	t.Parallel()
	stopped := uint64(0)
	for seed := range models() {
		trials := int64(1 + 2*(seed%2)) // 1: every value itself; 3: mean, extremes and the one in between
		if !compare(t, seed, trials) {
			stopped++
		}
	}
	if stopped > models()/20 {
		t.Errorf("%d of %d runs stopped for a value that is not finite: the models are too wild to compare", stopped, models())
	}
}

func FuzzModels(f *testing.F) {
	f.Fuzz(func(t *testing.T, seed uint64, trials uint8) { compare(t, seed, 1+int64(trials%4)) })
}

func compare(t *testing.T, seed uint64, trials int64) (ran bool) {
	t.Helper()
	files, names := document(seed)
	ran, err := agree(load(t, files, names...), trials, seed)
	if err != nil {
		t.Fatalf("model %d: %v\n%s", seed, err, text(files))
	}
	return ran
}

// TestBlocks goes beyond one block of trials, with events from rare to many, whose sizes are drawn in different ways.
func TestBlocks(t *testing.T) {
	t.Parallel()
	files := map[string]string{"m.toml": strings.Replace(quarters, "ENFORCED", `["s"]`, 1) + `
[parameters]
rate = { value = "2 to 200 1/year" }
wobbles = { value = "20% to 60%", unit = "share", vary = "step" }
[events]
rare = { rate = "0.1", size = "1k to 9k USD" }
some = { rate = "4", size = "1k to 9k USD" }
many = { rate = "rate", size = { dist = "gamma", shape = 2, mean = 100 }, unit = "USD" }
[channels.a]
revenue = "rare + some"
[channels.b]
revenue = "many * wobbles"
[outputs.n]
formula = "rare.count + some.count + many.count"
[shocks.s]
probability = 0.7
onset = { from = 2026-07-01, rate = 1 }
hits = [ { target = "rate", cut = "20% to 60%" } ]
displaces = [ { from = "b", to = "a", share = "10% to 30%", lag = "1 quarter" } ]
`}
	trials := int64(engine.Block + 44)
	if ran, err := agree(load(t, files, "m.toml"), trials, 1); err != nil || !ran {
		t.Error(ran, err)
	}
}
