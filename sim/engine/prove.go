package engine

import (
	"math"

	"weir/sim/dist"
	"weir/sim/plan"
)

// A proof follows intervals through a program, in which each column is written once: draws lie within what their tables can
// give, and what has been judged lies within its limits in all trials that still count. So most judgements cannot fail.
type proof struct {
	p     *plan.Plan
	draws func(law int32) plan.Interval // where the draws of a law lie
	made  []made
	maker []int32 // by register: the instruction whose column stands there
}

// made is what one instruction makes: where it lies, and from what, if an instruction made that.
type made struct {
	plan.Interval
	op   plan.Op
	a, b int32
}

// prove finds out once what a run needs of its plan's program.
func (r *run) prove(tables []*dist.Sampler) {
	if r.program == nil {
		needed, _ := prove(r.p, tables)
		r.program = fuse(needed)
	}
}

// prove gives a plan's program without the judgements that fail in no trial, unless an earlier one fails in it; and by
// instruction of the plan's own, where its column lies in the trials that no judgement ends.
func prove(p *plan.Plan, tables []*dist.Sampler) ([]plan.Instr, []made) {
	return follow(p, func(law int32) plan.Interval {
		lo, hi := tables[law].Extent()
		return plan.Interval{Lo: lo, Hi: hi}
	}, nil)
}

// follow is prove where draws lie as they are said to. Observed, where it is not nil, is told where each column lies.
func follow(p *plan.Plan, draws func(law int32) plan.Interval, observed func(column int32, x *made)) ([]plan.Instr, []made) {
	f := &proof{p: p, draws: draws, made: make([]made, len(p.Program)), maker: make([]int32, p.Registers)}
	needed := make([]plan.Instr, 0, len(p.Program))
	for i := range p.Program {
		in := &p.Program[i]
		switch in.Op {
		case plan.Judge, plan.JudgeRate:
			lowest := math.Inf(-1)
			if in.Op == plan.JudgeRate {
				lowest = 0
			}
			if f.judged(f.of(in.A), in.Imm, lowest) {
				continue
			}
		case plan.Observe:
			if observed != nil {
				observed(in.Aux, f.of(in.A))
			}
		case plan.Average, plan.Tally, plan.Accept:
		default:
			m := made{op: in.Op, a: f.maker[in.A], b: f.maker[in.B]}
			if m.Interval = f.interval(in); !m.Known() {
				m.Interval = plan.Anything
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
	x.Interval = plan.Interval{Lo: lo, Hi: hi}
	return false
}

// interval is where the column of an instruction lies.
func (f *proof) interval(in *plan.Instr) plan.Interval {
	a, b, c := f.of(in.A).Interval, f.of(in.B).Interval, f.of(in.C).Interval
	switch in.Op {
	case plan.Sample:
		return f.draws(in.Aux2)
	case plan.Quantile:
		if a.Lo > 0 && a.Hi < 1 {
			return f.draws(in.Aux2)
		}
		return plan.Anything
	case plan.Compound:
		return f.draws(f.p.Events[in.Aux].Law).SumOf(a)
	case plan.Strength:
		k := f.p.Courses[in.Aux]
		of := func(v plan.Value) plan.Interval { return f.of(int32(v)).Interval }
		return plan.StrengthWithin(in.Imm, of(k.Onset), of(k.Ramp), of(k.Hold), of(k.Half), of(k.Floor))
	case plan.Share:
		if a.Finite() && b.Finite() && f.isPart(in.A, in.B) {
			return plan.Share01
		}
	case plan.Mul:
		if in.A == in.B {
			x := a.Abs()
			return plan.Interval{Lo: float64(x.Lo * x.Lo), Hi: float64(x.Hi * x.Hi)}
		}
	}
	return plan.Within(in.Op, a, b, c, in.Imm, in.Aux)
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
		if steps++; steps > most || f.made[at].op != plan.Add {
			return false
		}
		a, b := f.made[at].a, f.made[at].b
		return f.made[a].Lo >= 0 && f.made[b].Lo >= 0 && (find(a) || find(b))
	}
	return find(f.maker[sum])
}
