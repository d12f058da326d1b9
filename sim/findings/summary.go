package findings

import (
	"weir/sim/engine"
	"weir/sim/pool"
	"weir/sim/program"
	"weir/sim/result"
	"weir/sim/stat"
	"weir/sim/summary"
)

// Summaries are all that is known of the columns of a run.
type summaries struct {
	o       *engine.Outcome
	columns []result.Summary
	tops    []float64 // by column whose shape is wanted, the share of the mean that the highest 1% of the trials carry
	probes  []float64 // the share of the trials up to each
	asked   []bounds  // of the percentiles of columns that are asked for by themselves
}

// Bounds are the ends of the intervals of percentiles.
type bounds struct{ lo, hi [9]float64 }

// summarise turns moments and counts into summaries, several columns at a time, and lets go what was counted.
func summarise(o *engine.Outcome) *summaries {
	p := o.Plan
	g := &summaries{o: o, columns: make([]result.Summary, p.Columns), tops: make([]float64, p.Columns), probes: make([]float64, len(p.Probes)), asked: make([]bounds, p.Columns)}
	probes := probesOf(p)
	moments, fine, asked := o.Partial.Moments(), p.Fine(), p.Asked()
	ranks := summary.Ranks(o.Trials)
	pool.Each(o.Workers, int64(p.Columns), func() func(int64) bool {
		d := new(stat.Distribution)
		return func(i int64) bool {
			c := int(i)
			d.Set(o.Partial.Counts(c))
			s := summary.Of(moments.Column(c), d, fine[c])
			s.SE = moments.SE(c)
			var replicas *stat.Replicas
			if fine[c] { // the intervals of others are the same whatever else is asked of their columns
				replicas = o.Partial.Replicas(c)
			}
			s.Lo, s.Hi = summary.Bounds(d, ranks, replicas)
			if asked[c] {
				g.asked[c].lo, g.asked[c].hi = summary.Bounds(d, ranks, o.Partial.Replicas(c))
			}
			for _, i := range probes[c] {
				g.probes[i] = upTo(d, p.Probes[i])
			}
			g.columns[c] = s
			if fine[c] {
				g.tops[c] = d.TopShare(1, 100)
			}
			o.Partial.Free(c)
			return true
		}
	})
	return g
}

// scaled is a summary of what a column stands for.
func scaled(s result.Summary, to program.Scale) result.Summary {
	if to == program.Unscaled {
		return s
	}
	for _, x := range []*float64{&s.Mean, &s.SE, &s.SD, &s.CVaR5, &s.CVaR95, &s.Min, &s.Max} {
		*x = to.Of(*x)
	}
	for i := range s.P {
		s.P[i], s.Lo[i], s.Hi[i] = to.Of(s.P[i]), to.Of(s.Lo[i]), to.Of(s.Hi[i])
	}
	if s.Shape != nil {
		shape := *s.Shape
		shape.Quantiles = make([]float64, len(s.Shape.Quantiles))
		for i, x := range s.Shape.Quantiles {
			shape.Quantiles[i] = to.Of(x)
		}
		s.Shape = &shape
	}
	return s
}
