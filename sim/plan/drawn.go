package plan

import (
	"slices"

	"weir/sim/dist"
	"weir/sim/model"
)

// A Drawn quantity is not known and drawn once a trial: a parameter, or a field of a shock in force.
type Drawn struct {
	Path, Name, Title string
	Factor            float64 // base units in one of its declared unit; 1 for a field of a shock
	Switch            bool    // it takes one of two values
	Provenance        model.ProvenanceText
	Column            int
	of                Value
}

// An End is a total over the forecast, with what is drawn once a trial and may move it.
type End struct {
	Report  int
	Measure string // "net" or "loss"
	Column  int
	Drawn   []Drawn // parameters in the order of the document, then fields of shocks
}

// drawnOnce has all that a file draws once a trial kept by trial. A formula over once-parameters is none of its own.
func (f *file) drawnOnce() []Drawn {
	c, words := f.c, f.m.Appendix()
	byPath := map[string]model.ParameterText{}
	for _, p := range words.Parameters {
		byPath[p.Path] = p
	}
	var out []Drawn
	add := func(d Drawn, q *model.Quantity) {
		d.Switch, d.Column = len(dist.Cuts(q.Law)) == 1, c.keep(d.of)
		out = append(out, d)
	}
	for _, s := range f.m.Symbols {
		if s.Kind == model.Once && !s.Quantity.Fixed {
			p := byPath[s.Path]
			add(Drawn{Path: s.Path, Name: s.Name, Title: p.Title, Factor: s.Factor, Provenance: p.Provenance, of: f.drawn(s, noStep)}, s.Quantity)
		}
	}
	seen := map[string]bool{} // a course may be that of several hits
	for _, k := range f.m.Enforced {
		var from model.ProvenanceText
		for _, t := range words.Terms {
			if t.Shock == k.ID {
				from = t.Provenance
			}
		}
		for _, q := range k.Quantities() {
			if q.Expr == nil && !q.Fixed && !seen[q.Path] {
				seen[q.Path] = true
				add(Drawn{Path: q.Path, Name: q.Path, Factor: 1, Provenance: from, of: f.quantity(q)}, q)
			}
		}
	}
	return out
}

// ends keeps the totals of a file by trial. What evidence reads may move every total: it ties what is drawn together.
func (f *file) ends(drawn []Drawn) []End {
	var out []End
	p := f.c.p
	var tied []Value
	f.c.silent = true
	for _, e := range f.m.Evidence {
		tied = append(tied, f.observed(e))
	}
	f.c.silent = false
	for _, s := range f.report.Series {
		if s.Channel != "total" || s.Measure != "net" && s.Measure != "loss" || s.Measure == "loss" && f.scenario == nil {
			continue
		}
		of := s.Scenario[len(s.Scenario)-1].of // the forecast is the last of the periods
		if _, ok := p.known(of); ok {
			continue
		}
		moves := make([]bool, len(p.defs))
		moves[of] = true
		for _, v := range tied {
			moves[v] = true
		}
		for v := len(moves) - 1; v >= 0; v-- {
			if moves[v] {
				for _, r := range p.reads(&p.defs[v]) {
					moves[r] = true
				}
			}
		}
		e := End{Report: f.index, Measure: s.Measure, Column: f.c.keep(of)}
		for _, d := range drawn {
			if moves[d.of] {
				e.Drawn = append(e.Drawn, d)
			}
		}
		out = append(out, e)
	}
	return out
}

// Placed is the plan of a twin whose streams have the dimensions that they have in the plan of the run, so that equal trials
// are equal worlds.
func (t *Twin) Placed(run *Plan) *Plan {
	out := *t.Plan
	out.Streams = slices.Clone(t.Streams)
	share(out.Streams, run.Streams)
	return &out
}
