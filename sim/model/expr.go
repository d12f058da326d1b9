package model

import (
	"maps"
	"slices"
	"strings"

	"weir/sim/diag"
	"weir/sim/formula"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// A formulaNode is a formula with its text, for messages.
type formulaNode struct {
	expr *formula.Node
	text *scenario.Node
	path string
}

// expression parses a formula, or takes a number as one. It returns nil after a failure, which it has reported.
func (b *builder) expression(n *scenario.Node, path string) *formula.Node {
	switch n.Kind {
	case scenario.Integer, scenario.Float:
		return &formula.Node{Op: formula.Num, Num: n.Num, Free: true, Ref: -1}
	case scenario.String:
		tree, errs := formula.Parse(n.Text)
		if q, err := b.m.Units.Quantity(n.Text); len(errs) > 0 && err == nil {
			what := "a quantity with a unit is no formula"
			if q.Range {
				what = "a range is no formula"
			}
			b.diags.Errorf(n.At, path, "make it a parameter, and write its name here", "%s", what)
			return nil
		}
		for _, e := range errs {
			b.diags.Errorf(n.Within(e.Pos, e.End), path, e.Mend, "%s", e.What)
		}
		if len(errs) > 0 {
			return nil
		}
		b.texts[tree] = n
		return tree
	}
	b.diags.Errorf(n.At, path, `write text such as "workers * pay"`, "not a formula")
	return nil
}

// checkSymbol checks the formula of a symbol, once all units are known.
func (b *builder) checkSymbol(s *Symbol) {
	year := b.m.Units.Time()
	f := formulaNode{s.Expr, b.texts[s.Expr], s.Path}
	unit := s.Unit
	switch s.Kind {
	case Formula, Gross, Revenue, Cost:
	case Stock:
		f.path, unit = s.Path+".change", s.Unit.Div(year)
	case Flow, OnceEvent:
		f.path, unit = s.Path+".rate", year.Pow(-1)
	default:
		return
	}
	if b.check(f, s.Channel) && !b.broken[s] {
		b.settleUnit(f, unit)
	}
}

// check resolves the names of a formula and checks its units; false after an error.
func (b *builder) check(f formulaNode, c *Channel) bool {
	if f.expr == nil {
		return false
	}
	before := len(b.diags)
	errs := formula.Check(f.expr, b.m.Units, func(name string, n *formula.Node) (unit.Dim, bool) {
		s := b.resolve(name, c)
		n.Ref = -1
		if s == nil {
			b.unknown(name, c, f, n)
			return unit.Dim{}, false
		}
		n.Ref = s.ID
		return s.Unit, !b.broken[s]
	})
	for _, e := range errs {
		b.diags.Errorf(b.within(f, e.Pos, e.End), f.path, e.Mend, "%s", e.What)
	}
	b.lags(f)
	return !diag.List(b.diags[before:]).Failed()
}

// settleUnit checks that a formula comes out in the wanted unit.
func (b *builder) settleUnit(f formulaNode, dim unit.Dim) bool {
	errs := formula.Settle(f.expr, dim, b.m.Units)
	for _, e := range errs {
		b.diags.Errorf(b.within(f, e.Pos, e.End), f.path, e.Mend, "%s", e.What)
	}
	return len(errs) == 0
}

func (b *builder) within(f formulaNode, pos, end int) diag.Place {
	if f.text == nil {
		return diag.Place{}
	}
	return f.text.Within(pos, end)
}

// lags turns the durations of lag into whole steps, in Num.
func (b *builder) lags(f formulaNode) {
	formula.Walk(f.expr, func(n *formula.Node) bool {
		if n.Op != formula.Lag {
			return true
		}
		q, err := b.m.Units.Quantity(n.Text)
		at := b.within(f, n.TextPos, n.TextEnd)
		switch {
		case err != nil:
			b.diags.Errorf(at, f.path, err.Mend, "%s", err.What)
			return true
		case q.Range || !q.HasUnit || q.Unit.Dim != b.m.Units.Time():
			b.diags.Errorf(at, f.path, `such as "2 quarters"`, "%q is not a duration", n.Text)
			return true
		}
		steps, ok := b.m.Time.steps(float64(q.Lo * q.Unit.Factor))
		if !ok && b.m.Time.PerYear > 0 {
			b.diags.Errorf(at, f.path, "a lag is a whole number of steps", "%q is no whole number of steps: a step is a %s", n.Text, b.m.Time.Step)
		}
		n.Num = float64(steps)
		return true
	})
}

// scaleFree multiplies the literals that stand for a whole term of a formula in the given unit.
func scaleFree(n *formula.Node, dim unit.Dim, factor float64) {
	if n == nil {
		return
	}
	if n.Free {
		inner := *n
		*n = formula.Node{Op: formula.Mul, Args: []*formula.Node{&inner, {Op: formula.Num, Num: factor, Free: true, Ref: -1}}, Pos: n.Pos, End: n.End, Unit: dim, Ref: -1}
		return
	}
	switch n.Op {
	case formula.Add, formula.Sub, formula.Neg, formula.Min, formula.Max, formula.Abs, formula.Clamp, formula.Lag:
		for _, a := range n.Args {
			if a.Free || a.Unit == dim {
				scaleFree(a, dim, factor)
			}
		}
	case formula.If:
		scaleFree(n.Args[1], dim, factor)
		scaleFree(n.Args[2], dim, factor)
	}
}

// resolve finds what a name means within a channel (nil: at the top level).
func (b *builder) resolve(name string, c *Channel) *Symbol {
	if c != nil {
		if s := b.inside[c][name]; s != nil {
			return s
		}
	}
	if s := b.top[name]; s != nil {
		return s
	}
	if id, rest, ok := strings.Cut(name, "."); ok && b.byID[id] != nil {
		return b.inside[b.byID[id]][rest]
	}
	return nil
}

// unknown reports a name that means nothing, with the nearest that does.
func (b *builder) unknown(name string, c *Channel, f formulaNode, n *formula.Node) {
	if b.misplaced(name, c) {
		return // already reported
	}
	if at := b.within(f, n.Pos, n.End); b.byID[name] != nil {
		b.diags.Errorf(at, f.path, "write "+name+".revenue", "%s is a channel, not a value", name)
	} else {
		b.diags.Errorf(at, f.path, b.meant(name, c), "%s is not known here", name)
	}
}

// misplaced reports whether a name stands where the reader has refused it: among the keys of its channel or of the file.
func (b *builder) misplaced(name string, c *Channel) bool {
	if f := b.root.Get(name); f != nil && f.Wrong {
		return true
	}
	if c == nil {
		return false
	}
	f := b.root.Get("channels").Get(c.ID).Get(name)
	return f != nil && f.Wrong
}

// meant is the mend for a name that means nothing.
func (b *builder) meant(name string, c *Channel) string {
	if strings.HasSuffix(name, ".loss") || name == "loss" {
		return "a loss compares two worlds; a formula sees only its own"
	}
	if _, ok := strings.CutPrefix(name, "outputs."); ok {
		return "outputs cannot be read: put the formula into [formulas], and read that"
	}
	if near := b.nearest(name, c); near != "" {
		return didYouMean("", near, "")
	}
	home := "parameters"
	if c != nil {
		home = "channels." + c.ID + ".parameters"
	}
	if strings.Contains(name, ".") {
		return ""
	}
	return "describe it, such as in [" + home + "]"
}

// nearest is the name that was probably meant, or a name of that kind in another scope; empty where there is none.
func (b *builder) nearest(name string, c *Channel) string {
	const most = 200 // a file with more unknown names than that has one mistake that hints do not mend
	if b.hints++; b.hints > most {
		return ""
	}
	if c != nil {
		if near := diag.Nearest(name, slices.Sorted(maps.Keys(b.inside[c]))); near != "" {
			return near
		}
	}
	if near := diag.Nearest(name, b.known()); near != "" {
		return near
	}
	for _, other := range b.m.Channels {
		if b.inside[other][name] != nil {
			return other.ID + "." + name
		}
	}
	return ""
}

// known lists the names that mean something everywhere.
func (b *builder) known() []string {
	if b.names == nil {
		b.names = slices.Sorted(maps.Keys(b.top))
		for _, c := range b.m.Channels {
			for _, n := range slices.Sorted(maps.Keys(b.inside[c])) {
				b.names = append(b.names, c.ID+"."+n)
			}
		}
	}
	return b.names
}
