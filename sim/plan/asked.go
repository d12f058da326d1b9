package plan

import (
	"strings"

	"weir/sim/ask"
	"weir/sim/dist"
	"weir/sim/model"
	"weir/sim/program"
)

// Asked is what an ask wants of one subject, on its way into the plan.
type asked struct {
	f      *subject
	of     []ask.Quantity
	cells  []Cell          // by quantity
	values []program.Value // likewise
	inputs []ask.Input
	drawn  []program.Value // of the inputs
}

// open asks for quantities, and for the inputs, which are written out before anything reads them, so that no
// register waits.
func (f *subject) open(of []ask.Quantity, inputs bool) *asked {
	out := &asked{f: f, of: of, cells: make([]Cell, len(of)), values: absent(len(of))}
	if inputs {
		out.openInputs()
	}
	for i, q := range of {
		if isEvidence(q) {
			continue // when all else is planned
		}
		m, ok := f.measure(q.Channel, q.Measure)
		period := f.period(q.Period)
		if !ok || period < 0 {
			out.lacks(q)
			continue
		}
		m.closed = append(m.closed, func(closed int) {
			if closed == period {
				out.take(i, m.of(period, q.Baseline))
			}
		})
	}
	return out
}

// isEvidence reports whether a quantity is one of the evidence.
func isEvidence(q ask.Quantity) bool {
	return q.Channel == "evidence" || strings.HasPrefix(q.Channel, "evidence.")
}

// take gathers a quantity as it is wanted.
func (o *asked) take(i int, a amount) {
	c := o.f.c
	o.values[i] = c.of(a)
	switch o.of[i].What {
	case ask.Distribution:
		o.cells[i] = c.observe(a, false)
	case ask.Mean:
		o.cells[i] = c.average(o.values[i])
	case ask.Rows:
		o.cells[i] = c.row(o.values[i])
	case ask.Counted:
		if _, known := c.p.Known(o.values[i]); known {
			o.cells[i] = c.row(o.values[i])
			break
		}
		o.cells[i] = c.row(a.v)
		o.cells[i].Scale = a.Scale
	default:
		c.list.Errorf(o.f.m.Document.At, "", "", "%s.%s is asked for in a way that there is not", o.of[i].Channel, o.of[i].Measure)
	}
}

// lacks says that the model of the subject has no such quantity.
func (o *asked) lacks(q ask.Quantity) {
	name := q.Channel + "." + q.Measure
	if q.Period != "" {
		name += " in " + q.Period
	}
	o.f.c.list.Errorf(o.f.m.Document.At, "", "what there is stands in summary.csv: channel, measure, period", "this scenario has no %s", name)
}

// finish gathers what does not depend on steps, and says what moves what.
func (o *asked) finish() {
	f, p := o.f, o.f.c.p
	for i, q := range o.of {
		if !isEvidence(q) {
			continue
		}
		if v := f.evidence(q); v != program.None {
			o.take(i, unscaled(v))
		} else {
			o.lacks(q)
		}
	}
	if len(o.inputs) == 0 {
		return
	}
	// What evidence reads may move everything: it ties what is drawn together.
	var tied []program.Value
	for _, e := range f.m.Evidence {
		tied = append(tied, f.observed(e))
	}
	for i := range o.of {
		if !o.of[i].Traced || o.values[i] == program.None {
			continue
		}
		moves := p.Reach(append(tied[:len(tied):len(tied)], o.values[i])...)
		for k := range o.inputs {
			o.inputs[k].Moves[i] = moves[o.drawn[k]]
		}
	}
}

// evidence is a quantity of the evidence; None where there is none of this name.
func (f *subject) evidence(q ask.Quantity) program.Value {
	if q.Channel == "evidence" && q.Measure == "draw" && len(f.m.Evidence) > 0 {
		return f.acceptance()
	}
	for _, e := range f.m.Evidence {
		switch {
		case q.Channel != "evidence."+e.ID:
		case q.Measure == "observed":
			return f.observed(e)
		case q.Measure == "weight":
			return logWeight(f.c.p, e, f.observed(e))
		}
	}
	return program.None
}

// places are where the rows of the quantities are.
func (o *asked) places() []ask.Place {
	out := make([]ask.Place, len(o.of))
	for i, q := range o.of {
		out[i] = ask.Place{Row: -1, Value: o.cells[i].Value, Times: 1, Over: 1}
		switch q.What {
		case ask.Counted:
			out[i].Row = o.cells[i].Column
			if by := o.cells[i].Scale; out[i].Row >= 0 {
				out[i].Times, out[i].Over = by.Times, by.Over
			}
		case ask.Rows:
			out[i].Row = o.cells[i].Column
		}
	}
	return out
}

// openInputs has all that a subject draws once a trial written out. A formula over once-parameters is none of its own.
func (o *asked) openInputs() {
	f, words := o.f, o.f.m.Appendix()
	byPath := map[string]model.ParameterText{}
	for _, p := range words.Parameters {
		byPath[p.Path] = p
	}
	add := func(in ask.Input, from model.ProvenanceText, v program.Value, q *model.Quantity) {
		cell := f.c.row(v)
		if cell.Column < 0 { // its law has one value
			return
		}
		in.Source, in.Reading, in.Assumption, in.Note = from.Source, from.Reading, from.Assumption, from.Note
		in.TwoValued, in.Row, in.Moves = len(dist.Cuts(q.Law)) == 1, cell.Column, make([]bool, len(o.of))
		o.inputs, o.drawn = append(o.inputs, in), append(o.drawn, v)
	}
	for _, s := range f.m.Symbols {
		if s.Kind == model.Once && !s.Quantity.Fixed {
			p := byPath[s.Path]
			add(ask.Input{Path: s.Path, Name: s.Name, Title: p.Title, Factor: s.Factor}, p.Provenance, f.drawn(s, program.NoStep), s.Quantity)
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
				add(ask.Input{Path: q.Path, Name: q.Path, Factor: 1}, from, f.quantity(q), q)
			}
		}
	}
}
