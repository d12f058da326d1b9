package sim_test

import (
	"math"
	"strings"
	"testing"

	"weir/sim/result"
)

// shocked has two quarters of history and eight of forecast; a revenue of 100 USD/year is 25 a quarter.
const shocked = `
currency = "USD"
enforce = ["s"]
[time]
start    = 2025-07-01
forecast = 2026-01-01
end      = 2028-01-01
step     = "quarter"
[run]
trials = 20_000
`

const hundred = `
[channels.a]
revenue = "x"
[channels.a.parameters]
x = { value = 100, unit = "USD/year" }
`

// half is 2^-x.
func half(x float64) float64 { return math.Exp2(-x) }

// The strength of a shock at the middle of each step, worked out by hand from its definition: tau is the time from the
// onset to 2025.625, 2025.875, 2026.125, ...
func TestStrengthByQuarter(t *testing.T) {
	for name, c := range map[string]struct {
		fields string
		want   [10]float64
	}{
		"at once":                   {`onset = 2026-07-01`, [10]float64{0, 0, 0, 0, 1, 1, 1, 1, 1, 1}},
		"onset on the middle":       {`onset = 2026-02-15`, [10]float64{0, 0, 1, 1, 1, 1, 1, 1, 1, 1}},
		"onset behind the middle":   {`onset = 2026-02-16`, [10]float64{0, 0, 0, 1, 1, 1, 1, 1, 1, 1}},
		"onset before the middle":   {`onset = 2026-08-16`, [10]float64{0, 0, 0, 0, 1, 1, 1, 1, 1, 1}},
		"a day later":               {`onset = 2026-08-17`, [10]float64{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}},
		"never":                     {`onset = 2028-06-01`, [10]float64{}},
		"ramp":                      {"onset = 2026-01-01\nramp = '2 quarters'", [10]float64{0, 0, .25, .75, 1, 1, 1, 1, 1, 1}},
		"ramp in months":            {"onset = 2026-04-01\nramp = '12 months'", [10]float64{0, 0, 0, .125, .375, .625, .875, 1, 1, 1}},
		"ramp from the middle":      {"onset = 2026-02-15\nramp = '1 year'", [10]float64{0, 0, 0, .25, .5, .75, 1, 1, 1, 1}},
		"ramp from history":         {"onset = 2025-07-01\nramp = '1 year'", [10]float64{0, 0, .625, .875, 1, 1, 1, 1, 1, 1}},
		"ramp that duration breaks": {"onset = 2026-01-01\nramp = '2 years'\nduration = '1 year'", [10]float64{0, 0, .0625, .1875, .3125, .4375, 0, 0, 0, 0}},
		"half-life": {"onset = 2026-01-01\nhalf_life = '1 year'",
			[10]float64{0, 0, half(.125), half(.375), half(.625), half(.875), half(1.125), half(1.375), half(1.625), half(1.875)}},
		"half-life from history": {"onset = 2025-01-01\nhalf_life = '2 quarters'",
			[10]float64{0, 0, half(2.25), half(2.75), half(3.25), half(3.75), half(4.25), half(4.75), half(5.25), half(5.75)}},
		"no ramp at all": {"onset = 2026-07-01\nramp = '0 quarters'\nhold = '0 years'", [10]float64{0, 0, 0, 0, 1, 1, 1, 1, 1, 1}},
		"half-life in days": {"onset = 2026-01-01\nhalf_life = '365.25 days'\nduration = '52 weeks'",
			[10]float64{0, 0, half(.125), half(.375), half(.625), half(.875)}},
		"hold": {"onset = 2026-01-01\nhold = '2 quarters'\nhalf_life = '6 months'",
			[10]float64{0, 0, 1, 1, half(.25), half(.75), half(1.25), half(1.75), half(2.25), half(2.75)}},
		"hold without half-life": {"onset = 2026-01-01\nhold = '2 quarters'\nfloor = 0.5", [10]float64{0, 0, 1, 1, 1, 1, 1, 1, 1, 1}},
		"floor": {"onset = 2026-01-01\nhalf_life = '1 quarter'\nfloor = '20%'",
			[10]float64{0, 0, .2 + .8*half(.5), .2 + .8*half(1.5), .2 + .8*half(2.5), .2 + .8*half(3.5), .2 + .8*half(4.5), .2 + .8*half(5.5), .2 + .8*half(6.5), .2 + .8*half(7.5)}},
		"floor of 1":              {"onset = 2026-01-01\nhalf_life = '1 quarter'\nfloor = 1", [10]float64{0, 0, 1, 1, 1, 1, 1, 1, 1, 1}},
		"duration":                {"onset = 2026-04-01\nduration = '3 quarters'", [10]float64{0, 0, 0, 1, 1, 1, 0, 0, 0, 0}},
		"duration to the middle":  {"onset = 2026-04-01\nduration = { value = 7.5, unit = 'month' }", [10]float64{0, 0, 0, 1, 1, 0, 0, 0, 0, 0}},
		"duration past a middle":  {"onset = 2026-04-01\nduration = '7.6 months'", [10]float64{0, 0, 0, 1, 1, 1, 0, 0, 0, 0}},
		"duration within history": {"onset = 2025-07-01\nduration = '5 months'", [10]float64{}},
		"all of it": {"onset = 2026-01-01\nramp = '1 quarter'\nhold = '1 quarter'\nhalf_life = '3 months'\nfloor = '10%'\nduration = '18 months'",
			[10]float64{0, 0, .5, 1, .1 + .9*half(.5), .1 + .9*half(1.5), .1 + .9*half(2.5), .1 + .9*half(3.5), 0, 0}},
	} {
		r := simulate(t, shocked+hundred+"[shocks.s]\n"+c.fields+"\nhits = [{ target = 'a.x', cut = '40%' }]\n")
		loss, left, strength := c.want, c.want, r.Shocks[0].Strength
		for q, s := range c.want {
			loss[q], left[q] = 10*s, 25-10*s
			if math.Abs(strength[q]-s) > 1e-9 {
				t.Errorf("%s: the strength in %s is %.12g, want %.12g", name, r.Periods[q].Label, strength[q], s)
			}
		}
		t.Run(name, func(t *testing.T) {
			exactSteps(t, r, "a revenue", left[:]...)
			for q, s := range steps(t, r, "a loss") { // a difference of 25s: 1e-9 of those
				if math.Abs(s.Mean-loss[q]) > 25e-9 || s.Min != s.Max {
					t.Errorf("the loss in %s is %.12g, want %.12g", r.Periods[q].Label, s.Mean, loss[q])
				}
			}
			if !r.Shocks[0].Certain || r.Shocks[0].Happens != 1 {
				t.Errorf("a certain shock reads as certain %t, happens %g", r.Shocks[0].Certain, r.Shocks[0].Happens)
			}
		})
	}
}

