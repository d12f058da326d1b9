package dist

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Args are the fields of a distribution as an author wrote them, by name. Values are in one unit throughout.
type Args struct {
	Num      map[string]float64 // such as "mean", "sd", "p5"
	Values   []float64          // of discrete and empirical
	Weights  []float64          // of discrete and mixture
	Of       []Law              // of mixture
	Truncate []float64          // empty, or the two bounds; they may be infinite
}

// An ArgError says what is wrong with the fields of a distribution.
type ArgError struct {
	Field string // where; "" is the distribution as a whole
	What  string
	Mend  string // may be empty
}

func (e *ArgError) Error() string {
	text := e.What
	if e.Field != "" {
		text = e.Field + ": " + text
	}
	if e.Mend != "" {
		text += " (" + e.Mend + ")"
	}
	return text
}

func wrong(field, mend, format string, args ...any) *ArgError {
	return &ArgError{Field: field, What: fmt.Sprintf(format, args...), Mend: mend}
}

// number prints a value the way an author would write it.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// Percentile is the N of the field pN, if it is one: a whole number from 1 to 99 without leading zeros.
func Percentile(field string) (n int, ok bool) {
	digits, found := strings.CutPrefix(field, "p")
	n, err := strconv.Atoi(digits)
	return n, found && err == nil && n >= 1 && n <= 99 && digits == strconv.Itoa(n)
}

// A percentile is a field pN and its value.
type percentile struct {
	n     int
	field string
	x     float64
}

// percentiles are the fields pN in rising order of N.
func (a Args) percentiles() []percentile {
	var found []percentile
	for field, x := range a.Num {
		if n, ok := Percentile(field); ok {
			found = append(found, percentile{n, field, x})
		}
	}
	slices.SortFunc(found, func(a, b percentile) int { return a.n - b.n })
	return found
}

// has reports whether the field was written.
func (a Args) has(field string) bool {
	switch field {
	case "values":
		return a.Values != nil
	case "weights":
		return a.Weights != nil
	case "of":
		return a.Of != nil
	case "truncate":
		return len(a.Truncate) > 0
	case "pN":
		return len(a.percentiles()) > 0
	}
	_, ok := a.Num[field]
	return ok
}

// or is the value of a number that may be left out.
func (a Args) or(field string, absent float64) float64 {
	if x, ok := a.Num[field]; ok {
		return x
	}
	return absent
}

// written are the names of all fields given, sorted; each percentile by its own name.
func (a Args) written() []string {
	var names []string
	for name := range a.Num {
		names = append(names, name)
	}
	for _, name := range []string{"of", "truncate", "values", "weights"} {
		if a.has(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// finite refuses NaN and infinities.
func (a Args) finite() *ArgError {
	for _, name := range a.written() {
		if x, ok := a.Num[name]; ok && !isFinite(x) {
			return wrong(name, "", "%s is not a finite number", number(x))
		}
	}
	for _, list := range []struct {
		name   string
		values []float64
	}{{"values", a.Values}, {"weights", a.Weights}} {
		for i, x := range list.values {
			if !isFinite(x) {
				return wrong(list.name, "", "entry %d, %s, is not a finite number", i+1, number(x))
			}
		}
	}
	for _, x := range a.Truncate {
		if math.IsNaN(x) {
			return wrong("truncate", "", "NaN is no bound")
		}
	}
	return nil
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// positive refuses a field that was written and is not above 0.
func (a Args) positive(fields ...string) *ArgError {
	for _, field := range fields {
		if x, ok := a.Num[field]; ok && x <= 0 {
			mend := ""
			if x == 0 && (field == "sd" || field == "sigma") {
				mend = "for a certain value write the number alone"
			}
			return wrong(field, mend, "%s must be above 0, not %s", field, number(x))
		}
	}
	return nil
}
