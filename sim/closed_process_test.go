package sim_test

import (
	"fmt"
	"math"
	"testing"

	"weir/sim/result"
)

// quarters is a model of two years of quarters, all of it forecast.
const quarters = `
currency = "USD"
[time]
start = 2026-01-01
end   = 2028-01-01
step  = "quarter"
[run]
trials = 50_000
`

// outputs writes the means of formulas of unit 1 as outputs y0, y1, ...
func outputs(formulas ...string) string {
	var text string
	for i, f := range formulas {
		text += fmt.Sprintf("[outputs.y%d]\nformula = %q\nunit = \"1\"\naggregate = \"mean\"\n", i, f)
	}
	return text
}

func output(i int) string { return fmt.Sprintf("outputs.y%d value", i) }

// gaussianProduct is the standard error of the mean of (X - EX)(Y - EY) for normal X, Y: sqrt((vx vy + c^2)/n).
func gaussianProduct(vx, vy, c float64, r *result.Result) float64 {
	return math.Sqrt((vx*vy + c*c) / float64(r.Trials))
}

// A once draw is the same in all steps, a step draw is a fresh one in each.
func TestOnceAndStepDraws(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
once = { dist = "normal", mean = 3, sd = 2, unit = "1" }
step = { dist = "normal", mean = 3, sd = 2, unit = "1", vary = "step" }
`+outputs("once", "step", "step * step", "(step - 3) * (lag(step, '1 quarter') - 3)", "(step - 3) * (lag(step, '1 year') - 3)", "once - lag(once, '1 quarter')"))
	for q, s := range steps(t, r, output(0)) {
		if s != steps(t, r, output(0))[0] {
			t.Errorf("the once draw moves in step %d", q)
		}
		normal(3, 2).moments(t, "step draw", steps(t, r, output(1))[q], r.Trials)
	}
	// Over the window: the mean of 8 independent draws.
	normal(3, 2/math.Sqrt(8)).moments(t, "mean of 8 step draws", row(t, r, output(1), "forecast"), r.Trials)
	normal(3, 2).moments(t, "mean of 8 equal draws", row(t, r, output(0), "forecast"), r.Trials)
	for q := 1; q < 8; q++ {
		within(t, "covariance with the quarter before", steps(t, r, output(3))[q].Mean, 0, gaussianProduct(4, 4, 0, r))
	}
	for q := 4; q < 8; q++ {
		within(t, "covariance with the year before", steps(t, r, output(4))[q].Mean, 0, gaussianProduct(4, 4, 0, r))
	}
	exactSteps(t, r, output(5), 0, 0, 0, 0, 0, 0, 0, 0)
}

// Geometric Brownian motion: ln x(t) is normal with mean ln x0 + (drift - volatility^2/2) t and variance volatility^2 t, and
// its moves are independent.
func TestGBM(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
x = { process = "gbm", start = 5, drift = 0.2, volatility = 0.3, unit = "1" }
`+outputs("x", "log(x / lag(x, '1 quarter'))", "(log(x / lag(x, '1 quarter')) - 0.03875) * (log(lag(x, '1 quarter') / lag(x, '2 quarters')) - 0.03875)"))
	path := steps(t, r, output(0))
	exact(t, "start", path[0], 5)
	for q := 1; q < 8; q++ {
		at := float64(q) / 4
		lognormal(math.Log(5)+(0.2-0.045)*at, 0.3*math.Sqrt(at)).moments(t, fmt.Sprintf("step %d", q), path[q], r.Trials)
		normal((0.2-0.045)/4, 0.15).moments(t, fmt.Sprintf("move to step %d", q), steps(t, r, output(1))[q], r.Trials)
	}
	for q := 2; q < 8; q++ {
		within(t, "covariance of neighbouring moves", steps(t, r, output(2))[q].Mean, 0, gaussianProduct(0.0225, 0.0225, 0, r))
	}
}

// The stationary first-order autoregression: every step has the mean and the sd, and the covariance halves each half_life.
func TestAR1(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
x = { process = "ar1", mean = 10, sd = 2, half_life = "2 quarters", unit = "1" }
`+outputs("x", "(x - 10) * (lag(x, '1 quarter') - 10)", "(x - 10) * (lag(x, '2 quarters') - 10)", "(x - 10) * (lag(x, '6 quarters') - 10)"))
	for q, s := range steps(t, r, output(0)) {
		normal(10, 2).moments(t, fmt.Sprintf("step %d", q), s, r.Trials)
	}
	for i, lag := range []int{1, 2, 6} {
		c := 4 * math.Pow(0.5, float64(lag)/2)
		for q := lag; q < 8; q++ {
			within(t, fmt.Sprintf("covariance over %d quarters", lag), steps(t, r, output(i+1))[q].Mean, c, gaussianProduct(4, 4, c, r))
		}
	}
}

// From a given start the mean decays to the stationary one and the variance grows to it.
func TestAR1FromStart(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
x = { process = "ar1", mean = 10, sd = 2, start = 4, half_life = "1 year", unit = "1" }
`+outputs("x", "(x - 10 + 6 * 0.5^(t / year)) * (lag(x, '2 quarters') - 10 + 6 * 0.5^(t / year - 0.5))")+`
[parameters.year]
value = 1
unit = "year"
`)
	path := steps(t, r, output(0))
	exact(t, "start", path[0], 4)
	variance := func(q int) float64 { return 4 * (1 - math.Pow(0.25, float64(q)/4)) }
	for q := 1; q < 8; q++ {
		normal(10-6*math.Pow(0.5, float64(q)/4), math.Sqrt(variance(q))).moments(t, fmt.Sprintf("step %d", q), path[q], r.Trials)
	}
	for q := 3; q < 8; q++ {
		c := variance(q-2) * math.Sqrt(0.5)
		within(t, "covariance", steps(t, r, output(1))[q].Mean, c, gaussianProduct(variance(q), variance(q-2), c, r))
	}
}

