package engine

import (
	"sync"
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// A gatherer is one worker's counts.
type gatherer struct {
	counts  []stat.Counts
	tallies []int64
}

func newGatherer(p *plan.Plan) *gatherer {
	return &gatherer{counts: make([]stat.Counts, p.Columns), tallies: make([]int64, p.Counters)}
}

// A gathered run is all that is known of its columns.
type gathered struct {
	trials  int64
	columns []result.Summary
	means   []float64
	tallies []int64
}

// merge brings the workers' counts together, column by column.
func merge(p *plan.Plan, tree *stat.Tree, from []*gatherer, workers int) *gathered {
	root := tree.Root()
	out := &gathered{trials: p.Trials, columns: make([]result.Summary, p.Columns), means: make([]float64, p.Averages), tallies: make([]int64, p.Counters)}
	fine := make([]bool, p.Columns)
	for _, r := range p.Reports {
		r.Cells(func(c plan.Cell) {
			if c.Column >= 0 && c.Fine {
				fine[c.Column] = true
			}
		})
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for {
				c := int(next.Add(1)) - 1
				if c >= p.Columns {
					return
				}
				counts := &from[0].counts[c]
				for _, g := range from[1:] {
					counts.Merge(&g.counts[c])
					g.counts[c] = stat.Counts{}
				}
				out.columns[c] = summarise(root.Column(c), counts.Distribution(), fine[c])
				*counts = stat.Counts{}
			}
		})
	}
	group.Wait()
	for i := range out.means {
		out.means[i] = root.Column(p.Columns + i).Mean
	}
	for _, g := range from {
		for i, n := range g.tallies {
			out.tallies[i] += n
		}
	}
	return out
}

// percents are the Percentiles in percent.
var percents = [9]int64{1, 5, 10, 25, 50, 75, 90, 95, 99}

// points is the number of order statistics of a Shape.
const points = 401

func summarise(m stat.Moments, d *stat.Distribution, fine bool) result.Summary {
	s := result.Summary{Mean: m.Mean, SE: m.SE(), SD: m.SD(), Min: d.Min(), Max: d.Max()}
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

// certain is the summary of one value in every trial.
func certain(x float64, fine bool) result.Summary {
	s := result.Summary{Mean: x, CVaR5: x, CVaR95: x, Min: x, Max: x}
	for i := range s.P {
		s.P[i] = x
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
