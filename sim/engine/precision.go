package engine

import (
	"math"

	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// studentT is the 97.5% quantile of Student's t with the 15 degrees of freedom of 16 randomisations.
const studentT = 2.131449545559323

// precision says how well the headline of a goal is known so far: the half-width of its 95% Monte Carlo interval.
func (r *run) precision(goal plan.Goal) result.Precision {
	out := result.Precision{Text: goal.Text, Value: goal.Cell.Value, Target: goal.Amount}
	if c := goal.Cell.Column; c >= 0 {
		column := &r.partial.columns[c]
		if goal.Percent == 0 {
			moments := r.partial.moments.Root()
			out.Value, out.HalfWidth = moments.Column(c).Mean, 1.959963984540054*moments.SE(c)
			if r.p.Replicated {
				out.HalfWidth = studentT * moments.SE(c)
			}
		} else {
			d := column.counts.Distribution()
			from, to := stat.Ranks(d.N(), goal.Percent, 100)
			if column.replicas != nil {
				from, to = column.replicas.Shares().Ranks(goal.Percent, 100)
			}
			lo, hi := d.Between(from, to)
			out.Value, out.HalfWidth = d.Quantile(goal.Percent, 100), (hi-lo)/2
		}
		out.Value, out.HalfWidth = goal.Cell.Of(out.Value), goal.Cell.Of(out.HalfWidth)
	}
	if goal.Relative {
		out.Target *= math.Abs(out.Value)
	}
	out.Reached = out.HalfWidth <= out.Target
	return out
}

// met reports whether all goals are, and notes how far each is.
func (r *run) met() bool {
	r.precisions = nil
	all := true
	for _, goal := range r.p.Goals {
		p := r.precision(goal)
		p.Rounds = r.round
		r.precisions = append(r.precisions, p)
		all = all && p.Reached
	}
	return all
}