// ramp, hold, half_life and floor in a hit stand for that hit alone; the shock's own serve the others.
func TestCourseOfAHit(t *testing.T) {
	r := simulate(t, shocked+hundred+`
[channels.b]
revenue = "x"
[channels.b.parameters]
x = { value = 100, unit = "USD/year" }
[channels.c]
revenue = "x * y"
[channels.c.parameters]
x = { value = 10, unit = "USD/year" }
y = { value = 10, unit = "1" }
[shocks.s]
onset = 2026-01-01
ramp = "2 quarters"
half_life = "1 year"
hits = [
  { target = "a.x", cut = 0.4 },
  { target = "b.x", cut = 0.4, ramp = "1 year", hold = "1 quarter" },
  { target = "c.x", cut = 0.5, half_life = "2 quarters", floor = 0.25 },
  { target = "c.y", raise = 0.5, hold = "1 year" },
]
`)
	shock := []float64{0, 0, .25, .75, half(.125), half(.375), half(.625), half(.875), half(1.125), half(1.375)}
	slow := []float64{0, 0, .125, .375, .625, .875, 1, half(.125), half(.375), half(.625)}
	fast := []float64{0, 0, .25, .75}
	held := []float64{0, 0, .25, .75, 1, 1, 1, 1, half(.125), half(.375)}
	for k := range 6 {
		fast = append(fast, .25+.75*half(.25+.5*float64(k)))
	}
	for q := range 10 {
		exact(t, "a", steps(t, r, "a revenue")[q], 25*(1-.4*shock[q]))
		exact(t, "b", steps(t, r, "b revenue")[q], 25*(1-.4*slow[q]))
		exact(t, "c", steps(t, r, "c revenue")[q], 25*(1-.5*fast[q])*(1+.5*held[q]))
	}
}

