package findings

import (
	"fmt"
	"math"

	"weir/sim/plan"
	"weir/sim/result"
)

// What makes a mean untrustworthy: so much of it carried by the highest 1% of the trials, or a standard error of so much of it.
const (
	heavyTail  = 0.25
	largeError = 0.05
)

// warnings are those that the numbers of a file give rise to.
func (g *summaries) warnings(r *plan.Report) (out []string) {
	for _, c := range r.Counters {
		if n := g.o.Partial.Tally(c.Index); n > 0 {
			out = append(out, fmt.Sprintf("%s %s in %s of the trials", c.Name, c.What, percent(n, g.o.Trials)))
		}
	}
	for _, b := range r.Branches {
		if b.Counter < 0 || g.o.Partial.Tally(b.Counter) == 0 {
			out = append(out, fmt.Sprintf("%s: the %s branch of %s is never taken", b.Name, b.Which, b.Text))
		}
	}
	if r.Random > 0 {
		out = append(out, fmt.Sprintf("%d draws a trial find no dimension among the Sobol' points and are random", r.Random))
	}
	return append(out, g.shakyMeans(r)...)
}

// shakyMeans warns of means over the windows that a few trials carry, or that are known badly.
func (g *summaries) shakyMeans(r *plan.Report) (out []string) {
	for _, s := range r.Series {
		isLoss := s.Measure == "loss"
		if s.Measure != "revenue" && s.Measure != "value" && !(isLoss && s.Channel == "total") {
			continue
		}
		for i, period := range r.Periods {
			if !s.Scenario[i].Fine {
				continue
			}
			cells := []plan.Cell{s.Scenario[i]}
			if s.Baseline != nil && !isLoss && s.Baseline[i].Column != s.Scenario[i].Column {
				cells = append(cells, s.Baseline[i])
			}
			for world, c := range cells {
				name := fmt.Sprintf("%s.%s over the %s", s.Channel, s.Measure, period.Label)
				if world == 1 {
					name += " in the baseline"
				}
				if text := g.shaky(c, isLoss); text != "" {
					out = append(out, name+": "+text)
					break // the other world says the same
				}
			}
		}
	}
	return out
}

// shaky is what makes the mean of a cell untrustworthy, if anything does. A loss may well be near 0, with a small mean of
// large values of both signs; then only its standard error counts.
func (g *summaries) shaky(c plan.Cell, loss bool) string {
	if c.Column < 0 {
		return ""
	}
	s, top := g.columns[c.Column], g.tops[c.Column]
	switch {
	case top >= heavyTail && s.Mean > 0 && !loss:
		return fmt.Sprintf("the highest 1%% of the trials carry %.0f%% of the mean, which hangs on few trials; the median does not", 100*top)
	case s.SE > largeError*math.Abs(s.Mean):
		return fmt.Sprintf("the standard error of the mean is %s of it; more trials make it smaller", result.Percent(s.SE/math.Abs(s.Mean)))
	}
	return ""
}
