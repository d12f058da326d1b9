package selftest

import "math"

// A Report is a self-test that has run.
type Report struct {
	Options
	Cases []Case
}

// A Case is a group of rows about one model.
type Case struct {
	Title  string
	Source string // of the closed forms
	Rows   []Row
}

// A Row compares one figure of a run with what it must be.
type Row struct {
	Quantity           string
	Expected, Observed float64

	// Distance is (Observed - Expected) / standard error, and may lie from Low to High. Where chance plays no part it is the
	// error relative to Expected (or absolute, where that is 0).
	Distance, Low, High float64
	Exact               bool // chance plays no part
}

// OK reports whether the row holds. A figure that is no number does not.
func (r Row) OK() bool { return r.Low <= r.Distance && r.Distance <= r.High }

// Rows counts the rows, and those that do not hold.
func (r *Report) Rows() (all, failed int) {
	for _, c := range r.Cases {
		for _, row := range c.Rows {
			all++
			if !row.OK() {
				failed++
			}
		}
	}
	return all, failed
}

// enter adds a row to the open case. Its bounds say how far, in standard errors, chance carries the estimate downwards and
// upwards with probability alpha each.
func (s *sheet) enter(r Row, bounds func(alpha float64) (low, high float64)) {
	c := &s.cases[len(s.cases)-1]
	c.Rows = append(c.Rows, r)
	s.bounds = append(s.bounds, bounds)
}

// close fixes what chance may do in each row. By Boole's inequality the chance that any row fails is at most the sum over
// the rows, whatever they have to do with one another. Half of FalseAlarm is left for what the laws of estimates neglect.
func (s *sheet) close() *Report {
	uncertain := 0
	for _, b := range s.bounds {
		if b != nil {
			uncertain++
		}
	}
	alpha := FalseAlarm / 2 / float64(2*uncertain)
	next := 0
	for i := range s.cases {
		rows := s.cases[i].Rows
		for j := range rows {
			if b := s.bounds[next]; b != nil {
				rows[j].Low, rows[j].High = b(alpha)
			}
			next++
		}
	}
	return &Report{Options: s.options, Cases: s.cases}
}

// rounding is what arithmetic may do to a figure in which chance plays no part, relative to it.
const rounding = 1e-9

// exact enters a figure that is the same in every run, but for rounding.
func (s *sheet) exact(quantity string, observed, expected float64) {
	s.certain(quantity, observed, expected, rounding)
}

// same enters a figure that must be equal bit for bit.
func (s *sheet) same(quantity string, observed, expected float64) {
	s.certain(quantity, observed, expected, 0)
}

func (s *sheet) certain(quantity string, observed, expected, slack float64) {
	off := observed - expected
	if expected != 0 {
		off /= math.Abs(expected)
	}
	s.enter(Row{Quantity: quantity, Expected: expected, Observed: observed, Distance: off, Low: -slack, High: slack, Exact: true}, nil)
}
