package sim_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"weir/sim/result"
)

// frame is a model of a time axis.
func frame(start, forecast, end, step string) string {
	if forecast != "" {
		forecast = "forecast = " + forecast + "\n"
	}
	return fmt.Sprintf("\ncurrency = \"USD\"\n[time]\nstart = %s\n%send = %s\nstep = %q\n[run]\ntrials = 1000\n", start, forecast, end, step)
}

// A row for each step, each calendar year that lies wholly inside, and the windows.
func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		start, forecast, end, step string
		want                       []string // label start end from to
	}{
		{"2026-11-01", "", "2027-02-01", "month", []string{
			"2026-11 2026-11-01 2026-12-01 0 1", "2026-12 2026-12-01 2027-01-01 1 2", "2027-01 2027-01-01 2027-02-01 2 3", "forecast 2026-11-01 2027-02-01 0 3"}},
		{"2025-07-01", "2026-04-01", "2027-04-01", "quarter", []string{
			"2025-Q3 2025-07-01 2025-10-01 0 1", "2025-Q4 2025-10-01 2026-01-01 1 2", "2026-Q1 2026-01-01 2026-04-01 2 3", "2026-Q2 2026-04-01 2026-07-01 3 4",
			"2026-Q3 2026-07-01 2026-10-01 4 5", "2026-Q4 2026-10-01 2027-01-01 5 6", "2027-Q1 2027-01-01 2027-04-01 6 7",
			"2026 2026-01-01 2027-01-01 2 6", "history 2025-07-01 2026-04-01 0 3", "forecast 2026-04-01 2027-04-01 3 7"}},
		{"2025-01-01", "2026-01-01", "2028-01-01", "year", []string{
			"2025 2025-01-01 2026-01-01 0 1", "2026 2026-01-01 2027-01-01 1 2", "2027 2027-01-01 2028-01-01 2 3",
			"history 2025-01-01 2026-01-01 0 1", "forecast 2026-01-01 2028-01-01 1 3"}},
		{"2026-01-01", "2026-01-01", "2027-01-01", "quarter", []string{
			"2026-Q1 2026-01-01 2026-04-01 0 1", "2026-Q2 2026-04-01 2026-07-01 1 2", "2026-Q3 2026-07-01 2026-10-01 2 3", "2026-Q4 2026-10-01 2027-01-01 3 4",
			"2026 2026-01-01 2027-01-01 0 4", "forecast 2026-01-01 2027-01-01 0 4"}},
	} {
		r := simulate(t, frame(c.start, c.forecast, c.end, c.step)+"[channels.a]\nrevenue = '12'\n")
		var got []string
		for _, p := range r.Periods {
			got = append(got, fmt.Sprintf("%s %s %s %d %d", p.Label, p.Start, p.End, p.From, p.To))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s to %s by %s: periods\n%s\nwant\n%s", c.start, c.end, c.step, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		for i, p := range r.Periods { // amounts, not rates
			exact(t, p.Label, find(t, r, "a revenue").Scenario[i], 12*(p.Finish-p.Begin))
		}
	}
}

// Years and windows are sums of their steps in every trial, and each knows its history.
func TestWindowsAddUp(t *testing.T) {
	r := simulate(t, frame("2025-07-01", "2026-04-01", "2028-01-01", "month")+`
[channels.a]
revenue = "if(date < 2026-04-01, past, 10 * future)"
[channels.a.parameters]
past = { dist = "uniform", min = 1, max = 2, unit = "USD/year", vary = "step" }
future = { dist = "uniform", min = 1, max = 2, unit = "USD/year", vary = "step" }
`)
	amounts := steps(t, r, "a revenue")
	for i, p := range r.Periods {
		sum := 0.0
		for _, s := range amounts[p.From:p.To] {
			sum += s.Mean
		}
		if got := find(t, r, "a revenue").Scenario[i]; math.Abs(got.Mean-sum) > 1e-9*sum || (got.Shape != nil) != (p.Kind == result.History || p.Kind == result.Forecast) {
			t.Errorf("%s: mean %g, its steps sum to %g", p.Label, got.Mean, sum)
		}
	}
	history, forecast := row(t, r, "a revenue", "history"), row(t, r, "a revenue", "forecast")
	if history.Max > 2*0.75 || history.Min < 0.75 || forecast.Min < 10*1.75 {
		t.Errorf("history %+v, forecast %+v", history, forecast)
	}
}

