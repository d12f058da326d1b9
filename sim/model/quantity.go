package model

import (
	"fmt"
	"math"
	"strings"

	"weir/sim/diag"
	"weir/sim/dist"
	"weir/sim/formula"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// A want says what a field must be.
type want struct {
	path     string
	dim      unit.Dim
	declared unit.Unit // the unit of a number without one; zero: none is understood, the author must say
	share    bool      // within 0 and 1
	positive bool
	atLeast0 bool
	formula  bool // a formula over once-parameters may stand here
}

// quantity reads a field that may be certain, uncertain or a formula over once-parameters. It returns nil after a
// failure, which it has reported.
func (b *builder) quantity(n *scenario.Node, w want) *Quantity {
	q := &Quantity{Path: w.path, Share: w.share, Least: w.positive || w.atLeast0, At: n.At}
	if text := formulaText(n); text != nil && w.formula && !b.looksLikeQuantity(text) {
		q.Expr = b.expression(text, w.path)
		if u := n.Get("unit"); u != nil {
			if declared, ok := b.unit(u, w.path); ok && declared.Factor != 1 {
				scaleFree(q.Expr, declared.Dim, declared.Factor)
			}
		}
		return b.timeless(q, w)
	}
	r := &lawReader{b: b, path: w.path}
	if !r.unitBeside(n, w.path) {
		return nil
	}
	r.findUnit(n)
	if !r.known {
		if w.declared.Text == "" {
			b.diags.Errorf(n.At, w.path, b.unitMend(w.dim), "no unit")
			return nil
		}
		r.declared = w.declared
	}
	if r.failed {
		return nil
	}
	if r.declared.Dim != w.dim {
		b.unlike(n.At, w.path, r.declared, w.dim)
		return nil
	}
	r.declared.Share = r.declared.Share || w.share
	law := r.law(n)
	if law == nil {
		return nil
	}
	made := r.made(q.Path, law, q.At)
	made.Share, made.Least = q.Share, q.Least
	b.finishLaw(made, n, w)
	return made
}

// finishLaw checks the reach of a law and marks a certain one.
func (b *builder) finishLaw(q *Quantity, n *scenario.Node, w want) {
	lo, hi := q.Law.Support()
	const mend = "truncate it, or choose a distribution that stays there, such as lognormal"
	switch {
	case w.share && (lo < 0 || hi > 1):
		b.shareError(n, w.path, lo, hi)
	case lo == hi && (w.positive && lo <= 0):
		b.diags.Errorf(valuePlace(n), w.path, "", "this must be positive, not %s", bound(lo))
	case lo == hi && w.atLeast0 && lo < 0:
		b.diags.Errorf(valuePlace(n), w.path, "", "this cannot be negative: %s", bound(lo))
	case w.positive && (lo < 0 || hi <= 0):
		b.diags.Errorf(valuePlace(n), w.path, mend, "this must be positive, but reaches down to %s", bound(lo))
	case w.atLeast0 && lo < 0:
		b.diags.Errorf(valuePlace(n), w.path, mend, "this cannot be negative, but reaches down to %s", bound(lo))
	}
	if lo == hi {
		q.Fixed, q.Value = true, lo*q.Scale
	}
}

// shareError refuses a certain share, or a law of a share, outside of 0 to 1. Numbers from 2 to 100 without a % sign are
// taken for percentages.
func (b *builder) shareError(n *scenario.Node, path string, lo, hi float64) {
	at := valuePlace(n)
	written := n
	if n.Get("value") != nil {
		written = n.Get("value")
	}
	percent := lo >= 0 && hi >= 2 && hi <= 100 && !strings.Contains(written.Text, "%")
	const lies = "a share lies between 0 and 1"
	switch {
	case lo == hi && percent:
		b.diags.Errorf(at, path, fmt.Sprintf(`%s: write %g or "%g%%"`, lies, lo/100, lo), "%g is not a share", lo)
	case lo == hi:
		b.diags.Errorf(at, path, lies, "%g is not a share", lo)
	case percent:
		b.diags.Errorf(at, path, fmt.Sprintf(`%s: %g is written %g or "%g%%"`, lies, hi, hi/100, hi), "this share reaches from %s to %s", bound(lo), bound(hi))
	default:
		b.diags.Errorf(at, path, "truncate = [0, 1], or choose a beta or a logitnormal", "this share reaches from %s to %s, outside of 0 to 1", bound(lo), bound(hi))
	}
}

// valuePlace is where a value, a distribution's name, or whatever else stands for them is written.
func valuePlace(n *scenario.Node) diag.Place {
	for _, key := range []string{"value", "dist"} {
		if c := n.Get(key); c != nil {
			return c.At
		}
	}
	return n.At
}

// unlike refuses a unit that is not of the wanted dimension.
func (b *builder) unlike(at diag.Place, path string, written unit.Unit, wanted unit.Dim) {
	b.diags.Errorf(at, path, "", "this is in %s, where %s is wanted", written.Text, b.m.Units.String(wanted))
}

func bound(v float64) string {
	switch {
	case math.IsInf(v, -1):
		return "minus infinity"
	case math.IsInf(v, 1):
		return "infinity"
	}
	return fmt.Sprintf("%g", v)
}

// unit parses a unit key.
func (b *builder) unit(n *scenario.Node, path string) (unit.Unit, bool) {
	if n.Kind != scenario.String {
		b.diags.Errorf(n.At, path, `such as unit = "USD/year"`, "unit is text")
		return unit.Unit{}, false
	}
	u, err := b.m.Units.Parse(n.Text)
	if err != nil {
		b.diags.Errorf(n.Within(err.Pos, err.End), path, err.Mend, "%s", err.What)
		return unit.Unit{}, false
	}
	return u, true
}

func (b *builder) unitMend(d unit.Dim) string {
	if d == b.m.Units.Time() {
		return `say the unit, such as "2 quarters" or "18 months"`
	}
	return fmt.Sprintf(`say the unit: { value = ..., unit = "%s" }`, b.m.Units.String(d))
}

// formulaText is the text of a field that might be a formula: text itself, or the value or formula of a table.
func formulaText(n *scenario.Node) *scenario.Node {
	if n.Kind == scenario.Table {
		if f := n.Get("formula"); f != nil {
			n = f
		} else {
			n = n.Get("value")
		}
	}
	if n == nil || n.Kind != scenario.String {
		return nil
	}
	return n
}

// looksLikeQuantity reports whether text is meant as a quantity: it is one, or it begins with a digit and is no formula.
func (b *builder) looksLikeQuantity(n *scenario.Node) bool {
	if _, err := b.m.Units.Quantity(n.Text); err == nil {
		return true
	}
	if n.Key == "formula" {
		return false
	}
	tree, errs := formula.Parse(n.Text)
	if len(errs) > 0 {
		return n.Text == "" || n.Text[0] >= '0' && n.Text[0] <= '9' || n.Text[0] == '-' || n.Text[0] == '+'
	}
	dashed := tree.Op == formula.Sub && tree.Args[0].Op == formula.Num && tree.Args[1].Op == formula.Num // a range as it is not written
	return tree.Op == formula.Num || dashed
}

// timeless checks that a formula reads once-parameters only, and settles its unit.
func (b *builder) timeless(q *Quantity, w want) *Quantity {
	if q.Expr == nil {
		return nil
	}
	node := formulaNode{expr: q.Expr, text: b.texts[q.Expr], path: w.path}
	b.later(func() {
		if !b.check(node, nil) {
			return
		}
		if why := b.timeBound(q.Expr, map[*Symbol]bool{}); why != "" {
			b.diags.Errorf(q.At, w.path, "a field of a shock is fixed for a trial: use parameters that are drawn once", "this formula reads %s, which changes with time", why)
			return
		}
		if !b.settleUnit(node, w.dim) {
			return
		}
		if q.Expr.Op == formula.Num {
			q.Law, q.Scale, q.Expr = dist.Point(q.Expr.Num), 1, nil
			b.finishLaw(q, node.text, w)
		}
	})
	return q
}

// timeBound names what makes a formula change with time, or is empty.
func (b *builder) timeBound(n *formula.Node, seen map[*Symbol]bool) string {
	why := ""
	formula.Walk(n, func(n *formula.Node) bool {
		switch n.Op {
		case formula.Lag, formula.Cumulative:
			why = "the past"
		case formula.T, formula.Now:
			why = "the date"
		case formula.Name:
			if n.Ref < 0 {
				return true
			}
			s := b.m.Symbols[n.Ref]
			switch {
			case s.Kind == Once, seen[s]:
			case s.Kind == Formula:
				seen[s] = true
				why = b.timeBound(s.Expr, seen)
			default:
				why = s.Name
			}
		}
		return why == ""
	})
	return why
}
