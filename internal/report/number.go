package report

import (
	"math"
	"strconv"
	"strings"

	"weir/sim/result"
)

// digits is the most that a number shows.
const digits = 3

// A magnitude is a power of a thousand and its short name, as on the charts.
type magnitude struct {
	exponent int
	name     string
}

var magnitudes = [...]magnitude{{12, "tn"}, {9, "bn"}, {6, "m"}, {3, "k"}}

// signs are the signs of currencies that everybody reads at once; others stand with their code.
var signs = map[string]string{"USD": "$", "EUR": "€", "GBP": "£"}

// A quantity is how amounts of one unit are written.
type quantity struct{ sign string }

// money writes amounts of a currency: $950m, $1.47bn, KRW 150bn.
func money(currency string) quantity {
	if sign, ok := signs[currency]; ok {
		return quantity{sign}
	}
	return quantity{currency + "\u00a0"}
}

// plain writes numbers without a unit.
var plain = quantity{}

// amount writes v, no finer than its standard error se. What rounds to nothing without being nothing is "about 0".
func (q quantity) amount(v, se float64) string {
	x, place := Rounded(v, se, digits)
	switch {
	case v == 0:
		return "0"
	case math.IsInf(v, 0) || math.IsNaN(v):
		return "not a number"
	case x == 0:
		return "about 0"
	}
	sign := q.sign
	if x < 0 {
		sign, x = "−"+sign, -x
	}
	if x >= 1e15 || place < -6 {
		return sign + strconv.FormatFloat(x, 'g', digits, 64)
	}
	unit := magnitude{}
	for _, m := range magnitudes {
		if x >= power(m.exponent) {
			unit = m
			break
		}
	}
	text := strconv.FormatFloat(x/power(unit.exponent), 'f', max(0, unit.exponent-place), 64)
	if strings.Contains(text, ".") && (se == 0 || unit.exponent == 0 && x == math.Trunc(x)) { // what is exact needs no zeros at its end
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return sign + text + unit.name
}

// at writes the percentile at a place such as result.P50.
func (q quantity) at(s result.Summary, i int) string { return q.amount(s.P[i], QuantileError(s, i)) }

// median and mean write those.
func (q quantity) median(s result.Summary) string { return q.at(s, result.P50) }

func (q quantity) mean(s result.Summary) string { return q.amount(s.Mean, s.SE) }

// span writes the 5th and the 95th percentile; one amount where they are one.
func (q quantity) span(s result.Summary) string {
	if s.P5() == s.P95() {
		return q.at(s, result.P5)
	}
	return q.at(s, result.P5) + " to " + q.at(s, result.P95)
}

// both writes the median and, where there is any spread, the interval.
func (q quantity) both(s result.Summary) string {
	if s.P5() == s.P95() {
		return q.median(s)
	}
	return q.median(s) + " (" + q.span(s) + ")"
}

// cell is both for a table, where the interval stays on one line.
func (q quantity) cell(s result.Summary) string {
	middle, interval, ok := strings.Cut(q.both(s), " (")
	if !ok {
		return middle
	}
	return middle + " (" + strings.ReplaceAll(interval, " ", "\u00a0")
}

// ratio writes one mean as a share of another, for a sentence: in percent with two digits at most.
func ratio(part, whole result.Summary) string { return share(part, whole, 0) }

// precise is ratio for a table: with one decimal from ten percent on.
func precise(part, whole result.Summary) string { return share(part, whole, 1) }

// share writes a ratio of means in percent.
func share(part, whole result.Summary, decimals int) string {
	switch {
	case part.Mean == 0:
		return "0%"
	case whole.Mean <= 0:
		return "–"
	}
	if part.Mean == whole.Mean {
		return "100%"
	}
	v := 100 * part.Mean / whole.Mean
	se := 100 * RatioError(part, whole)
	n := 2
	if e := exponent(v, 2); e > 0 {
		n = e + 1 + decimals
	}
	x, place := Rounded(v, se, n)
	if x == 0 {
		return "about 0%"
	}
	return strings.Replace(strconv.FormatFloat(x, 'f', max(0, -place), 64), "-", "−", 1) + "%"
}

// percent writes a share of trials or of strength, in whole percent; only what is exactly so is 0% or 100%.
func percent(share float64) string {
	switch v := 100 * share; {
	case v > 0 && v < 0.5:
		return "under 1%"
	case v >= 99.5 && v < 100:
		return "over 99%"
	default:
		return strconv.FormatFloat(v, 'f', 0, 64) + "%"
	}
}

// exact writes a number that has no error, to three digits: 60k, 0.125, 1.7bn.
func exact(v float64) string { return plain.amount(v, 0) }

// yearMonth writes a point on the year axis.
func yearMonth(v float64) string {
	year := math.Floor(v)
	month := int(math.Floor((v-year)*12)) + 1
	return strconv.Itoa(int(year)) + "-" + strconv.Itoa(100 + month)[1:]
}
