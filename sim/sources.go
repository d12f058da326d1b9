package sim

import "weir/sim/explain"

// Sources says in plain text what every figure of the first scenario rests on.
func (s *Study) Sources(o explain.Options) string { return explain.Sources(s.models[0], o) }
