package sim_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// doubles has two channels that are equal in every trial. What is reported of plain is a multiple of x each, one column in every
// step; coin is never below -1000 in the draws of any run, which a plan cannot tell, and so every step of shaken is one of its own.
const doubles = `
currency = "USD"
enforce = ["raid"]
[time]
start = 2026-01-01
forecast = 2026-07-01
end = 2029-01-01
step = "month"
[parameters]
x    = { dist = "lognormal", median = 100, sigma = 0.5, unit = "USD/year" }
coin = { dist = "normal", mean = 0, sd = 1, unit = "1", vary = "step" }
[channels.plain]
revenue = "0.3 * x / 7"
[channels.shaken]
revenue = "0.3 * x / 7 * if(coin > -1000, 1, 2)"
[outputs.plain]
formula = "plain.revenue / 3"
unit = "USD/month"
aggregate = "mean"
[outputs.shaken]
formula = "shaken.revenue / 3"
unit = "USD/month"
aggregate = "mean"
[shocks.raid]
onset = 2027-04-01
hits = [{ target = "x", cut = "35%" }]
`

// alike fails where x and y differ by more than so much of them.
func alike(t *testing.T, what string, x, y, within float64) {
	t.Helper()
	if math.Abs(x-y) > within*math.Abs(y) || math.IsNaN(x) != math.IsNaN(y) {
		t.Errorf("%s: %.17g and %.17g", what, x, y)
	}
}

// What stands for a value of a bin lies within 2^-10 of it, so two of them within 2^-9; an interval may have the next edges.
const (
	ofBins  = 0x1p-9 * 1.001
	ofEdges = 2 * ofBins
	ofSums  = 1e-12 // of 30 steps
)

// What is equal in every trial has the same figures, whatever it is computed from.
func TestMultiplesAreWhatTheyAreAlone(t *testing.T) {
	for _, sampling := range []string{"random", "lhs", "sobol"} {
		r := call{files: map[string]string{"x.toml": doubles}, names: []string{"x.toml"}, options: sim.Options{Trials: 4096, Sampling: sampling}}.run(t)[0]
		for _, s := range r.Series {
			if !strings.HasSuffix(s.Channel, "plain") {
				continue
			}
			other := find(t, r, strings.Replace(s.Channel, "plain", "shaken", 1)+" "+s.Measure)
			for i, p := range r.Periods {
				for world, pair := range [][2]result.Summary{{s.Scenario[i], other.Scenario[i]}, {s.Baseline[i], other.Baseline[i]}} {
					a, b, what := pair[0], pair[1], fmt.Sprintf("%s: %s.%s in %s, world %d", sampling, s.Channel, s.Measure, p.Label, world)
					alike(t, what+", mean", a.Mean, b.Mean, ofSums)
					alike(t, what+", SD", a.SD, b.SD, 1e-9)
					alike(t, what+", SE", a.SE, b.SE, 1e-9)
					alike(t, what+", least", a.Min, b.Min, ofSums)
					alike(t, what+", largest", a.Max, b.Max, ofSums)
					alike(t, what+", lower tail", a.CVaR5, b.CVaR5, ofBins)
					alike(t, what+", upper tail", a.CVaR95, b.CVaR95, ofBins)
					windows := (a.Shape != nil) && (b.Shape != nil)
					if (a.Shape != nil) != (b.Shape != nil) && b.SD != 0 {
						t.Errorf("%s: a shape of one alone", what)
					}
					for k := range a.P {
						alike(t, what+", quantile", a.P[k], b.P[k], ofBins)
						if sampling == "random" || windows { // elsewhere the windows lend the others what they know
							alike(t, what+", lower end", a.Lo[k], b.Lo[k], ofEdges)
							alike(t, what+", upper end", a.Hi[k], b.Hi[k], ofEdges)
						}
					}
					if windows {
						for k, x := range a.Shape.Quantiles {
							alike(t, what+", shape", x, b.Shape.Quantiles[k], ofBins)
						}
						if a.Shape.Zero != b.Shape.Zero || a.Shape.Negative != b.Shape.Negative {
							t.Errorf("%s: %+v and %+v", what, a.Shape, b.Shape)
						}
					}
				}
			}
		}
	}
}

