// Package explain puts a model into plain text: for a researcher who wants to see what a scenario says once everything
// that it extends is merged, names are resolved and units are checked.
//
//  1. find looks up what a name stands for; without a name, all is explained.
//  2. plan.Medians gives the value of every node of every formula in one trial: the one in which each draw is at its median.
//  3. page lays the text out: wrapped prose, tables, trees, and strength over time as a picture in characters.
//
// It draws nothing and writes nothing. The words for parameters and shocks are those of the report (model.Appendix).
package explain

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/model"
	"weir/sim/plan"
)

// Options say how to explain.
type Options struct {
	At    string // the step whose values are shown, such as "2027-Q1"; empty: the first step of the forecast
	Width int    // characters in a line; 0 where nobody watches
	ASCII bool   // no character beyond ASCII, but for what the author wrote
}

const (
	widthAlone = 100 // where no terminal says its width
	leastWidth = 60
	mostWidth  = 140 // longer lines are hard to read
)

// A Mistake is what cannot be explained, and what could be meant.
type Mistake struct{ What, Mend string }

// An explainer explains one model, onto one page.
type explainer struct {
	page
	m          *model.Model
	at         int // the step of the values
	medians    *plan.Medians
	sources    []model.SourceText
	parameters map[string]model.ParameterText // by path
	formulas   map[string]model.FormulaText   // by name
	shocks     map[string]model.ShockText     // by id, in force or not
}

// Text explains what a name stands for, or with the empty name the whole model. Where a name stands for several things,
// such as an event and an output, all are explained.
func Text(m *model.Model, name string, o Options) (string, *Mistake) {
	e := &explainer{page: newPage(o), m: m, at: m.Time.Forecast}
	if o.At != "" {
		if e.at = step(m.Time, o.At); e.at < 0 {
			return "", &Mistake{
				fmt.Sprintf("there is no step %q", o.At),
				fmt.Sprintf("the steps are %s to %s", m.Time.Label(0), m.Time.Label(m.Time.Steps-1)),
			}
		}
	}
	e.read()
	if name == "" {
		e.whole()
		return e.String(), nil
	}
	found := e.find(name)
	if len(found) == 0 {
		return "", e.unknown(name)
	}
	for i, explain := range found {
		if i > 0 {
			e.blank()
		}
		explain()
	}
	e.blank()
	e.legend()
	return e.String(), nil
}

// read gathers the values and the words.
func (e *explainer) read() {
	e.medians = plan.AtMedians(e.m)
	all := *e.m
	all.Enforced = e.m.Shocks // so that the words tell of every shock
	words := all.Appendix()
	e.sources = words.Sources
	e.parameters, e.formulas, e.shocks = map[string]model.ParameterText{}, map[string]model.FormulaText{}, map[string]model.ShockText{}
	for _, p := range words.Parameters {
		e.parameters[p.Path] = p
	}
	for _, f := range words.Formulas {
		e.formulas[f.Name] = f
	}
	for _, s := range words.Terms {
		e.shocks[s.Shock] = s
	}
}

// step is the step of a label; -1 where there is none.
func step(t model.Time, label string) int {
	for k := range t.Steps {
		if strings.EqualFold(t.Label(k), label) {
			return k
		}
	}
	return -1
}

// legend says what the values are.
func (e *explainer) legend() {
	e.prose(0, fmt.Sprintf("Values: in %s, in the trial in which every draw is at its median, step by step; the number of events is at its mean, "+
		"each size at its median. That trial is an example, not the median of the results. %s", e.m.Time.Label(e.at), e.acting()))
}

// acting says when the first shock in force acts, where none does in the step of the values.
func (e *explainer) acting() string {
	t := e.m.Time
	acts := func(k int) bool {
		return slices.ContainsFunc(e.m.Enforced, func(s *model.Shock) bool {
			courses := []model.Course{s.Course}
			for _, h := range s.Hits {
				courses = append(courses, h.Course)
			}
			return e.medians.Happens(s) && slices.ContainsFunc(courses, func(c model.Course) bool { return e.medians.Strength(s, c, k) != 0 })
		})
	}
	if len(e.m.Enforced) == 0 || acts(e.at) {
		return ""
	}
	for k := t.Forecast; k < t.Steps; k++ {
		if acts(k) {
			return fmt.Sprintf("No shock in force acts in that step; the first to do so acts from %s on.", t.Label(k))
		}
	}
	return "No shock in force acts in that trial."
}
