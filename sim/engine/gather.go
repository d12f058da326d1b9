package engine

import (
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// fine are the columns whose shape is wanted.
func fine(p *plan.Plan) []bool {
	out := make([]bool, p.Columns)
	for _, r := range p.Reports {
		r.Cells(func(c plan.Cell) {
			if c.Column >= 0 && c.Fine {
				out[c.Column] = true
			}
		})
	}
	return out
}

// A gathered run is all that is known of its columns.
type gathered struct {
	trials  int64
	columns []result.Summary
	tops    []float64 // by column whose shape is wanted, the share of the mean that the highest 1% of the trials carry
	means   []float64
	tallies []int64
	probes  []float64 // the share of the trials up to each
}

// summarise turns moments and counts into summaries, several columns at a time.
func (r *run) summarise() *gathered {
	p := r.p
	out := &gathered{trials: r.trials, columns: make([]result.Summary, p.Columns), tops: make([]float64, p.Columns), means: make([]float64, p.Averages), tallies: make([]int64, p.Counters)}
	probes := probesOf(p)
	out.probes = make([]float64, len(p.Probes))
	moments, fine := r.partial.moments.Root(), fine(p)
	ranks := r.ranks()
	var next atomic.Int64
	var workforce crew
	for range r.workers {
		workforce.start(func() {
			d := new(stat.Distribution)
			for {
				c := int(next.Add(1)) - 1
				if c >= p.Columns {
					return
				}
				column := &r.partial.columns[c]
				d.Set(&column.counts)
				s := summary(moments.Column(c), d, fine[c])
				s.SE = moments.SE(c)
				if !fine[c] { // its intervals are those of any other column, whether there is a goal or not
					column.replicas = nil
				}
				s.Lo, s.Hi = bounds(d, ranks, column.replicas)
				for _, i := range probes[c] {
					out.probes[i] = upTo(d, p.Probes[i])
				}
				out.columns[c] = s
				if fine[c] {
					out.tops[c] = d.TopShare(1, 100)
				}
				column.counts, column.replicas = stat.Counts{}, nil
			}
		})
	}
	workforce.wait()
	for i := range out.means {
		out.means[i] = moments.Column(p.Columns + i).Mean
	}
	for i := range out.tallies {
		out.tallies[i] = r.partial.tallies[i].Load()
	}
	return out
}

// A span is two ranks between which a quantile lies with a probability of 95%.
type span struct{ lo, hi int64 }

// ranks are the spans of the Percentiles for independent trials. Under the other designs they are too wide, but for what
// has Replicas there is nothing better.
func (r *run) ranks() (out [9]span) {
	for i, p := range percents {
		out[i].lo, out[i].hi = stat.Ranks(r.trials, p, 100)
	}
	return out
}

// bounds are the values at the ranks of each span, NaN where there is none. Replicas, where there are any, know better.
func bounds(d *stat.Distribution, ranks [9]span, replicas *stat.Replicas) (lo, hi [9]float64) {
	var shares *stat.Shares
	if replicas != nil {
		shares = replicas.Shares()
	}
	for i, p := range percents {
		s := ranks[i]
		if shares != nil {
			s.lo, s.hi = shares.Ranks(p, 100)
		}
		lo[i], hi[i] = d.Between(s.lo, s.hi)
	}
	return lo, hi
}

// percents are the Percentiles in percent.
var percents = [9]int64{1, 5, 10, 25, 50, 75, 90, 95, 99}

// points is the number of order statistics of a Shape.
const points = 401

func summary(m stat.Moments, d *stat.Distribution, fine bool) result.Summary {
	s := result.Summary{Mean: m.Mean, SD: m.SD(), Min: d.Min(), Max: d.Max()}
	for i, p := range percents {
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
func by(to plan.Scale, s result.Summary) result.Summary {
	if to == (plan.Scale{Times: 1, Over: 1}) {
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
