package chart

import (
	"fmt"
	"math"
	"slices"

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

// A change is that of the median in one step.
type change struct {
	step  int
	share float64 // relative; 0 where amount stands for it
	err   float64 // of share
	text  string  // "21%" or "$1.2bn"
	down  bool
}

// changes are the forecast steps in which scenario and baseline differ beyond the error.
func (f *Fan) changes(r *result.Result, sub subject) []change {
	var all []change
	for i, at := range f.Steps {
		if at.Begin < f.Forecast-1e-9 {
			continue
		}
		e := sub.effect("total", at.period)
		diff := at.P[3] - at.Baseline
		if !e.clear() || !e.agrees(diff) {
			continue
		}
		median := e.median(r.Trials)
		if text := median.size(diff, currency(r.Currency).round); text != "" {
			all = append(all, change{i, median.change, median.err, text, diff < 0})
		}
	}
	return all
}

// claim is the title where scenario and baseline are compared.
func (f *Fan) claim(r *result.Result, sub subject) string {
	who, what := sentence(actor(r)), "median "+sub.name()
	whole := sub.effect("total", r.Window(result.Forecast))
	all := f.changes(r, sub)
	if len(all) == 0 {
		size := whole.mean().size(whole.fall, currency(r.Currency).round)
		switch down := whole.fall > 0; {
		case whole.none:
			return who + " leaves total " + sub.name() + " as it is in the baseline"
		case whole.clear() && size != "":
			return fmt.Sprintf("%s %s %s mean %s over the forecast", who, takes(down), takesFrom(size, down), sub.name())
		case whole.clear():
			return who + " hardly changes total " + sub.name()
		}
		return "No difference from the baseline beyond the Monte Carlo error"
	}
	size := func(c change) float64 { return math.Abs(f.Steps[c.step].P[3] - f.Steps[c.step].Baseline) }
	if slices.IndexFunc(all, func(c change) bool { return c.share == 0 }) < 0 {
		size = func(c change) float64 { return math.Abs(c.share) }
	}
	deep, end := all[0], all[len(all)-1]
	for _, c := range all {
		if size(c) > size(deep) {
			deep = c
		}
	}
	f.Deepest = deep.step
	f.Change = signed(deep.text, deep.down)
	finish := "the end of " + bind(endOf(f.last().Finish))
	start := fmt.Sprintf("%s %s %s %s", who, takes(deep.down), takesFrom(deep.text, deep.down), what)
	switch {
	case end.step != len(f.Steps)-1 && !f.faded(sub, deep):
		// The medians do not tell how much is left; the mean of the differences does over the whole forecast.
		if text := whole.mean().size(whole.fall, currency(r.Currency).round); whole.clear() && text != "" {
			return fmt.Sprintf("%s %s %s mean %s over the forecast", who, takes(whole.fall > 0), takesFrom(text, whole.fall > 0), sub.name())
		}
		return fmt.Sprintf("%s in %s", start, f.Steps[deep.step].Name)
	case end.step != len(f.Steps)-1 && sub.effect("total", f.last().period).clear():
		return fmt.Sprintf("%s in %s, but hardly anything by %s", start, f.Steps[deep.step].Name, finish)
	case end.step != len(f.Steps)-1:
		return fmt.Sprintf("%s in %s, but nothing beyond the error is left at %s", start, f.Steps[deep.step].Name, finish)
	case end.down != deep.down:
		return fmt.Sprintf("%s in %s, but %s %s by %s", start, f.Steps[deep.step].Name, takes(end.down), end.text, finish)
	case size(end) < size(deep)*0.85 && differ(deep, end):
		return fmt.Sprintf("%s %s up to %s %s, but only %s by %s", who, takes(deep.down), takesFrom(deep.text, deep.down), what, end.text, finish)
	}
	f.Deepest, f.Change = end.step, signed(end.text, end.down)
	return fmt.Sprintf("%s %s %s %s by %s", who, takes(end.down), takesFrom(end.text, end.down), what, finish)
}

// faded reports whether the mean loss in the last step is less than a third of that in the deepest, error included.
func (f *Fan) faded(sub subject, deep change) bool {
	most, last := sub.effect("total", f.Steps[deep.step].period), sub.effect("total", f.last().period)
	return math.Abs(last.fall)+float64(2*last.se) < math.Abs(most.fall)/3
}

// differ reports whether two changes differ beyond their errors, and in words.
func differ(a, b change) bool {
	known := a.share == 0 || b.share == 0 || math.Abs(a.share-b.share) > a.err+b.err
	return known && a.text != b.text
}

// takes is the verb of a change: it takes 21% off, it adds 5%.
func takes(down bool) string {
	if down {
		return "takes"
	}
	return "adds"
}

// takesFrom is a change and the word that leads on to its object: "21% off", "5% to".
func takesFrom(text string, down bool) string {
	if down {
		return text + " off"
	}
	return text + " to"
}

// course is the title of a fan without comparison: from where to where.
func (f *Fan) course(r *result.Result, sub subject, series *result.Series) string {
	m := currency(r.Currency)
	begin := f.Steps[0]
	for _, s := range f.Steps {
		if begin.Begin < f.Forecast-1e-9 {
			begin = s
		}
	}
	a, b := series.Scenario[begin.period], series.Scenario[f.last().period]
	from, to, finish := begin.P[3], f.last().P[3], "the end of "+bind(endOf(f.last().Finish))
	what := "Baseline " + sub.name()
	switch {
	case from == to && begin.P[0] == begin.P[6]:
		return fmt.Sprintf("%s is %s a year to %s", what, m.round(to), finish)
	case len(f.Steps) == 1 || begin.Name == f.last().Name:
		return fmt.Sprintf("%s runs at %s a year, 90%% of outcomes between %s and %s", what, m.round(to), m.round(begin.P[0]), m.round(begin.P[6]))
	}
	moved := effect{before: a, after: b}.median(r.Trials)
	if moved.ok && math.Abs(moved.change) > max(float64(1.5*moved.err), 0.045) && m.round(from) != m.round(to) {
		verb := "grows"
		if moved.change < 0 {
			verb = "falls"
		}
		return fmt.Sprintf("%s %s from %s to %s a year by %s", what, verb, m.round(from), m.round(to), finish)
	}
	return fmt.Sprintf("%s runs at about %s a year at %s, 90%% of outcomes between %s and %s",
		what, m.round(to), finish, m.round(f.last().P[0]), m.round(f.last().P[6]))
}