// The random walk: variance sd^2 t, covariance that of the earlier time. Nothing depends on the length of the step.
func TestWalk(t *testing.T) {
	for step, perYear := range map[string]float64{"month": 12, "quarter": 4, "year": 1} {
		text := `
currency = "USD"
[time]
start = 2026-01-01
end   = 2029-01-01
step  = "` + step + `"
[run]
trials = 20_000
` + still + `
[parameters]
x = { process = "walk", start = -1, sd = 2, unit = "1" }
` + outputs("x", "(x + 1) * (lag(x, '1 year') + 1)")
		r := simulate(t, text)
		path := steps(t, r, output(0))
		exact(t, "start", path[0], -1)
		for _, years := range []float64{1, 2} {
			k := int(years * perYear)
			normal(-1, 2*math.Sqrt(years)).moments(t, step+" steps", path[k], r.Trials)
			before := 4 * (years - 1)
			if years > 1 {
				within(t, step+" steps: covariance", steps(t, r, output(1))[k].Mean, before, gaussianProduct(4*years, before, before, r))
			}
		}
	}
}

// Process fields are read in every step and used for the move to the next one; literals are in the parameter's unit.
func TestProcessFields(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
drift = { schedule = [[2026-01-01, 0.4], [2026-07-01, 0.8], [2027-01-01, 0.0]], between = "hold", unit = "1/year" }
shells = { process = "gbm", start = 7, drift = "drift", volatility = 0, unit = "1/quarter" }
far = { process = "ar1", start = 0, mean = "target", sd = 0, half_life = "halving", unit = "1" }
target = { schedule = [[2026-01-01, 8], [2026-04-01, 16]], between = "hold", unit = "1" }
halving = { value = "3 months" }
begin = { dist = "normal", mean = 2, sd = 1, unit = "1" }
spread = { dist = "uniform", min = 1, max = 3, unit = "1" }
mixed = { process = "walk", start = "2 * begin", sd = "spread", unit = "1" }
[outputs]
rate = { formula = "shells", unit = "1/quarter", aggregate = "last" }
far  = { formula = "far", unit = "1" , aggregate = "last" }
mixed = { formula = "mixed", unit = "1" , aggregate = "last" }
gap = { formula = "lag(mixed, '1 quarter', 2 * begin) - 2 * begin", unit = "1", aggregate = "last" }
`)
	want := make([]float64, 8)
	x := 0.0
	for q, drift := range []float64{0.4, 0.4, 0.8, 0.8, 0, 0, 0, 0} {
		want[q] = 7 * math.Exp(x)
		x += drift / 4
	}
	exactSteps(t, r, "outputs.rate value", want...)
	exactSteps(t, r, "outputs.far value", 0, 4, 10, 13, 14.5, 15.25, 15.625, 15.8125)
	// start + spread W: mean 4, variance 4 Var(begin) + E(spread^2) t with E(spread^2) = 13/3; fourth cumulant
	// 3 (E spread^4 - (E spread^2)^2) t^2, with E spread^4 = 24.2.
	for q, s := range steps(t, r, "outputs.mixed value") {
		at := float64(q) / 4
		v := 4 + 13/3.*at
		law{4, v, 3*v*v + 3*(24.2-169/9.)*at*at}.moments(t, "walk of an uncertain spread", s, r.Trials)
	}
	exact(t, "first step is the start", steps(t, r, "outputs.gap value")[1], 0)
}

// A stock holds its value at the beginning of the step and then gains change * dt, in its own unit.
func TestStocks(t *testing.T) {
	r := simulate(t, `
currency = "USD"
units = ["shell"]
[time]
start = 2026-01-01
end   = 2027-01-01
step  = "quarter"
[channels.arms]
revenue = "shipped * price"
[channels.arms.parameters]
made   = { value = 1200, unit = "shell/year" }
price  = { value = 10, unit = "USD/shell" }
first  = { value = 1000, unit = "shell" }
[channels.arms.formulas]
shipped = "0.5 * shells / dt"
[channels.arms.stocks]
shells = { initial = "first", change = "made - shipped", unit = "shell" }
months = { initial = 0, change = "1", unit = "month" }
[outputs.shells]
formula = "arms.shells"
unit = "shell"
aggregate = "last"
[outputs.months]
formula = "arms.months"
unit = "month"
aggregate = "last"
`)
	exactSteps(t, r, "outputs.shells value", 1000, 800, 700, 650)
	exactSteps(t, r, "arms revenue", 5000, 4000, 3500, 3250)
	exact(t, "year", row(t, r, "arms revenue", "2026"), 15750)
}

// An uncertain stock: what flows in and out of it is the same in the same trial, so that the balance holds in every trial.
func TestStockBalance(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
first = { dist = "lognormal", median = 100, sigma = 0.5, unit = "1" }
made  = { dist = "uniform", min = 50, max = 150, unit = "1/year", vary = "step" }
used  = { dist = "uniform", min = 0.2, max = 0.9, unit = "1/year", vary = "step" }
[formulas]
out = "used * box"
gain = "made - out"
[stocks]
box = { initial = "first", change = "gain", unit = "1" }
`+outputs("abs(box - first - cumulative(made) + cumulative(out)) / first", "abs(box - lag(box, '1 quarter') - lag(gain, '1 quarter') * dt) / first"))
	for q := 0; q < 8; q++ {
		if s := steps(t, r, output(0))[q]; s.Max > 1e-12 {
			t.Errorf("step %d: the stock is off its balance by %g", q, s.Max)
		}
		if s := steps(t, r, output(1))[q]; q > 0 && s.Max > 1e-12 {
			t.Errorf("step %d: the stock moves otherwise than by change * dt, by %g", q, s.Max)
		}
	}
}

