package explain

import (
	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/unit"
)

// A branch is a node of a formula on its way into a tree.
type branch struct {
	n      *formula.Node
	unit   unit.Dim
	step   int    // in which it is read: lag looks back
	prefix string // what it is to the node above
	suffix string
}

// tree shows a formula: a row for each node, with its value in both worlds and its unit. A row of the symbol as its
// readers see it comes first, and where shocks make it something else than the formula, the formula by itself.
func (e *explainer) tree(label string, s *model.Symbol, n *formula.Node, step int) {
	t := values(2)
	lead, root := "", branch{n: n, unit: n.Unit, step: step}
	if n.Free && s != nil {
		root.unit = s.Unit
	}
	if s != nil && s.Expr == n && s.Kind != model.Stock && s.Kind != model.OnceEvent && s.Kind != model.Flow {
		u := e.measure(s)
		base, scenario := e.medians.Value(s, step, false), e.medians.Value(s, step, true)
		e.value(t, label, base, scenario, u)
		if changed(e.medians.Eval(n, step, s, true), scenario) || changed(e.medians.Eval(n, step, s, false), base) {
			e.node(t, e.corner(true)+"before shocks and arrivals", root, s)
			lead = e.gap(true)
		}
	} else {
		e.node(t, label, root, s)
	}
	if n.Op == formula.Name {
		e.node(t, lead+e.corner(true)+n.String(), root, s)
	}
	e.children(t, lead, root, s)
	e.show(t)
}

// values is a table of values in both worlds.
func values(indent int) *table {
	t := &table{indent: indent, right: []bool{false, true, true, false}}
	t.add("", "baseline", "scenario", "unit")
	return t
}

// show writes a table of values; where the worlds do not differ, there is one column.
func (e *explainer) show(t *table) {
	if t.empty(2) {
		t.rows[0].cells[1] = "value"
	}
	e.table(t)
}

// value adds a row; the scenario's cell is empty where it does not differ.
func (e *explainer) value(t *table, label string, base, scenario float64, u measure) {
	a, b := u.pair(base, scenario)
	if !changed(base, scenario) {
		b = ""
	}
	t.add(label, a, b, u.text)
}

// changed reports whether two values differ; NaN is like NaN.
func changed(a, b float64) bool { return a != b && (a == a || b == b) }

func (e *explainer) node(t *table, label string, b branch, of *model.Symbol) {
	u := e.base(b.unit)
	if b.n.Op == formula.Name {
		u = e.measure(e.m.Symbols[b.n.Ref])
	}
	e.value(t, label, e.medians.Eval(b.n, b.step, of, false), e.medians.Eval(b.n, b.step, of, true), u)
}

func (e *explainer) children(t *table, lead string, b branch, of *model.Symbol) {
	all := e.branches(b, of)
	for i, c := range all {
		last := i == len(all)-1
		e.node(t, lead+e.corner(last)+c.prefix+c.n.String()+c.suffix, c, of)
		e.children(t, lead+e.gap(last), c, of)
	}
}

// branches are the nodes below a node, without literals, which stand in the node's own text already, unless they have a
// unit or are chosen. A chain of equal operators is one node.
func (e *explainer) branches(b branch, of *model.Symbol) []branch {
	var all []branch
	for i, a := range chain(b.n) {
		c := branch{n: a, unit: settled(a, b), step: b.step}
		switch b.n.Op {
		case formula.If:
			c.prefix = []string{"if ", "then ", "else "}[i]
			if i > 0 && e.notTaken(b, of, i) {
				c.suffix = " (not taken)"
			}
		case formula.Lag:
			switch back := b.step - int(b.n.Num); {
			case i == 1:
				c.prefix = "before the start "
			case back >= 0:
				c.step, c.suffix = back, ", in "+e.m.Time.Label(back)
			default:
				c.step, c.suffix = 0, ", in "+e.m.Time.Label(0)
			}
		case formula.Cumulative:
			c.suffix = ", in this step"
		}
		literal := a.Op == formula.Num || a.Op == formula.Pi || a.Op == formula.Date
		if !literal || b.n.Op == formula.If || a.Op == formula.Num && c.unit != unit.Dimless {
			all = append(all, c)
		}
	}
	return all
}

// notTaken reports whether neither world takes a branch of an if.
func (e *explainer) notTaken(b branch, of *model.Symbol, i int) bool {
	for _, scenario := range []bool{false, true} {
		if x := e.medians.Eval(b.n.Args[0], b.step, of, scenario); x == x && (x != 0) == (i == 1) {
			return false
		}
	}
	return true
}

// chain is the arguments of a node; a + b + c has three.
func chain(n *formula.Node) []*formula.Node {
	switch n.Op {
	case formula.Add, formula.Mul, formula.And, formula.Or:
		if left := n.Args[0]; left.Op == n.Op {
			return append(append([]*formula.Node{}, chain(left)...), n.Args[1])
		}
	}
	return n.Args
}

// settled is the unit of an argument: a literal takes that of what it stands beside, or of the whole.
func settled(a *formula.Node, b branch) unit.Dim {
	if !a.Free {
		return a.Unit
	}
	beside := b.n.Args
	switch b.n.Op {
	case formula.If:
		if beside = beside[1:]; a == b.n.Args[0] {
			return unit.Dimless
		}
	case formula.Add, formula.Sub, formula.Min, formula.Max, formula.Clamp, formula.Lag, formula.Neg, formula.Abs:
	case formula.LT, formula.LE, formula.GT, formula.GE, formula.EQ, formula.NE:
		b.unit = unit.Dimless
	default:
		return unit.Dimless
	}
	for _, other := range beside {
		if !other.Free {
			return other.Unit
		}
	}
	return b.unit
}

// corner and gap draw the tree.
func (e *explainer) corner(last bool) string {
	switch {
	case e.ascii && last:
		return "`- "
	case e.ascii:
		return "|- "
	case last:
		return "└─ "
	}
	return "├─ "
}

func (e *explainer) gap(last bool) string {
	switch {
	case last:
		return "   "
	case e.ascii:
		return "|  "
	}
	return "│  "
}
