package findings

import (
	"weir/sim/engine"
	"weir/sim/pool"
	"weir/sim/program"
	"weir/sim/result"
	"weir/sim/stat"
)

// Summaries are all that is known of the columns of a run.
type summaries struct {
	o       *engine.Outcome
	columns []result.Summary
	tops    []float64 // by column whose shape is wanted, the share of the mean that the highest 1% of the trials carry
	probes  []float64 // the share of the trials up to each
}

// summarise turns moments and counts into summaries, several columns at a time, and lets go what was counted.
func summarise(o *engine.Outcome) *summaries {
	p := o.Plan
	g := &summaries{o: o, columns: make([]result.Summary, p.Columns), tops: make([]float64, p.Columns), probes: make([]float64, len(p.Probes))}
	probes := probesOf(p)
	moments, fine, interval := o.Partial.Moments(), p.Fine(), p.Interval()
	ranks := Ranks(o.Trials)
	pool.Each(o.Workers, int64(p.Columns), func() func(int64) bool {
		d := new(stat.Distribution)
		return func(i int64) bool {
			c := int(i)
			d.Set(o.Partial.Counts(c))
			s := Summarise(moments.Column(c), d, fine[c])
			s.SE = moments.SE(c)
			var replicas *stat.Replicas
			if interval[c] { // those of other columns are the same whether there is a goal or not
				replicas = o.Partial.Replicas(c)
			}
			s.Lo, s.Hi = Bounds(d, ranks, replicas)
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

// A RankInterval is two ranks between which a quantile lies with a probability of 95%.
type RankInterval struct{ Lo, Hi int64 }

// Ranks are those of the Percentiles for independent trials. Under the other designs they are too wide, but for what is counted by
// randomisation there is nothing better.
func Ranks(trials int64) (out [9]RankInterval) {
	for i, p := range result.Percents {
		out[i].Lo, out[i].Hi = stat.Ranks(trials, p, 100)
	}
	return out
}

// Bounds are the values at the ranks of each interval, NaN where there is none. Replicas, where there are any, know better.
func Bounds(d *stat.Distribution, ranks [9]RankInterval, replicas *stat.Replicas) (lo, hi [9]float64) {
	var shares *stat.Shares
	if replicas != nil {
		shares = replicas.Shares()
	}
	for i, p := range result.Percents {
		s := ranks[i]
		if shares != nil {
			s.Lo, s.Hi = shares.Ranks(p, 100)
		}
		lo[i], hi[i] = d.Between(s.Lo, s.Hi)
	}
	return lo, hi
}

// points is the number of order statistics of a Shape.
const points = 401

// Summarise puts the moments and the distribution of a column into words of a result; fine adds its shape.
func Summarise(m stat.Moments, d *stat.Distribution, fine bool) result.Summary {
	s := result.Summary{Mean: m.Mean, SD: m.SD(), Min: d.Min(), Max: d.Max()}
	for i, p := range result.Percents {
		s.P[i] = d.Quantile(p, 100)
	}
	s.CVaR5, s.CVaR95 = d.LowerMean(5, 100), d.UpperMean(5, 100)
	if fine {
		s.Shape = &result.Shape{Negative: d.Negative(), Zero: d.Zero(), Quantiles: make([]float64, points)}
		for i := range s.Shape.Quantiles {
			s.Shape.Quantiles[i] = d.Quantile(int64(2*i+1), 2*points)
		}
	}
	return s
}

// by is a summary on a scale.
func by(to program.Scale, s result.Summary) result.Summary {
	if to == (program.Scale{Times: 1, Over: 1}) {
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

// certain is the summary of one value in every trial.
func certain(x float64, fine bool) result.Summary {
	s := result.Summary{Mean: x, CVaR5: x, CVaR95: x, Min: x, Max: x}
	for i := range s.P {
		s.P[i], s.Lo[i], s.Hi[i] = x, x, x
	}
	if fine {
		s.Shape = &result.Shape{Quantiles: make([]float64, points)}
		for i := range s.Shape.Quantiles {
			s.Shape.Quantiles[i] = x
		}
		if x < 0 {
			s.Shape.Negative = 1
		}
		if x == 0 {
			s.Shape.Zero = 1
		}
	}
	return s
}
