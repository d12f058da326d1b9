package model

import (
	"fmt"
	"strings"

	"weir/sim/diag"
	"weir/sim/display"
	"weir/sim/scenario"
)

// A provenance gathers what has none, so that one warning names it all.
type provenance struct {
	parameters, shocks, pieces []string
	unknown                    []string // sources that [sources] does not describe
	at                         [4]diag.Place
}

// parameter notes a parameter that says neither where it comes from nor why it was chosen.
func (p *provenance) parameter(s *Symbol, n *scenario.Node) { p.note(0, &p.parameters, s.Name, n) }

// shock notes a shock likewise.
func (p *provenance) shock(n *scenario.Node) { p.note(1, &p.shocks, n.Key, n) }

// evidence notes a piece of evidence, or a check, likewise.
func (p *provenance) evidence(n *scenario.Node) { p.note(3, &p.pieces, n.Key, n) }

func (p *provenance) note(i int, list *[]string, name string, n *scenario.Node) {
	source, reading, assumption := n.Get("source"), n.Get("reading"), n.Get("assumption")
	if source != nil {
		if p.at[2].File == nil {
			p.at[2] = source.At
		}
		p.unknown = append(p.unknown, source.Text)
	}
	if n.Wrong || assumption != nil || source != nil && reading != nil {
		return
	}
	if p.at[i].File == nil {
		p.at[i] = n.KeyAt
	}
	*list = append(*list, name)
}

// provenanceWarnings says what has no provenance, and which sources are not described.
func (b *builder) provenanceWarnings() {
	p := &b.noted
	warn := func(at diag.Place, names []string, thing, what string) {
		if len(names) > 0 {
			b.diags.Warnf(at, "", "add source and reading, or assumption", "%s%s without provenance: %s", display.Plural(len(names), thing), what, some(names))
		}
	}
	warn(p.at[0], p.parameters, "parameter", "")
	warn(p.at[1], p.shocks, "shock", "")
	warn(p.at[3], p.pieces, "piece", " of evidence")
	var missing []string
	for _, id := range p.unknown {
		if b.root.Get("sources").Get(id) == nil && !strings.Contains(","+strings.Join(missing, ",")+",", ","+id+",") {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		b.diags.Warnf(p.at[2], "", "describe it as [sources."+missing[0]+"]", "%s not described: %s", display.Plural(len(missing), "source"), some(missing))
	}
}

// some lists the first few names.
func some(names []string) string {
	const shown = 6
	if len(names) > shown {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return strings.Join(names, ", ")
}
