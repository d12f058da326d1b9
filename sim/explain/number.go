package explain

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"weir/sim/model"
	"weir/sim/unit"
)

// A measure is the unit in which values are shown.
type measure struct {
	factor float64 // base units in one of it
	text   string
	time   bool
}

// base is the unit in which values of a dimension are computed.
func (e *explainer) base(d unit.Dim) measure {
	return measure{1, e.m.Units.String(d), d == e.m.Units.Time()}
}

// measure is the unit in which a symbol was declared, or its base unit.
func (e *explainer) measure(s *model.Symbol) measure {
	u := e.base(s.Unit)
	text := ""
	switch s.Kind {
	case model.Once, model.Step, model.Process, model.Schedule:
		text = e.parameters[s.Path].Unit
	case model.Formula, model.Stock:
		text = e.formulas[s.Name].Unit
	}
	if s.Share {
		text = "share"
	}
	if text != "" && s.Factor > 0 {
		u.factor, u.text = s.Factor, text
	}
	return u
}

// number writes a value that is in base units: with three significant digits, or as a date where it is a point on the
// year axis.
func (u measure) number(v float64) string {
	if u.time && v >= 1000 && v < 10000 {
		return day(v)
	}
	return figure(v/u.factor, digits)
}

// with writes a value with its unit; a plain number or a share has none.
func (u measure) with(v float64) string {
	text := u.number(v)
	if u.text == "1" || u.text == "share" || u.time && v >= 1000 {
		return text
	}
	return text + " " + u.text
}

// pair writes two values, so that the reader sees it where they differ.
func (u measure) pair(a, b float64) (string, string) {
	x, y := u.number(a), u.number(b)
	for n := digits + 1; x == y && a != b && n <= 15; n++ {
		x, y = figure(a/u.factor, n), figure(b/u.factor, n)
	}
	return x, y
}

// digits is how many significant digits a value is shown with.
const digits = 3

// figure writes a number with the suffixes of the language: 402M, 0.0916, 12.5k, 0.
func figure(v float64, digits int) string {
	switch {
	case math.IsNaN(v):
		return "not a number"
	case math.IsInf(v, 1):
		return "infinite"
	case math.IsInf(v, -1):
		return "minus infinite"
	case v == 0:
		return "0"
	}
	// Rounding comes before the choice of the suffix: 999.6k is 1M.
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	size := math.Abs(v)
	if size >= 1e15 || size < 1e-4 {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	for _, s := range []struct {
		factor float64
		suffix string
	}{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "k"}} {
		if size >= s.factor {
			return shortest(v/s.factor, digits) + s.suffix
		}
	}
	return shortest(v, digits)
}

// shortest writes a number below 1000 without an exponent and without zeros at its end.
func shortest(v float64, digits int) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// day is the day at a point on the year axis: months are twelfths, days fractions of their month.
func day(axis float64) string {
	const slack = 1e-6 // a day is 0.0027
	months := int(math.Floor(float64(axis*12) + slack))
	year, month := months/12, time.Month(months%12+1)
	length := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	d := int(math.Floor(float64((float64(axis*12)-float64(months))*float64(length))+slack)) + 1
	return fmt.Sprintf("%04d-%02d-%02d", year, month, max(1, min(d, length)))
}

// span writes a duration in the time unit in which its field is written, or else in steps of the model.
func (e *explainer) span(words string) func(years float64) string {
	unit, perYear := e.m.Time.Step, float64(e.m.Time.PerYear)
	if q, err := e.m.Units.Quantity(words); err == nil && q.HasUnit {
		unit, perYear = q.Unit.Text, 1/q.Unit.Factor
	}
	return func(years float64) string {
		n := figure(years*perYear, digits)
		if n == "1" {
			return n + " " + unit
		}
		return n + " " + unit + "s"
	}
}
