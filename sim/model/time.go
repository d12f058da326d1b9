package model

import (
	"fmt"
	"math"

	"weir/sim/scenario"
)

// MaxSteps is the largest number of steps of a model.
const MaxSteps = 2400

// Slack is the tolerance, in years, with which times are compared: a thirtieth of a second, more than rounding.
const Slack = 1e-9

// A Time is the time axis: Steps equal steps of 1/PerYear years from calendar step Origin on.
type Time struct {
	Step     string // "month", "quarter" or "year"
	PerYear  int
	Origin   int // calendar number of step 0: the year times PerYear plus the step within it
	Steps    int
	Forecast int // the first step on which shocks act
}

// DT is the length of a step in years.
func (t Time) DT() float64 { return 1 / float64(t.PerYear) }

// Number is the calendar number of a step, which does not depend on where the model starts.
func (t Time) Number(step int) int { return t.Origin + step }

// Begin is the beginning of a step on the year axis. Step may be Steps, for the end.
func (t Time) Begin(step int) float64 { return float64(t.Origin+step) / float64(t.PerYear) }

// Middle is the middle of a step on the year axis.
func (t Time) Middle(step int) float64 { return float64(2*(t.Origin+step)+1) / float64(2*t.PerYear) }

// Since is the time from the start to the beginning of a step, in years.
func (t Time) Since(step int) float64 { return float64(step) / float64(t.PerYear) }

// Day is the first day of a step as year-month-day.
func (t Time) Day(step int) string {
	n := t.Origin + step
	return fmt.Sprintf("%04d-%02d-01", n/t.PerYear, n%t.PerYear*12/t.PerYear+1)
}

// Label names a step: 2026-03, 2026-Q1 or 2026.
func (t Time) Label(step int) string {
	n := t.Origin + step
	year, within := n/t.PerYear, n%t.PerYear
	switch t.PerYear {
	case 12:
		return fmt.Sprintf("%04d-%02d", year, within+1)
	case 4:
		return fmt.Sprintf("%04d-Q%d", year, within+1)
	}
	return fmt.Sprintf("%04d", year)
}

// steps turns a duration in years into whole steps; false where it is none.
func (t Time) steps(years float64) (int, bool) {
	n := math.Floor(float64(years*float64(t.PerYear)) + 0.5)
	return int(n), math.Abs(years-n/float64(t.PerYear)) <= Slack && n >= 0 && n <= math.MaxInt32
}

var perYear = map[string]int{"month": 12, "quarter": 4, "year": 1}

// time reads [time].
func (b *builder) time() {
	n := b.root.Get("time")
	step := n.Get("step")
	if n == nil || step == nil || n.Get("start") == nil || n.Get("end") == nil {
		return // already reported
	}
	per, ok := perYear[step.Text]
	if !ok {
		b.diags.Errorf(step.At, "time.step", `write "month", "quarter" or "year"`, "%q is not a step", step.Text)
		return
	}
	t := Time{Step: step.Text, PerYear: per}
	start, ok1 := b.calendarStep(n.Get("start"), "time.start", t)
	end, ok2 := b.calendarStep(n.Get("end"), "time.end", t)
	forecast, ok3 := start, true
	if f := n.Get("forecast"); f != nil {
		forecast, ok3 = b.calendarStep(f, "time.forecast", t)
	}
	if !ok1 || !ok2 || !ok3 {
		return
	}
	switch {
	case end <= start:
		b.diags.Errorf(n.Get("end").At, "time.end", "end is the day after the last step, so it comes after start", "the end is not after the start")
	case end-start > MaxSteps:
		b.diags.Errorf(n.Get("end").At, "time.end", "choose a longer step or a shorter time", "%d steps are too many: at most %d", end-start, MaxSteps)
	case forecast < start || forecast >= end:
		b.diags.Errorf(n.Get("forecast").At, "time.forecast", "the forecast begins with start or later, and before end", "the forecast lies outside start to end")
	default:
		t.Origin, t.Steps, t.Forecast = start, end-start, forecast-start
		b.m.Time = t
	}
}

// calendarStep is the calendar number of the step that begins on a date.
func (b *builder) calendarStep(n *scenario.Node, path string, t Time) (int, bool) {
	if n.Kind != scenario.Date {
		b.diags.Errorf(n.At, path, "write a date such as 2027-01-01, without quotes", "not a date")
		return 0, false
	}
	months := 12 / t.PerYear
	month := n.Date.Year*12 + n.Date.Month - 1
	if month%months == 0 && n.Date.Day == 1 {
		return month / months, true
	}
	b.diags.Errorf(n.At, path, "the nearest is "+nearestStep(n.Date.Axis(), t), "%s is not the first day of a %s", n.Text, t.Step)
	return 0, false
}

func nearestStep(axis float64, t Time) string {
	t.Origin = int(math.Floor(float64(axis*float64(t.PerYear)) + 0.5))
	return t.Day(0)
}

// instant reads a date, or a number on the year axis.
func (b *builder) instant(n *scenario.Node, path string) (float64, bool) {
	switch n.Kind {
	case scenario.Date:
		return n.Date.Axis(), true
	case scenario.Integer, scenario.Float:
		if n.Num >= 1 && n.Num <= 9999 {
			return n.Num, true
		}
	}
	b.diags.Errorf(n.At, path, "write a date such as 2027-01-01, without quotes", "not a date")
	return 0, false
}
