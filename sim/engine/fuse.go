package engine

import (
	"weir/sim/fp"
	"weir/sim/plan"
)

// Operations of kernels alone: two of the plan's, of which the second reads what the first makes, and nothing else does.
const (
	mulcAdd  plan.Op = 128 + iota // A Imm + B
	mulcMul                       // A Imm B
	rsubcMul                      // (Imm - A) B
	mulRsubc                      // Imm - A B
	subMulc                       // (A - B) Imm
	mulMulc                       // A B Imm
	addAdd                        // A + B + C
	mulMul                        // A B C
	mulAdd                        // A B + C
	mulMin                        // min(A B, C)
	subSnap                       // A - B, but 0 where it is rounding beside C
	addSnap                       // A + B, likewise
	last
)

var fusions = map[[2]plan.Op]plan.Op{
	{plan.MulI, plan.Add}: mulcAdd, {plan.MulI, plan.Mul}: mulcMul, {plan.RSubI, plan.Mul}: rsubcMul,
	{plan.Mul, plan.RSubI}: mulRsubc, {plan.Sub, plan.MulI}: subMulc, {plan.Mul, plan.MulI}: mulMulc,
	{plan.Add, plan.Add}: addAdd, {plan.Mul, plan.Mul}: mulMul, {plan.Mul, plan.Add}: mulAdd, {plan.Mul, plan.Min}: mulMin,
	{plan.Sub, plan.Snap}: subSnap, {plan.Add, plan.Snap}: addSnap,
}

// fuse joins operations that follow one another where a kernel does both: what lies between is never written. The bits are
// the same.
func fuse(program []plan.Instr) []plan.Instr {
	if !fp.Wide {
		return program
	}
	out := make([]plan.Instr, 0, len(program))
	for i := 0; i < len(program); i++ {
		if i+1 < len(program) {
			if in, ok := fused(&program[i], &program[i+1]); ok {
				out = append(out, in)
				i++
				continue
			}
		}
		out = append(out, program[i])
	}
	return out
}

// fused is the operation that does x and then y, which takes the place of what x made.
func fused(x, y *plan.Instr) (in plan.Instr, ok bool) {
	op, ok := fusions[[2]plan.Op{x.Op, y.Op}]
	if !ok || y.Dst != x.Dst {
		return in, false
	}
	in = plan.Instr{Op: op, Dst: x.Dst, A: x.A, B: x.B, Imm: x.Imm}
	other := y.B
	switch y.Op {
	case plan.RSubI, plan.MulI:
		in.Imm = y.Imm
		return in, y.A == x.Dst
	case plan.Snap:
	default:
		if y.A != x.Dst { // the others commute
			other, y = y.A, &plan.Instr{A: y.B}
		}
	}
	if x.Op == plan.MulI || x.Op == plan.RSubI {
		in.B = other
	} else {
		in.C = other
	}
	return in, y.A == x.Dst && other != x.Dst
}
