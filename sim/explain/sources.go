package explain

import (
	"fmt"
	"strings"

	"weir/sim/display"
	"weir/sim/model"
)

// Sources says what every figure of a model rests on: each source with all that cites it and how it was read, then what is
// assumed and why, then what has neither, and which sources go back to one another. Options.At is not used.
func Sources(m *model.Model, o Options) string {
	e := &explainer{page: newPage(o), m: m}
	b := m.Basis()
	n := 0
	for _, s := range b.Sources {
		n += len(s.Cited)
	}
	e.prose(0, fmt.Sprintf("%s; %s from them, %d assumed, %d with neither source nor reason.", display.Plural(int64(len(b.Sources)), "source"), display.Plural(int64(n), "figure"), len(b.Assumed), len(b.Neither)))
	for _, s := range b.Sources {
		e.blank()
		e.heading("source", s.ID, "")
		if s.Described {
			e.prose(2, described(s.SourceText))
		} else {
			e.prose(2, "It is not described.")
		}
		if len(s.Cited) == 0 {
			e.line(2, "Nothing rests on it.")
		}
		e.citations(s.Cited)
	}
	e.group("assumed", b.Assumed)
	e.group("neither source nor reason", b.Neither)
	if len(b.Lineages) > 0 {
		e.blank()
		e.heading("", "lineages", "")
		for _, l := range b.Lineages {
			text := l.Name + ": " + strings.Join(l.Sources, ", ")
			if len(l.Sources) > 1 {
				text += " (they repeat one another, and never confirm one another)"
			}
			e.hang(2, 6, text)
		}
	}
	return e.String()
}

// group lists what rests on no source.
func (e *explainer) group(title string, all []model.Citation) {
	if len(all) == 0 {
		return
	}
	e.blank()
	e.heading("", title, "")
	e.citations(all)
}

// citations lists figures with how they came about.
func (e *explainer) citations(all []model.Citation) {
	for _, c := range all {
		text := c.Name
		if c.Kind != "parameter" {
			text = c.Kind + " " + text
		}
		if c.Idle {
			text += " (not in force)"
		}
		p := c.Provenance
		switch {
		case p.Assumption != "":
			text += ": " + p.Assumption
		case p.Reading != "":
			text += ": " + p.Reading
		}
		if p.Assumption != "" && p.Source != "" {
			text += " (beside source " + p.Source + ")"
		}
		e.hang(2, 6, text)
	}
}
