package sim_test

import (
	"math"
	"testing"

	"weir/sim/result"
)

// Costs run in forecast steps whose middle lies within the shock, in trials where it happens, whatever its strength.
func TestCosts(t *testing.T) {
	r := simulate(t, inForce(`"early", "half", "chance", "hazard", "free", "unknown"`)+hundred+`
[shocks.early]
onset = 2025-07-01
duration = "1 year"
ramp = "2 years"
cost = "8 USD/year"
hits = [{ target = "a.x", cut = 0.1 }]
[shocks.half]
onset = 2026-02-16
duration = "1 year"
half_life = "1 quarter"
cost = { value = 2, unit = "USD/month" }
hits = [{ target = "a.x", cut = 0.1 }]
[shocks.chance]
onset = 2027-01-01
probability = 0.2
cost = "4 USD/year"
hits = []
[shocks.hazard]
onset = { from = 2026-01-01, rate = 1 }
duration = "6 months"
cost = "4 USD/year"
hits = []
[shocks.free]
onset = 2026-01-01
hits = []
[shocks.unknown]
onset = 2026-01-01
cost = "5M to 20M USD/year"
hits = []
`)
	exactSteps(t, r, "shocks.early cost", 0, 0, 2, 2, 0, 0, 0, 0, 0, 0)
	exactSteps(t, r, "shocks.half cost", 0, 0, 0, 6, 6, 6, 6, 0, 0, 0)
	exactSteps(t, r, "a cost", make([]float64, 10)...)
	exactSteps(t, r, "total cost", make([]float64, 10)...)
	exact(t, "forecast", row(t, r, "shocks.half cost", "forecast"), 24)
	exact(t, "year", row(t, r, "shocks.half cost", "2026"), 18)
	for q, s := range steps(t, r, "shocks.chance cost") {
		want := 0.0
		if q >= 6 {
			want = 1
		}
		if s.Max != want || s.Min != 0 {
			t.Errorf("step %d: costs of the shock that may happen run from %g to %g", q, s.Min, s.Max)
		}
		chance(t, "chance", s.Mean, 0.2*want, r)
	}
	for q, s := range steps(t, r, "shocks.hazard cost") {
		m := middle(r, q) - 2026
		p := 0.0
		if m > 0 {
			p = math.Exp(-math.Max(0, m-0.5)) - math.Exp(-m)
		}
		chance(t, "hazard", s.Mean, p, r)
	}
	unknown := row(t, r, "shocks.unknown cost", "forecast")
	sigma := math.Log(4) / (2 * z95)
	quantile(t, "unknown: p5", unknown.P5(), 10e6, 0.05, phi(z95)/(sigma*10e6), r.Trials)
	quantile(t, "unknown: p95", unknown.P95(), 40e6, 0.95, phi(z95)/(sigma*40e6), r.Trials)
	total := 0.0
	for _, s := range r.Series {
		if s.Measure == "cost" && len(s.Channel) > 7 && s.Channel[:7] == "shocks." {
			total += s.Scenario[r.Window(result.Forecast)].Mean
			if s.Baseline != nil {
				t.Errorf("%s has a baseline", s.Channel)
			}
		}
	}
	if got := row(t, r, "shocks cost", "forecast").Mean; math.Abs(got-total) > 1e-9*total {
		t.Errorf("costs sum to %g, the parts to %g", got, total)
	}
	for _, s := range r.Shocks {
		if s.Exogenous != (s.ID == "free") {
			t.Errorf("%s: exogenous %t", s.ID, s.Exogenous)
		}
	}
}
