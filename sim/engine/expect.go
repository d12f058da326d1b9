package engine

import (
	"math"

	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// expectations says what came of those of each file.
func (r *run) expectations() [][]result.Expectation {
	out := make([][]result.Expectation, len(r.p.Reports))
	var moments *stat.Columns
	for i, report := range r.p.Reports {
		for _, e := range report.Expectations {
			if moments == nil {
				moments = r.partial.moments.Root()
			}
			out[i] = append(out[i], told(e.Expectation, r.figure(e, moments)))
		}
	}
	return out
}

// told puts a figure into the unit of its expectation, and judges it: it is met where all that the error leaves open is.
func told(e *model.Expectation, f figure) result.Expectation {
	out := result.Expectation{Name: e.ID, Text: e.Text, Unit: e.Unit.Text, Value: f.value / e.Unit.Factor}
	out.Lo, out.Hi = end(f.shown.lo/e.Unit.Factor), end(f.shown.hi/e.Unit.Factor)
	switch lo, hi := f.decisive.lo, f.decisive.hi; {
	case f.same && e.Strict && (f.value == e.Least || f.value == e.Most): // a trial that was not seen may tip it
	case e.Meets(lo) && e.Meets(hi):
		out.Outcome = result.Holds
	case e.Misses(lo, hi):
		out.Outcome = result.Fails
	}
	return out
}

// end is an end of an interval, NaN where there is none.
func end(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

// replicated are the columns whose figures need the counts of each randomisation: all but means and shares.
func replicated(p *plan.Plan) []int {
	var out []int
	for _, r := range p.Reports {
		for _, e := range r.Expectations {
			if e.Cell.Column >= 0 && e.Statistic != model.StatMean && e.Statistic != model.StatShare {
				out = append(out, e.Cell.Column)
			}
		}
	}
	return out
}

// figure evaluates the statistic that an expectation speaks of, in base units. A share has none.
func (r *run) figure(e plan.Expectation, moments *stat.Columns) figure {
	c := e.Cell.Column
	if c < 0 {
		if e.Statistic == model.StatSD {
			return certainly(0)
		}
		return certainly(e.Cell.Value)
	}
	column := &r.partial.columns[c]
	s := &sample{
		d: column.counts.Distribution(), exact: column.counts.Exact(), moments: moments.Column(c), se: moments.SE(c),
		design: r.p.Replicated, replicas: column.replicas,
	}
	switch e.Statistic {
	case model.StatSD:
		return s.sd().by(e.Cell.Scale)
	case model.StatPercentile:
		return s.percentile(e.Percent).by(e.Cell.Scale)
	case model.StatCVaR:
		return s.cvar(e.Percent == 95).by(e.Cell.Scale)
	case model.StatShare:
		s.se = e.Cell.Of(s.se) // of 0 and 1
		return s.share()
	}
	return s.mean().by(e.Cell.Scale)
}
