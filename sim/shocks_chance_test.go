package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"weir/sim/result"
)

// middle is the middle of a step on the year axis.
func middle(r *result.Result, q int) float64 { return (r.Periods[q].Begin + r.Periods[q].Finish) / 2 }

// chance checks a share of trials that is the mean of an indicator.
func chance(t *testing.T, what string, got, p float64, r *result.Result) {
	t.Helper()
	if p == 0 || p == 1 {
		if got != p {
			t.Errorf("%s = %g, want %g exactly", what, got, p)
		}
		return
	}
	within(t, what, got, p, math.Sqrt(p*(1-p)/float64(r.Trials)))
}

// A shock happens in its share of the trials, independently of others, and where it does not nothing is lost.
func TestProbability(t *testing.T) {
	r := simulate(t, shocked+hundred+`
[channels.b]
revenue = "100"
[shocks.s]
probability = 0.3
onset = 2026-07-01
hits = [{ target = "a.x", cut = 0.2 }, { target = "b.revenue", cut = 0.2 }]
[shocks.always]
probability = 1
onset = 2026-01-01
hits = []
[outputs.apart]
formula = "abs(a.revenue - b.revenue)"
unit = "USD/year"
`)
	loss := row(t, r, "a loss", "forecast")
	chance(t, "share without loss", loss.Shape.Zero, 0.7, r)
	chance(t, "happens", r.Shocks[0].Happens, 0.3, r)
	if math.Abs(loss.Max-30) > 1e-9 || loss.Min != 0 || math.Abs(loss.Mean-30*r.Shocks[0].Happens) > 1e-9 || r.Shocks[0].Strength[9] != r.Shocks[0].Happens {
		t.Errorf("loss %+v with a shock that happens in %g", loss, r.Shocks[0].Happens)
	}
	if r.Shocks[0].Certain {
		t.Error("a shock of probability 0.3 is not certain")
	}
	exact(t, "two targets of one shock", row(t, r, "outputs.apart value", "forecast"), 0)
}

// inForce is the frame of shocked with other shocks in force.
func inForce(shocks string) string {
	return strings.Replace(shocked, `enforce = ["s"]`, "enforce = ["+shocks+"]", 1)
}

// Shocks happen independently of one another; the probability may be 0, an unknown, or a formula.
func TestProbabilities(t *testing.T) {
	r := simulate(t, inForce(`"p", "q", "none", "unknown", "named"`)+`
[parameters]
twin = { dist = "uniform", min = 0, max = 0.5, unit = "share" }
x = { value = 1, unit = "1" }
y = { value = 1, unit = "1" }
n = { value = 1, unit = "1" }
u = { value = 1, unit = "1" }
[shocks.p]
probability = 0.4
onset = 2026-01-01
hits = [{ target = "x", cut = 1 }]
[shocks.q]
probability = "25%"
onset = 2026-01-01
hits = [{ target = "y", cut = 1 }]
[shocks.none]
probability = 0
onset = 2026-01-01
hits = [{ target = "n", cut = 1 }]
[shocks.unknown]
probability = { dist = "beta", alpha = 2, beta = 3 }
onset = 2026-01-01
hits = [{ target = "u", cut = 1 }]
[shocks.named]
probability = "2 * twin"
onset = 2026-01-01
hits = []
`+still+outputs("x", "y", "x * y", "n", "u"))
	for i, p := range []float64{0.6, 0.75, 0.45, 1, 0.6} {
		chance(t, fmt.Sprintf("output %d", i), steps(t, r, output(i))[5].Mean, p, r)
	}
	for _, s := range r.Shocks {
		chance(t, s.ID, s.Happens, map[string]float64{"p": 0.4, "q": 0.25, "none": 0, "unknown": 0.4, "named": 0.5}[s.ID], r)
	}
}

// strength checks the mean strength of each step, from the loss of a revenue of 25 a quarter under a cut of 40% and from
// the shock itself, against its first two moments.
func strength(t *testing.T, r *result.Result, moments func(middle float64) (mean, second float64)) {
	t.Helper()
	for q, s := range steps(t, r, "a loss") {
		mean, second := moments(middle(r, q))
		if q < 2 {
			mean, second = 0, 0
		}
		what := "strength in " + r.Periods[q].Label
		if second == mean*mean {
			if math.Abs(s.Min-10*mean) > 1e-9 || math.Abs(s.Max-10*mean) > 1e-9 || math.Abs(r.Shocks[0].Strength[q]-mean) > 1e-9 {
				t.Errorf("%s = %.10g, a loss of %g to %g; want %.10g", what, r.Shocks[0].Strength[q], s.Min, s.Max, mean)
			}
			continue
		}
		within(t, what, s.Mean/10, mean, math.Sqrt((second-mean*mean)/float64(r.Trials)))
		if math.Abs(r.Shocks[0].Strength[q]-s.Mean/10) > 1e-9 {
			t.Errorf("%s is %.12g by the shock and %.12g by the loss", what, r.Shocks[0].Strength[q], s.Mean/10)
		}
	}
}