// several shocks on one target: cuts and raises multiply, then the adds, whatever the order in which they stand.
func TestComposition(t *testing.T) {
	const shocks = `
[shocks.add]
onset = 2026-01-01
hits = [{ target = "a.x", add = 7 }]
[shocks.cut]
onset = 2026-04-01
ramp = "2 quarters"
hits = [{ target = "a.x", cut = 0.2 }]
[shocks.raise]
onset = 2026-07-01
hits = [{ target = "a.x", raise = 0.5 }]
[shocks.zap]
onset = 2026-10-01
duration = "1 year"
hits = [{ target = "a.x", cut = 0.6 }, { target = "a.revenue", add = -3 }, { target = "a.revenue", cut = 0.25 }]
[shocks.idle]
onset = 2026-01-01
hits = [{ target = "a.x", cut = 1 }]
`
	for _, enforce := range []string{`["add", "cut", "raise", "zap"]`, `["zap", "raise", "add", "cut"]`} {
		r := simulate(t, `enforce = `+enforce+`
currency = "USD"
[time]
start    = 2026-01-01
end      = 2028-01-01
step     = "quarter"
`+hundred+shocks)
		want := []float64{107, 100*.95 + 7, 100*.85*1.5 + 7}
		for range 5 {
			want = append(want, (100*.8*1.5*.4+7)*.75-3)
		}
		want[7] = 100*.8*1.5 + 7
		for q := range want {
			want[q] /= 4
		}
		exactSteps(t, r, "a revenue", want...)
		if len(r.Shocks) != 4 {
			t.Errorf("%d shocks in force", len(r.Shocks))
		}
	}
}

// add counts in the declared unit of a parameter, in base units where none is declared, or in the unit that it brings.
func TestUnitsOfAdd(t *testing.T) {
	r := simulate(t, `
enforce = ["s"]
units = ["shell"]
currency = "USD"
[time]
start = 2026-01-01
end   = 2027-01-01
step  = "quarter"
[parameters]
made   = { value = 100, unit = "shell/quarter" }
caught = { value = 100, unit = "shell/quarter" }
time   = { value = 6, unit = "month" }
[formulas]
plain = "made * 2"
said  = { formula = "made * 2", unit = "shell/month" }
[stocks]
depot = { initial = 50, change = "made - caught", unit = "shell" }
bare = { initial = 50, change = "made - caught", unit = "shell" }
[shocks.s]
onset = 2026-07-01
hits = [
  { target = "made", add = 3 },
  { target = "caught", add = { value = 12, unit = "shell/year" } },
  { target = "time", add = { value = "1 quarter" } },
  { target = "plain", add = 8 },
  { target = "said", add = 1 },
  { target = "bare", add = 40 },
  { target = "depot", add = { value = 2, unit = "shell/month" } },
]
[outputs]
made   = { formula = "made", unit = "shell/quarter", aggregate = "last" }
caught = { formula = "caught", unit = "shell/quarter", aggregate = "last" }
time   = { formula = "time", unit = "month", aggregate = "last" }
plain  = { formula = "plain", unit = "shell/year", aggregate = "last" }
said   = { formula = "said", unit = "shell/month", aggregate = "last" }
depot  = { formula = "depot", unit = "shell", aggregate = "last" }
bare   = { formula = "bare", unit = "shell", aggregate = "last" }
`+still)
	exactSteps(t, r, "outputs.made value", 100, 100, 103, 103)
	exactSteps(t, r, "outputs.caught value", 100, 100, 103, 103)
	exactSteps(t, r, "outputs.time value", 6, 6, 9, 9)
	exactSteps(t, r, "outputs.plain value", 800, 800, 832, 832)
	exactSteps(t, r, "outputs.said value", 800./12, 800./12, 824./12+1, 824./12+1)
	exactSteps(t, r, "outputs.depot value", 50, 50, 50, 56)
	exactSteps(t, r, "outputs.bare value", 50, 50, 50, 60)
}

