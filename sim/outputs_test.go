package sim_test

import (
	"math"
	"strings"
	"testing"
)

const stair = `
units = ["person", "shell"]` + `
currency = "USD"
[time]
start    = 2026-01-01
forecast = 2026-07-01
end      = 2027-01-01
step     = "quarter"
[run]
trials = 20_000
[parameters]
made = { schedule = [[2026-01-01, 1], [2026-04-01, 4], [2026-07-01, 2], [2026-10-01, 9]], between = "hold", unit = "shell/month" }
pay  = { schedule = [[2026-01-01, 3], [2026-07-01, 6]], between = "hold", unit = "USD/month" }
crew = { value = 12, unit = "person" }
`

// Each aggregate, in the unit of its rows.
func TestAggregates(t *testing.T) {
	r := simulate(t, stair+still+`
[outputs]
sum      = { formula = "made", unit = "shell/year" }
said     = { formula = "made", unit = "shell/month", aggregate = "sum" }
money    = { formula = "pay", unit = "USD/month" }
quarters = { formula = "made", unit = "shell/quarter", aggregate = "sum" }
level    = { formula = "crew", unit = "person", aggregate = "sum" }
mean     = { formula = "made", unit = "shell/month", aggregate = "mean" }
yearly   = { formula = "made", unit = "shell/year", aggregate = "mean" }
last     = { formula = "made", unit = "shell/month", aggregate = "last" }
least = { formula = "made", unit = "shell/month", aggregate = "min" }
most = { formula = "made", unit = "shell/quarter", aggregate = "max" }
`)
	for _, c := range []struct {
		id, unit                          string
		first, year, history, thenceforth float64
	}{
		{"sum", "shell", 3, 48, 15, 33},
		{"said", "shell", 3, 48, 15, 33},
		{"money", "USD", 9, 54, 18, 36},
		{"quarters", "shell", 3, 48, 15, 33},
		{"mean", "shell/month", 1, 4, 2.5, 5.5},
		{"yearly", "shell/year", 12, 48, 30, 66},
		{"last", "shell/month", 1, 9, 4, 9},
		{"least", "shell/month", 1, 1, 1, 2},
		{"most", "shell/quarter", 3, 27, 12, 27},
	} {
		s := find(t, r, "outputs."+c.id+" value")
		if s.Unit != c.unit {
			t.Errorf("%s: rows in %s, want %s", c.id, s.Unit, c.unit)
		}
		exact(t, c.id+" first quarter", row(t, r, "outputs."+c.id+" value", "2026-Q1"), c.first)
		exact(t, c.id+" year", row(t, r, "outputs."+c.id+" value", "2026"), c.year)
		exact(t, c.id+" history", row(t, r, "outputs."+c.id+" value", "history"), c.history)
		exact(t, c.id+" forecast", row(t, r, "outputs."+c.id+" value", "forecast"), c.thenceforth)
		for _, o := range r.Outputs {
			if o.ID == c.id && o.Unit != c.unit {
				t.Errorf("%s: the output says %s, want %s", c.id, o.Unit, c.unit)
			}
		}
	}
	// The time integral of a level: 12 people for a year are 12 person-years, whatever the words for that unit.
	exact(t, "level", row(t, r, "outputs.level value", "2026"), 12)
}

// The aggregates of what differs from trial to trial: extremes and means of four independent uniforms.
func TestAggregatesOfDraws(t *testing.T) {
	r := simulate(t, strings.Replace(stair, "[parameters]", "[parameters]\nu = { dist = 'uniform', min = 0, max = 1, unit = '1', vary = 'step' }", 1)+still+`
[outputs]
mean = { formula = "u", unit = "1", aggregate = "mean" }
last = { formula = "u", unit = "1", aggregate = "last" }
least = { formula = "u", unit = "1", aggregate = "min" }
most = { formula = "u", unit = "1", aggregate = "max" }
`)
	order := func(k float64) law { return betaLaw(k, 5-k, 0, 1) }
	uniform(0, 1).moments(t, "last", row(t, r, "outputs.last value", "2026"), r.Trials)
	order(1).moments(t, "min", row(t, r, "outputs.least value", "2026"), r.Trials)
	order(4).moments(t, "max", row(t, r, "outputs.most value", "2026"), r.Trials)
	shaped(0.5, 1/48., -1.2/4).moments(t, "mean", row(t, r, "outputs.mean value", "2026"), r.Trials)
	if a, b := row(t, r, "outputs.last value", "2026"), row(t, r, "outputs.last value", "2026-Q4"); a != b {
		t.Errorf("the last of the year is %+v, that of its last quarter %+v", a, b)
	}
}

