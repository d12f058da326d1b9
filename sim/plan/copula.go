package plan

import (
	"weir/sim/model"
	"weir/sim/program"
)

// score is the normal score of a member of a correlated group: the sum over the members up to it, in path order, of a
// triangular factor of the matrix of correlations times independent normal draws (Cario and Nelson 1997, "Modeling and
// generating random vectors with arbitrary marginal distributions and correlation matrix"). z gives each member's own draw;
// the first member's score is that, so its margin keeps what a design does for it.
func (f *subject) score(s *model.Symbol, z func(member *model.Symbol) program.Value) program.Value {
	p := f.c.p
	sum := p.Constant(0)
	for j, factor := range s.Group.Mix[s.Member] {
		if factor != 0 {
			sum = p.Add(sum, p.Mul(z(s.Group.Members[j]), p.Constant(factor)))
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