// A hit acts on what every reader sees in that step: a shared formula, the three amounts of a channel, the net change of a
// stock. initial is taken without hits, and lag reads what was seen then.
func TestTargets(t *testing.T) {
	r := simulate(t, `
enforce = ["s"]
currency = "USD"
[time]
start = 2026-01-01
end   = 2027-01-01
step  = "quarter"
[parameters]
x = { value = 8, unit = "USD/year" }
y = { value = 4, unit = "USD" }
[formulas]
shared = "x"
[stocks]
pot  = { initial = "y", change = "shared", unit = "USD" }
hit  = { initial = "y", change = "shared", unit = "USD" }
[channels.a]
revenue = "shared"
[channels.b]
revenue = "2 * shared"
gross   = "3 * shared + 0 * x"
cost    = "0.25 * revenue + 0.1 * gross"
[channels.c]
revenue = "b.revenue + b.gross + b.cost + b.net"
[shocks.s]
onset = 2026-04-01
duration = "2 quarters"
hits = [
  { target = "shared", cut = 0.5 }, { target = "y", cut = 0.9 }, { target = "b.gross", raise = 1 }, { target = "b.cost", add = 1 },
  { target = "b.revenue", cut = 0.25 }, { target = "hit", cut = 0.5 },
]
[outputs]
pot = { formula = "pot", unit = "USD", aggregate = "last" }
hit = { formula = "hit", unit = "USD", aggregate = "last" }
past = { formula = "lag(shared, '1 quarter')", unit = "USD/year", aggregate = "last" }
sum  = { formula = "cumulative(shared)", unit = "USD", aggregate = "last" }
`)
	exactSteps(t, r, "a revenue", 2, 1, 1, 2)
	exactSteps(t, r, "b revenue", 4, 1.5, 1.5, 4)
	exactSteps(t, r, "b gross", 6, 6, 6, 6)
	exactSteps(t, r, "b cost", 1.6, .375+.6+.25, .375+.6+.25, 1.6)
	exactSteps(t, r, "b net", 2.4, .275, .275, 2.4)
	exactSteps(t, r, "b loss", 0, 2.5, 2.5, 0)
	exactSteps(t, r, "c revenue", 14, 9, 9, 14)
	exactSteps(t, r, "outputs.pot value", 4, 6, 7, 8)
	exactSteps(t, r, "outputs.hit value", 4, 6, 6.5, 7)
	exactSteps(t, r, "outputs.past value", 8, 8, 4, 4)
	exactSteps(t, r, "outputs.sum value", 0, 2, 3, 4)
	exact(t, "total revenue", row(t, r, "total revenue", "2026"), 6+11+46)
	exact(t, "total gross", row(t, r, "total gross", "2026"), 6+24+46)
	exact(t, "total cost", row(t, r, "total cost", "2026"), 5.65)
	exact(t, "total net", row(t, r, "total net", "2026"), 6+11+46-5.65)
	exact(t, "total loss", row(t, r, "total loss", "2026"), 2+5+10)
}

