package sim_test

import (
	"math"
	"strings"
	"testing"

	"weir/sim/result"
)

// two channels of 100 and 40 USD/year, under the frame of shocked: a quarter is 25 and 10.
const two = `
[channels.a]
revenue = "x"
[channels.a.parameters]
x = { value = 100, unit = "USD/year" }
[channels.b]
revenue = "y"
[channels.b.parameters]
y = { value = 40, unit = "USD/year" }
`

// flow checks what one shock moved between two channels over the forecast window, in every trial.
func flow(t *testing.T, r *result.Result, shock, from, to string, arrived, underWay float64) {
	t.Helper()
	for _, f := range r.Flows {
		if f.Shock == shock && f.From == from && f.To == to {
			exact(t, shock+": "+from+" to "+to+": arrived", f.Arrived, arrived)
			exact(t, shock+": "+from+" to "+to+": under way", f.UnderWay, underWay)
			return
		}
	}
	t.Errorf("no flow of %s from %s to %s", shock, from, to)
}

// leak checks the balance of one displaced channel over the forecast window.
func leak(t *testing.T, r *result.Result, from string, lost, destroyed float64) {
	t.Helper()
	for _, l := range r.Leaks {
		if l.From == from {
			exact(t, from+": lost", l.Lost, lost)
			exact(t, from+": destroyed", l.Destroyed, destroyed)
			return
		}
	}
	t.Errorf("no balance of %s", from)
}

// balanced checks on the means that what each channel lost has arrived, is under way or is destroyed.
func balanced(t *testing.T, r *result.Result) {
	t.Helper()
	if len(r.Leaks) == 0 {
		t.Error("no balance at all")
	}
	for _, l := range r.Leaks {
		sum := l.Destroyed.Mean
		for _, f := range r.Flows {
			if f.From == l.From {
				sum += f.Arrived.Mean + f.UnderWay.Mean
			}
		}
		if math.Abs(sum-l.Lost.Mean) > 1e-9*l.Lost.Mean {
			t.Errorf("%s lost %.12g, of which %.12g is accounted for", l.From, l.Lost.Mean, sum)
		}
		if l.Destroyed.Min < -1e-9*l.Lost.Max || l.Lost.Min < 0 {
			t.Errorf("%s: destroyed %g, lost %g in some trial", l.From, l.Destroyed.Min, l.Lost.Min)
		}
	}
}

// A share of what a loses arrives at b half a year later, as revenue and as gross; the rest is destroyed.
func TestDisplacementWithLag(t *testing.T) {
	r := simulate(t, shocked+two+`
[channels.c]
revenue = "0.5 * b.revenue"
gross   = "2 * b.gross"
cost    = "0.1 * revenue"
[shocks.s]
onset = 2026-04-01
ramp = "2 quarters"
hits = [{ target = "a.x", cut = 0.4 }]
displaces = [{ from = "a", to = "b", share = "25%", lag = "6 months" }]
`)
	exactSteps(t, r, "a revenue", 25, 25, 25, 22.5, 17.5, 15, 15, 15, 15, 15)
	exactSteps(t, r, "b revenue", 10, 10, 10, 10, 10, 10.625, 11.875, 12.5, 12.5, 12.5)
	exactSteps(t, r, "b loss", 0, 0, 0, 0, 0, -.625, -1.875, -2.5, -2.5, -2.5)
	exactSteps(t, r, "c revenue", 5, 5, 5, 5, 5, 5.3125, 5.9375, 6.25, 6.25, 6.25)
	exactSteps(t, r, "c gross", 20, 20, 20, 20, 20, 21.25, 23.75, 25, 25, 25)
	exactSteps(t, r, "c cost", .5, .5, .5, .5, .5, .53125, .59375, .625, .625, .625)
	flow(t, r, "s", "a", "b", 10, 5)
	leak(t, r, "a", 60, 45)
	exact(t, "total loss", row(t, r, "total loss", "forecast"), 60-10-5)
	balanced(t, r)
}

