package plan

import "weir/sim/model"

// score is the normal score of a member of a correlated group: the sum over the members up to it, in path order, of a
// triangular factor of the matrix of correlations times independent normal draws (Cario and Nelson 1997, "Modeling and
// generating random vectors with arbitrary marginal distributions and correlation matrix"). z gives each member's own draw;
// the first member's score is that, so its margin keeps what a design does for it.
func (c *compiler) score(s *model.Symbol, z func(member *model.Symbol) Value) Value {
	sum := c.p.constant(0)
	for j, factor := range s.Group.Mix[s.Member] {
		if factor != 0 {
			sum = c.p.binary(Add, sum, c.p.binary(Mul, z(s.Group.Members[j]), c.p.constant(factor)))
		}
	}
	return sum
}

// alone reports whether a member's score is its own draw.
func alone(s *model.Symbol) bool {
	if s.Group == nil {
		return true
	}
	for j, factor := range s.Group.Mix[s.Member] {
		if factor != 0 && (j != s.Member || factor != 1) {
			return false
		}
	}
	return true
}

// drawn is a parameter's draw from its law, in a step or (noStep) once a trial, with what its group adds.
func (f *file) drawn(s *model.Symbol, step int) Value {
	q, role := s.Quantity, Once
	if step != noStep {
		role = Fresh
	}
	if q.Fixed {
		return f.c.p.constant(q.Value)
	}
	if alone(s) {
		return f.c.sample(stream{role, q.Path, step}, q.Law, q.Scale, q.Sig)
	}
	u := f.c.p.unary(Phi, f.c.score(s, func(m *model.Symbol) Value { return f.noise(m, step) }), 0)
	return f.c.quantile(u, q.Law, q.Scale, q.Sig)
}

// noise is a member's own normal draw.
func (f *file) noise(s *model.Symbol, step int) Value {
	switch {
	case s.Kind == model.Process:
		return f.c.noise(s, step)
	case step == noStep:
		return f.c.normal(stream{Once, s.Quantity.Path, step})
	}
	return f.c.normal(stream{Fresh, s.Quantity.Path, step})
}
