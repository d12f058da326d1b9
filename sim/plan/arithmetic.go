package plan

import (
	"weir/sim/formula"
	"weir/sim/program"
)

// arithmetic is the value of an operation that knows no time, from the values of its arguments.
func arithmetic(p *program.Builder, n *formula.Node, value func(*formula.Node) program.Value) program.Value {
	switch n.Op {
	case formula.Num:
		return p.Constant(n.Num)
	case formula.Pi:
		return p.Constant(pi)
	case formula.If:
		return p.Choose(value(n.Args[0]), value(n.Args[1]), value(n.Args[2]))
	case formula.Clamp:
		x, lo, hi := value(n.Args[0]), value(n.Args[1]), value(n.Args[2])
		return p.Min(p.Max(x, lo), hi)
	case formula.Neg:
		return p.Neg(value(n.Args[0]))
	case formula.Not:
		return p.Not(value(n.Args[0]))
	case formula.Pow:
		return power(p, value(n.Args[0]), value(n.Args[1]))
	case formula.Min, formula.Max:
		op := program.Min
		if n.Op == formula.Max {
			op = program.Max
		}
		v := value(n.Args[0])
		for _, a := range n.Args[1:] {
			v = p.Binary(op, v, value(a))
		}
		return v
	}
	if op, ok := program.Function(n.Op.String()); ok {
		return p.Unary(op, value(n.Args[0]), 0)
	}
	b := binaries[n.Op]
	x, y := value(n.Args[0]), value(n.Args[1])
	if b.swap {
		x, y = y, x
	}
	return p.Binary(b.op, x, y)
}

// power multiplies out small whole exponents.
func power(p *program.Builder, base, exponent program.Value) program.Value {
	const most = 64
	if e, ok := p.Known(exponent); ok && e == float64(int(e)) && e >= -most && e <= most {
		return p.Unary(program.PowN, base, int32(e))
	}
	return p.Binary(program.Pow, base, exponent)
}

var binaries = map[formula.Op]struct {
	op   program.Op
	swap bool
}{
	formula.Add: {program.Add, false}, formula.Sub: {program.Sub, false}, formula.Mul: {program.Mul, false}, formula.Div: {program.Div, false},
	formula.LT: {program.LT, false}, formula.LE: {program.LE, false}, formula.GT: {program.LT, true}, formula.GE: {program.LE, true},
	formula.EQ: {program.EQ, false}, formula.NE: {program.NE, false}, formula.And: {program.And, false}, formula.Or: {program.Or, false},
}