// A destination with a gross and a cost of its own: arrivals add to revenue and gross after all hits, and its cost reads them.
func TestArrivals(t *testing.T) {
	r := simulate(t, shocked+`
[channels.a]
revenue = "100"
[channels.b]
revenue = "40"
gross   = "80"
cost    = "0.5 * revenue + 0.25 * gross"
[shocks.s]
onset = 2026-01-01
hits = [{ target = "a.revenue", cut = 0.4 }, { target = "b.revenue", cut = 0.5 }, { target = "b.gross", raise = 1 }]
displaces = [{ from = "a", to = "b", share = 0.5 }]
`)
	for q := 2; q < 10; q++ {
		exact(t, "revenue", steps(t, r, "b revenue")[q], 5+5)
		exact(t, "gross", steps(t, r, "b gross")[q], 40+5)
		exact(t, "cost", steps(t, r, "b cost")[q], 5+11.25)
		exact(t, "net", steps(t, r, "b net")[q], 10-16.25)
	}
	flow(t, r, "s", "a", "b", 40, 0)
	leak(t, r, "a", 80, 40)
}

// What arrives is never displaced again, and no hit acts on it: a chain, and a ring, of channels that all lose.
func TestChains(t *testing.T) {
	r := simulate(t, shocked+two+`
[channels.c]
revenue = "20"
[shocks.s]
onset = 2027-01-01
hits = [{ target = "a.x", cut = 0.4 }, { target = "b.revenue", cut = 0.5 }, { target = "c.revenue", cut = 1 }]
displaces = [
  { from = "a", to = "b", share = 0.5 }, { from = "b", to = "c", share = 0.5, lag = "1 quarter" },
  { from = "c", to = "a", share = 0.2, lag = "3 quarters" }, { from = "a", to = "c", share = 0.25 },
]
`)
	exactSteps(t, r, "a revenue", 25, 25, 25, 25, 25, 25, 15, 15, 15, 15+1)
	exactSteps(t, r, "b revenue", 10, 10, 10, 10, 10, 10, 5+5, 5+5, 5+5, 5+5)
	exactSteps(t, r, "c revenue", 5, 5, 5, 5, 5, 5, 2.5, 2.5+2.5, 2.5+2.5, 2.5+2.5)
	flow(t, r, "s", "a", "b", 20, 0)
	flow(t, r, "s", "a", "c", 10, 0)
	flow(t, r, "s", "b", "c", 7.5, 2.5)
	flow(t, r, "s", "c", "a", 1, 3)
	leak(t, r, "a", 40, 10)
	leak(t, r, "b", 20, 10)
	leak(t, r, "c", 20, 16)
	balanced(t, r)
}

// A gain is no loss: L is cut at 0 in each step, not over the window.
func TestGainIsNoLoss(t *testing.T) {
	r := simulate(t, inForce(`"good", "bad"`)+two+`
[shocks.good]
onset = 2026-01-01
duration = "1 year"
hits = [{ target = "a.x", raise = 0.8 }]
displaces = [{ from = "a", to = "b", share = 0.5 }]
[shocks.bad]
onset = 2027-01-01
hits = [{ target = "a.x", cut = 0.4 }]
displaces = [{ from = "a", to = "b", share = 0.5 }]
`)
	exactSteps(t, r, "a revenue", 25, 25, 45, 45, 45, 45, 15, 15, 15, 15)
	exactSteps(t, r, "b revenue", 10, 10, 10, 10, 10, 10, 15, 15, 15, 15)
	flow(t, r, "good", "a", "b", 0, 0)
	flow(t, r, "bad", "a", "b", 20, 0)
	leak(t, r, "a", 40, 20)
}

