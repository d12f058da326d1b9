package model

import (
	"cmp"
	"slices"

	"weir/sim/unit"
)

// outputs reads [outputs]: their formulas see the top level.
func (b *builder) outputs() {
	for _, n := range fields(b.root, "outputs") {
		o := &Output{ID: n.Key, Title: cmp.Or(title(n, "title"), n.Key)}
		path := "outputs." + n.Key
		if a := n.Get("aggregate"); a != nil {
			i := slices.Index(AggregateNames, a.Text)
			if i < 0 {
				b.diags.Errorf(a.At, path, `write "sum", "mean", "last", "min" or "max"`, "%q is no aggregate", a.Text)
				continue
			}
			o.Aggregate = Aggregate(i)
		}
		body := n.Get("formula")
		if body == nil {
			b.missing(n, n.KeyAt, path, `add formula = "..."`, "formula is missing: every output has one")
			continue
		}
		s := &Symbol{Kind: Formula, Path: path, Name: path, Factor: 1, At: n.KeyAt}
		s.Expr = b.expression(body, path)
		var declared unit.Unit
		hasUnit := false
		if u := n.Get("unit"); u != nil {
			if declared, hasUnit = b.unit(u, path); !hasUnit {
				continue
			}
		}
		f := formulaNode{s.Expr, b.texts[s.Expr], path}
		if !b.check(f, nil) {
			continue
		}
		if !hasUnit {
			declared = unit.Unit{Dim: s.Expr.Unit, Factor: 1, Text: b.m.Units.String(s.Expr.Unit)}
		}
		if !b.settleUnit(f, declared.Dim) {
			continue
		}
		s.in(declared)
		s.ID = len(b.m.Symbols)
		b.m.Symbols = append(b.m.Symbols, s)
		if o.Rows = declared; o.Aggregate == Sum {
			o.Rows = b.m.Units.Integral(declared)
		}
		o.Symbol = s
		b.m.Outputs = append(b.m.Outputs, o)
	}
}
