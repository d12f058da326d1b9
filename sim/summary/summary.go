// Package summary puts what is known of a column of trials into the words of a result: moments and counts -> result.Summary.
package summary

import (
	"weir/sim/result"
	"weir/sim/stat"
)

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

// Points is the number of order statistics of a Shape.
const Points = 401

// Of is the summary of a column, without the errors of its figures; fine adds its shape.
func Of(m stat.Moments, d *stat.Distribution, fine bool) result.Summary {
	s := result.Summary{Mean: m.Mean, SD: m.SD(), Min: d.Min(), Max: d.Max()}
	for i, p := range result.Percents {
		s.P[i] = d.Quantile(p, 100)
	}
	s.CVaR5, s.CVaR95 = d.LowerMean(5, 100), d.UpperMean(5, 100)
	if fine {
		s.Shape = &result.Shape{Negative: d.Negative(), Zero: d.Zero(), Quantiles: make([]float64, Points)}
		for i := range s.Shape.Quantiles {
			s.Shape.Quantiles[i] = d.Quantile(int64(2*i+1), 2*Points)
		}
	}
	return s
}

// Certain is the summary of one value in every trial.
func Certain(x float64, fine bool) result.Summary {
	s := result.Summary{Mean: x, CVaR5: x, CVaR95: x, Min: x, Max: x}
	for i := range s.P {
		s.P[i], s.Lo[i], s.Hi[i] = x, x, x
	}
	if fine {
		s.Shape = &result.Shape{Quantiles: make([]float64, Points)}
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
