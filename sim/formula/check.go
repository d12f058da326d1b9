package formula

import (
	"strconv"

	"weir/sim/unit"
)

// Check finds the unit of every node, from the literals and names up, and returns all disagreements in the order of the
// text. Where lookup reports false it has said why: such a name, and a node with an error, take any unit, so that one
// mistake gives one error. A literal has no unit of its own and takes that of what it stands beside, in base units.
func Check(n *Node, sys *unit.System, lookup func(name string, n *Node) (unit.Dim, bool)) []*Error {
	c := &checker{sys: sys, lookup: lookup}
	c.check(n)
	return tidy(c.errs)
}

// Settle gives a checked formula the unit that is wanted: literals take it, anything else must have it. A formula of
// literals stays Free.
func Settle(n *Node, want unit.Dim, sys *unit.System) []*Error {
	if n.Free {
		n.Unit = want
	}
	if n.Unit == want {
		return nil
	}
	return []*Error{{
		Pos: n.Pos, End: n.End,
		What: "this comes out in " + sys.String(n.Unit) + ", where " + sys.String(want) + " is wanted",
		Mend: "a factor in " + sys.String(want.Div(n.Unit)) + " is missing",
	}}
}

type checker struct {
	sys    *unit.System
	lookup func(string, *Node) (unit.Dim, bool)
	errs   []*Error
}

// fail reports a problem with n at the bytes given, and lets n take any unit.
func (c *checker) fail(n *Node, pos, end int, what, mend string) {
	c.errs = append(c.errs, &Error{Pos: pos, End: end, What: what, Mend: mend})
	n.Unit, n.Free, n.Unknown = unit.Dimless, true, true
}

func (c *checker) check(n *Node) {
	for _, a := range n.Args {
		c.check(a)
	}
	n.Unit, n.Free, n.Unknown = unit.Dimless, false, false
	switch n.Op {
	case Num, Pi:
		n.Free = true
	case T, Now, Dt, Date:
		n.Unit = c.sys.Time()
	case Name:
		d, ok := c.lookup(n.Name, n)
		if ok {
			n.Unit = d
		}
		n.Free, n.Unknown = !ok, !ok
	case Neg, Abs:
		n.like(n.Args[0])
	case Add:
		c.alike(n, n.Args, "cannot add unlike units")
	case Sub:
		c.alike(n, n.Args, "cannot subtract unlike units")
	case LT, LE, GT, GE, EQ, NE:
		c.alike(n, n.Args, "cannot compare unlike units")
		n.Unit, n.Free, n.Unknown = unit.Dimless, false, false
	case Min, Max, Clamp:
		c.alike(n, n.Args, "cannot compare unlike units")
	case If:
		c.condition(n.Args[0])
		c.alike(n, n.Args[1:], "cannot choose between unlike units")
	case Lag:
		c.alike(n, n.Args, "x and x0 have unlike units")
	case And, Or, Not:
		for _, a := range n.Args {
			c.condition(a)
		}
	case Mul, Div:
		c.product(n)
	case Pow:
		c.power(n)
	case Sqrt:
		c.root(n)
	case Cumulative:
		x := n.Args[0]
		n.Unit, n.Free, n.Unknown = x.Unit.Mul(c.sys.Time()), x.Unknown, x.Unknown
		c.bounded(n)
	default:
		if n.Op.plain() {
			c.plain(n)
		}
	}
}

// plain checks a function of a plain number. What comes out is one, whatever went in.
func (c *checker) plain(n *Node) {
	if x := n.Args[0]; !x.Free && x.Unit != unit.Dimless {
		u := c.sys.String(x.Unit)
		c.fail(n, x.Pos, x.End, n.Op.String()+" of a quantity in "+u+": it takes a plain number", "divide by a quantity in "+u)
		n.Free, n.Unknown = false, false
	}
}

// like gives n the unit of its argument.
func (n *Node) like(x *Node) { n.Unit, n.Free, n.Unknown = x.Unit, x.Free, x.Unknown }

