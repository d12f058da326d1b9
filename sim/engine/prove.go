package engine

import (
	"math"

	"weir/sim/dist"
	"weir/sim/plan"
)

// A proof follows intervals through a program, in which each column is written once: draws lie within what their tables can
// give, and what has been judged lies within its limits in all trials that still count. So most judgements cannot fail.
type proof struct {
	p      *plan.Plan
	tables []*dist.Sampler
	made   []made
	maker  []int32 // by register: the instruction whose column stands there
}

// made is what one instruction makes: where it lies, and from what, if an instruction made that.
type made struct {
	interval
	op   plan.Op
	a, b int32
}

// prove finds out once what a run needs of its plan's program.
func (r *run) prove(tables []*dist.Sampler) {
	if r.program == nil {
		r.program, _ = prove(r.p, tables)
	}
}

// prove gives a plan's program without the judgements that fail in no trial, unless an earlier one fails in it; and by
// instruction of the plan's own, where its column lies in the trials that no judgement ends.
func prove(p *plan.Plan, tables []*dist.Sampler) ([]plan.Instr, []made) {
	f := &proof{p: p, tables: tables, made: make([]made, len(p.Program)), maker: make([]int32, p.Registers)}
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
		case plan.Observe, plan.Average, plan.Tally, plan.Accept:
		default:
			m := made{op: in.Op, a: f.maker[in.A], b: f.maker[in.B]}
			if m.interval = f.interval(in); !m.known() {
				m.interval = anything
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
	if x.known() && x.size() < limit && x.lo >= lowest {
		return true
	}
	most := math.Float64frombits(math.Float64bits(limit) - 1)
	lo, hi := max(lowest, -most), most
	if x.known() {
		lo, hi = max(lo, x.lo), min(hi, x.hi)
	}
	x.interval = interval{lo, hi}
	return false
}

// interval is where the column of an instruction lies.
func (f *proof) interval(in *plan.Instr) interval {
	a, b := f.of(in.A).interval, f.of(in.B).interval
	switch in.Op {
	case plan.Const:
		return exactly(in.Imm)
	case plan.Uniform:
		return interval{0x1p-54, 1 - 0x1p-53} // of the middles of 2^52 cells, of strata, or bent
	case plan.Sample:
		return f.draws(in.Aux2)
	case plan.Quantile:
		if a.lo > 0 && a.hi < 1 {
			return f.draws(in.Aux2)
		}
	case plan.Poisson:
		if a.finite() {
			return interval{0, dist.PoissonMost(a.hi)}
		}
	case plan.Compound:
		return f.draws(f.p.Events[in.Aux].Law).sumOf(a)
	case plan.Strength:
		return f.strength(in)
	case plan.Active, plan.Outside:
		return share01
	case plan.Select:
		if c := f.of(in.C).interval; a.known() {
			return b.or(c)
		}
	case plan.Phi:
		if a.known() {
			return interval{0x1p-54, 1 - 0x1p-53}
		}
	case plan.Not, plan.LTI, plan.LEI, plan.GTI, plan.GEI, plan.EQI, plan.NEI:
		if a.known() && in.Imm == in.Imm {
			return share01
		}
	case plan.LT, plan.LE, plan.EQ, plan.NE, plan.And, plan.Or:
		if a.known() && b.known() {
			return share01
		}
	case plan.Weight:
		if a.finite() && b.finite() {
			return share01
		}
	case plan.Share:
		if a.finite() && b.finite() && f.isPart(in.A, in.B) {
			return share01
		}
		return a.over(b)
	case plan.Snap:
		return a.or(exactly(0))
	default:
		return f.arithmetic(in, a, b)
	}
	return anything
}

func (f *proof) arithmetic(in *plan.Instr, a, b interval) interval {
	c := exactly(in.Imm)
	switch in.Op {
	case plan.Neg:
		return a.neg()
	case plan.Abs:
		return a.abs()
	case plan.Exp:
		return a.exp()
	case plan.Log:
		return a.log()
	case plan.Sqrt:
		return a.sqrt()
	case plan.Sin, plan.Cos:
		return a.wave()
	case plan.Half:
		return a.half()
	case plan.PowN:
		return a.whole(int(in.Aux))
	case plan.Add:
		return a.plus(b)
	case plan.Sub:
		return a.minus(b)
	case plan.Mul:
		if in.A == in.B {
			x := a.abs()
			return interval{float64(x.lo * x.lo), float64(x.hi * x.hi)}
		}
		return a.times(b)
	case plan.Div:
		return a.over(b)
	case plan.Min:
		return a.least(b)
	case plan.Max:
		return a.most(b)
	case plan.Pow:
		return a.power(b)
	case plan.AddI:
		return a.plus(c)
	case plan.MulI:
		return a.times(c)
	case plan.DivI:
		return a.over(c)
	case plan.RSubI:
		return c.minus(a)
	case plan.RDivI:
		return c.over(a)
	case plan.MinI:
		return a.least(c)
	case plan.MaxI:
		return a.most(c)
	case plan.PowI:
		return a.power(c)
	}
	return anything
}

// draws is where the draws of a law lie.
func (f *proof) draws(law int32) interval {
	lo, hi := f.tables[law].Extent()
	return interval{lo, hi}
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
		return f.made[a].lo >= 0 && f.made[b].lo >= 0 && (find(a) || find(b))
	}
	return find(f.maker[sum])
}

// strength is where StrengthAt lies: 0, on the ramp or at 1; or where a course can be past its hold, floor + (1-floor) 0.5^x.
// There x is not below 0: a number above the rounded ramp + hold is not below their sum, so that rounded or not, less the ramp
// it is not below hold.
func (f *proof) strength(in *plan.Instr) interval {
	c := f.p.Courses[in.Aux]
	of := func(v plan.Value) interval { return f.of(int32(v)).interval }
	onset, ramp, hold, half, floor := of(c.Onset), of(c.Ramp), of(c.Hold), of(c.Half), of(c.Floor)
	if !onset.known() || !(ramp.lo >= 0) || !(hold.lo >= 0) {
		return anything
	}
	longest := in.Imm - onset.lo // since the onset
	if longest <= ramp.lo+hold.lo || half.lo > math.MaxFloat64 {
		return share01
	}
	if !(half.lo > 0) || !floor.finite() || !(longest <= math.MaxFloat64) {
		return anything
	}
	x := floor.plus(exactly(1).minus(floor).times(share01))
	if floor.lo >= 0 && floor.hi <= 1 {
		x.hi = 1 // as floor + (1-floor) is, rounded
	}
	return x.or(share01)
}
