package plan

import (
	"slices"

	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

// An Expectation is what a file says of its results, with the distribution of the quantity that it speaks of, in base units.
// A condition is 1 in the trials in which it holds, else 0.
type Expectation struct {
	*model.Expectation
	Cell Cell
}

// expect plans the quantities of a subject's expectations: trial by trial, from what its periods have gathered.
func (f *subject) expect() {
	p := f.c.p
	for _, e := range f.m.Expectations {
		var inputs []Input
		rows := make([]program.Value, len(e.Rows))
		for i, r := range e.Rows {
			rows[i] = p.Mul(f.gathered(r, e.Period), p.Constant(r.Unit.Factor))
		}
		var value func(n *formula.Node) program.Value
		value = func(n *formula.Node) program.Value {
			if n.Op != formula.Name {
				return arithmetic(p, n, value)
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
		f.report.Expectations = append(f.report.Expectations, Expectation{e, f.c.observe(unscaled(v), false)})
	}
}

// gathered is what a row of the scenario holds in a period, as it is reported. A shock that is not in force costs nothing.
func (f *subject) gathered(r model.Row, label string) program.Value {
	q, ok := f.measure(r.Channel, r.Measure)
	if i := f.period(label); ok && i >= 0 && q.ended(i) {
		return f.c.of(q.of(i, false))
	}
	return f.c.p.Constant(0)
}
