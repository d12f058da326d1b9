package chart

import (
	"math"
	"strconv"
	"strings"

	"weir/sim/display"
)

// amounts are the baseline and what the scenario leaves of it, with decimals enough to see the net change between them.
func (w *Waterfall) amounts() (baseline, left string) {
	m := currency(w.Currency)
	g := magnitudeOf(w.Baseline)
	d := places(w.Baseline/g.factor, g)
	if math.Abs(w.Net.Mean) < math.Abs(w.Baseline)/20 && g.factor > 1 {
		d++
	}
	return m.in(w.Baseline, g, d), m.in(w.Left, g, d)
}

// result names what the net change does to the baseline.
func (w *Waterfall) result() string {
	if w.Net.Mean > 0 {
		return "makes"
	}
	return "leaves"
}

// A unit is the one that all figures of a waterfall are written in.
type unit struct {
	magnitude
	decimals int
}

// unit gives the greatest figure three digits, as far as the error of the net change supports that.
func (w *Waterfall) unit() unit {
	u := unit{magnitudes[0], 0}
	var most float64
	for _, b := range w.bars() {
		most = max(most, math.Abs(b.from), math.Abs(b.to), math.Abs(b.Mean))
	}
	u.magnitude = magnitudeOf(most)
	for v := most / u.factor; v < 99.5 && u.factor > 1 && u.decimals < 2; v *= 10 {
		u.decimals++
	}
	for u.decimals > 0 && u.place() < w.Net.se {
		u.decimals--
	}
	return u
}

// place is what the last digit stands for.
func (u unit) place() float64 {
	v := u.factor
	for range u.decimals {
		v /= 10
	}
	return v
}

// words names the unit: "billion USD".
func (u unit) words(code string) string {
	name := map[string]string{"": "", "k": "thousand ", "m": "million ", "bn": "billion ", "tn": "trillion "}[u.name]
	return name + code
}

// write writes v without the unit, thousands parted by commas; signed, zero has no sign.
func (u unit) write(v float64, sign bool) string {
	t := decimal(v/u.factor, u.decimals)
	digits := strings.TrimPrefix(t, "−")
	if n, err := strconv.ParseInt(digits, 10, 64); err == nil && n > 999 {
		t = strings.TrimSuffix(t, digits) + display.Grouped(n, ",")
	}
	if sign && v > 0 && strings.Trim(t, "0.") != "" {
		return "+" + t
	}
	return t
}

// key is a step's mean. What would round to nothing has more decimals, up to its first digit.
func (u unit) key(v float64) string {
	for range 4 {
		if t := u.write(v, true); v == 0 || strings.Trim(t, "0.") != "" {
			return t
		}
		u.decimals++
	}
	return u.write(v, true)
}

// interval is a step's 5th to 95th percentile.
func (u unit) interval(f Fall) string {
	switch {
	case f.Interval == None:
		return ""
	case f.P5 == f.P95 && f.Interval == Exact:
		return "in every trial"
	}
	text := u.write(f.P5, false) + " to " + u.write(f.P95, false)
	if f.Interval == Together {
		text += "*"
	}
	return text
}
