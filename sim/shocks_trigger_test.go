package sim_test

import (
	"math"
	"testing"
)

// The trigger: on from the beginning of the step after the first forecast step in which it holds.
func TestTrigger(t *testing.T) {
	const rising = `
[channels.a]
revenue = "x"
[channels.a.parameters]
x = { schedule = [[2025-07-01, 200], [2025-10-01, 10], [2026-01-01, 20], [2026-04-01, 30], [2026-07-01, 40], [2026-10-01, 50], [2027-01-01, 40], [2027-04-01, 30], [2027-07-01, 20], [2027-10-01, 10]], between = "hold", unit = "USD/year" }
`
	for _, c := range []struct {
		fields string
		want   [10]float64
	}{
		{"onset = { when = 'a.revenue > 35' }", [10]float64{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}}, // that it held in history does not count
		{"onset = { when = 'a.x > 35' }\nduration = '2 quarters'", [10]float64{0, 0, 0, 0, 0, 1, 1, 0, 0, 0}},
		{"onset = { when = 'a.x > 0' }\nramp = '1 year'", [10]float64{0, 0, 0, .125, .375, .625, .875, 1, 1, 1}},
		{"onset = { when = 'a.revenue > 1B' }", [10]float64{}},
		{"onset = { when = 'date >= 2027-03-01 and a.x < 35 or a.x == 30 and not (t < 1)' }", [10]float64{0, 0, 0, 0, 0, 0, 0, 0, 1, 1}},
		{"onset = { when = 'date >= 2027-10-01' }", [10]float64{}}, // held in the last step: too late
		{"onset = { when = 'lag(a.x, \"1 quarter\") > 100' }", [10]float64{}},
		{"onset = { when = 'lag(a.x, \"2 quarters\") > 100' }\nhalf_life = '1 year'", [10]float64{0, 0, 0, half(.125), half(.375), half(.625), half(.875), half(1.125), half(1.375), half(1.625)}},
	} {
		r := simulate(t, shocked+rising+"[shocks.s]\n"+c.fields+cut)
		for q, s := range c.want {
			base := find(t, r, "a revenue").Baseline[q].Mean
			exact(t, c.fields+" in "+r.Periods[q].Label, steps(t, r, "a revenue")[q], base*(1-0.4*s))
			if math.Abs(r.Shocks[0].Strength[q]-s) > 1e-9 {
				t.Errorf("%s: strength in %s is %g, want %g", c.fields, r.Periods[q].Label, r.Shocks[0].Strength[q], s)
			}
		}
	}
}

// The trigger is looked at in the scenario's world: a shock that another one calls, one whose own effect does not call it off, and trials in which it never comes.
func TestTriggerInTheScenariosWorld(t *testing.T) {
	r := simulate(t, inForce(`"first", "second", "other"`)+hundred+`
[channels.b]
revenue = "100"
[shocks.first]
probability = 0.25
onset = 2026-04-01
hits = [{ target = "a.x", cut = 0.5 }]
[shocks.second]
onset = { when = "a.revenue < 60" }
hits = [{ target = "b.revenue", cut = 0.5 }, { target = "a.x", raise = 1 }]
[shocks.other]
onset = { when = "a.revenue < 60 and 1 > 2" }
hits = [{ target = "b.revenue", cut = 1 }]
`)
	happens := r.Shocks[0].Happens
	if r.Shocks[0].ID != "first" || r.Shocks[2].ID == "first" {
		t.Fatalf("shocks %v", r.Shocks)
	}
	chance(t, "first", happens, 0.25, r)
	for q := range 10 {
		var a, b float64
		if q >= 3 {
			a = 12.5
		}
		if q >= 4 {
			a, b = 0, 12.5
		}
		loss, other := steps(t, r, "a loss")[q], steps(t, r, "b loss")[q]
		if loss.Max != a || loss.Min != 0 || math.Abs(loss.Mean-a*happens) > 1e-12 {
			t.Errorf("step %d: a loses %+v, want %g", q, loss, a)
		}
		if other.Max != b || other.Min != 0 || math.Abs(other.Mean-b*happens) > 1e-12 {
			t.Errorf("step %d: b loses %+v, want %g", q, other, b)
		}
	}
}
