package export

import (
	"fmt"
	"slices"

	"weir/sim/result"
)

// percentiles are the names of the columns of result.Percents.
var percentiles = func() (names []string) {
	for _, p := range result.Percents {
		names = append(names, fmt.Sprintf("p%d", p))
	}
	return names
}()

// header names the columns of summary.csv and baseline.csv.
var header = slices.Concat([]string{"scenario", "channel", "measure", "period", "start", "end", "unit", "mean", "se", "sd"}, percentiles, []string{"cvar5", "cvar95"})

// A Table is a CSV file of a result.
type Table struct {
	Name string
	Text func() []byte // makes it
}

// Tables are summary.csv, where anything is in force baseline.csv, where there are checks checks.csv, and precision.csv.
func Tables(r *result.Result) []Table {
	all := []Table{{"summary.csv", func() []byte { return SummaryCSV(r) }}}
	if r.Enforced() {
		all = append(all, Table{"baseline.csv", func() []byte { return BaselineCSV(r) }})
	}
	if len(r.Checks) > 0 {
		all = append(all, Table{"checks.csv", func() []byte { return ChecksCSV(r) }})
	}
	return append(all, Table{"precision.csv", func() []byte { return PrecisionCSV(r) }})
}

// SummaryCSV is the world of the scenario: a row for each series and period, in the order of the result.
// Amounts are per period, in the unit of the row; end is the day after the last.
func SummaryCSV(r *result.Result) []byte {
	return table(r, func(s *result.Series) []result.Summary { return s.Scenario })
}

// BaselineCSV is the world without the shocks: the same columns, for the series that have a baseline.
func BaselineCSV(r *result.Result) []byte {
	return table(r, func(s *result.Series) []result.Summary { return s.Baseline })
}

func table(r *result.Result, world func(*result.Series) []result.Summary) []byte {
	t := newSheet(header, len(r.Series)*len(r.Periods))
	for i := range r.Series {
		s := &r.Series[i]
		all := world(s)
		for j := range all {
			v, period := &all[j], &r.Periods[j]
			t.text(r.Name, s.Channel, s.Measure, period.Label, period.Start, period.End, s.Unit)
			t.number(v.Mean)
			t.number(v.SE)
			t.number(v.SD)
			for _, p := range v.P {
				t.number(p)
			}
			t.number(v.CVaR5)
			t.number(v.CVaR95)
			t.end()
		}
	}
	return t.bytes()
}