// In each trial b receives the share drawn in that trial of what a lost in that trial two quarters ago, from a shock that
// may happen, at an unknown time, with an unknown effect.
func TestDisplacementTrialByTrial(t *testing.T) {
	r := simulate(t, shocked+`
[channels.a]
revenue = "x * effort"
[channels.a.parameters]
x = { dist = "lognormal", median = 100, sigma = 0.5, unit = "USD/year", vary = "step" }
effort = { value = 1, unit = "1" }
[channels.b]
revenue = "y"
[channels.b.parameters]
y = { dist = "lognormal", median = 40, sigma = 0.5, unit = "USD/year", vary = "step" }
[parameters]
moved = { dist = "uniform", min = 0.1, max = 0.9, unit = "share" }
[shocks.s]
probability = 0.6
onset = { from = 2026-01-01, to = 2027-10-01 }
half_life = { dist = "uniform", min = 0.2, max = 1, unit = "year" }
floor = { dist = "uniform", min = 0, max = 1 }
hits = [{ target = "a.effort", cut = { dist = "uniform", min = 0, max = 1 } }]
displaces = [{ from = "a", to = "b", share = "moved", lag = "2 quarters" }]
[outputs]
gap   = { formula = "abs(b.revenue - a.x * 0 - b.y - lag(moved * (a.x - a.revenue), '2 quarters', 0))", unit = "USD/year", aggregate = "max" }
moved = { formula = "lag(moved * (a.x - a.revenue), '2 quarters', 0)", unit = "USD/year" }
lost  = { formula = "a.x - a.revenue", unit = "USD/year" }
`)
	if gap := row(t, r, "outputs.gap value", "forecast"); gap.Max > 1e-12*200 {
		t.Errorf("arrivals are off by up to %g", gap.Max)
	}
	balanced(t, r)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*math.Abs(want) || want == 0 {
			t.Errorf("%s = %.15g, want %.15g", what, got, want)
		}
	}
	moved, lost := row(t, r, "outputs.moved value", "forecast"), row(t, r, "outputs.lost value", "forecast")
	near("arrived", r.Flows[0].Arrived.Mean, moved.Mean)
	near("arrived, at most", r.Flows[0].Arrived.Max, moved.Max)
	near("lost", r.Leaks[0].Lost.Mean, lost.Mean)
	near("lost, at most", r.Leaks[0].Lost.Max, lost.Max)
	near("loss of b", row(t, r, "b loss", "forecast").Mean, -moved.Mean)
	if row(t, r, "b loss", "history").Max != 0 || row(t, r, "b loss", "history").Min != 0 {
		t.Error("something arrives in history")
	}
}

// Draws of shares that sum to over 1 are scaled to 1, with a warning that gives their share of the trials.
func TestSharesAboveOne(t *testing.T) {
	r := simulate(t, shocked+two+`
[channels.c]
revenue = "20"
[shocks.s]
onset = 2026-01-01
hits = [{ target = "a.x", cut = 0.5 }]
displaces = [
  { from = "a", to = "b", share = { dist = "uniform", min = 0.2, max = 0.7 } },
  { from = "a", to = "c", share = { dist = "uniform", min = 0.2, max = 0.7 } },
]
`)
	balanced(t, r)
	// T, the sum of two standard uniforms, exceeds 1.2 in 0.8^2/2 of the trials; E max(0, 0.6 - 0.5 T) = 0.5 (0.2 + 0.8^3/6),
	// and its second moment is 0.25 (E (1.2 - T)^2 - E max(0, T - 1.2)^2) = 0.25 (1/6 + 0.04 - 0.8^4/12).
	mean, second := 0.5*(0.2+0.512/6), 0.25*(1/6.+0.04-0.4096/12)
	destroyed := r.Leaks[0].Destroyed
	within(t, "destroyed", destroyed.Mean/100, mean, math.Sqrt((second-mean*mean)/float64(r.Trials)))
	exact(t, "lost", r.Leaks[0].Lost, 100)
	if q := 100 * 0.6; destroyed.Max > q || destroyed.P[4] < 1 || destroyed.P[3] > 1e-9 {
		t.Errorf("destroyed %+v", destroyed)
	}
	found := false
	for _, w := range r.Warnings {
		found = found || strings.Contains(w, "shocks.s") && (strings.Contains(w, "32") || strings.Contains(w, "31.") || strings.Contains(w, "33."))
	}
	if !found {
		t.Errorf("no warning of the 32%% of trials whose shares sum to over 1: %q", r.Warnings)
	}
}