const cut = "\nhits = [{ target = 'a.x', cut = 0.4 }]\n"

// An onset that is uniform over a window: the moments of the strength are integrals over the window.
func TestUniformOnset(t *testing.T) {
	const from, to = 2026 + 1/12., 2027.25 // 2026-02-01 to 2027-04-01
	const onset = "\n[shocks.s]\nonset = { from = 2026-02-01, to = 2027-04-01 }\n"
	ages := func(m float64) (least, most float64) { // the shock's age at m is uniform over these, cut at 0
		return math.Max(0, m-to), math.Max(0, m-from)
	}
	t.Run("on", func(t *testing.T) {
		strength(t, simulate(t, shocked+hundred+onset+cut), func(m float64) (float64, float64) {
			_, most := ages(m)
			p := math.Min(1, most/(to-from))
			return p, p
		})
	})
	t.Run("before the forecast", func(t *testing.T) {
		text := "\n[shocks.s]\nonset = { from = 2024-07-01, to = 2025-10-01 }\nhalf_life = '1 year'\nduration = '2 years'"
		strength(t, simulate(t, shocked+hundred+text+cut), func(m float64) (float64, float64) {
			a, b := math.Min(2, m-2025.75), math.Min(2, m-2024.5)
			decay := func(k float64) float64 { return (half(k*a) - half(k*b)) / (k * math.Ln2 * 1.25) }
			return decay(1), decay(2)
		})
	})
	t.Run("duration", func(t *testing.T) {
		strength(t, simulate(t, shocked+hundred+onset+"duration = '5 months'"+cut), func(m float64) (float64, float64) {
			a, b := ages(m)
			p := math.Max(0, math.Min(b, 5/12.)-a) / (to - from)
			return p, p
		})
	})
	t.Run("ramp", func(t *testing.T) {
		strength(t, simulate(t, shocked+hundred+onset+"ramp = '1 year'"+cut), func(m float64) (float64, float64) {
			a, b := ages(m)
			ramp := func(k float64) float64 { // integral of min(1, age)^k
				cube := func(x float64) float64 {
					return math.Pow(math.Min(x, 1), k+1)/(k+1) + math.Max(0, x-1)
				}
				return (cube(b) - cube(a)) / (to - from)
			}
			return ramp(1), ramp(2)
		})
	})
	t.Run("half-life", func(t *testing.T) {
		strength(t, simulate(t, shocked+hundred+onset+"half_life = '1 year'"+cut), func(m float64) (float64, float64) {
			a, b := ages(m)
			decay := func(k float64) float64 { return (half(k*a) - half(k*b)) / (k * math.Ln2 * (to - from)) }
			return decay(1), decay(2)
		})
	})
}

// An onset at a hazard: P(on at m) = 1 - exp(-rate (m - from)), and the strength that fades since is a convolution. The time
// before the forecast counts, for an onset that came then.
func TestHazardOnset(t *testing.T) {
	for _, from := range []struct {
		day string
		at  float64
	}{{"2026-04-01", 2026.25}, {"2025-01-01", 2025}} {
		onset := "\n[shocks.s]\nonset = { from = " + from.day + ", rate = 0.5 }\n"
		t.Run("on from "+from.day, func(t *testing.T) {
			strength(t, simulate(t, shocked+hundred+onset+cut), func(m float64) (float64, float64) {
				p := -math.Expm1(-0.5 * math.Max(0, m-from.at))
				return p, p
			})
		})
		t.Run("half-life from "+from.day, func(t *testing.T) {
			strength(t, simulate(t, shocked+hundred+onset+"half_life = '9 months'"+cut), func(m float64) (float64, float64) {
				age := math.Max(0, m-from.at)
				decay := func(k float64) float64 {
					k *= math.Ln2 / 0.75
					return 0.5 * (math.Exp(-0.5*age) - math.Exp(-k*age)) / (k - 0.5)
				}
				return decay(1), decay(2)
			})
		})
		t.Run("duration from "+from.day, func(t *testing.T) {
			strength(t, simulate(t, shocked+hundred+onset+"probability = 0.7\nduration = '1 year'"+cut), func(m float64) (float64, float64) {
				p := 0.7 * (math.Exp(-0.5*math.Max(0, m-from.at-1)) - math.Exp(-0.5*math.Max(0, m-from.at)))
				return p, p
			})
		})
	}
	t.Run("unknown rate", func(t *testing.T) { // gamma: E exp(-rate a) = (1 + scale a)^-shape
		text := shocked + hundred + `
[parameters]
hurry = { dist = "gamma", shape = 2, scale = 0.4, unit = "1/year" }
[shocks.s]
onset = { from = 2026-01-01, rate = "hurry / 2" }
` + cut
		strength(t, simulate(t, text), func(m float64) (float64, float64) {
			p := 1 - math.Pow(1+0.2*math.Max(0, m-2026), -2)
			return p, p
		})
	})
}

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

