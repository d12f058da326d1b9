package explain

import (
	"fmt"

	"weir/sim/model"
)

// event explains an event: how often it comes, and how large it is.
func (e *explainer) event(s *model.Symbol) {
	if s.Kind == model.OnceEvent {
		e.hang(2, 6, fmt.Sprintf("%s: happens once, at a rate of %s; 0 before, then 1", local(s), s.Expr))
	} else {
		e.hang(2, 6, fmt.Sprintf("%s: events at a rate of %s, each with a size of its own", local(s), s.Expr))
	}
	e.prose(4, e.formulas[s.Name].Note)
	if s.Kind == model.Flow {
		e.parameterTable([]*model.Symbol{s})
	}
	t := values(2)
	row := func(label string, s *model.Symbol) {
		e.value(t, label, e.medians.Value(s, e.at, false), e.medians.Value(s, e.at, true), e.measure(s))
	}
	if s.Kind == model.Flow {
		row(local(s)+", the sum of the sizes", s)
		for _, count := range e.m.Symbols {
			if count.Kind == model.Count && count.Path == s.Path {
				row(local(count)+", how many", count)
			}
		}
	} else {
		row(local(s), s)
	}
	e.show(t)
	if s.Kind == model.OnceEvent {
		e.prose(2, "in the trial of medians: "+e.happening(s))
	}
	e.tree("rate", s, s.Expr, e.at)
}

// flow is the event of a count.
func (e *explainer) flow(count *model.Symbol) *model.Symbol {
	for _, s := range e.m.Symbols {
		if s.Kind == model.Flow && s.Path == count.Path {
			return s
		}
	}
	return count
}

// happening says when an event that happens once has happened.
func (e *explainer) happening(s *model.Symbol) string {
	first := func(scenario bool) string {
		for k := range e.m.Time.Steps {
			if e.medians.Value(s, k, scenario) != 0 {
				return "from " + e.m.Time.Label(k)
			}
		}
		return "never"
	}
	base, scenario := first(false), first(true)
	if base == scenario {
		return base
	}
	return base + " in the baseline, " + scenario + " in the scenario"
}
