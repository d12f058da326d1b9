package plan

import "weir/sim/formula"

// arithmetic is the value of an operation that knows no time, from the values of its arguments.
func (p *program) arithmetic(n *formula.Node, value func(*formula.Node) Value) Value {
	switch n.Op {
	case formula.Num:
		return p.constant(n.Num)
	case formula.Pi:
		return p.constant(pi)
	case formula.If:
		return p.choose(value(n.Args[0]), value(n.Args[1]), value(n.Args[2]))
	case formula.Clamp:
		x, lo, hi := value(n.Args[0]), value(n.Args[1]), value(n.Args[2])
		return p.binary(Min, p.binary(Max, x, lo), hi)
	case formula.Pow:
		return p.power(value(n.Args[0]), value(n.Args[1]))
	case formula.Min, formula.Max:
		op := Min
		if n.Op == formula.Max {
			op = Max
		}
		v := value(n.Args[0])
		for _, a := range n.Args[1:] {
			v = p.binary(op, v, value(a))
		}
		return v
	}
	if op, ok := unaries[n.Op]; ok {
		return p.unary(op, value(n.Args[0]), 0)
	}
	b := binaries[n.Op]
	x, y := value(n.Args[0]), value(n.Args[1])
	if b.swap {
		x, y = y, x
	}
	return p.binary(b.op, x, y)
}

// power multiplies out small whole exponents.
func (p *program) power(base, exponent Value) Value {
	const most = 64
	if e, ok := p.known(exponent); ok && e == float64(int(e)) && e >= -most && e <= most {
		return p.unary(PowN, base, int32(e))
	}
	return p.binary(Pow, base, exponent)
}

var unaries = map[formula.Op]Op{
	formula.Neg: Neg, formula.Abs: Abs, formula.Exp: Exp, formula.Log: Log, formula.Sqrt: Sqrt, formula.Sin: Sin, formula.Cos: Cos, formula.Not: Not,
}

var binaries = map[formula.Op]struct {
	op   Op
	swap bool
}{
	formula.Add: {Add, false}, formula.Sub: {Sub, false}, formula.Mul: {Mul, false}, formula.Div: {Div, false},
	formula.LT: {LT, false}, formula.LE: {LE, false}, formula.GT: {LT, true}, formula.GE: {LE, true},
	formula.EQ: {EQ, false}, formula.NE: {NE, false}, formula.And: {And, false}, formula.Or: {Or, false},
}