// A hit on a process or a step draw acts on the value read, never on the path underneath; its start is taken without hits.
func TestPathsUnderneath(t *testing.T) {
	r := simulate(t, shocked+still+`
[parameters]
walk = { process = "walk", start = "base", sd = 1, unit = "1" }
path = { process = "gbm", start = 4, drift = 0, volatility = 0.5, unit = "1" }
mean = { process = "ar1", start = 0, mean = "aim", sd = 0, half_life = "1 quarter", unit = "1" }
step = { dist = "normal", mean = 5, sd = 1, unit = "1", vary = "step" }
base = { value = 10, unit = "1" }
aim  = { value = 16, unit = "1" }
[shocks.s]
onset = 2026-04-01
duration = "1 year"
hits = [
  { target = "walk", add = 2 }, { target = "path", cut = 0.5 }, { target = "step", cut = 0.25 }, { target = "base", cut = 0.5 },
  { target = "aim", cut = 0.5 },
]
`+outputs("walk", "path", "step", "mean", "lag(path, '1 quarter')"))
	on := func(q int) bool { return q >= 3 && q < 7 }
	for q := range 10 {
		// One number is twice the other to the bit: the same path, halved.
		base, got := find(t, r, output(1)).Baseline[q], steps(t, r, output(1))[q]
		factor := 1.0
		if on(q) {
			factor = 0.5
		}
		if got.Mean != factor*base.Mean || got.SD != factor*base.SD || got.Min != factor*base.Min {
			t.Errorf("step %d: the path is read as %v, want %g of %v", q, got, factor, base)
		}
		exactDifference(t, r, output(0), q, on(q), -2)
		if base := find(t, r, output(2)).Baseline[q]; on(q) && math.Abs(steps(t, r, output(2))[q].SD/base.SD-0.75) > 1e-9 || !on(q) && steps(t, r, output(2))[q] != base {
			t.Errorf("step %d: the step draw is not the baseline's", q)
		}
	}
	exactSteps(t, r, output(3), 0, 8, 12, 14, 11, 9.5, 8.75, 8.375, 12.1875, 14.09375)
}

// exactDifference checks that an output's loss is the same in all trials.
func exactDifference(t *testing.T, r *result.Result, series string, step int, on bool, want float64) {
	t.Helper()
	got := find(t, r, series[:len(series)-len("value")]+"loss").Scenario[step]
	if !on {
		want = 0
	}
	if math.Abs(got.Min-want) > 1e-9 || math.Abs(got.Max-want) > 1e-9 || want == 0 && (got.Min != 0 || got.Max != 0) {
		t.Errorf("%s: the loss in step %d runs from %g to %g, want %g", series, step, got.Min, got.Max, want)
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

// A half-life that is drawn makes the same course step by step, where what is left shrinks by a part of itself, as where each
// step is computed by itself, since the shock may end.
func TestDrawnHalfLife(t *testing.T) {
	for _, fields := range []string{
		"onset = 2026-02-15", "onset = 2024-01-01\nfloor = '10% to 30%'", "onset = 2026-01-01\nhold = '2 quarters'\nprobability = 0.5", "onset = 2026-01-01\nramp = '5 months'",
	} {
		shock := "[shocks.s]\nhits = [{ target = 'a.x', cut = 1 }]\nhalf_life = '1 to 24 months'\n" + fields + "\n"
		text := strings.Replace(shocked, "quarter\"", "month\"", 1) + hundred
		by, each := simulate(t, text+shock), simulate(t, text+shock+"duration = '100 to 200 years'\n")
		for i, p := range by.Periods {
			got, want := find(t, by, "a loss").Scenario[i], find(t, each, "a loss").Scenario[i]
			// A rounding or two a step; and the times of three summands are told to 2^-43 years, of half-lives of a month at least.
			const within = (24*2*0x1p-53 + 3*0x1p-43*math.Ln2*12) * 200
			if math.Abs(got.Mean-want.Mean) > within || math.Abs(got.Min-want.Min) > within || math.Abs(got.Max-want.Max) > within {
				t.Errorf("%s in %s: %+v, want %+v", fields, p.Label, got, want)
			}
			if p.Label == "2027" && got.SD < 1 {
				t.Errorf("%s: %+v", fields, got)
			}
		}
	}
}