// alike gives n the one unit of all its values; literals take it.
func (c *checker) alike(n *Node, values []*Node, trouble string) {
	var first *Node
	n.Free = true
	for _, v := range values {
		switch {
		case v.Free:
			n.Unknown = n.Unknown || v.Unknown
		case first == nil:
			first = v
		case v.Unit != first.Unit:
			pos, end := v.Pos, v.End
			if _, isOperator := symbols[n.Op.String()]; isOperator && n.opEnd > 0 {
				pos, end = n.opPos, n.opEnd
			}
			by := first.Unit.Div(v.Unit)
			c.fail(n, pos, end, c.words(n, values)+": "+trouble, "they differ by a factor in "+c.sys.String(by))
			return
		}
	}
	if first != nil {
		n.like(first)
	}
}

// words shows an operation with the units of its values, such as "USD/year + person" or "min(USD, _)".
func (c *checker) words(n *Node, values []*Node) string {
	show := func(v *Node) string {
		if v.Free {
			return "_"
		}
		return c.sys.String(v.Unit)
	}
	if _, isOperator := symbols[n.Op.String()]; isOperator {
		return show(values[0]) + " " + n.Op.String() + " " + show(values[1])
	}
	text := n.Op.String() + "("
	if n.Op == If {
		text += "_, "
	}
	for i, v := range values {
		if i > 0 {
			text += ", "
		}
		text += show(v)
		if n.Op == Lag && i == 0 {
			text += ", _"
		}
	}
	return text + ")"
}

// condition checks a value that is read as true or false.
func (c *checker) condition(x *Node) {
	if !x.Free && x.Unit != unit.Dimless {
		u := c.sys.String(x.Unit)
		c.errs = append(c.errs, &Error{
			Pos: x.Pos, End: x.End, What: "a quantity in " + u + " is no condition",
			Mend: "compare it, as in x > 0",
		})
	}
}

func (c *checker) product(n *Node) {
	a, b := n.Args[0], n.Args[1]
	n.Unknown = a.Unknown || b.Unknown
	n.Free = a.Free && b.Free || n.Unknown
	if n.Free {
		return
	}
	if n.Op == Mul {
		n.Unit = a.Unit.Mul(b.Unit)
	} else {
		n.Unit = a.Unit.Div(b.Unit)
	}
	c.bounded(n)
}

// bounded refuses a unit of an absurd power.
func (c *checker) bounded(n *Node) {
	if n.Unit.Huge() {
		c.fail(n, n.Pos, n.End, "the unit of this has a power beyond "+strconv.Itoa(unit.MaxPower), "")
	}
}

// power checks a ^ b: literals and plain numbers take any plain exponent, a quantity with a unit an integer literal.
func (c *checker) power(n *Node) {
	base, exponent := n.Args[0], n.Args[1]
	if !exponent.Free && exponent.Unit != unit.Dimless {
		u := c.sys.String(exponent.Unit)
		c.fail(n, exponent.Pos, exponent.End, "an exponent in "+u+": it must be a plain number", "divide by a quantity in "+u)
		return
	}
	switch {
	case base.Unknown || base.Free && exponent.Free:
		n.Free, n.Unknown = true, base.Unknown || exponent.Unknown
	case base.Free || base.Unit == unit.Dimless:
		// a plain number
	default:
		power, ok := literalPower(exponent)
		if !ok && exponent.Unknown {
			n.Free, n.Unknown = true, true
			return
		}
		if !ok {
			c.fail(n, exponent.Pos, exponent.End, "a quantity in "+c.sys.String(base.Unit)+" takes an integer literal as its exponent", rootMend(exponent))
			return
		}
		n.Unit = base.Unit.Pow(power)
		c.bounded(n)
	}
}

// literalPower reads 2 or -2.
func literalPower(n *Node) (int, bool) {
	if n.Op == Neg {
		power, ok := literalPower(n.Args[0])
		return -power, ok
	}
	power := int(max(-1e6, min(n.Num, 1e6)))
	return power, n.Op == Num && float64(power) == n.Num
}

func rootMend(exponent *Node) string {
	if exponent.Op == Num && exponent.Num == 1.5 {
		return "write x * sqrt(x)"
	}
	return "a square root is written sqrt(x)"
}

func (c *checker) root(n *Node) {
	x := n.Args[0]
	n.like(x)
	if x.Free {
		return
	}
	d, ok := x.Unit.Sqrt()
	if !ok {
		c.fail(n, n.Pos, n.End, "the square root of a quantity in "+c.sys.String(x.Unit)+" has no usable unit", "exponents are multiples of 1/8")
		return
	}
	n.Unit = d
}