// The axis: months are twelfths, days are fractions of their month. REFERENCE: 2027-02-15 = 2027 + 1/12 + 14/28/12.
func TestDateLiterals(t *testing.T) {
	days := []struct {
		day  string
		want float64
	}{
		{"2027-02-15", 2027 + 1/12. + 14/28./12},
		{"2024-02-15", 2024 + 1/12. + 14/29./12},
		{"2024-10-01", 2024.75},
		{"2026-12-31", 2026 + 11/12. + 30/31./12},
		{"1999-01-01", 1999},
	}
	text := frame("2026-07-01", "", "2027-07-01", "quarter") + still + "[parameters]\nyear = { value = 1, unit = 'year' }\nwhen = { value = 2027-02-15, unit = 'year' }\nlate = { dist = 'uniform', min = 2022-02-24, max = 2022-02-25, unit = 'year' }\nyears = { value = '3 years' }\n"
	var formulas []string
	for _, d := range days {
		formulas = append(formulas, "("+d.day+" - 0 * years) / year")
	}
	r := simulate(t, text+outputs(append(formulas, "when / year", "late / year", "date / year", "t / year", "dt / year", "(date - 2026-07-01) / dt", "if(date >= 2027-01-01, 1, 0)", "if(when < 2027-02-16 and when > 2027-02-14, 1, 0)", "years / year")...))
	for i, d := range days {
		exact(t, d.day, row(t, r, output(i), "2026-Q3"), d.want)
	}
	n := len(days)
	exact(t, "a parameter's date", row(t, r, output(n), "forecast"), days[0].want)
	late := row(t, r, output(n+1), "forecast")
	if first := 2022 + 1/12. + 23/28./12; late.Min < first || late.Max > first+1/28./12 || late.Max-late.Min < 0.9/28/12 {
		t.Errorf("from 2022-02-24 to the day after: %g to %g", late.Min, late.Max)
	}
	exactSteps(t, r, output(n+2), 2026.5, 2026.75, 2027, 2027.25)
	exactSteps(t, r, output(n+3), 0, 0.25, 0.5, 0.75)
	exactSteps(t, r, output(n+4), 0.25, 0.25, 0.25, 0.25)
	exactSteps(t, r, output(n+5), 0, 1, 2, 3)
	exactSteps(t, r, output(n+6), 0, 0, 1, 1)
	exact(t, "comparison of dates", row(t, r, output(n+7), "forecast"), 1)
	exact(t, "a duration", row(t, r, output(n+8), "forecast"), 3)
}

// A schedule's value in a step is its mean over the step: pro rata for dates inside it, flat outside its dates.
func TestSchedules(t *testing.T) {
	r := simulate(t, frame("2026-01-01", "", "2027-01-01", "quarter")+still+`
[parameters]
hold   = { schedule = [[2026-02-15, 2], [2026-08-01, 8]], between = "hold", unit = "1" }
ramp   = { schedule = [[2026-02-15, 0], [2026-08-15, 12]], unit = "1" }
kinks  = { schedule = [[2025-01-01, 10], [2026-01-01, 10], [2026-05-01, 4], [2026-06-01, 1], [2030-01-01, 1]], between = "linear", unit = "1" }
single = { schedule = [[2030-01-01, 7]], unit = "1" }
days   = { schedule = [[2026-01-01, 0], [2026-02-08, 28]], between = "hold", unit = "1" }
rate   = { schedule = [[2026-01-01, 3], [2026-07-01, 6]], between = "hold", unit = "1/quarter" }
odd    = { schedule = [[2026-04-01, "50%"], [2026-10-01, 1]], unit = "share" }
`+outputs("hold", "ramp", "kinks", "single", "days", "odd")+"[outputs.rate]\nformula = 'rate'\nunit = '1/quarter'\n")
	// hold: flat before its first date, then 8 from August, two thirds of the third quarter.
	exactSteps(t, r, output(0), 2, 2, 6, 8)
	// ramp: 24 a year from .125; 2026-08-15 is 7/12 + 14/31/12. Means by the area of triangles and trapezoids.
	last := 7/12. + 14/31./12
	slope := 12 / (last - 0.125)
	at := func(x float64) float64 { return slope * (x - 0.125) }
	exactSteps(t, r, output(1),
		at(0.25)*0.125/2/0.25,
		(at(0.25)+at(0.5))/2,
		((at(0.5)+12)/2*(last-0.5)+12*(0.75-last))/0.25,
		12)
	// kinks: 10 down to 4 over four months (5.5 at the end of the first quarter), to 1 in a month, then flat.
	exactSteps(t, r, output(2), 7.75, ((5.5+4)/2*1+(4+1)/2.+1)/3, 1, 1)
	exactSteps(t, r, output(3), 7, 7, 7, 7)
	exactSteps(t, r, output(4), 28*(1+21/28.)/3, 28, 28, 28) // from 8 February: 21 of its 28 days, and March
	exactSteps(t, r, output(5), .5, .625, .875, 1)
	exactSteps(t, r, "outputs.rate value", 3, 3, 6, 6)
}

// A linear schedule in the middle of a month step and of a year step.
func TestSchedulesBySteps(t *testing.T) {
	const line = still + "[parameters]\nx = { schedule = [[2026-01-01, 0], [2028-01-01, 24]], unit = '1' }\n"
	r := simulate(t, frame("2026-01-01", "", "2028-01-01", "year")+line+outputs("x"))
	exactSteps(t, r, output(0), 6, 18)
	r = simulate(t, frame("2027-01-01", "", "2027-04-01", "month")+line+outputs("x"))
	exactSteps(t, r, output(0), 12.5, 13.5, 14.5)
}
