package engine_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"weir/sim/engine"
)

// quarters begins a model of the two years 2026 and 2027 in quarters.
const quarters = `
currency = "USD"
units = ["person", "shell"]
enforce = ENFORCED
[time]
start = 2026-01-01
end = 2028-01-01
step = "quarter"
`

// A corner is a model that random ones seldom come upon. Values that follow from the language by hand stand beside it, as
// "channel measure period" with a minus before it for the baseline.
type corner struct {
	name, enforce, toml string
	want                map[string]float64
}

var corners = []corner{
	{"initial and start are taken without hits", `["s"]`, `
[parameters]
x = { value = 100, unit = "USD/year" }
y = { value = 40, unit = "USD" }
walk = { process = "walk", start = "x", sd = 0, unit = "USD/year" }
bell = { process = "ar1", mean = "x", sd = "x / 10", half_life = "1 year", unit = "USD/year" }
[stocks]
pile = { initial = "y", change = "0 * x", unit = "USD" }
[channels.a]
revenue = "walk"
[channels.b]
revenue = "pile / dt"
[channels.c]
revenue = "bell"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "x", cut = 0.5 }, { target = "y", cut = 0.5 } ]
`, map[string]float64{"a revenue 2026": 100, "b revenue 2026-Q1": 40, "a loss 2026": 0, "c loss 2026-Q1": 0}},

	{"gross from revenue, with arrivals", `["s"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "80"
gross = "revenue / 0.8"
cost = "0.1 * gross + 0.1 * revenue"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = 0.4 } ]
displaces = [ { from = "a", to = "b", share = 0.5 } ]
`, map[string]float64{"b gross 2026": 120, "b revenue 2026": 100, "-b gross 2026": 100, "b cost 2026": 22, "a loss 2026": 40, "total loss 2026": 20, "total gross 2026": 180}},

	{"shares beyond one are scaled", `["s"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "80"
[channels.c]
revenue = "80"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = 0.4 } ]
displaces = [ { from = "a", to = "b", share = { dist = "uniform", min = 0, max = 1 } }, { from = "a", to = "c", share = { dist = "uniform", min = 0, max = 1 } } ]
`, nil},

	{"adds on one target weigh by the value without each", `["s", "r", "q"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "0"
[channels.c]
revenue = "0"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "a.revenue", add = { value = -20, unit = "USD/year" } } ]
displaces = [ { from = "a", to = "b", share = 1 } ]
[shocks.r]
onset = 2026-01-01
hits = [ { target = "a.revenue", add = { value = -30, unit = "USD/year" } } ]
displaces = [ { from = "a", to = "c", share = 1 } ]
[shocks.q]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = 0.1 } ]
`, map[string]float64{ // own revenue 100 * 0.9 - 20 - 30 = 40; weights 20/60, 30/70, 0.1
		"a revenue 2026": 40, "b revenue 2026": 60 * (2. / 6) / (2./6 + 3./7 + 0.1), "c revenue 2026": 60 * (3. / 7) / (2./6 + 3./7 + 0.1)}},

	{"an add onto nothing weighs one", `["s", "r"]`, `
[parameters]
zero = { value = 0, unit = "USD/year" }
[channels.a]
revenue = "100 - zero"
[channels.b]
revenue = "0"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "zero", add = 30 } ]
displaces = [ { from = "a", to = "b", share = 0.5 } ]
[shocks.r]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = 0.5 } ]
`, map[string]float64{"a revenue 2026": 35, "b revenue 2026": 0.5 * 65 * 1 / 1.5}},

	{"on at the onset, off at the duration, at the middle of a step", `["s", "r"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "100"
[shocks.s]
onset = 2026-02-15
duration = "3 quarters"
cost = "8 USD/year"
hits = [ { target = "a.revenue", cut = 0.5 } ]
[shocks.r]
onset = 2026-01-01
duration = "0.375 years"
hits = [ { target = "b.revenue", cut = 0.5 } ]
`, map[string]float64{"a loss 2026-Q1": 12.5, "a loss 2026-Q3": 12.5, "a loss 2026-Q4": 0, "b loss 2026-Q1": 12.5, "b loss 2026-Q2": 0, "shocks.s cost forecast": 6}},

	{"lags and integrals at the start", `[]`, `
[parameters]
u = { value = 25, unit = "USD/year" }
year = { value = 12, unit = "month" }
[formulas]
grows = "u * (4 + t / dt)"
[channels.a]
revenue = "lag(grows, '2 quarters')"
[channels.b]
revenue = "lag(grows, '2 quarters', u * t / dt + 7)"
[channels.c]
revenue = "cumulative(grows) / year"
[channels.d]
revenue = "lag(a.revenue, '9 quarters', 5) + lag(cumulative(a.revenue), '6 months') / dt"
`, map[string]float64{
		"a revenue 2026-Q2": 25, "a revenue 2026-Q4": 125 / 4., "b revenue 2026-Q1": 7. / 4, "b revenue 2026-Q2": 8, "b revenue 2026-Q3": 25, "c revenue 2026-Q1": 0, "c revenue 2026-Q3": (25 + 31.25) / 4,
		"d revenue 2026-Q1": 1.25, "d revenue 2026-Q4": 1.25 + 25}},

	{"units of processes, additions and outputs", `["s"]`, `
[parameters]
base = { value = 12, unit = "USD/year" }
m = { process = "walk", start = "base + 10", sd = 0, unit = "USD/month" }
n = { process = "ar1", mean = "max(base, 3)", start = "4 USD/month", sd = 0, half_life = "1 quarter", unit = "USD/month" }
p = { value = 7, unit = "USD/month" }
[formulas]
free = "base * 1"
said = { formula = "base * 1", unit = "USD/month" }
[channels.a]
revenue = "m"
[channels.b]
revenue = "n"
[channels.c]
revenue = "p"
[channels.d]
revenue = "free"
[channels.e]
revenue = "said"
[outputs.sum]
formula = "p"
unit = "USD/month"
[outputs.mean]
formula = "p"
unit = "USD/month"
aggregate = "mean"
[outputs.shells]
formula = "8 * pi / pi"
unit = "shell/quarter"
[outputs.share]
formula = "0.5"
unit = "share"
[shocks.s]
onset = 2027-01-01
hits = [ { target = "p", add = 1 }, { target = "free", add = 1 }, { target = "said", add = 1 } ]
`, map[string]float64{
		"a revenue 2026": 132, "b revenue 2026-Q1": 12, "b revenue 2026-Q2": (36 + 6) / 4., "c revenue 2027": 96, "d revenue 2027": 13, "e revenue 2027": 24,
		"outputs.sum value 2026": 84, "outputs.mean value 2026": 7, "outputs.mean loss 2027": -1, "outputs.shells value 2026": 8, "outputs.share value forecast": 1}},

	{"schedules count by the day", `[]`, `
[parameters]
hold = { schedule = [[2026-02-15, 10], [2026-05-01, 40]], between = "hold", unit = "USD/year" }
line = { schedule = [[2026-04-01, 10], [2026-10-01, 50]], unit = "USD/year" }
step = { schedule = [[2026-02-15, 10], [2026-02-16, 20]], unit = "USD/month", between = "hold" }
[channels.a]
revenue = "hold"
[channels.b]
revenue = "line"
[channels.c]
revenue = "step"
`, map[string]float64{
		"a revenue 2026-Q1": 2.5, "a revenue 2026-Q2": (10 + 40*2) / 12., "b revenue 2026-Q1": 2.5, "b revenue 2026-Q2": 5, "b revenue 2026-Q3": 10, "b revenue 2027-Q1": 12.5,
		"c revenue 2026-Q1": 10*1.5 + 10./28 + 20*(0.5-1./28) + 20}},

	{"operators", `[]`, `
[channels.a]
revenue = "0"
[outputs.a]
formula = "-2^2 + 2^3^2 + (2 - 3 - 4) + 64 / 4 / 2 + 2 * -3"
aggregate = "last"
[outputs.b]
formula = "(not 1 < 2) + 10 * (1 < 2 and not 0) + 100 * (0 or 2 > 3 or 5) + 1000 * (3 and 0)"
aggregate = "last"
[outputs.c]
formula = "clamp(5, 1, 3) + clamp(-5, 1, 3) + min(3, 1, 2) * 10 + max(3) * 100 + abs(-1k) + 12% + 2 ^ -1"
aggregate = "last"
[outputs.d]
formula = "if(date == 2026-04-01, 1, 0) + if(date >= 2027-10-01, 10, 0) + if(t == 0.25, 100, 0)"
aggregate = "max"
[outputs.e]
formula = "if(t > 0.5, log((t - 0.5) / dt), if(t < 0.5, dt / (t - 0.5), 3))"
aggregate = "max"
[outputs.f]
formula = "2027-02-15 - 2026-01-01"
aggregate = "mean"
`, map[string]float64{
		"outputs.a value forecast": -4 + 512 - 5 + 8 - 6, "outputs.b value forecast": 0 + 10 + 100, "outputs.c value forecast": 3 + 1 + 10 + 300 + 1000 + 0.12 + 0.5,
		"outputs.d value 2026": 101, "outputs.d value 2027-Q4": 10, "outputs.d value 2027": 10, "outputs.e value 2026": 3, "outputs.e value 2027": math.Log(5), "outputs.f value forecast": 1 + 1./12 + 1./24}},

	{"a shock on the rate of what happens once", `["s"]`, `
[parameters]
r = { value = 0.8, unit = "1/year" }
[events]
war = { rate = "r", once = true }
[channels.a]
revenue = "if(war, 100, 10)"
[shocks.s]
onset = 2026-07-01
hits = [ { target = "r", raise = 2 } ]
`, nil},

	{"fields of shocks see no hits", `["s", "r"]`, `
[parameters]
x = { value = 0.4, unit = "share" }
u = { value = 100, unit = "USD/year" }
[formulas]
half = "x / 2"
[channels.a]
revenue = "u"
[channels.b]
revenue = "u * x"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = "half" }, { target = "x", cut = 0.5 } ]
[shocks.r]
onset = { when = "x < 0.3" }
probability = "half * 5"
duration = "1 quarter"
hits = [ { target = "a.revenue", add = "-0.1 * u * half" } ]
`, map[string]float64{"b loss 2026": 20, "a loss 2026": 20.5, "a loss 2027": 20}},

	{"a hit that displaced money reads", `["s"]`, `
[formulas]
x = "0.5 * b.revenue"
[channels.a]
revenue = "100 + lag(x, '1 quarter', 20)"
[channels.b]
revenue = "40"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "x", cut = 0.5 } ]
displaces = [ { from = "a", to = "b", share = 0.5 } ]
`, map[string]float64{ // own a: 120, then 100 + x, x = 0.25 (40 + arrivals)
		"a revenue 2026-Q1": 30, "a revenue 2026-Q2": 27.5, "b revenue 2026-Q2": 11.25, "a revenue 2026-Q3": (100 + 0.25*45) / 4}},

	{"two channels that displace to one another", `["s"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "40"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = 0.2 }, { target = "b.revenue", cut = 0.5 } ]
displaces = [ { from = "a", to = "b", share = 0.5 }, { from = "b", to = "a", share = 0.1 } ]
`, map[string]float64{"a revenue 2026": 82, "b revenue 2026": 30}},
}

func TestCorners(t *testing.T) {
	t.Parallel()
	for _, c := range slices.Concat(corners, cornersInTime) {
		t.Run(strings.ReplaceAll(c.name, " ", "_"), func(t *testing.T) {
			files := map[string]string{"m.toml": strings.Replace(quarters, "ENFORCED", c.enforce, 1) + c.toml}
			built := load(t, files, "m.toml")
			for seed := range uint64(3) {
				if ran, err := agree(built, 1+2*int64(seed), seed); err != nil || !ran {
					t.Error(ran, err)
				}
			}
			p, list := reporting(built)
			if p == nil {
				t.Fatal(list)
			}
			results, err := run(context.Background(), p, engine.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for at, want := range c.want {
				where, inBaseline := strings.CutPrefix(at, "-")
				words := strings.Fields(where)
				s := results[0].Find(words[0], words[1])
				for i, p := range results[0].Periods {
					if p.Label != words[2] {
						continue
					}
					got := s.Scenario[i]
					if inBaseline {
						got = s.Baseline[i]
					}
					if math.Abs(got.Mean-want) > 1e-12*(1+math.Abs(want)) {
						t.Errorf("%s: %.15g, want %.15g", at, got.Mean, want)
					}
				}
			}
		})
	}
}
