package machine

import (
	"fmt"
	"math"
	"slices"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/program"
)

// Stray runs the first block of a program, of n trials, by the whole program and by what Needed leaves of it. It tells where the two fail
// differently or have different columns for an Outlet, and where a column leaves the interval, in a trial that no judgement ends, by
// which judgements were left out. It is nil for every program, or there is a bug: this is for tests of random ones.
func Stray(p *program.Program, tables []*dist.Sampler, design draw.Design, n int) error {
	needed, made := prove(p, tables)
	return stray(p, tables, design, n, fuse(needed), made)
}

func stray(p *program.Program, tables []*dist.Sampler, design draw.Design, n int, needed []program.Instr, made []made) error {
	var all, part kept
	a, b := New(p, p.Code, tables, design, nil).Block(0, n, nil, &all), New(p, needed, tables, design, nil).Block(0, n, nil, &part)
	if (a == nil) != (b == nil) || a != nil && *a != *b {
		return fmt.Errorf("by all judgements it fails with %v, by those that can %v", a, b)
	}
	for i := range min(len(all), len(part)) {
		if x, y := &all[i], &part[i]; x.op != y.op || x.aux != y.aux || !slices.EqualFunc(x.x, y.x, sameBits) || !slices.EqualFunc(x.u, y.u, sameBits) {
			return fmt.Errorf("as %s %d the whole program has another column than what is needed of it has as %s %d", x.op, x.aux, y.op, y.aux)
		}
	}
	if len(all) != len(part) {
		return fmt.Errorf("the whole program has %d columns to give, what is needed of it %d", len(all), len(part))
	}
	m := New(p, p.Code, tables, design, nil)
	m.begin(0, n, nil)
	if a != nil {
		m.failure.Lane = a.Lane
	}
	for i := range p.Code {
		in := &p.Code[i]
		if !makes(in.Op) {
			continue
		}
		m.step(in)
		for lane, v := range m.column(in.Dst)[:m.failure.Lane] {
			if x := made[i].Interval; x.Known() && !x.Has(v) {
				return fmt.Errorf("%s of instruction %d is %.17g in trial %d, outside %.17g to %.17g", in.Op, i, v, lane, x.Lo, x.Hi)
			}
		}
	}
	return nil
}

// sameBits reports whether two values are the same, or both no number.
func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// kept is an Outlet that keeps all that it gets.
type kept []given

// A given is one column of an Outlet; u is that of Accept.
type given struct {
	op   program.Op
	aux  int32
	x, u []float64
}

func (k *kept) keep(op program.Op, aux int32, x, u []float64) {
	*k = append(*k, given{op, aux, slices.Clone(x), slices.Clone(u)})
}

func (k *kept) Observe(column int32, x []float64) { k.keep(program.Observe, column, x, nil) }
func (k *kept) Row(row int32, x []float64)        { k.keep(program.Row, row, x, nil) }
func (k *kept) Average(column int32, x []float64) { k.keep(program.Average, column, x, nil) }
func (k *kept) Tally(counter int32, x []float64)  { k.keep(program.Tally, counter, x, nil) }
func (k *kept) Accept(list int32, c, u []float64) { k.keep(program.Accept, list, c, u) }
