package findings

import (
	"math"

	"weir/sim/engine"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// expectations says what came of those of each file.
func expectations(o *engine.Outcome) [][]result.Expectation {
	out := make([][]result.Expectation, len(o.Plan.Reports))
	var moments *stat.Columns
	for i, report := range o.Plan.Reports {
		for _, e := range report.Expectations {
			if moments == nil {
				moments = o.Partial.Moments()
			}
			out[i] = append(out[i], told(e.Expectation, figureOf(o, e, moments)))
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

// figureOf evaluates the statistic that an expectation speaks of, in base units. A share has none.
func figureOf(o *engine.Outcome, e plan.Expectation, moments *stat.Columns) figure {
	c := e.Cell.Column
	if c < 0 {
		if e.Statistic == model.StatSD {
			return certainly(0)
		}
		return certainly(e.Cell.Value)
	}
	counts := o.Partial.Counts(c)
	s := &sample{
		d: counts.Distribution(), exact: counts.Exact(), moments: moments.Column(c), se: moments.SE(c),
		design: o.Plan.Replicated, replicas: o.Partial.Replicas(c),
	}
	switch e.Statistic {
	case model.StatSD:
		return s.sd().scaled(e.Cell.Scale)
	case model.StatPercentile:
		return s.percentile(e.Percent).scaled(e.Cell.Scale)
	case model.StatCVaR:
		return s.cvar(e.Percent == 95).scaled(e.Cell.Scale)
	case model.StatShare:
		s.se = e.Cell.Of(s.se) // of 0 and 1
		return s.share()
	}
	return s.mean().scaled(e.Cell.Scale)
}
