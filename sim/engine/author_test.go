package engine_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// An author writes models at random that mean something: right in their units, without loops, and with values that stay
// within bounds. What depends on what within a step is settled by order: a formula reads what stands before it, and
// anything else through a lag with x0, an integral, a stock or a process.
type author struct {
	*rand.Rand
	text     strings.Builder
	per      int // steps a year
	start    int // calendar number of the first step
	steps    int
	forecast int
	channels []string // in the order of reading
	names    []*named
	scope    string // channel of the formula being written; "" at the top level
	order    int    // of the formula being written
	any      bool   // whether it may read whatever stands behind it
	ahead    bool   // whether it has
	together bool   // whether any parameters are correlated
	wild     bool   // whether anything may come to be infinite or no number
}

// A named is something that formulas can read or shocks can hit.
type named struct {
	scope, id string
	dim       byte
	order     int
	unit      string // as declared; "" where none is
	kind      string // once, step, process, schedule, formula, stock, event, amount
	isTarget  bool
	fixed     bool // a parameter with one value
}

// What quantities there are: the unit, others that a parameter may be declared in with their sizes, and a usual magnitude.
var kinds = map[byte]struct {
	units []string
	sizes []float64
	usual float64
}{
	'R': {[]string{"USD/year", "USD/month", "USD/quarter"}, []float64{1, 12, 4}, 1e6},
	'C': {[]string{"USD"}, []float64{1}, 1e6},
	'P': {[]string{"person"}, []float64{1}, 1e3},
	'W': {[]string{"USD/person/year", "USD/person/month"}, []float64{1, 12}, 1e3},
	'N': {[]string{"1"}, []float64{1}, 1},
	'S': {[]string{"share"}, []float64{1}, 0.5},
	'T': {[]string{"year", "month", "quarter"}, []float64{1, 1. / 12, 0.25}, 1},
	'E': {[]string{"1/year", "1/month"}, []float64{1, 12}, 1.5},
}

const dims = "RCPWNSTE"

func (a *author) chance(p float64) bool { return a.Float64() < p }

func pick[T any](a *author, from ...T) T { return from[a.IntN(len(from))] }

func (a *author) printf(format string, args ...any) { fmt.Fprintf(&a.text, format, args...) }

// lit prints about three digits.
func lit(x float64) string {
	if x == 0 {
		return "0"
	}
	scale := math.Pow(10, 2-math.Floor(math.Log10(math.Abs(x))))
	return strconv.FormatFloat(math.Round(x*scale)/scale, 'f', -1, 64)
}

// near is a number around x.
func (a *author) near(x float64) float64 { return x * (0.5 + a.Float64()) }

// day is a date within or around the model.
func (a *author) day() string {
	month := (a.start*12/a.per + a.IntN(a.steps*12/a.per+4) - 2)
	day := pick(a, 1, 1, 1, 15, 28)
	return fmt.Sprintf("%04d-%02d-%02d", month/12, month%12+1, day)
}

// stepDay is the first day of a step.
func (a *author) stepDay(k int) string {
	month := (a.start + k) * 12 / a.per
	return fmt.Sprintf("%04d-%02d-01", month/12, month%12+1)
}

func (a *author) stepName() string {
	return map[int]string{12: "month", 4: "quarter", 1: "year"}[a.per]
}

// wait is a duration of whole steps.
func (a *author) wait(least int) string {
	n := least + a.IntN(3)
	if months := n * 12 / a.per; a.chance(0.3) {
		return fmt.Sprintf("%d months", months)
	}
	return fmt.Sprintf("%d %ss", n, a.stepName())
}

