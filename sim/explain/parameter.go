package explain

import (
	"strings"

	"weir/sim/dist"
	"weir/sim/model"
)

// parameterTable explains parameters, or the sizes of events: percentiles in a row, then the law in words, source and
// reading, or the assumption, below. What is certain, a schedule or a process has one value: that of the step.
func (e *explainer) parameterTable(all []*model.Symbol) {
	t := &table{indent: 2, right: []bool{false, true, true, true, false}}
	t.add("", "5%", "50%", "95%", "unit")
	for _, s := range all {
		p := e.parameters[s.Path]
		u, name := e.measure(s), local(s)
		if s.Kind == model.Flow {
			u, name = measure{factor: s.Factor, text: p.Unit}, name+", one size"
		}
		cells := []string{name, "", "", "", u.text}
		switch {
		case s.Kind == model.Process || s.Kind == model.Schedule:
			cells[2] = u.number(e.medians.Value(s, e.at, false))
		default:
			u.time = u.time || p.Date
			for i, v := range []float64{p.P5, p.P50, p.P95} {
				cells[i+1] = u.number(v * s.Factor)
			}
		}
		if s.Kind != model.Flow && s.Quantity != nil && s.Quantity.Fixed {
			cells[1], cells[3] = "", ""
		}
		r := row{cells: cells}
		if p.Title != "" && len(all) > 1 {
			r.below = append(r.below, p.Title)
		}
		r.below = append(r.below, e.lawWords(p))
		if s.Quantity != nil {
			r.below = append(r.below, fitWords(s.Quantity, func(v float64) string { return u.number(v * s.Factor) })...)
		}
		if s.Kind != model.Flow {
			r.below = append(r.below, togetherWords(s)...)
		}
		if s.Kind != model.Flow || p.Provenance != (model.ProvenanceText{}) { // the sizes of an event need none
			r.below = append(r.below, provenanceWords(p.Provenance)...)
		}
		t.rows = append(t.rows, r)
	}
	if t.empty(1) {
		t.rows[0].cells[2] = "value"
	}
	e.table(t)
}

// lawWords says what a parameter is.
func (e *explainer) lawWords(p model.ParameterText) string {
	written, kept, isKept := strings.Cut(p.Law, ", kept within")
	if isKept {
		kept = ", kept within" + kept
	}
	words := p.Law
	if q, err := e.m.Units.Quantity(written); err == nil && q.Range {
		family := strings.Replace(dist.RangeFamily(q.Lo, p.Unit == "share"), "logitnormal", "logit-normal", 1)
		words = written + " (5th and 95th percentile of a " + family + ")" + kept
	}
	switch p.Vary {
	case "certain":
		words += ", certain"
	case "step":
		words += "; drawn afresh in every step"
	}
	return "law: " + words
}

// provenanceWords says where a figure comes from, a line each.
func provenanceWords(p model.ProvenanceText) []string {
	var lines []string
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, label+": "+text)
		}
	}
	if p.Source != "" && p.Reading != "" {
		add("source", p.Source+", read as "+p.Reading)
	} else {
		add("source", p.Source)
	}
	add("assumption", p.Assumption)
	if p.Source == "" && p.Assumption == "" {
		add("source", "none given")
	}
	add("note", p.Note)
	return lines
}

func (e *explainer) provenance(indent int, p model.ProvenanceText) {
	for _, line := range provenanceWords(p) {
		e.hang(indent, indent+2, line)
	}
}
