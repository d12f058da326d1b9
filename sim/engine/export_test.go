package engine

import (
	"fmt"
	"sync/atomic"

	"weir/sim/draw"
	"weir/sim/plan"
)

// Stray runs the first block of a plan by all of its program, and by what is needed of it. It tells where a column leaves its
// interval in a trial that no judgement ends, and where the two fail differently.
func Stray(p *plan.Plan) error {
	tables := samplers{}.compile(p.Laws, 1)
	needed, made := prove(p, tables)
	n := int(min(Block, p.Trials))
	machine := func() *machine {
		return newMachine(p, tables, draw.NewDesign(p.Method, p.Trials), new(atomic.Bool))
	}
	whole, part := machine(), machine()
	part.program = needed
	a, b := whole.block(0, n, newPartial(p), newTree(p).Leaf()), part.block(0, n, newPartial(p), newTree(p).Leaf())
	if (a == nil) != (b == nil) || a != nil && *a != *b {
		return fmt.Errorf("by all judgements it fails with %v, by those that can %v", a, b)
	}
	lanes := whole.failure.lane
	m := machine()
	m.n, m.failure.lane = n, n
	for i := range p.Program {
		in := &p.Program[i]
		if in.Op >= plan.Observe {
			continue
		}
		m.step(in)
		for lane, v := range m.column(in.Dst)[:lanes] {
			if x := made[i].Interval; x.Known() && !x.Has(v) {
				return fmt.Errorf("%s of instruction %d is %.17g in trial %d, outside %.17g to %.17g", in.Op, i, v, lane, x.Lo, x.Hi)
			}
		}
	}
	return nil
}
