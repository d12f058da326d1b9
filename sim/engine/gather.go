package engine

import (
	"sync"
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// A gatherer counts for all workers. Counts are whole numbers, so the order in which workers add to them does not matter.
type gatherer struct {
	columns []tallied
	tallies []atomic.Int64
}

// A tallied column is one that one worker adds to at a time.
type tallied struct {
	mu     sync.Mutex
	counts stat.Counts
}

func newGatherer(p *plan.Plan) *gatherer {
	return &gatherer{columns: make([]tallied, p.Columns), tallies: make([]atomic.Int64, p.Counters)}
}

func (g *gatherer) add(column int32, x []float64) {
	c := &g.columns[column]
	c.mu.Lock()
	c.counts.Add(x)
	c.mu.Unlock()
}

// tally counts the trials in which x is not 0.
func (g *gatherer) tally(counter int32, x []float64) {
	n := int64(0)
	for _, v := range x {
		if v != 0 {
			n++
		}
	}
	g.tallies[counter].Add(n)
}

// A gathered run is all that is known of its columns.
type gathered struct {
	trials  int64
	columns []result.Summary
	means   []float64
	tallies []int64
}

// summarise turns moments and counts into summaries, several columns at a time.
func summarise(p *plan.Plan, moments *stat.Columns, g *gatherer, workers int) *gathered {
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
	var workforce crew
	for range workers {
		workforce.start(func() {
			for {
				c := int(next.Add(1)) - 1
				if c >= p.Columns {
					return
				}
				counts := &g.columns[c].counts
				out.columns[c] = summary(moments.Column(c), counts.Distribution(), fine[c])
				*counts = stat.Counts{}
			}
		})
	}
	workforce.wait()
	for i := range out.means {
		out.means[i] = moments.Column(p.Columns + i).Mean
	}
	for i := range out.tallies {
		out.tallies[i] = g.tallies[i].Load()
	}
	return out
}

// percents are the Percentiles in percent.
var percents = [9]int64{1, 5, 10, 25, 50, 75, 90, 95, 99}

// points is the number of order statistics of a Shape.
const points = 401

func summary(m stat.Moments, d *stat.Distribution, fine bool) result.Summary {
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
