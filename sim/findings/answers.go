package findings

import (
	"weir/sim/ask"
	"weir/sim/result"
	"weir/sim/summary"
)

// answers are those of an ask, by subject and quantity: of a distribution all but its shape, of a mean the mean, its standard error
// and the spread, in the unit of the quantity's rows; of rows nothing.
func (g *summaries) answers() [][]result.Summary {
	p, moments := g.o.Plan, g.o.Partial.Moments()
	out := make([][]result.Summary, len(p.Answers))
	for i, cells := range p.Answers {
		out[i] = make([]result.Summary, len(cells))
		for k, c := range cells {
			switch what := p.Of[i][k].What; {
			case what == ask.Rows || what == ask.Counted:
			case c.Column < 0:
				out[i][k] = summary.Certain(c.Value, false)
			case what == ask.Mean:
				column := p.Columns + c.Column
				out[i][k] = result.Summary{Mean: moments.Column(column).Mean, SE: moments.SE(column), SD: moments.Column(column).SD()}
			default:
				s := g.columns[c.Column]
				s.Shape, s.Lo, s.Hi = nil, g.asked[c.Column].lo, g.asked[c.Column].hi
				out[i][k] = scaled(s, c.Scale)
			}
		}
	}
	return out
}
