package chart

import (
	"math"
	"strconv"
	"strings"
)

// A money writes amounts of a currency: $950m, $1.5bn, €23.7bn, KRW 150bn.
type money struct {
	sign string
}

func currency(code string) money {
	switch code {
	case "USD":
		return money{"$"}
	case "EUR":
		return money{"€"}
	}
	return money{code + "\u00a0"}
}

// A magnitude is a power of a thousand and its short name.
type magnitude struct {
	factor float64
	name   string
}

var magnitudes = [...]magnitude{{1, ""}, {1e3, "k"}, {1e6, "m"}, {1e9, "bn"}, {1e12, "tn"}}

// magnitudeOf is the largest one that v, rounded to three digits, reaches.
func magnitudeOf(v float64) magnitude {
	best := magnitudes[0]
	for _, m := range magnitudes {
		if math.Abs(v) >= float64(m.factor*0.9995) {
			best = m
		}
	}
	return best
}

// decimal writes v with the given number of decimals, a true minus, and no minus before zero.
func decimal(v float64, decimals int) string {
	t := strconv.FormatFloat(v, 'f', decimals, 64)
	if rest, ok := strings.CutPrefix(t, "-"); ok {
		if strings.Trim(rest, "0.") == "" {
			return rest
		}
		return "−" + rest
	}
	return t
}

// places is the number of decimals with which a scaled amount is written: 7.1bn, 14.4bn, 150bn, 8.5m, 85m.
func places(scaled float64, m magnitude) int {
	switch v := math.Abs(scaled); {
	case v == 0 || m.factor == 1 && v >= 10:
		return 0
	case v < 0.00095:
		return 5
	case v < 0.095:
		return 3
	case v < 0.95:
		return 2
	case v < 9.95, v < 99.95 && m.factor >= 1e9:
		return 1
	}
	return 0
}

// amount writes v to about three digits.
func (m money) amount(v float64) string {
	g := magnitudeOf(v)
	return m.in(v, g, places(v/g.factor, g))
}

// round writes v to two digits, for titles.
func (m money) round(v float64) string {
	if v == 0 {
		return m.amount(0)
	}
	two, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 1, 64), 64)
	if err != nil {
		return m.amount(v)
	}
	g := magnitudeOf(two)
	decimals := 0
	for p := math.Abs(two) / g.factor; p < 9.95 && decimals < 6; p *= 10 {
		decimals++
	}
	return m.in(two, g, decimals)
}

// in writes v in a magnitude.
func (m money) in(v float64, g magnitude, decimals int) string {
	t := decimal(v/g.factor, decimals)
	if rest, ok := strings.CutPrefix(t, "−"); ok {
		return "−" + m.sign + rest + g.name
	}
	return m.sign + t + g.name
}

// pair writes two amounts with as many decimals as it takes to tell them apart.
func (m money) pair(a, b float64) (string, string) {
	x, y := m.amount(a), m.amount(b)
	for extra := 1; x == y && a != b && extra <= 3; extra++ {
		g := magnitudeOf(a)
		d := places(a/g.factor, g) + extra
		x, y = m.in(a, g, d), m.in(b, g, d)
	}
	return x, y
}

// span writes a range with the unit once, where that is clear: $2.6–11.1bn, but $20m–$3.1bn and −$1.2bn to $3.4bn.
func (m money) span(lo, hi float64) string {
	switch {
	case lo == hi:
		return m.amount(lo)
	case lo < 0:
		return bind(m.amount(lo) + " to " + m.amount(hi))
	}
	g := magnitudeOf(hi)
	d := places(hi/g.factor, g)
	if lo != 0 && math.Abs(rounding(lo/g.factor, d)) > 0.12 {
		return m.amount(lo) + "–" + m.amount(hi)
	}
	x, y := decimal(lo/g.factor, d), decimal(hi/g.factor, d)
	for x == y && d < 6 {
		d++
		x, y = decimal(lo/g.factor, d), decimal(hi/g.factor, d)
	}
	if lo == 0 {
		x = "0"
	}
	return m.sign + x + "–" + y + g.name
}

// rounding is the relative error of writing v with the given number of decimals.
func rounding(v float64, decimals int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', decimals, 64), 64)
	if err != nil {
		return 0
	}
	return r/v - 1
}

// ticks writes the marks of an axis: the unit on the greatest only, or on the lowest where the greatest is 0; decimals by
// the step.
func (m money) ticks(marks []float64) []string {
	texts := make([]string, len(marks))
	if len(marks) == 0 {
		return texts
	}
	top, step := marks[len(marks)-1], marks[len(marks)-1]
	if len(marks) > 1 {
		step = marks[1] - marks[0]
	}
	g := magnitudeOf(max(math.Abs(top), math.Abs(marks[0])))
	decimals := 0
	for v := step / g.factor; decimals < 9 && math.Abs(v-math.Round(v)) > 1e-6*math.Abs(v); v *= 10 {
		decimals++
	}
	unit := len(marks) - 1
	if top == 0 {
		unit = 0
	}
	for i, v := range marks {
		switch {
		case i == unit && v != 0:
			texts[i] = m.in(v, g, decimals)
		case math.Abs(v) < float64(math.Abs(step)*1e-6):
			texts[i] = "0"
		default:
			texts[i] = decimal(v/g.factor, decimals)
		}
	}
	return texts
}

// six rounds to six significant digits, so that the last bit does not change what is drawn.
func six(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 5, 64), 64)
	if err != nil {
		return v
	}
	return r
}
