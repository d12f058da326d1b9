package plan

import "math"

// A Scale takes a column to what is reported of it: x becomes x * Times / Over, both positive, so that what is less stays less.
type Scale struct{ Times, Over float64 }

// unscaled changes nothing.
var unscaled = Scale{1, 1}

// Of is what a value of the column stands for. Infinities and NaN stay.
func (s Scale) Of(x float64) float64 { return x * s.Times / s.Over }

// then is the scale of a multiple of what s gives. What was divided by and is multiplied with again is out, exactly.
func (s Scale) then(times, over float64) Scale {
	if s.Over == times {
		s.Over, times = 1, 1
	}
	if s.Times == over {
		s.Times, over = 1, 1
	}
	const rounding = 0x1p-48
	if s = (Scale{float64(s.Times * times), float64(s.Over * over)}); math.Abs(s.Times-s.Over) <= rounding*s.Over {
		return unscaled
	}
	return s
}

// most bounds how far the base of a multiple may be from it: the squares of what stands for a judged value can be summed too.
const most = 0x1p16

// tame reports whether a scale is within that bound.
func (s Scale) tame() bool {
	const far = 0x1p64
	within := func(x, by float64) bool { return x >= 1/by && x <= by }
	return within(s.Times, far) && within(s.Over, far) && within(s.Times/s.Over, most)
}

// A multiple is a positive multiple of another value.
type multiple struct {
	base Value
	Scale
}

// multiple finds of what a value is a multiple, by its arithmetic: of itself at least. It depends on nothing but how the value
// comes about.
func (p *program) multiple(v Value) multiple {
	for i := Value(len(p.multiples)); i <= v; i++ {
		m := p.derived(&p.defs[i])
		if m.base == none || !m.tame() {
			m = multiple{i, unscaled}
		}
		p.multiples = append(p.multiples, m)
	}
	return p.multiples[v]
}

// derived is the multiple that a definition makes of those that it reads; its base is none where it makes none.
func (p *program) derived(d *def) multiple {
	switch d.op {
	case MulI, DivI:
		m, by := p.multiples[d.a], math.Float64frombits(d.imm)
		if d.op == MulI {
			m.Scale = m.then(by, 1)
		} else {
			m.Scale = m.then(1, by)
		}
		return m
	case Add, Sub:
		a, b := p.multiples[d.a], p.multiples[d.b]
		if a.base != b.base {
			break
		}
		over := a.Over
		x, y := a.Times, b.Times
		if a.Over != b.Over {
			x, y, over = a.Times/a.Over, b.Times/b.Over, 1
		}
		if d.op == Add {
			return multiple{a.base, Scale{x + y, over}.then(1, 1)}
		}
		if x-y > x/most { // or else it is rounding that is left
			return multiple{a.base, Scale{x - y, over}.then(1, 1)}
		}
	}
	return multiple{base: none}
}