// lag reads whole steps back, before the start the first step's value or x0; cumulative is the integral up to the step.
func TestLagAndCumulative(t *testing.T) {
	r := simulate(t, `
currency = "USD"
units = ["shell"]
[time]
start = 2026-01-01
end   = 2027-07-01
step  = "quarter"
[channels.a]
revenue = "made"
[channels.a.parameters]
made = { schedule = [[2026-01-01, 4], [2026-04-01, 8], [2026-07-01, 12], [2026-10-01, 16], [2027-01-01, 20], [2027-04-01, 24]], between = "hold", unit = "USD/year" }
[channels.a.formulas]
doubled = { formula = "2 * lag(doubled, '3 months', 1)", unit = "1" }
[outputs]
one  = { formula = "lag(a.made, '1 quarter')", unit = "USD/year", aggregate = "last" }
half = { formula = "lag(a.made, '6 months')", unit = "USD/year", aggregate = "last" }
from = { formula = 'lag(a.made, "1 year", 100)', unit = "USD/year", aggregate = "last" }
none = { formula = "lag(a.made, '0 quarters')", unit = "USD/year", aggregate = "last" }
far  = { formula = "lag(a.made, '10 years', 5)", unit = "USD/year", aggregate = "last" }
sum  = { formula = "cumulative(a.made)", unit = "USD", aggregate = "last" }
sum2 = { formula = "lag(cumulative(a.made), '1 quarter')", unit = "USD", aggregate = "last" }
time = { formula = "cumulative(1)", unit = "year", aggregate = "last" }
twice = { formula = "a.doubled", unit = "1", aggregate = "last" }
`)
	exactSteps(t, r, "outputs.one value", 4, 4, 8, 12, 16, 20)
	exactSteps(t, r, "outputs.half value", 4, 4, 4, 8, 12, 16)
	exactSteps(t, r, "outputs.from value", 100, 100, 100, 100, 4, 8)
	exactSteps(t, r, "outputs.none value", 4, 8, 12, 16, 20, 24)
	exactSteps(t, r, "outputs.far value", 5, 5, 5, 5, 5, 5)
	exactSteps(t, r, "outputs.sum value", 0, 1, 3, 6, 10, 15)
	exactSteps(t, r, "outputs.sum2 value", 0, 0, 1, 3, 6, 10)
	exactSteps(t, r, "outputs.time value", 0, 0.25, 0.5, 0.75, 1, 1.25)
	exactSteps(t, r, "outputs.twice value", 2, 4, 8, 16, 32, 64)
}

// A stock and a process may read one another: the loop is solved step by step.
func TestLoopThroughStockAndProcess(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
price = { process = "gbm", start = 2, drift = "pull", volatility = 0, unit = "1" }
[formulas]
pull = "0.01 * box / dt"
[stocks]
box = { initial = 4, change = "price / dt", unit = "1" }
`+outputs("price", "box"))
	price, box := 2.0, 4.0 // a move over dt: drift 0.01 box / dt, change price / dt
	var prices, boxes []float64
	for range 8 {
		prices, boxes = append(prices, price), append(boxes, box)
		price, box = price*math.Exp(0.01*box), box+price
	}
	exactSteps(t, r, output(0), prices...)
	exactSteps(t, r, output(1), boxes...)
}