// Expectations, precision, checks and evidence speak of multiples too.
func TestFiguresOfMultiples(t *testing.T) {
	t.Parallel()
	texts := []string{
		"mean(CHANNEL.revenue) between 10 and 11", "sd(CHANNEL.net) between 1 and 2", "p5(CHANNEL.revenue) > 3 in 2027", "p50(CHANNEL.loss) < 5",
		"cvar95(CHANNEL.revenue) > 1 in 2026-09", "cvar5(CHANNEL.net) < 1 in history", "p95(outputs.CHANNEL) < 2 USD/month", "mean(2.5 * CHANNEL.revenue) < 3",
		"share(CHANNEL.revenue > 10) < 60%",
	}
	var all []string
	for _, channel := range []string{"plain", "shaken"} {
		for _, text := range texts {
			all = append(all, strings.ReplaceAll(text, "CHANNEL", channel))
		}
	}
	const evidence = `
[evidence.e]
observe = "sum(plain.revenue, 2026-01-01, 2026-07-01)"
about = 2.5
spread = 0.4
`
	checks := ""
	for _, channel := range []string{"plain", "shaken"} {
		checks += "[checks." + channel + "]\nobserve = \"sum(" + channel + ".revenue, 2026-01-01, 2026-07-01)\"\nbetween = [2, 3]\nspread = 0.4\n"
	}
	for _, sampling := range []string{"random", "lhs", "sobol"} {
		if testing.Short() && sampling != "sobol" {
			continue
		}
		for _, more := range []string{"", evidence} {
			text := expecting(doubles+checks+more, all...)
			var precisions []result.Precision
			for _, channel := range []string{"plain", "shaken"} {
				for _, statistic := range []string{"mean", "p90"} {
					goal := fmt.Sprintf("50%% of %s(%s.revenue)", statistic, channel)
					r := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}, options: sim.Options{Trials: 4096, Sampling: sampling, Precision: goal}}.run(t)[0]
					precisions = append(precisions, *r.Precision)
					if len(precisions) > 1 {
						continue
					}
					for i, n := 0, len(texts); i < n; i++ {
						a, b := r.Expectations[i], r.Expectations[i+n]
						alike(t, a.Text, a.Value, b.Value, ofBins)
						alike(t, a.Text+", lower end", a.Lo, b.Lo, ofEdges)
						alike(t, a.Text+", upper end", a.Hi, b.Hi, ofEdges)
						if a.Outcome != b.Outcome || a.Unit != b.Unit {
							t.Errorf("%+v and %+v", a, b)
						}
					}
					a, b := r.Checks[0], r.Checks[1]
					alike(t, "checks", a.Model.Mean, b.Model.Mean, ofSums)
					alike(t, "checks, median", a.Model.P[4], b.Model.P[4], ofBins)
					const told = 0.005 // trials within half a bin of a figure, of a density of at most 1 by the logarithm
					if math.Abs(a.PITLo-b.PITLo) > told || math.Abs(a.PITHi-b.PITHi) > told || !(a.PITLo < a.PITHi) {
						t.Errorf("%+v and %+v", a, b)
					}
					if e := r.Evidence; e != nil { // the prior of what the evidence speaks of: its median is 0.3/7*100/2
						alike(t, "prior", e.Pieces[0].Prior.P[4], 15.0/7, 0.05)
						alike(t, "posterior", e.Pieces[0].Posterior.Mean, a.Model.Mean, ofSums)
					}
				}
			}
			for i := range 2 {
				alike(t, "precision", precisions[i].Value, precisions[i+2].Value, ofBins)
				if a, b := precisions[i], precisions[i+2]; math.Abs(a.HalfWidth-b.HalfWidth) > ofEdges*b.Value {
					t.Errorf("%+v and %+v", a, b)
				}
			}
		}
	}
}

// The loss of a total is that of the one channel that a scenario touches, trial by trial, and else the sum of those of all:
// what all of it is made up for elsewhere leaves exactly 0.
func TestLossOfTheTotal(t *testing.T) {
	const text = `
currency = "USD"
[time]
start = 2026-01-01
end = 2028-01-01
step = "month"
[parameters]
a = { value = "10M to 1B", unit = "USD/year" }
b = { dist = "lognormal", mean = 1, sd = 0.5, unit = "1", vary = "step" }
[channels]
one.revenue = "a * b"
two.revenue = "a / 3 * b"
six.revenue = "a / 7 / b"
[shocks.one]
onset = 2026-05-01
hits = [{ target = "one.revenue", cut = "10% to 30%" }]
[shocks.two]
onset = { from = 2026-09-01, to = 2027-09-01 }
hits = [{ target = "two.revenue", cut = "10% to 30%" }]
[shocks.moved]
onset = 2026-05-01
hits = [{ target = "one.revenue", cut = "10% to 30%" }]
displaces = [{ from = "one", to = "two", share = 1 }]
`
	for _, enforced := range []string{`"one"`, `"two"`, `"one", "two"`, `"moved"`} {
		r := call{files: map[string]string{"x.toml": "enforce = [" + enforced + "]\n" + text}, names: []string{"x.toml"}, options: sim.Options{Trials: 2048}}.run(t)[0]
		total, one, two := find(t, r, "total loss"), find(t, r, "one loss"), find(t, r, "two loss")
		revenue := find(t, r, "total revenue")
		for i, p := range r.Periods {
			got, baseline := total.Scenario[i], revenue.Baseline[i].Mean
			if want := baseline - revenue.Scenario[i].Mean; math.Abs(got.Mean-want) > ofSums*baseline {
				t.Errorf("%s in %s: %v, want %v", enforced, p.Label, got.Mean, want)
			}
			if want := one.Scenario[i].Mean + two.Scenario[i].Mean; math.Abs(got.Mean-want) > ofSums*math.Abs(one.Scenario[i].Mean) {
				t.Errorf("%s in %s: %v, want %v", enforced, p.Label, got.Mean, want)
			}
			switch {
			case enforced == `"one"` && !reflect.DeepEqual(got, one.Scenario[i]), enforced == `"two"` && !reflect.DeepEqual(got, two.Scenario[i]):
				t.Errorf("%s in %s: %+v, %+v and %+v", enforced, p.Label, got, one.Scenario[i], two.Scenario[i])
			case enforced == `"moved"` && (got.Min != 0 || got.Max != 0 || got.Mean != 0):
				t.Errorf("%s in %s: %+v", enforced, p.Label, got)
			}
		}
	}
}
