package model

import "slices"

// Only is the model with some of its shocks in force and the others not, by id; they share all else, the document too. It is false
// where one of ids is not in force in m, or where more than that changes: what the condition of a shock reads is judged because of
// it.
func (m *Model) Only(ids []string) (*Model, bool) {
	out := *m
	out.Enforced = nil
	for _, s := range m.Enforced { // in path order
		if slices.Contains(ids, s.ID) {
			out.Enforced = append(out.Enforced, s)
		} else if s.Onset.Form == When {
			return nil, false
		}
	}
	for _, id := range ids {
		if !slices.ContainsFunc(out.Enforced, func(s *Shock) bool { return s.ID == id }) {
			return nil, false
		}
	}
	return &out, true
}
