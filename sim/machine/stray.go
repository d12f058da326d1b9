package machine

import (
	"fmt"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/program"
)

// Stray runs the first block of a program, of n trials, and tells where a column leaves its bounds in a trial that no judgement ends,
// by which judgements were left out. It is nil for every program, or there is a bug: this is for tests of random ones.
func Stray(p *program.Program, tables []*dist.Sampler, design draw.Design, n int) error {
	return stray(p, tables, design, n, p.Bounds)
}

func stray(p *program.Program, tables []*dist.Sampler, design draw.Design, n int, bounds func(instruction int) program.Interval) error {
	m := New(p, tables, design, nil)
	lanes := n
	if f := m.Block(0, n, nil, nil); f != nil {
		lanes = f.Lane
	}
	m.begin(0, n, nil)
	for i := range p.Code {
		in := &p.Code[i]
		if !in.Op.Makes() {
			continue
		}
		m.step(in)
		for lane, v := range m.column(in.Dst)[:lanes] {
			if x := bounds(i); x.Known() && !x.Has(v) {
				return fmt.Errorf("%s of instruction %d is %.17g in trial %d, outside %.17g to %.17g", in.Op, i, v, lane, x.Lo, x.Hi)
			}
		}
	}
	return nil
}
