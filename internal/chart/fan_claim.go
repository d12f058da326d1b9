package chart

import (
	"fmt"
	"math"

	"weir/sim/display"
	"weir/sim/result"
)

// actor names what acts: enforcement, or a scenario with shocks from outside.
func actor(r *result.Result) string {
	for _, s := range r.Shocks {
		if s.Exogenous {
			return "the scenario"
		}
	}
	return "enforcement"
}

// claim is the title where scenario and baseline are compared; d is nil where no step's change is clear.
func (f *Fan) claim(r *result.Result, sub subject, d *deviation) string {
	who, what := display.Capital(actor(r)), "median "+sub.name()
	total := sub.effect("total", r.Window(result.Forecast))
	mean := total.mean().size(total.fall, currency(r.Currency).round)
	overall := fmt.Sprintf("%s %s mean %s over the forecast", who, takes(mean, total.fall > 0), sub.name())
	switch {
	case d != nil:
	case total.none:
		return who + " leaves total " + sub.name() + " as it is in the baseline"
	case total.clear() && mean != "":
		return overall
	case total.clear():
		return who + " hardly changes total " + sub.name()
	default:
		return "No difference from the baseline beyond the Monte Carlo error"
	}
	finish := "the end of " + bind(endOf(f.last().Finish))
	most := fmt.Sprintf("%s %s %s in %s", who, takes(d.most.text, d.most.down), what, f.Steps[d.most.step].Name)
	switch ended := d.last.step != len(f.Steps)-1; {
	case ended && !f.faded(sub, d.most) && total.clear() && mean != "":
		// The medians do not tell how much is left; the mean of the differences does over the whole forecast.
		return overall
	case ended && !f.faded(sub, d.most):
		return most
	case ended && sub.effect("total", f.last().period).clear():
		return fmt.Sprintf("%s, but hardly anything by %s", most, finish)
	case ended:
		return fmt.Sprintf("%s, but nothing beyond the error is left at %s", most, finish)
	case d.last.down != d.most.down:
		return fmt.Sprintf("%s, but %s %s by %s", most, verb(d.last.down), d.last.text, finish)
	case !d.lasts:
		return fmt.Sprintf("%s %s %s, but only %s by %s", who, takes("up to "+d.most.text, d.most.down), what, d.last.text, finish)
	}
	return fmt.Sprintf("%s %s %s by %s", who, takes(d.last.text, d.last.down), what, finish)
}

// faded reports whether the mean loss in the last step is less than a third of that in the step of most, error included.
func (f *Fan) faded(sub subject, most change) bool {
	then, last := sub.effect("total", f.Steps[most.step].period), sub.effect("total", f.last().period)
	return math.Abs(last.fall)+float64(2*last.se) < math.Abs(then.fall)/3
}

// verb is that of a change: it takes something off, it adds something.
func verb(down bool) string {
	if down {
		return "takes"
	}
	return "adds"
}

// takes is a change up to its object: "takes 21% off", "adds 5% to".
func takes(size string, down bool) string {
	if down {
		return verb(down) + " " + size + " off"
	}
	return verb(down) + " " + size + " to"
}

// course is the title of a fan without comparison: from where to where.
func (f *Fan) course(r *result.Result, sub subject, series *result.Series) string {
	m := currency(r.Currency)
	begin, end := f.first(), f.last()
	from, to, finish := begin.P[result.P50], end.P[result.P50], "the end of "+bind(endOf(end.Finish))
	what := "Baseline " + sub.name()
	switch {
	case from == to && begin.P[result.P5] == begin.P[result.P95]:
		return fmt.Sprintf("%s is %s a year to %s", what, m.round(to), finish)
	case len(f.Steps) == 1 || begin.Name == end.Name:
		return fmt.Sprintf("%s runs at %s a year, 90%% of outcomes between %s and %s", what, m.round(to), m.round(begin.P[result.P5]), m.round(begin.P[result.P95]))
	}
	if trend := f.trend(series, r.Trials); trend != 0 && m.round(from) != m.round(to) {
		moves := "grows"
		if trend < 0 {
			moves = "falls"
		}
		return fmt.Sprintf("%s %s from %s to %s a year by %s", what, moves, m.round(from), m.round(to), finish)
	}
	return fmt.Sprintf("%s runs at about %s a year at %s, 90%% of outcomes between %s and %s",
		what, m.round(to), finish, m.round(end.P[result.P5]), m.round(end.P[result.P95]))
}

// trend is the change of the median over the forecast, relative; 0 where it is small or within the error.
func (f *Fan) trend(series *result.Series, trials int64) float64 {
	e := effect{before: series.Scenario[f.first().period], after: series.Scenario[f.last().period]}.median(trials)
	if !e.ok || math.Abs(e.change) <= max(float64(1.5*e.err), 0.045) {
		return 0
	}
	return e.change
}
