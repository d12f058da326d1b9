package explain

import (
	"strings"

	"weir/sim/model"
)

// allSources lists the sources that the scenario describes.
func (e *explainer) allSources() {
	if len(e.sources) == 0 {
		return
	}
	e.blank()
	e.heading("", "sources", "")
	for _, s := range e.sources {
		e.hang(2, 6, s.ID+": "+described(s))
	}
}

// described is a source in a line.
func described(s model.SourceText) string {
	var parts []string
	for _, part := range []string{s.Title, s.Publisher, s.Date, s.URL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	text := strings.Join(parts, "; ")
	if s.Lineage != "" {
		text += "; lineage " + s.Lineage
	}
	if s.Note != "" {
		text += ". " + s.Note
	}
	return text
}

// source explains a source and says what cites it.
func (e *explainer) source(s model.SourceText) {
	e.heading("source", s.ID, "")
	e.prose(2, described(s))
	var names []string
	for _, p := range e.m.Symbols {
		if p.Kind != model.Count && e.parameters[p.Path].Provenance.Source == s.ID {
			names = append(names, p.Name)
		}
	}
	for _, k := range e.m.Shocks {
		if e.shocks[k.ID].Provenance.Source == s.ID {
			names = append(names, k.Path)
		}
	}
	if len(names) == 0 {
		names = []string{"nothing"}
	}
	e.item(2, "cited by", strings.Join(names, ", "))
}

// cited describes the source of one thing.
func (e *explainer) cited(id string) {
	for _, s := range e.sources {
		if s.ID == id {
			e.item(2, s.ID, described(s))
		}
	}
}
