package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"

	"weir/sim/result"
)

// percentiles are the names of the columns of result.Percentiles.
var percentiles = func() (names []string) {
	for _, p := range result.Percentiles {
		names = append(names, fmt.Sprintf("p%.0f", 100*p))
	}
	return names
}()

// header names the columns of summary.csv and baseline.csv.
var header = slices.Concat([]string{"scenario", "channel", "measure", "period", "start", "end", "unit", "mean", "se", "sd"}, percentiles, []string{"cvar5", "cvar95"})

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
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(header) // Note: a bytes.Buffer takes every write.
	for i := range r.Series {
		s := &r.Series[i]
		for j, summary := range world(s) {
			w.Write(row(r, s, &r.Periods[j], &summary))
		}
	}
	w.Flush()
	return b.Bytes()
}

func row(r *result.Result, s *result.Series, period *result.Period, v *result.Summary) []string {
	cells := make([]string, 0, len(header))
	cells = append(cells, r.Name, s.Channel, s.Measure, period.Label, period.Start, period.End, s.Unit)
	cells = append(cells, number(v.Mean), number(v.SE), number(v.SD))
	for _, p := range v.P {
		cells = append(cells, number(p))
	}
	return append(cells, number(v.CVaR5), number(v.CVaR95))
}

// number is the shortest decimal that reads back as v, with an exponent only below 1e-6 and from 1e21 on.
// -0 is 0, and what is not a number (the sd of one trial) is an empty cell.
func number(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	if v == 0 {
		return "0"
	}
	format := byte('f')
	if a := math.Abs(v); a < 1e-6 || a >= 1e21 {
		format = 'e'
	}
	return strconv.FormatFloat(v, format, -1, 64)
}
