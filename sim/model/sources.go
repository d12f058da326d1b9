package model

import (
	"fmt"
	"slices"

	"weir/sim/diag"
	"weir/sim/formula"
)

// A Citation is a figure of the model, or a claim about it: a parameter, a shock, a piece of evidence or a check.
type Citation struct {
	Kind, Name, Title string // Kind is "parameter", "shock", "evidence" or "check"
	Idle              bool   // a shock that is not in force
	Provenance        ProvenanceText
}

// A CitedSource is a source with all that rests on it.
type CitedSource struct {
	SourceText
	Described bool // it stands in [sources]
	Cited     []Citation
}

// A Basis says what each figure of a model rests on. As in Appendix, what gives a reason of its own is an assumption, even
// where it also names a source.
type Basis struct {
	Sources  []CitedSource // in the order of the document, then those that it does not describe
	Assumed  []Citation
	Neither  []Citation
	Lineages []LineageText
}

// A LineageText is what several sources go back to: they never confirm one another.
type LineageText struct {
	Name    string
	Sources []string // in the order of the document
}

// Basis gathers the provenance of all parameters, shocks (also those that are not in force), evidence and checks.
func (m *Model) Basis() *Basis {
	all := *m
	all.Enforced = m.Shocks
	a := all.Appendix()
	out := &Basis{}
	for _, s := range a.Sources {
		out.Sources = append(out.Sources, CitedSource{SourceText: s, Described: true})
		if s.Lineage == "" {
			continue
		}
		i := slices.IndexFunc(out.Lineages, func(l LineageText) bool { return l.Name == s.Lineage })
		if i < 0 {
			i = len(out.Lineages)
			out.Lineages = append(out.Lineages, LineageText{Name: s.Lineage})
		}
		out.Lineages[i].Sources = append(out.Lineages[i].Sources, s.ID)
	}
	for _, p := range a.Parameters {
		out.add(Citation{Kind: "parameter", Name: p.Name, Title: p.Title, Provenance: p.Provenance})
	}
	for i, t := range a.Terms {
		s := m.Shocks[i]
		out.add(Citation{Kind: "shock", Name: t.Shock, Title: s.Title, Idle: !slices.Contains(m.Enforced, s), Provenance: t.Provenance})
	}
	for _, e := range m.Evidence {
		out.add(Citation{Kind: "evidence", Name: e.ID, Title: e.Title, Provenance: e.Provenance})
	}
	for _, e := range m.Checks {
		out.add(Citation{Kind: "check", Name: e.ID, Title: e.Title, Provenance: e.Provenance})
	}
	return out
}

// add files a citation.
func (b *Basis) add(c Citation) {
	p := c.Provenance
	switch {
	case p.Assumption != "":
		b.Assumed = append(b.Assumed, c)
		return
	case p.Source == "":
		b.Neither = append(b.Neither, c)
		return
	}
	i := slices.IndexFunc(b.Sources, func(s CitedSource) bool { return s.ID == p.Source })
	if i < 0 {
		i = len(b.Sources)
		b.Sources = append(b.Sources, CitedSource{SourceText: SourceText{ID: p.Source}})
	}
	b.Sources[i].Cited = append(b.Sources[i].Cited, c)
}

// twice warns of parameters that rest on a source which a piece of evidence that they feed also rests on: a figure would
// then be both the prior and the claim that it is held against. Names must be resolved.
func (b *builder) twice() {
	if len(b.m.Evidence) == 0 {
		return
	}
	feeds := map[*Piece]map[string]bool{} // by path
	for _, e := range b.m.Evidence {
		feeds[e] = map[string]bool{}
		formula.Walk(e.Expr, func(n *formula.Node) bool {
			if n.Op == formula.Name {
				for s := range b.m.Symbols[n.Ref].Reach() {
					feeds[e][s.Path] = true
				}
			}
			return true
		})
	}
	var found []string
	var at diag.Place
	for _, p := range b.m.Appendix().Parameters {
		if p.Provenance.Source == "" || p.Provenance.Assumption != "" || p.Vary == "certain" {
			continue
		}
		for _, e := range b.m.Evidence {
			if e.Provenance.Source != p.Provenance.Source || !feeds[e][p.Path] {
				continue
			}
			if len(found) == 0 {
				at = e.At
			}
			found = append(found, fmt.Sprintf("%s rests on %s, which evidence %s also uses", p.Name, p.Provenance.Source, e.ID))
			break
		}
	}
	if len(found) > 0 {
		b.diags.Warnf(at, "", "widen the prior to what is known without the source, and say why as its assumption; or leave the evidence out",
			"a figure may be used twice: %s", some(found))
	}
}
