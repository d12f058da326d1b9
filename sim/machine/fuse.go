package machine

import (
	"weir/sim/fp"
	"weir/sim/program"
)

// Operations of kernels alone: two of a program's, of which the second reads what the first makes, and nothing else does.
const (
	mulcAdd  program.Op = 128 + iota // A Imm + B
	mulcMul                          // A Imm B
	rsubcMul                         // (Imm - A) B
	mulRsubc                         // Imm - A B
	subMulc                          // (A - B) Imm
	mulMulc                          // A B Imm
	addAdd                           // A + B + C
	mulMul                           // A B C
	mulAdd                           // A B + C
	mulMin                           // min(A B, C)
	subSnap                          // A - B, but 0 where it is rounding beside C
	addSnap                          // A + B, likewise
	last
)

var fusions = map[[2]program.Op]program.Op{
	{program.MulI, program.Add}: mulcAdd, {program.MulI, program.Mul}: mulcMul, {program.RSubI, program.Mul}: rsubcMul,
	{program.Mul, program.RSubI}: mulRsubc, {program.Sub, program.MulI}: subMulc, {program.Mul, program.MulI}: mulMulc,
	{program.Add, program.Add}: addAdd, {program.Mul, program.Mul}: mulMul, {program.Mul, program.Add}: mulAdd, {program.Mul, program.Min}: mulMin,
	{program.Sub, program.Snap}: subSnap, {program.Add, program.Snap}: addSnap,
}

// fuse joins operations that follow one another where a kernel does both: what lies between is never written. The bits are
// the same.
func fuse(code []program.Instr) []program.Instr {
	if !fp.Wide {
		return code
	}
	out := make([]program.Instr, 0, len(code))
	for i := 0; i < len(code); i++ {
		if i+1 < len(code) {
			if in, ok := fused(&code[i], &code[i+1]); ok {
				out = append(out, in)
				i++
				continue
			}
		}
		out = append(out, code[i])
	}
	return out
}

// fused is the operation that does x and then y, which takes the place of what x made.
func fused(x, y *program.Instr) (in program.Instr, ok bool) {
	op, ok := fusions[[2]program.Op{x.Op, y.Op}]
	if !ok || y.Dst != x.Dst {
		return in, false
	}
	in = program.Instr{Op: op, Dst: x.Dst, A: x.A, B: x.B, Imm: x.Imm}
	other := y.B
	switch y.Op {
	case program.RSubI, program.MulI:
		in.Imm = y.Imm
		return in, y.A == x.Dst
	case program.Snap:
	default:
		if y.A != x.Dst { // the others commute
			other, y = y.A, &program.Instr{A: y.B}
		}
	}
	if x.Op == program.MulI || x.Op == program.RSubI {
		in.B = other
	} else {
		in.C = other
	}
	return in, y.A == x.Dst && other != x.Dst
}
