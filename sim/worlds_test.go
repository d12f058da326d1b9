package sim_test

import (
	"math"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// 0 is a seed like any other, and each seed is its own world.
func TestSeeds(t *testing.T) {
	t.Parallel()
	with := func(seed uint64) *result.Result {
		return call{files: map[string]string{"x.toml": whole}, names: []string{"x.toml"}, options: sim.Options{Seed: &seed}}.run(t)[0]
	}
	zero, one, again := with(0), with(1), with(0)
	sameResult(t, "seed 0 twice", zero, again)
	if zero.Seed != 0 || one.Seed != 1 {
		t.Errorf("seeds %d and %d, want 0 and 1", zero.Seed, one.Seed)
	}
	written := simulate(t, strings.Replace(whole, "[run]", "[run]\nseed = 0", 1))
	sameRows(t, "seed 0 in the file", zero, written, everything(zero)...)
	base := simulate(t, whole)
	if base.Seed != 2026 {
		t.Errorf("the seed of a file that gives none is %d, want 2026", base.Seed)
	}
	for i, s := range zero.Series {
		last := len(s.Scenario) - 1
		if s.Scenario[last].SD == 0 {
			continue
		}
		if s.Scenario[last].Mean == one.Series[i].Scenario[last].Mean || s.Scenario[last].Mean == base.Series[i].Scenario[last].Mean {
			t.Errorf("%s %s is the same under two seeds", s.Channel, s.Measure)
		}
	}
}

// x - x is 0, and what is left of a baseline under a cut of 90% or 10% never exceeds it, in every trial.
func TestDifferencesInOneWorld(t *testing.T) {
	r := simulate(t, strings.Replace(whole, `["raid", "watch", "talks"]`, `["tax"]`, 1)+`
[shocks.tax]
onset = 2026-01-01
hits = [{ target = "it.revenue", cut = 0.1 }, { target = "cyber.revenue", cut = 0.1 }, { target = "coal.revenue", cut = 0.1 }]
[channels.twin]
revenue = "it.gross * weather"
[outputs]
zero  = { formula = "cyber.revenue - cyber.revenue", unit = "USD/year" }
draw  = { formula = "season - season + price / lag(price, '0 quarters') - 1", unit = "1" }
twice = { formula = "it.workers * it.pay * climate * season - twin.revenue", unit = "USD/year" }
`)
	for _, id := range []string{"it", "cyber", "coal", "total"} {
		loss, base := find(t, r, id+" loss"), find(t, r, id+" revenue")
		for i, p := range r.Periods {
			s, b := loss.Scenario[i], base.Baseline[i]
			if s.Min < 0 {
				t.Errorf("%s gains %g in some trial of %s", id, -s.Min, p.Label)
			}
			if p.From < 2 || id == "total" {
				continue
			}
			for k := range s.P {
				if math.Abs(s.P[k]-0.1*b.P[k]) > 0.001*b.P[k] {
					t.Errorf("%s in %s: a tenth of the quantile %g is not the loss %g", id, p.Label, b.P[k], s.P[k])
				}
			}
			if math.Abs(s.Mean-0.1*b.Mean) > 1e-9*b.Mean || math.Abs(s.Max-0.1*b.Max) > 1e-9*b.Max {
				t.Errorf("%s in %s: loss %+v of %+v", id, p.Label, s, b)
			}
		}
	}
	for _, output := range []string{"zero", "draw"} {
		for _, s := range find(t, r, "outputs."+output+" value").Scenario {
			exact(t, output, s, 0)
		}
	}
	if s := row(t, r, "outputs.twice value", "forecast"); math.Max(s.Max, -s.Min) > 1e-12*row(t, r, "twin revenue", "forecast").Max {
		t.Errorf("one product written twice differs by %g to %g", s.Min, s.Max)
	}
}
