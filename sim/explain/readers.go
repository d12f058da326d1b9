package explain

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/formula"
	"weir/sim/model"
)

// readers says what reads a symbol directly.
func (e *explainer) readers(s *model.Symbol) {
	var names []string
	for _, r := range e.m.Symbols {
		if slices.Contains(r.Reads, s) && r.Kind != model.Count {
			names = append(names, r.Name)
		}
	}
	if s.Kind == model.Flow {
		for _, r := range e.m.Symbols {
			for _, count := range r.Reads {
				if count.Kind == model.Count && count.Path == s.Path && !slices.Contains(names, r.Name) {
					names = append(names, r.Name)
				}
			}
		}
	}
	for _, k := range e.m.Shocks {
		if slices.ContainsFunc(fields(k), func(n *formula.Node) bool { return reads(e.m, n, s) }) {
			names = append(names, k.Path)
		}
	}
	if len(names) == 0 {
		names = []string{"nothing"}
	}
	e.item(2, "read by", strings.Join(names, ", "))
	if s.Kind <= model.Schedule {
		e.hitBy(s)
	}
}

// fields are the formulas of a shock.
func fields(k *model.Shock) []*formula.Node {
	all := []*model.Quantity{k.Probability, k.Duration, k.Cost, k.Onset.Rate}
	courses := []model.Course{k.Course}
	for _, h := range k.Hits {
		all, courses = append(all, h.X), append(courses, h.Course)
	}
	for _, c := range courses {
		all = append(all, c.Ramp, c.Hold, c.HalfLife, c.Floor)
	}
	for _, d := range k.Displaces {
		all = append(all, d.Share)
	}
	nodes := []*formula.Node{k.Onset.Condition}
	for _, q := range all {
		if q != nil {
			nodes = append(nodes, q.Expr)
		}
	}
	return nodes
}

func reads(m *model.Model, n *formula.Node, s *model.Symbol) bool {
	found := false
	formula.Walk(n, func(n *formula.Node) bool {
		found = found || n.Op == formula.Name && m.Symbols[n.Ref] == s
		return true
	})
	return found
}

// hitBy lists the shocks that act on a symbol.
func (e *explainer) hitBy(s *model.Symbol) {
	var names []string
	for _, k := range e.m.Shocks {
		for _, h := range k.Hits {
			if h.Target == s {
				names = append(names, fmt.Sprintf("%s (%s, %s)", k.ID, model.VerbNames[h.Verb], e.force(k)))
			}
		}
	}
	e.item(2, "hit by", strings.Join(names, ", "))
}

// force says whether a shock is in force.
func (e *explainer) force(k *model.Shock) string {
	if slices.Contains(e.m.Enforced, k) {
		return "in force"
	}
	return "not in force"
}
