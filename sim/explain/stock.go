package explain

import (
	"fmt"

	"weir/sim/formula"
	"weir/sim/model"
)

// stock explains a stock.
func (e *explainer) stock(s *model.Symbol) {
	e.hang(2, 6, fmt.Sprintf("%s: a stock, %s at first, changed by %s a year", local(s), e.formulas[s.Name].Initial, s.Expr))
	e.prose(4, e.formulas[s.Name].Note)
	t := values(2)
	e.value(t, local(s)+" at the beginning of the step", e.medians.Value(s, e.at, false), e.medians.Value(s, e.at, true), e.measure(s))
	e.show(t)
	if s.Initial.Op != formula.Num {
		e.tree("at first, in "+e.m.Time.Label(0), s, s.Initial, 0)
	}
	e.tree("change", s, s.Expr, e.at)
	e.hitBy(s)
}
