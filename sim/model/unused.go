package model

import (
	"slices"

	"weir/sim/display"
	"weir/sim/formula"
)

// unused warns of parameters that no formula, process, stock, event, output or shock reads. A correlation
// or a hit does not count as reading.
func (b *builder) unused() {
	read := map[*Symbol]bool{}
	for _, s := range b.m.Symbols {
		for _, r := range s.Reads {
			read[r] = true
		}
	}
	note := func(n *formula.Node) {
		formula.Walk(n, func(n *formula.Node) bool {
			if n.Op == formula.Name {
				read[b.m.Symbols[n.Ref]] = true
			}
			return true
		})
	}
	for _, e := range slices.Concat(b.m.Evidence, b.m.Checks) {
		note(e.Expr)
	}
	for _, k := range b.m.Shocks {
		note(k.Onset.Condition)
		for _, q := range k.Quantities() {
			note(q.Expr)
		}
	}
	var names []string
	var first *Symbol
	for _, s := range b.m.Symbols {
		if s.Kind <= Schedule && !read[s] {
			if first == nil || s.At.File == first.At.File && s.At.Line < first.At.Line {
				first = s
			}
			names = append(names, s.Name)
		}
	}
	if first != nil {
		b.diags.Warnf(first.At, "", "remove what no formula reads, or read it", "%s that nothing uses: %s", display.Plural(len(names), "parameter"), some(names))
	}
}

// Quantities are the fields of a shock that may be formulas.
func (k *Shock) Quantities() []*Quantity {
	all := []*Quantity{k.Probability, k.Duration, k.Cost, k.Onset.Rate}
	courses := []Course{k.Course}
	for _, h := range k.Hits {
		all, courses = append(all, h.X), append(courses, h.Course)
	}
	for _, c := range courses {
		all = append(all, c.Ramp, c.Hold, c.HalfLife, c.Floor)
	}
	for _, d := range k.Displaces {
		all = append(all, d.Share)
	}
	var given []*Quantity
	for _, q := range all {
		if q != nil {
			given = append(given, q)
		}
	}
	return given
}
