package explain

import (
	"fmt"
	"strings"

	"weir/sim/formula"
	"weir/sim/model"
)

// symbol explains one named value and says who reads it and which shocks hit it.
func (e *explainer) symbol(s *model.Symbol) {
	switch {
	case strings.HasPrefix(s.Path, "outputs."):
		for _, o := range e.m.Outputs {
			if o.Symbol == s {
				e.output(o)
			}
		}
		return
	case s.Kind <= model.Schedule:
		p := e.parameters[s.Path]
		e.heading("parameter", s.Name, p.Title)
		e.prose(2, p.Description)
		e.parameterTable([]*model.Symbol{s})
		e.cited(p.Provenance.Source)
		base, scenario := e.medians.Value(s, e.at, false), e.medians.Value(s, e.at, true)
		if changed(base, scenario) {
			u := e.measure(s)
			a, b := u.pair(base, scenario)
			e.item(2, "in "+e.m.Time.Label(e.at), fmt.Sprintf("%s in the baseline, %s in the scenario", a, b))
		}
	case s.Kind == model.Formula:
		e.heading("formula", s.Name, e.formulas[s.Name].Title)
		e.formula(s)
	case s.Kind == model.Stock:
		e.heading("stock", s.Name, e.formulas[s.Name].Title)
		e.stock(s)
	case s.Kind <= model.OnceEvent:
		if s.Kind == model.Count {
			s = e.flow(s)
		}
		e.heading("event", s.Name, e.formulas[s.Name].Title)
		e.event(s)
	default:
		e.heading("", s.Name, "")
		e.rate(s)
	}
	e.readers(s)
}

// scope explains the parameters, formulas, stocks and events of a channel, or of the top level.
func (e *explainer) scope(c *model.Channel) {
	var parameters, others []*model.Symbol
	for _, s := range e.m.Symbols {
		switch {
		case s.Channel != c || s.Kind == model.Count || s.Kind >= model.Gross || strings.HasPrefix(s.Path, "outputs."):
		case s.Kind <= model.Schedule:
			parameters = append(parameters, s)
		default:
			others = append(others, s)
		}
	}
	if c == nil && len(parameters)+len(others) > 0 {
		e.blank()
		e.heading("", "shared by all channels", "")
	}
	if len(parameters) > 0 {
		e.parameterTable(parameters)
	}
	for _, s := range others {
		e.blank()
		switch s.Kind {
		case model.Formula:
			e.formula(s)
		case model.Stock:
			e.stock(s)
		default:
			e.event(s)
		}
	}
}

// local is the name of a symbol within its scope.
func local(s *model.Symbol) string {
	if s.Channel != nil {
		return strings.TrimPrefix(s.Name, s.Channel.ID+".")
	}
	return s.Name
}

// definition writes NAME = FORMULA.
func (e *explainer) definition(s *model.Symbol, n *formula.Node) {
	e.hang(2, 6, local(s)+" = "+n.String())
}

// formula explains a named formula.
func (e *explainer) formula(s *model.Symbol) {
	e.definition(s, s.Expr)
	e.prose(4, e.formulas[s.Name].Note)
	e.tree(local(s), s, s.Expr, e.at)
	e.hitBy(s)
}
