package sim_test

import (
	"fmt"
	"math"
	"strconv"
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
	text := strings.Replace(shocked, `enforce = ["s"]`, "enforce = ["+shocks+"]", 1)
	return strings.Replace(text, "20_000", strconv.Itoa(fewer(20_000, 5_000)), 1)
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
