package engine_test

import (
	"math"

	"weir/sim/formula"
	"weir/sim/fp"
	"weir/sim/model"
)

func truth(t bool) float64 {
	if t {
		return 1
	}
	return 0
}

// condition is 0 or 1; nothing hides a NaN.
func condition(op formula.Op, a, b float64) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(map[formula.Op]bool{
		formula.LT: a < b, formula.LE: a <= b, formula.GT: a > b, formula.GE: a >= b, formula.EQ: a == b, formula.NE: a != b,
		formula.And: a != 0 && b != 0, formula.Or: a != 0 || b != 0,
	}[op])
}

// eval is a formula of a symbol, or of none.
func (w *world) eval(n *formula.Node, k int, of *model.Symbol) float64 {
	arg := func(i int) float64 { return w.eval(n.Args[i], k, of) }
	switch n.Op {
	case formula.Num, formula.Date:
		return n.Num
	case formula.Name:
		return w.read(w.m.Symbols[n.Ref], k, of)
	case formula.Pi:
		return math.Pi
	case formula.T:
		return float64(k) / float64(w.m.Time.PerYear)
	case formula.Now:
		return w.begin(k)
	case formula.Dt:
		return w.dt()
	case formula.Neg:
		return -arg(0)
	case formula.Add:
		return arg(0) + arg(1)
	case formula.Sub:
		return arg(0) - arg(1)
	case formula.Mul:
		return arg(0) * arg(1)
	case formula.Div:
		return arg(0) / arg(1)
	case formula.Pow:
		return fp.Pow(arg(0), arg(1))
	case formula.LT, formula.LE, formula.GT, formula.GE, formula.EQ, formula.NE, formula.And, formula.Or:
		return condition(n.Op, arg(0), arg(1))
	case formula.Not:
		return condition(formula.EQ, arg(0), 0)
	case formula.If:
		switch c := arg(0); {
		case c != c:
			return c
		case c != 0:
			return arg(1)
		}
		return arg(2)
	case formula.Min, formula.Max:
		v := arg(0)
		for i := 1; i < len(n.Args); i++ {
			if n.Op == formula.Min {
				v = min(v, arg(i))
			} else {
				v = max(v, arg(i))
			}
		}
		return v
	case formula.Clamp:
		return min(max(arg(0), arg(1)), arg(2))
	case formula.Abs:
		return math.Abs(arg(0))
	case formula.Exp:
		return fp.Exp(arg(0))
	case formula.Log:
		return fp.Log(arg(0))
	case formula.Sqrt:
		return math.Sqrt(arg(0))
	case formula.Sin:
		return fp.Sin(arg(0))
	case formula.Cos:
		return fp.Cos(arg(0))
	case formula.Lag:
		return w.lag(n, k, of)
	case formula.Cumulative:
		if k == 0 {
			return 0
		}
		return w.ask("cumulative", n, k, func() float64 {
			return w.eval(n, k-1, of) + w.eval(n.Args[0], k-1, of)*w.dt()
		})
	}
	panic("no meaning for " + n.Op.String())
}

// lag looks back whole steps; before the start x's value in the first step stands, or x0.
func (w *world) lag(n *formula.Node, k int, of *model.Symbol) float64 {
	back := int(n.Num)
	switch {
	case k >= back:
		return w.eval(n.Args[0], k-back, of)
	case len(n.Args) == 2:
		return w.eval(n.Args[1], k, of)
	}
	return w.eval(n.Args[0], 0, of)
}

// read is what a formula of a channel sees: of its own gross, and in its gross of its own revenue, what is there before
// arrivals, since these are added to both.
func (w *world) read(s *model.Symbol, k int, of *model.Symbol) float64 {
	if of != nil && s.Channel != nil && s.Channel == of.Channel {
		if s.Kind == model.Gross && of.Kind != model.Cost || s.Kind == model.Revenue && of.Kind == model.Gross {
			return w.own(s.Channel, s.Kind, k)
		}
	}
	return w.value(s, k)
}
