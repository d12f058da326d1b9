package findings

import (
	"weir/sim/ask"
	"weir/sim/engine"
	"weir/sim/result"
	"weir/sim/summary"
)

// Answers are those of an ask, by subject and quantity: of a distribution all but its shape, of a mean the mean and its standard
// error, in the unit of the quantity's rows; of rows nothing. What was counted is let go.
func Answers(o *engine.Outcome) [][]result.Summary {
	p, moments := o.Plan, o.Partial.Moments()
	g := summarise(o)
	out := make([][]result.Summary, len(p.Answers))
	for i, cells := range p.Answers {
		out[i] = make([]result.Summary, len(cells))
		for k, c := range cells {
			switch what := p.Of[i][k].What; {
			case what == ask.Rows:
			case c.Column < 0:
				out[i][k] = summary.Certain(c.Value, false)
			case what == ask.Mean:
				column := p.Columns + c.Column
				out[i][k] = result.Summary{Mean: moments.Column(column).Mean, SE: moments.SE(column), SD: moments.Column(column).SD()}
			default:
				out[i][k] = g.summary(c)
			}
		}
	}
	return out
}
