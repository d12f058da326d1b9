package engine

import (
	"fmt"

	"weir/sim/ask"
	"weir/sim/draw"
	"weir/sim/machine"
	"weir/sim/plan"
	"weir/sim/pool"
	"weir/sim/result"
)

// An Outcome is what all trials of a run have given, before it is put into words.
type Outcome struct {
	Plan       *plan.Plan
	Workers    int
	Trials     int64
	Asked      int64              // trials that the run would have had; more than Trials where it ended early
	Ended      string             // why, where a pause ended it; "" where not
	Precisions []result.Precision // by goal of the plan
	Partial    *Partial
	Evidence   *Evidence // nil where there is none

	run *run
}

// Evidence is what came of the acceptance of proposals.
type Evidence struct {
	History   *plan.History
	Prior     *Partial // of the first proposals, as the model makes them
	Proposals int64    // that the trials of the run took
	Proposed  int64    // that were run
	Short     bool     // they ran out
	Adapted   int      // parameters whose proposals were adapted
	Beyond    float64  // share of the accepted that stand for more than one
}

// evidence is nil for a run without any.
func (a *acceptance) evidence(trials int64, short bool) *Evidence {
	if a == nil {
		return nil
	}
	e := &Evidence{History: a.p, Prior: a.prior, Proposals: a.proposals(trials), Proposed: a.done * Block, Short: short}
	if a.proposal != nil {
		e.Adapted, e.Beyond = len(a.proposal.densities), a.proposal.beyond
	}
	return e
}

// Proposals is the number of proposals that the design of a run under evidence has; 0 without evidence.
func (o *Outcome) Proposals() int64 {
	if o.run.acceptance == nil {
		return 0
	}
	return o.run.acceptance.size
}

// Rows runs some of the trials of the run, or of its proposals, by another plan, which plan.Rows made for it, and hands the rows of
// that plan to a sink. Of a run under evidence the first Kept trials can be asked for. Judgements of the plan end nothing. The
// error is that of the context of the run, or of the sink.
func (o *Outcome) Rows(p *plan.Plan, t ask.Trials, sink ask.Sink) error {
	r := o.run
	ids, design, transform := t.IDs, r.design, (func(int32, []float64))(nil)
	switch {
	case ids != nil:
		t.To = int64(len(ids))
	case t.Proposed:
		t.To = min(t.To, o.Proposals())
	case r.acceptance != nil:
		if t.To > int64(len(r.acceptance.kept)) {
			panic(fmt.Sprintf("engine: rows of %d trials are asked for, %d are kept", t.To, len(r.acceptance.kept)))
		}
		ids, transform = r.acceptance.kept, r.acceptance.transform(p.Program)
	case p.Fresh:
		design = draw.NewDesign(draw.Random, t.To)
	}
	tables := r.tables.Compile(p.Laws, r.workers)
	out := newOrdered(sink)
	end := Blocks(t.To)
	size := max(1, min(rowBlocks(p.Rows), end/int64(4*r.workers))) // blocks at a time
	pool.Each(r.workers, (end+size-1)/size, func() func(int64) bool {
		defer out.endOnPanic()
		m := machine.New(p.Program, tables, design, &r.stop)
		m.Transform = transform
		rows := &collector{rows: newRows(p.Rows, int(size)*Block)}
		return func(i int64) bool {
			defer out.endOnPanic()
			s := Span{i * size, min((i+1)*size, end)}
			for b := s.From; b < s.To; b++ {
				if r.ctx.Err() != nil || out.ended() {
					out.end()
					return false
				}
				n := int(min(Block, t.To-b*Block))
				var of []uint64
				if ids != nil {
					of = ids[b*Block : b*Block+int64(n)]
				}
				rows.at = int(b-s.From) * Block
				m.Block(b, n, of, rowsOnly{rows})
			}
			out.put(s, rows.rows, min(s.To*Block, t.To)-s.From*Block)
			return true
		}
	})
	if err := r.ctx.Err(); err != nil {
		return err
	}
	return out.failure()
}

// rowsOnly takes rows and nothing else.
type rowsOnly struct{ *collector }

func (rowsOnly) Observe(int32, []float64) {}
func (rowsOnly) Average(int32, []float64) {}
func (rowsOnly) Tally(int32, []float64)   {}
