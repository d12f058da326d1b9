package engine_test

import "fmt"

// see is how the formula being written reads a name, or "".
func (a *author) see(n *named) string {
	switch {
	case n.scope == a.scope && (n.scope == "" || a.chance(0.7)):
		return n.id
	case n.scope != "":
		return n.scope + "." + n.id
	}
	for _, o := range a.names { // what stands at the top level may be hidden
		if o.scope == a.scope && o.id == n.id {
			return ""
		}
	}
	return n.id
}

// name is a name of a dimension that may be read here; there is always one at the top level.
func (a *author) name(dim byte) string {
	var near, all []*named
	for _, n := range a.names {
		if n.dim == dim || dim == 'N' && n.dim == 'S' {
			if n.order < a.order || a.any {
				all = append(all, n)
				if n.scope == a.scope {
					near = append(near, n)
				}
			}
		}
	}
	for {
		from := all
		if len(near) > 0 && a.chance(0.5) {
			from = near
		}
		n := pick(a, from...)
		if text := a.see(n); text != "" {
			a.ahead = a.ahead || n.order >= a.order
			return text
		}
	}
}

// later writes something that may read whatever there is.
func (a *author) later(write func() string) string {
	old := a.any
	a.any = true
	defer func() { a.any = old }()
	return write()
}