// Time units convert by themselves, literals count in base units, and a result does not depend on the units it was written in.
func TestUnitsConvert(t *testing.T) {
	r := simulate(t, stair+`
[channels.a]
revenue = "made * price + 24"
cost    = "crew * wage"
[channels.a.parameters]
price = { value = "2 USD/shell" }
wage  = { value = 5, unit = "USD/person/month" }
[outputs]
mixed = { formula = "made + quick", unit = "shell/year", aggregate = "last" }
above = { formula = "if(made > 40, 1, 0)", unit = "1", aggregate = "last" }
days  = { formula = "span", unit = "day", aggregate = "last" }
weeks = { formula = "span + 1", unit = "week", aggregate = "last" }
[parameters.quick]
value = 3
unit = "shell/quarter"
[parameters.span]
value = "2 quarters"
`)
	exact(t, "revenue", row(t, r, "a revenue", "2026-Q1"), 3*2+6)
	exact(t, "cost", row(t, r, "a cost", "2026-Q1"), 180)
	exactSteps(t, r, "outputs.mixed value", 24, 60, 36, 120)
	exactSteps(t, r, "outputs.above value", 0, 1, 0, 1)
	exact(t, "days", row(t, r, "outputs.days value", "2026"), 365.25/2)
	exact(t, "weeks", row(t, r, "outputs.weeks value", "2026"), 1.5*365.25/7)
}

// Scaling the unit of every input scales the result, and nothing else.
func TestScaling(t *testing.T) {
	model := func(size, unit string) string {
		return quarters + `
[channels.a]
revenue = "x + thefts + walk + if(box / dt > x, 0 * x, x)"
[channels.a.parameters]
x = { dist = "lognormal", median = ` + size + `, sigma = 1, unit = "USD/` + unit + `", vary = "step" }
walk = { process = "walk", start = ` + size + `, sd = ` + size + `, unit = "USD/` + unit + `" }
[channels.a.events]
thefts = { rate = "4", size = { dist = "exponential", mean = ` + size + ` }, unit = "USD" }
[channels.a.stocks]
box = { initial = 0, change = "x", unit = "USD" }
`
	}
	small, large := simulate(t, model("1", "year")), simulate(t, model("1024", "year"))
	for i, p := range small.Periods {
		a, b := find(t, small, "a revenue").Scenario[i], find(t, large, "a revenue").Scenario[i]
		for k := range a.P {
			if b.P[k] != 1024*a.P[k] && math.Abs(b.P[k]/a.P[k]/1024-1) > 1e-9 {
				t.Errorf("%s: quantile %g is not 1024 times %g", p.Label, b.P[k], a.P[k])
			}
		}
		if math.Abs(b.Mean/a.Mean/1024-1) > 1e-12 || math.Abs(b.SD/a.SD/1024-1) > 1e-9 || math.Abs(b.Max/a.Max/1024-1) > 1e-12 {
			t.Errorf("%s: %+v is not 1024 times %+v", p.Label, b, a)
		}
	}
}

// The measures of a channel and of the total: revenue stands in for a gross that is not given, cost is 0 where none is.
func TestMeasures(t *testing.T) {
	r := simulate(t, stair+`
[channels.b]
revenue = "10"
cost    = "0.5 * revenue"
[channels.a]
revenue = "6"
gross   = "8"
[outputs.read]
formula = "a.gross + b.gross + a.cost + b.cost + b.net + total.revenue + total.gross + total.cost + total.net"
unit = "USD/year"
aggregate = "last"
`)
	for series, want := range map[string]float64{
		"a revenue": 6, "a gross": 8, "a cost": 0, "a net": 6, "a loss": 0, "b revenue": 10, "b cost": 5, "b net": 5, "b loss": 0,
		"total revenue": 16, "total gross": 18, "total cost": 5, "total net": 11, "total loss": 0,
		"outputs.read value": 8 + 10 + 0 + 5 + 5 + 16 + 18 + 5 + 11, "outputs.read loss": 0,
	} {
		exact(t, series, row(t, r, series, "2026"), want)
		if s := find(t, r, series); s.Baseline != nil {
			t.Errorf("%s has a baseline, where nothing is in force", series)
		}
		if unit := find(t, r, series).Unit; unit != "USD" && !strings.HasPrefix(series, "outputs") {
			t.Errorf("%s is in %s", series, unit)
		}
	}
	var got []string
	for _, s := range r.Series {
		got = append(got, s.Channel+" "+s.Measure)
	}
	want := "a gross, a revenue, a cost, a net, a loss, b revenue, b cost, b net, b loss, total gross, total revenue, total cost, total net, total loss, outputs.read value, outputs.read loss"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("series %s\nwant %s", s, want)
	}
}
