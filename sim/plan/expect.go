package plan

import (
	"slices"

	"weir/sim/formula"
	"weir/sim/model"
)

// An Expectation is what a file says of its results, with the distribution of the quantity that it speaks of, in base units.
// A condition is 1 in the trials in which it holds, else 0.
type Expectation struct {
	*model.Expectation
	Cell Cell
}

// expect plans the quantities of a file's expectations: trial by trial, from what its periods have gathered.
func (f *file) expect() {
	p := f.c.p
	for _, e := range f.m.Expectations {
		var inputs []Input
		rows := make([]Value, len(e.Rows))
		for i, r := range e.Rows {
			rows[i] = p.binary(Mul, f.gathered(r, e.Period), p.constant(r.Unit.Factor))
		}
		var value func(n *formula.Node) Value
		value = func(n *formula.Node) Value {
			if n.Op != formula.Name {
				return p.arithmetic(n, value)
			}
			if i := (Input{n.Name, rows[n.Ref]}); !slices.Contains(inputs, i) {
				inputs = append(inputs, i)
			}
			return rows[n.Ref]
		}
		v := value(e.Expr)
		if e.Expr.Op != formula.Name { // a row by itself is finite
			f.baseline.judgeFrom(finite, v, &model.Symbol{Path: e.Path, At: e.At}, 0, "", func() []Input { return inputs })
		}
		f.report.Expectations = append(f.report.Expectations, Expectation{e, f.c.observe(v, unscaled, false)})
	}
}

// gathered is what a row of the scenario holds in a period; "" is the forecast. A shock that is not in force costs nothing.
func (f *file) gathered(r model.Row, label string) Value {
	for _, s := range f.report.Series {
		if s.Channel != r.Channel || s.Measure != r.Measure {
			continue
		}
		for i, period := range f.report.Periods {
			if period.Label == label || label == "" && period.Kind == model.WindowPeriod && period.Label == "forecast" {
				return s.Scenario[i].of
			}
		}
	}
	return f.c.p.constant(0)
}
