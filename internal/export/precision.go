package export

import "weir/sim/result"

// precisionHeader names the columns of precision.csv; the percentiles come behind, each with the ends of its interval.
var precisionHeader = func() []string {
	columns := []string{"scenario", "world", "channel", "measure", "period", "unit", "mean", "se"}
	for _, p := range percentiles {
		columns = append(columns, p, p+"_lo", p+"_hi")
	}
	return columns
}()

// PrecisionCSV says how precisely a run knows its own figures: a row for each of summary.csv (world scenario), then for
// each of baseline.csv (world baseline), with the standard error of the mean and the 95% Monte Carlo interval of each
// percentile. An end that the trials are too few to give is empty.
func PrecisionCSV(r *result.Result) []byte {
	worlds := 1
	if r.Enforced() {
		worlds = 2
	}
	t := newSheet(precisionHeader, worlds*len(r.Series)*len(r.Periods))
	write := func(world string, s *result.Series, all []result.Summary) {
		for j := range all {
			v := &all[j]
			t.text(r.Name, world, s.Channel, s.Measure, r.Periods[j].Label, s.Unit)
			t.number(v.Mean)
			t.number(v.SE)
			for i, p := range v.P {
				t.number(p)
				t.number(v.Lo[i])
				t.number(v.Hi[i])
			}
			t.end()
		}
	}
	for i := range r.Series {
		write("scenario", &r.Series[i], r.Series[i].Scenario)
	}
	for i := range r.Series {
		write("baseline", &r.Series[i], r.Series[i].Baseline)
	}
	return t.bytes()
}
