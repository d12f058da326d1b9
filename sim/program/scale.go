package program

import "math"

// A Scale takes a column to what is reported of it: x becomes x * Times / Over, both positive, so that what is less stays less.
type Scale struct{ Times, Over float64 }

// Unscaled changes nothing.
var Unscaled = Scale{1, 1}

// Of is what a value of the column stands for. Infinities and NaN stay.
func (s Scale) Of(x float64) float64 { return x * s.Times / s.Over }

// Then is the scale of a multiple of what s gives. What was divided by and is multiplied with again is out, exactly.
func (s Scale) Then(times, over float64) Scale {
	if s.Over == times {
		s.Over, times = 1, 1
	}
	if s.Times == over {
		s.Times, over = 1, 1
	}
	const rounding = 0x1p-48
	if s = (Scale{float64(s.Times * times), float64(s.Over * over)}); math.Abs(s.Times-s.Over) <= rounding*s.Over {
		return Unscaled
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

// A Multiple is a positive multiple of another value.
type Multiple struct {
	Base Value
	Scale
}

// Multiple finds of what a value is a multiple, by its arithmetic: of itself at least. It depends on nothing but how the value
// comes about.
func (p *Builder) Multiple(v Value) Multiple {
	for i := Value(len(p.multiples)); i <= v; i++ {
		m := p.derived(&p.defs[i])
		if m.Base == None || !m.tame() {
			m = Multiple{i, Unscaled}
		}
		p.multiples = append(p.multiples, m)
	}
	return p.multiples[v]
}

// derived is the multiple that a definition makes of those that it reads; its base is none where it makes none.
func (p *Builder) derived(d *def) Multiple {
	switch d.op {
	case MulI, DivI:
		m, by := p.multiples[d.a], math.Float64frombits(d.imm)
		if d.op == MulI {
			m.Scale = m.Then(by, 1)
		} else {
			m.Scale = m.Then(1, by)
		}
		return m
	case Add, Sub:
		a, b := p.multiples[d.a], p.multiples[d.b]
		if a.Base != b.Base {
			break
		}
		over := a.Over
		x, y := a.Times, b.Times
		if a.Over != b.Over {
			x, y, over = a.Times/a.Over, b.Times/b.Over, 1
		}
		if d.op == Add {
			return Multiple{a.Base, Scale{x + y, over}.Then(1, 1)}
		}
		if x-y > x/most { // or else it is rounding that is left
			return Multiple{a.Base, Scale{x - y, over}.Then(1, 1)}
		}
	}
	return Multiple{Base: None}
}