// Each field may be a distribution or a formula over once parameters; hits that read one unknown share it.
func TestUnknownFields(t *testing.T) {
	r := simulate(t, shocked+hundred+`
[channels.b]
revenue = "100"
[channels.c]
revenue = "100"
[parameters]
effect = { value = "20% to 50%", unit = "share" }
pace   = { dist = "uniform", min = 1, max = 3, unit = "quarter" }
[shocks.s]
onset = 2026-01-01
half_life = { dist = "uniform", min = 1, max = 4, unit = "year" }
floor = "0.5 * effect"
hits = [
  { target = "a.x", cut = "20% to 50%", half_life = "100000 years" },
  { target = "b.revenue", cut = "effect", ramp = "2 * pace", half_life = "100000 years" },
  { target = "c.revenue", cut = "effect", half_life = "2 * pace", floor = { dist = "uniform", min = 0.1, max = 0.3 } },
]
[outputs]
same = { formula = "if(b.revenue <= c.revenue, 1, 0)", unit = "1", aggregate = "mean" }
`)
	// Strength at tau = 1.875 after a ramp of 0.5 to 1.5 years: 1, so that the loss is the cut alone.
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	sigma := (logit(0.5) - logit(0.2)) / (2 * z95)
	density := func(p float64) float64 { return phi(z95) / (sigma * p * (1 - p)) }
	for _, id := range []string{"a", "b"} {
		loss := steps(t, r, id+" loss")[9]
		quantile(t, id+": p5", loss.P5()/25, 0.2, 0.05, density(0.2), r.Trials)
		quantile(t, id+": p95", loss.P95()/25, 0.5, 0.95, density(0.5), r.Trials)
	}
	// Ramp over 2 pace, uniform over 0.5 to 1.5 years: E min(1, tau/ramp) at tau = 0.125 is tau ln 3, and the cut is independent.
	first := steps(t, r, "b loss")[2]
	cutMean := steps(t, r, "b loss")[9].Mean / 25
	within(t, "mean of the ramp", first.Mean/25/cutMean, 0.125*math.Log(3), first.SD/25/cutMean/math.Sqrt(float64(r.Trials)))
	// c fades over the half-life 2 pace of the same draw towards a floor of mean 0.2:
	// E 2^(-tau/h) over h from 0.5 to 1.5, by the midpoint rule.
	const tau = 1.125
	fade := 0.0
	for i := range 10000 {
		fade += half(tau/(0.5+(float64(i)+0.5)/10000)) / 10000
	}
	last := steps(t, r, "c loss")[6]
	within(t, "mean of the fade", last.Mean/25/cutMean, 0.2+0.8*fade, last.SD/25/cutMean/math.Sqrt(float64(r.Trials)))
	exact(t, "b and c read one effect", steps(t, r, "outputs.same value")[9], 1)
}

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

// initial, and a process's start, are taken without hits, even where the shock acts from the first step on.
func TestBeginningsWithoutHits(t *testing.T) {
	r := simulate(t, `
enforce = ["s"]
currency = "USD"
[time]
start = 2026-01-01
end   = 2026-10-01
step  = "quarter"
[parameters]
seed = { value = 8, unit = "1" }
path = { process = "gbm", start = "twice", drift = 0, volatility = 0, unit = "1" }
far  = { process = "ar1", start = "seed", mean = "seed", sd = 0, half_life = "1 quarter", unit = "1" }
[formulas]
twice = "2 * seed"
[stocks]
box = { initial = "seed + twice", change = "0", unit = "1" }
[shocks.s]
onset = 2025-01-01
hits = [{ target = "seed", cut = 0.5 }, { target = "twice", add = 3 }]
`+still+outputs("path", "box", "twice", "far"))
	exactSteps(t, r, output(0), 16, 16, 16)
	exactSteps(t, r, output(1), 24, 24, 24)
	exactSteps(t, r, output(2), 11, 11, 11)
	exactSteps(t, r, output(3), 8, 6, 5)
}