// law writes the fields of a distribution of a dimension, unit included.
func (a *author) law(dim byte) (fields, unit string) {
	k := kinds[dim]
	i := a.IntN(len(k.units))
	unit = k.units[i]
	beside := ", unit = \"" + unit + "\""
	m := k.usual / k.sizes[i]
	n := func(x float64) string { return lit(a.near(x)) }
	small, large := lit(m/3), lit(2*m)
	cheap := []string{ // to tabulate
		"value = " + n(m), "value = " + n(m), "dist = \"uniform\", min = " + small + ", max = " + n(3*m), "dist = \"exponential\", mean = " + n(m),
		"dist = \"triangular\", min = " + small + ", mode = " + lit(m) + ", max = " + n(4*m),
		"dist = \"discrete\", values = [" + small + ", " + lit(m) + ", " + large + "], weights = [1, 2, 1]",
		"dist = \"normal\", mean = " + n(m) + ", sd = " + small, "dist = \"normal\", p5 = " + small + ", p95 = " + large,
		"dist = \"pareto\", min = " + n(m) + ", alpha = 3",
	}
	dear := []string{
		"value = \"" + small + " to " + large + "\"", "dist = \"pert\", min = " + small + ", mode = " + lit(m) + ", max = " + n(4*m),
		"dist = \"lognormal\", median = " + n(m) + ", sigma = " + n(0.5), "dist = \"lognormal\", mean = " + n(m) + ", sd = " + small,
		"dist = \"gamma\", shape = " + n(3) + ", mean = " + n(m), "dist = \"normal\", mean = " + lit(m) + ", sd = " + lit(m) + ", truncate = [" + small + ", " + large + "]",
		"dist = \"mixture\", of = [\"" + small + " to " + lit(m) + "\", { dist = \"normal\", mean = " + large + ", sd = " + small + " }], weights = [0.7, 0.3]",
	}
	switch {
	case dim == 'S':
		cheap = []string{
			"value = " + n(0.5), "value = \"0.3\"", "dist = \"uniform\", min = 0.1, max = " + n(0.6), "dist = \"bernoulli\", p = 0.5",
			"dist = \"triangular\", min = 0, mode = 0.3, max = 1", "dist = \"logitnormal\", median = 0.4, sigma = " + n(0.5), "value = \"20% to 60%\"",
		}
		dear = []string{
			"dist = \"beta\", alpha = " + n(2) + ", beta = " + n(3), "dist = \"beta\", mean = 0.3, sd = 0.1",
			"dist = \"normal\", mean = 0.5, sd = 0.3, truncate = [0, 1]", "value = \"10% to 80%\", truncate = [0.05, 0.9]",
		}
	case dim == 'N':
		cheap = append(cheap, "dist = \"bernoulli\", p = 0.3", "dist = \"poisson\", mean = "+n(2), "dist = \"normal\", mean = 0, sd = 1", "value = \"-1 to 2\"", "value = \"20% to 60%\"")
	}
	if a.chance(0.25) {
		cheap = dear
	}
	return pick(a, cheap...) + beside, unit
}

// parameter writes a parameter.
func (a *author) parameter(n *named) {
	a.settle(n)
	fields := ""
	switch n.kind {
	case "once", "step":
		fields, n.unit = a.law(n.dim)
		if n.kind == "step" {
			fields += ", vary = \"step\""
		}
		n.fixed = strings.HasPrefix(fields, "value = ") && !strings.Contains(fields, " to ")
	case "process":
		fields = a.process(n)
	case "schedule":
		fields = a.schedule(n)
	}
	a.printf("%s = { %s }\n", n.id, fields)
}

func (a *author) settle(n *named) { a.scope, a.order, a.any, a.ahead = n.scope, n.order, false, false }

