package explain

import (
	"fmt"

	"weir/sim/model"
)

// output explains a further quantity.
func (e *explainer) output(o *model.Output) {
	e.heading("output", o.ID, o.Title)
	how := map[model.Aggregate]string{model.Sum: "its time integral", model.Mean: "its mean", model.Last: "its last value", model.Min: "its least value", model.Max: "its largest value"}[o.Aggregate]
	e.definition(o.Symbol, o.Symbol.Expr)
	e.prose(4, fmt.Sprintf("reported for each period: %s, in %s", how, o.Rows.Text))
	e.tree(o.ID, o.Symbol, o.Symbol.Expr, e.at)
}
