package machine

import (
	"math"

	"weir/sim/dist"
	"weir/sim/program"
)

// A proof follows intervals through a program, in which each column is written once: draws lie within what their tables can
// give, and what has been judged lies within its limits in all trials that still count. So most judgements cannot fail.
type proof struct {
	p      *program.Program
	tables []*dist.Sampler
	made   []made
	maker  []int32 // by register: the instruction whose column stands there
}

// made is what one instruction makes: where it lies, and from what, if an instruction made that.
type made struct {
	program.Interval
	op   program.Op
	a, b int32
}

// Needed is what a program's tables leave to be run: its code without the judgements that fail in no trial, unless an earlier one
// fails in it; and operations joined where a kernel does two. Columns that go to an Outlet and failures are the same, bit for bit.
func Needed(p *program.Program, tables []*dist.Sampler) []program.Instr {
	needed, _ := prove(p, tables)
	return fuse(needed)
}

// prove is Needed with nothing joined, and by instruction of the whole program, where its column lies in the trials that no
// judgement ends.
func prove(p *program.Program, tables []*dist.Sampler) ([]program.Instr, []made) {
	f := &proof{p: p, tables: tables, made: make([]made, len(p.Code)), maker: make([]int32, p.Registers)}
	needed := make([]program.Instr, 0, len(p.Code))
	for i := range p.Code {
		in := &p.Code[i]
		switch in.Op {
		case program.Judge, program.JudgeRate:
			lowest := math.Inf(-1)
			if in.Op == program.JudgeRate {
				lowest = 0
			}
			if f.judged(f.of(in.A), in.Imm, lowest) {
				continue
			}
		case program.Observe, program.Row, program.Average, program.Tally, program.Accept:
		default:
			m := made{op: in.Op, a: f.maker[in.A], b: f.maker[in.B]}
			if m.Interval = f.interval(in); !m.Known() {
				m.Interval = program.Anything
			}
			f.made[i] = m
			f.maker[in.Dst] = int32(i)
		}
		needed = append(needed, *in)
	}
	return needed, f.made
}

// of is what stands in a register.
func (f *proof) of(r int32) *made { return &f.made[f.maker[r]] }

// judged reports whether a judgement cannot fail, and where it can, has what is judged lie within it from then on.
func (f *proof) judged(x *made, limit, lowest float64) bool {
	if x.Known() && x.Size() < limit && x.Lo >= lowest {
		return true
	}
	most := math.Float64frombits(math.Float64bits(limit) - 1)
	lo, hi := max(lowest, -most), most
	if x.Known() {
		lo, hi = max(lo, x.Lo), min(hi, x.Hi)
	}
	x.Interval = program.Interval{Lo: lo, Hi: hi}
	return false
}

// interval is where the column of an instruction lies.
func (f *proof) interval(in *program.Instr) program.Interval {
	a, b, c := f.of(in.A).Interval, f.of(in.B).Interval, f.of(in.C).Interval
	switch in.Op {
	case program.Sample:
		return f.draws(in.Aux2)
	case program.Quantile:
		if a.Lo > 0 && a.Hi < 1 {
			return f.draws(in.Aux2)
		}
		return program.Anything
	case program.Compound:
		return f.draws(f.p.Events[in.Aux].Law).SumOf(a)
	case program.Strength:
		k := f.p.Courses[in.Aux]
		of := func(v program.Value) program.Interval { return f.of(int32(v)).Interval }
		return program.StrengthBounds(in.Imm, of(k.Onset), of(k.Ramp), of(k.Hold), of(k.Half), of(k.Floor))
	case program.Share:
		if a.Finite() && b.Finite() && f.isPart(in.A, in.B) {
			return program.Share01
		}
	case program.Mul:
		if in.A == in.B {
			x := a.Abs()
			return program.Interval{Lo: float64(x.Lo * x.Lo), Hi: float64(x.Hi * x.Hi)}
		}
	}
	return program.OpBounds(in.Op, a, b, c, in.Imm, in.Aux)
}

// draws is where the draws of a law lie.
func (f *proof) draws(law int32) program.Interval {
	lo, hi := f.tables[law].Extent()
	return program.Interval{Lo: lo, Hi: hi}
}

// isPart reports whether one column is a term of another one that is a sum of terms not below 0, or is all of it.
func (f *proof) isPart(part, sum int32) bool {
	const most = 64 // terms
	steps := 0
	var find func(at int32) bool
	find = func(at int32) bool {
		if at == f.maker[part] {
			return true
		}
		if steps++; steps > most || f.made[at].op != program.Add {
			return false
		}
		a, b := f.made[at].a, f.made[at].b
		return f.made[a].Lo >= 0 && f.made[b].Lo >= 0 && (find(a) || find(b))
	}
	return find(f.maker[sum])
}