func (a *author) process(n *named) string {
	k := kinds[n.dim]
	i := a.IntN(len(k.units))
	n.unit = k.units[i]
	m := k.usual / k.sizes[i]
	number := func(x float64) string { return lit(a.near(x)) }
	late := func(format string, dim byte) string {
		return strconv.Quote(fmt.Sprintf(format, a.later(func() string { return a.expr(dim, a.IntN(2)) })))
	}
	start := pick(a, number(m), strconv.Quote(a.name(n.dim)), strconv.Quote(a.expr(n.dim, 1)+" + "+lit(m)), strconv.Quote(lit(m)))
	unit := ", unit = \"" + n.unit + "\""
	spread := pick(a, number(m/4), late("abs(%s) / 4", n.dim))
	switch a.IntN(3) {
	case 0:
		return fmt.Sprintf("process = \"gbm\", start = %s, drift = %s, volatility = %s%s", start,
			pick(a, number(0.1), late("clamp(%s, -1, 1)", 'E'), "\"-2% 1/year\""), pick(a, number(0.3), late("clamp(%s, 0, 1)", 'N')), unit)
	case 1:
		text := fmt.Sprintf("process = \"ar1\", mean = %s, sd = %s, half_life = %s%s", pick(a, number(m), strconv.Quote(a.expr(n.dim, 1))),
			pick(a, number(m/4), strconv.Quote("abs("+a.expr(n.dim, 0)+") / 4")), pick(a, "\"7 months\"", "\"2 years\"", late("abs(%s) + 0.1", 'T')), unit)
		if a.chance(0.5) {
			text += ", start = " + start
		}
		return text
	}
	return fmt.Sprintf("process = \"walk\", start = %s, sd = %s%s", start, spread, unit)
}

func (a *author) schedule(n *named) string {
	k := kinds[n.dim]
	i := a.IntN(len(k.units))
	n.unit = k.units[i]
	var days []string
	for range 1 + a.IntN(4) {
		days = append(days, a.day())
	}
	slices.Sort(days)
	days = slices.Compact(days)
	rows := make([]string, len(days))
	for j, d := range days {
		rows[j] = fmt.Sprintf("[%s, %s]", d, lit(min(1, a.near(kinds[n.dim].usual))*max(1, k.usual)/k.sizes[i]))
	}
	return fmt.Sprintf("schedule = [%s], unit = \"%s\"%s", strings.Join(rows, ", "), n.unit, pick(a, "", ", between = \"hold\"", ", between = \"linear\""))
}

// formula writes a named formula; where it reads what stands behind it, its unit must be said.
func (a *author) formula(n *named) {
	a.settle(n)
	text := a.expr(n.dim, 1+a.IntN(2))
	if n.unit = ""; a.ahead || a.chance(0.5) {
		n.unit = pick(a, kinds[n.dim].units...)
		a.printf("%s = { formula = %q, unit = %q }\n", n.id, text, n.unit)
		return
	}
	a.printf("%s = %q\n", n.id, text)
}

func (a *author) stock(n *named) {
	a.settle(n)
	n.unit = kinds[n.dim].units[0]
	initial := pick(a, lit(a.near(kinds[n.dim].usual)), strconv.Quote(a.expr(n.dim, a.IntN(2))))
	change := a.later(func() string {
		if n.dim == 'C' {
			return a.expr('R', 1)
		}
		return a.expr(n.dim, 1) + " / (abs(" + a.expr('T', 0) + ") + 0.5)"
	})
	a.printf("%s = { initial = %s, change = %q, unit = %q }\n", n.id, initial, change, n.unit)
}

func (a *author) event(n *named) {
	a.settle(n)
	if n.dim == 'N' {
		rate := a.later(func() string { return a.expr('E', 1) })
		a.printf("%s = { rate = %q, once = true }\n", n.id, "min(abs("+rate+"), 5)")
		return
	}
	size := pick(a, "{ dist = \"lognormal\", median = \"200k\", sigma = 1 }", "\"100k to 900k USD\"", "50k", "{ dist = \"normal\", mean = 1e5, sd = 1e5 }")
	if size == "50k" {
		size = "\"50k\""
	}
	a.printf("%s = { rate = %q, size = %s, unit = \"USD\" }\n", n.id, fmt.Sprintf("min(abs(%s), %s)", a.expr('E', 1), pick(a, "3", "40", "400")), size)
}
