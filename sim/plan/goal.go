package plan

import "weir/sim/model"

// A Goal is a headline that is to be known so precisely: the half-width of its 95% Monte Carlo interval is to be at most
// Amount, or Amount times its magnitude.
type Goal struct {
	Report   int // the file that it belongs to
	Text     string
	Cell     Cell
	Percent  int64 // of the quantile; 0 for the mean
	Amount   float64
	Relative bool
}

// goal finds the headline of a file.
func (f *file) goal() {
	want := f.m.Precision
	if want == nil {
		return
	}
	for _, s := range f.report.Series {
		if s.Channel != want.Channel || s.Measure != want.Measure {
			continue
		}
		for i, period := range f.report.Periods {
			if period.Label == want.Period || want.Period == "" && period.Kind == model.WindowPeriod && period.Label == "forecast" {
				f.c.goals = append(f.c.goals, Goal{Report: f.index, Text: want.Text, Cell: s.Scenario[i], Percent: int64(want.Percent), Amount: want.Amount, Relative: want.Relative})
			}
		}
	}
}