// expr writes a formula of a dimension.
func (a *author) expr(dim byte, depth int) string {
	e := func(d byte) string { return a.expr(d, depth-1) }
	one := func() string { return "(abs(" + e('N') + ") + 0.5)" }
	someTime := func() string { return "(abs(" + e('T') + ") + 0.25)" }
	if depth <= 0 {
		switch {
		case dim == 'N' && a.chance(0.4):
			return pick(a, lit(a.near(1)), "pi", "2", "0", "25%")
		case dim == 'T' && a.chance(0.4):
			return pick(a, "t", "dt", "(date - "+a.day()+")")
		}
		return a.name(dim)
	}
	if dim == 'N' && a.wild && a.chance(0.2) {
		return pick(a, "log("+e('N')+")", "sqrt("+e('N')+")", fmt.Sprintf("(%s / %s)", e('N'), e('N')), fmt.Sprintf("(%s)^(%s)", e('N'), e('N')), "exp(1k * "+e('N')+")")
	}
	usual := func() string { return lit(a.near(kinds[dim].usual)) }
	if a.chance(0.45) { // what any quantity can be
		switch a.IntN(13) {
		case 0:
			return fmt.Sprintf("(%s + %s)", e(dim), pick(a, e(dim), usual()))
		case 1:
			return fmt.Sprintf("(%s - %s)", e(dim), pick(a, e(dim), usual()))
		case 2:
			return fmt.Sprintf("if(%s, %s, %s)", a.condition(depth-1), e(dim), pick(a, e(dim), usual(), "0"))
		case 3:
			return fmt.Sprintf("%s(%s, %s)", pick(a, "min", "max"), e(dim), pick(a, e(dim), usual(), e(dim)+", "+usual()))
		case 4:
			return fmt.Sprintf("clamp(%s, %s, %s)", e(dim), pick(a, "0", usual()), lit(kinds[dim].usual*(1.5+a.Float64())))
		case 5:
			return fmt.Sprintf("abs(%s)", e(dim))
		case 6:
			return "(-" + e(dim) + ")"
		case 7:
			return fmt.Sprintf("lag(%s, '%s')", e(dim), a.wait(0))
		case 8, 9:
			x := a.later(func() string { return e(dim) })
			return fmt.Sprintf("lag(%s, '%s', %s)", x, a.wait(1), pick(a, e(dim), usual()))
		case 10:
			return fmt.Sprintf("sqrt(%s * %s + %s)", "abs("+e(dim)+")", "abs("+e(dim)+")", lit(a.near(1)))
		case 11:
			return fmt.Sprintf("(%s * %s)", e('N'), e(dim))
		case 12:
			return fmt.Sprintf("(%s / %s)", e(dim), one())
		}
	}
	switch dim {
	case 'R':
		return pick(a,
			func() string { return e('P') + " * " + e('W') },
			func() string { return e('C') + " * " + e('E') },
			func() string { return e('C') + " / " + someTime() },
			func() string { return e('C') + " / dt" },
			func() string { return "cumulative(" + a.later(func() string { return e('R') }) + ") / " + someTime() },
			func() string { x := a.name('R'); return fmt.Sprintf("(%s^2 / (abs(%s) + 1k))", x, x) },
			func() string { return a.name('R') },
		)()
	case 'C':
		return pick(a,
			func() string { return "cumulative(" + a.later(func() string { return e('R') }) + ")" },
			func() string { return e('R') + " * dt" },
			func() string { return "(" + e('R') + " * " + e('T') + ")" },
			func() string { return a.name('C') },
		)()
	case 'P':
		return pick(a, func() string { return fmt.Sprintf("(%s / (abs(%s) + 100))", e('R'), e('W')) }, func() string { return a.name('P') })()
	case 'W':
		return pick(a, func() string { return fmt.Sprintf("(%s / (abs(%s) + 10))", e('R'), e('P')) }, func() string { return a.name('W') })()
	case 'S':
		return "clamp(" + e('N') + ", 0, 1)"
	case 'T':
		return pick(a, func() string { return "(" + e('N') + " * " + a.name('T') + ")" }, func() string { return a.name('T') }, func() string { return "dt" })()
	case 'E':
		return pick(a, func() string { return "(" + e('N') + " / " + someTime() + ")" }, func() string { return a.name('E') })()
	}
	return pick(a,
		func() string { return a.condition(depth - 1) },
		func() string { return fmt.Sprintf("exp(clamp(%s, -2, 1))", e('N')) },
		func() string { return fmt.Sprintf("log(%s)", one()) },
		func() string { return fmt.Sprintf("sqrt(abs(%s))", e('N')) },
		func() string { return fmt.Sprintf("%s(clamp(%s, -9, 9))", pick(a, "sin", "cos"), e('N')) },
		func() string { return fmt.Sprintf("%s^%s", one(), pick(a, "2", "-1", "-3", "0.5", "3^0.5", "0")) },
		func() string { return fmt.Sprintf("%s^clamp(%s, -2, 2)", one(), e('N')) },
		func() string { return fmt.Sprintf("(%s / (abs(%s) + 1k))", e('R'), e('R')) },
		func() string { return fmt.Sprintf("(%s * %s)", a.name('E'), a.name('T')) },
		func() string { return "cumulative(" + a.later(func() string { return e('E') }) + ")" },
		func() string { return fmt.Sprintf("(%s / %s)", e('T'), someTime()) },
		func() string { return fmt.Sprintf("(%s - %s * %s)", e('N'), e('N'), a.name('N')) },
		func() string { return a.name('N') },
	)()
}

// condition writes what is 0 or 1.
func (a *author) condition(depth int) string {
	d := dims[a.IntN(len(dims))]
	switch a.IntN(8) {
	case 0:
		return fmt.Sprintf("(date %s %s)", pick(a, ">=", "<", ">", "<="), a.day())
	case 1:
		return fmt.Sprintf("(t %s %s)", pick(a, ">=", "<", "==", "!="), lit(float64(a.IntN(a.steps))/4))
	case 2:
		return fmt.Sprintf("(%s %s %s)", a.condition(depth-1), pick(a, "and", "or"), a.condition(depth-1))
	case 3:
		return fmt.Sprintf("(not %s)", a.condition(depth-1))
	case 4:
		return fmt.Sprintf("(%s %s %s)", a.expr(d, depth), pick(a, "<", ">="), lit(a.near(kinds[d].usual)))
	}
	return fmt.Sprintf("(%s %s %s)", a.expr(d, depth), pick(a, "<", "<=", ">", ">="), a.expr(d, depth))
}
