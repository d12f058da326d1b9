package engine

import (
	"context"
	"math"
	"slices"
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// What is asked of the headline without parts of the evidence.
const (
	leaveTrials    = 16_384              // of each part, and no more than the run has
	leaveProposals = 1 << 20 / Block     // blocks, the first of the run's own
	leaveBatch     = leaveProposals / 16 // blocks that are proposed before it is asked whether there are enough trials
)

// without puts the headlines without parts of the evidence into the results: the first proposals that the other pieces accept,
// as far as those go.
func (r *run) without(ctx context.Context, results []*result.Result) error {
	if r.filter == nil {
		return nil
	}
	l := r.leaveOut()
	if l == nil {
		return nil
	}
	lists, err := r.left(ctx, l, int(min(r.trials, leaveTrials)))
	if err != nil {
		return err
	}
	var all []uint64
	for _, list := range lists {
		all = append(all, list...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	columns, err := r.columns(ctx, l.Forecast, all)
	if err != nil {
		return err
	}
	for i, list := range lists {
		part := l.Parts[i]
		w := result.Without{Lineage: part.Lineage, Whole: part.Whole, Trials: int64(len(list))}
		for _, e := range part.Pieces {
			w.Pieces = append(w.Pieces, e.ID)
		}
		for k, t := range l.Totals {
			own := w
			if len(list) >= leastTrials {
				own.Net = total(t.Net, columns, all, list)
				if t.Enforced {
					own.Loss = total(t.Loss, columns, all, list)
				}
			}
			results[k].Evidence.Without = append(results[k].Evidence.Without, own)
		}
	}
	return nil
}

// left lists the proposals that are accepted without each part, up to so many.
func (r *run) left(ctx context.Context, l *plan.LeaveOut, want int) ([][]uint64, error) {
	tables := r.tables.compile(l.Past.Laws, r.workers)
	out := make([][]uint64, len(l.Parts))
	enough := func() bool {
		return !slices.ContainsFunc(out, func(list []uint64) bool { return len(list) < want })
	}
	limit := min(leaveProposals, r.filter.trials/Block)
	for from := int64(0); from < limit && !enough(); from += leaveBatch {
		blocks := min(leaveBatch, limit-from)
		lists := make([][][]uint64, blocks)
		var next atomic.Int64
		var workforce crew
		for range min(int64(r.workers), blocks) {
			workforce.start(func() {
				m := newMachine(l.Past, tables, r.filter.design, &r.stop)
				for i := next.Add(1) - 1; i < blocks && ctx.Err() == nil; i = next.Add(1) - 1 {
					m.block(from+i, Block, nil, nil)
					for _, list := range m.taken {
						lists[i] = append(lists[i], slices.Clone(list))
					}
				}
			})
		}
		workforce.wait()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, block := range lists {
			for k, list := range block {
				out[k] = append(out[k], list[:min(len(list), want-len(out[k]))]...)
			}
		}
	}
	return out, nil
}

// columns runs a plan in the given trials and returns what it observes.
func (r *run) columns(ctx context.Context, p *plan.Plan, ids []uint64) ([][]float64, error) {
	out := make([][]float64, p.Columns)
	for c := range out {
		out[c] = make([]float64, len(ids))
	}
	tables := r.tables.compile(p.Laws, r.workers)
	blocks := Blocks(int64(len(ids)))
	var next atomic.Int64
	var workforce crew
	for range min(int64(r.workers), blocks) {
		workforce.start(func() {
			m := newMachine(p, tables, r.filter.design, &r.stop)
			m.rows = make([][]float64, p.Columns)
			for b := next.Add(1) - 1; b < blocks && ctx.Err() == nil; b = next.Add(1) - 1 {
				from, to := b*Block, min((b+1)*Block, int64(len(ids)))
				m.ids = ids[from:to]
				for c := range out {
					m.rows[c] = out[c][from:to]
				}
				m.block(b, len(m.ids), nil, nil)
			}
		})
	}
	workforce.wait()
	return out, ctx.Err()
}

// total is the distribution of a headline over some of the trials in which it has been computed; both lists ascend. It is nil
// where the model cannot compute it in one of them: the run was never told to.
func total(c plan.Cell, columns [][]float64, all, some []uint64) *result.Total {
	if c.Column < 0 {
		return &result.Total{P5: c.Value, Median: c.Value, P95: c.Value}
	}
	values := make([]float64, 0, len(some))
	at := 0
	for _, id := range some {
		for all[at] != id {
			at++
		}
		x := columns[c.Column][at]
		if !(math.Abs(c.Of(x)) < plan.Magnitude) {
			return nil
		}
		values = append(values, x)
	}
	var counts stat.Counts
	counts.Add(values)
	d := counts.Distribution()
	return &result.Total{P5: c.Of(d.Quantile(5, 100)), Median: c.Of(d.Quantile(50, 100)), P95: c.Of(d.Quantile(95, 100))}
}
