package engine

import (
	"context"
	"math"
	"sync/atomic"

	"weir/sim/draw"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// The number of pairs behind a split of variance: as many as the run has trials, within these bounds. A run with fewer
// trials than the least has none.
const (
	leastPairs = 8 * Block
	mostPairs  = 32 * Block
)

// split estimates, for each headline of a twin, the share of its variance that stems from what is drawn once a trial, and
// puts it into the results. With S and D the sum and the difference of a pair, Var S = 2 V (1 + rho) and
// Var D = 2 V (1 - rho); the share is the correlation
//
//	rho = (Var S - Var D) / (Var S + Var D),
//
// and its standard error is the jackknife's over blocks (Efron and Stein 1981). A run of few trials is not split.
func (r *run) split(ctx context.Context, results []*result.Result) error {
	if r.trials < leastPairs {
		return nil
	}
	t := r.twin()
	if t == nil {
		return nil
	}
	blocks := min(r.trials, mostPairs) / Block
	kept := make([][]float64, t.Columns)
	for c := range kept {
		kept[c] = make([]float64, blocks*Block)
	}
	columns, err := r.pairs(ctx, t, blocks, kept)
	if err != nil {
		return err
	}
	r.footings(t, kept, results)
	for _, h := range t.Headlines {
		s := result.Split{Channel: h.Channel, Measure: h.Measure, Once: 1, Trials: blocks * Block}
		if !h.Known {
			s.Once, s.SE = onceShare(columns, t.Columns+h.Sum.Column, t.Columns+h.Difference.Column)
		}
		if !math.IsNaN(s.Once) && !math.IsNaN(s.SE) { // a headline without variance, or a pair that the model cannot compute
			of := results[h.Report]
			of.Splits = append(of.Splits, s)
		}
	}
	return nil
}

// finish makes the results.
func (r *run) finish(ctx context.Context) ([]*result.Result, error) {
	if r.filter != nil { // nothing new, but where all trials come from elsewhere
		if _, err := r.filter.accept(ctx, r.trials); err != nil {
			return nil, err
		}
		r.remember()
	}
	results := r.results()
	if err := r.split(ctx, results); err != nil {
		return nil, err
	}
	return results, r.without(ctx, results)
}

// pairs runs the blocks of a twin and returns the moments of each; what it observes it keeps by trial.
func (r *run) pairs(ctx context.Context, t *plan.Twin, blocks int64, kept [][]float64) ([]*stat.Columns, error) {
	out := make([]*stat.Columns, blocks)
	p, design := t.Plan, draw.NewDesign(draw.Random, blocks*Block)
	if r.filter != nil {
		p, design = t.Placed(r.p), r.design
	}
	tables := r.tables.compile(p.Laws, r.workers)
	var next atomic.Int64
	var workforce crew
	for range min(int64(r.workers), blocks) {
		workforce.start(func() {
			m, tree := newMachine(p, tables, design, &r.stop), stat.NewTree(p.Columns+p.Averages)
			m.rows, m.envelope = make([][]float64, len(kept)), r.envelope
			for b := next.Add(1) - 1; b < blocks && !r.stop.Load(); b = next.Add(1) - 1 {
				if r.filter != nil {
					m.ids = r.first[b*Block : (b+1)*Block]
				}
				for c := range kept {
					m.rows[c] = kept[c][b*Block : (b+1)*Block]
				}
				out[b] = tree.Leaf()
				m.block(b, Block, nil, out[b])
			}
		})
	}
	workforce.wait()
	return out, ctx.Err()
}

// onceShare is rho and its standard error, from the columns of the sum and of the difference.
func onceShare(blocks []*stat.Columns, sums, differences int) (rho, se float64) {
	without := func(out int) float64 { // of all blocks but one
		var sum, difference stat.Moments
		for b, c := range blocks {
			if b != out {
				sum, difference = stat.Merge(sum, c.Column(sums)), stat.Merge(difference, c.Column(differences))
			}
		}
		return (sum.M2 - difference.M2) / (sum.M2 + difference.M2)
	}
	left := make([]float64, len(blocks))
	for b := range blocks {
		left[b] = without(b)
	}
	return without(-1), jackknife(left)
}

// jackknife is the standard error of an estimate, from what it is without each of the blocks in turn (Efron and Stein 1981).
func jackknife(left []float64) float64 {
	n := float64(len(left))
	mean := 0.0
	for _, x := range left {
		mean += x / n
	}
	square := 0.0
	for _, x := range left {
		square += float64((x - mean) * (x - mean))
	}
	return math.Sqrt((n - 1) / n * square)
}
