package model

import (
	"weir/sim/formula"
	"weir/sim/unit"
)

// infer finds the units of the formulas that declare none, from what they read. Where formulas read one another in a loop,
// such as through a lag, a unit that is not known yet agrees with anything, and the loop is gone through until no more
// units are found. Nothing is reported here: every formula is checked once all units are known. What stays without a unit
// is broken; where nothing else is wrong, the formula reads only itself.
func (b *builder) infer() {
	open := map[*Symbol]bool{}
	for _, s := range b.m.Symbols {
		if s.Kind == Formula && !b.declared[s] {
			open[s] = true
		}
	}
	order := b.postorder(open)
	for progress := true; progress; {
		progress = false
		left := order[:0]
		for _, s := range order {
			if b.inferOne(s, open) {
				delete(open, s)
				progress = true
			} else {
				left = append(left, s)
			}
		}
		order = left
	}
	for _, s := range order {
		b.broken[s] = true
	}
	b.untold = order
}

// postorder puts what a formula reads before the formula, as far as there are no loops.
func (b *builder) postorder(open map[*Symbol]bool) []*Symbol {
	var order []*Symbol
	seen := map[*Symbol]bool{}
	var visit func(s *Symbol)
	visit = func(s *Symbol) {
		seen[s] = true
		formula.Walk(s.Expr, func(n *formula.Node) bool {
			if n.Op == formula.Name {
				if next := b.resolve(n.Name, s.Channel); next != nil && open[next] && !seen[next] {
					visit(next)
				}
			}
			return true
		})
		order = append(order, s)
	}
	for _, s := range b.m.Symbols {
		if open[s] && !seen[s] {
			visit(s)
		}
	}
	return order
}

// inferOne tries to find the unit of one formula; false where it depends on one that is still open.
func (b *builder) inferOne(s *Symbol, open map[*Symbol]bool) bool {
	if s.Expr == nil {
		b.broken[s] = true
		return true
	}
	waits := false
	errs := formula.Check(s.Expr, b.m.Units, func(name string, _ *formula.Node) (unit.Dim, bool) {
		other := b.resolve(name, s.Channel)
		if other == nil {
			return unit.Dim{}, false
		}
		waits = waits || open[other]
		return other.Unit, !open[other] && !b.broken[other]
	})
	switch {
	case len(errs) > 0:
		b.broken[s] = true
	case !s.Expr.Unknown:
		s.Unit = s.Expr.Unit // none at all where it is made of literals: 1
	case waits:
		return false
	default:
		b.broken[s] = true
	}
	return true
}
