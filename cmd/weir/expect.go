package main

import (
	"fmt"
	"math"
	"slices"

	"weir/sim/display"
	"weir/sim/result"
)

// expectations is the table of what a scenario says of its results, and what came of it.
func expectations(r *result.Result, width int) string {
	if len(r.Expectations) == 0 {
		return ""
	}
	g := grid{right: []bool{false, false, true, true}}
	g.add("expectation", "", "value", "95% interval", "stated")
	open := false
	var ids []string
	for _, e := range r.Expectations {
		ids = append(ids, e.Name)
	}
	names := labels(ids, ids)
	for i, e := range r.Expectations {
		open = open || e.Outcome == result.Undecided
		g.add(names[i], e.Outcome.String(), expected(r, e.Value, e.SE(), e.Unit), within(r, e), e.Text)
	}
	text := "\n" + g.String()
	if open {
		text += wrapped("undecided: the error of "+display.Grouped(r.Trials, ",")+" trials, at 99.9%, leaves room on both sides of a bound", width)
	}
	return text
}

// expected writes a figure in the unit of its expectation, no finer than its standard error se; what is not known is a dash.
func expected(r *result.Result, v, se float64, unit string) string {
	switch {
	case math.IsNaN(v):
		return "-"
	case unit == r.Currency:
		return amount(v, se, symbols[unit])
	case unit == "1" || unit == "share":
		return amount(v, se, "")
	}
	return amount(v, se, "") + " " + unit
}

// within writes the interval of an expectation, to a digit more than its value; where the digits do not tell its ends apart,
// half its width.
func within(r *result.Result, e result.Expectation) string {
	if e.Sure() {
		return "±0"
	}
	unit := "1" // another than the currency stands beside the value
	if e.Unit == r.Currency {
		unit = e.Unit
	}
	lo, hi := expected(r, e.Lo, e.SE()/10, unit), expected(r, e.Hi, e.SE()/10, unit)
	if lo == hi {
		return "±" + expected(r, (e.Hi-e.Lo)/2, e.SE(), unit)
	}
	return lo + " to " + hi
}

// unmet says in a sentence that an expectation fails.
func unmet(r *result.Result, e result.Expectation) string {
	text := fmt.Sprintf("expectation %s fails: %s is stated, and the value is %s", e.Name, e.Text, expected(r, e.Value, e.SE(), e.Unit))
	if !e.Sure() {
		text += ", within " + within(r, e)
	}
	return text
}

// met is errFailed where an expectation of any result fails.
func met(results []*result.Result) error {
	for _, r := range results {
		if slices.ContainsFunc(r.Expectations, func(e result.Expectation) bool { return e.Outcome == result.Fails }) {
			return errFailed
		}
	}
	return nil
}
