package sim_test

import (
	"math"
	"testing"

	"weir/sim/result"
)

// split finds the split of "channel measure".
func split(t *testing.T, r *result.Result, series string) result.Split {
	t.Helper()
	for _, s := range r.Splits {
		if s.Channel+" "+s.Measure == series {
			return s
		}
	}
	t.Fatalf("no split of %s: %v", series, r.Splits)
	return result.Split{}
}

// One year in one step: a channel is the product of what is drawn once and what is drawn in the step, with coefficients of
// variation c and d. Var(E[Y | once]) / Var(Y) = c^2 / ((1 + c^2)(1 + d^2) - 1). What hangs on once-parameters alone is
// wholly theirs; a compound Poisson sum of certain rate is not theirs at all; and for a rate that is a gamma with shape k and
// mean m, sizes with second moment m2 and mean m1, Var(E) = m1^2 m^2 / k, and the rest is m m2.
func TestVarianceIsSplit(t *testing.T) {
	r := simulate(t, `
currency = "USD"
[time]
start = 2026-01-01
end = 2027-01-01
step = "year"
[run]
trials = 16384
[parameters]
base  = { value = "1M", unit = "USD/year" }
known = { dist = "lognormal", mean = 1, sd = 0.4, unit = "1" }
risk  = { dist = "gamma", shape = 4, mean = 9, unit = "1/year" }
fresh = { dist = "lognormal", mean = 1, sd = 0.2, unit = "1", vary = "step" }
[channels.both]
revenue = "known * fresh * base"
[channels.once]
revenue = "known * base"
[channels.step]
revenue = "fresh * base"
[channels.events]
revenue = "thefts"
[channels.events.events]
thefts = { rate = "risk", size = { dist = "exponential", mean = "1M" }, unit = "USD" }
[channels.certain]
revenue = "1M"
`)
	c, d := 0.4*0.4, 0.2*0.2
	for series, want := range map[string]float64{
		"both revenue":   c / ((1+c)*(1+d) - 1),
		"step revenue":   0,
		"events revenue": 9 * 9 / 4.0 / (9*9/4.0 + 9*2),
	} {
		s := split(t, r, series)
		if z := (s.Once - want) / s.SE; !(math.Abs(z) < 4) || s.SE > 0.03 {
			t.Errorf("%s: share %.4f +- %.4f, want %.4f", series, s.Once, s.SE, want)
		}
	}
	if s := split(t, r, "once revenue"); s.Once != 1 || s.SE != 0 {
		t.Errorf("once: %v", s)
	}
	for _, s := range r.Splits {
		if s.Channel == "certain" {
			t.Error("a certain channel has no variance to split")
		}
	}
	// The total: k f + k + f + events, in millions, with E[total | k, risk] = 2 k + 1 + risk.
	known := 4*c + 9*9/4.0
	all := (1+c)*(1+d) - 1 + 3*c + 3*d + 9*9/4.0 + 9*2
	if total := split(t, r, "total revenue"); math.Abs(total.Once-known/all) > 4*total.SE {
		t.Errorf("total: share %.4f +- %.4f, want %.4f", total.Once, total.SE, known/all)
	}
}

// Whether and when a shock occurs stays random, how hard it hits is not known.
func TestOccurrenceIsRandom(t *testing.T) {
	text := `
currency = "USD"
enforce = ["raid"]
[time]
start = 2026-01-01
end = 2028-01-01
step = "quarter"
[run]
trials = 8192
[channels.a]
revenue = "100M"
[shocks.raid]
`
	r := simulate(t, text+`
probability = 0.5
onset = 2026-01-01
hits = [{ target = "a.revenue", cut = 0.5 }]
`)
	if s := split(t, r, "a loss"); math.Abs(s.Once) > 4*s.SE {
		t.Errorf("occurrence: %+v", s)
	}
	r = simulate(t, text+`
onset = 2026-01-01
hits = [{ target = "a.revenue", cut = "10% to 40%" }]
`)
	if s := split(t, r, "a loss"); s.Once != 1 {
		t.Errorf("strength: %+v", s)
	}
}
