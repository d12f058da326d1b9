package program

import (
	"math"

	"weir/sim/dist"
)

// Bounds is where a value lies in every trial that no judgement so far ends.
func (p *Builder) Bounds(v Value) Interval {
	for i := len(p.bounds); i <= int(v); i++ {
		p.bounds = append(p.bounds, p.boundsOf(&p.defs[i]))
	}
	return p.bounds[v]
}

// boundsOf is where a definition lies, from where those lie that it reads.
func (p *Builder) boundsOf(d *def) Interval {
	if !d.op.Makes() {
		return Anything
	}
	var x [6]Interval
	reads, n := p.reads(d)
	for i, v := range reads[:n] {
		x[i] = p.Bounds(v)
	}
	switch at := math.Float64frombits(d.imm); d.op {
	case Const:
		return Exactly(at)
	case Sample:
		return p.lawBounds(d.aux2)
	case Quantile:
		if x[0].Lo > 0 && x[0].Hi < 1 {
			return p.lawBounds(d.aux2)
		}
		return Anything
	case Compound:
		return p.lawBounds(p.events[d.aux].Law).SumOf(x[0])
	case Strength: // of the values of a Course
		return StrengthBounds(at, x[0], x[1], x[2], x[3], x[4])
	case Share:
		if x[0].Finite() && x[1].Finite() && p.isPart(d.a, d.b) {
			return Share01
		}
	case Mul:
		if d.a == d.b {
			square := x[0].Abs()
			return Interval{float64(square.Lo * square.Lo), float64(square.Hi * square.Hi)}
		}
	}
	return OpBounds(d.op, x[0], x[1], x[2], math.Float64frombits(d.imm), d.aux)
}

// isPart reports whether a value is a term of another one that is a sum of terms not below 0, or is all of it.
func (p *Builder) isPart(part, sum Value) bool {
	const most = 64 // terms
	steps := 0
	var find func(at Value) bool
	find = func(at Value) bool {
		if at == part {
			return true
		}
		d := &p.defs[at]
		if steps++; steps > most || d.op != Add {
			return false
		}
		return p.Bounds(d.a).Lo >= 0 && p.Bounds(d.b).Lo >= 0 && (find(d.a) || find(d.b))
	}
	return find(sum)
}

// lawBounds is where the draws of a law lie, once worked out.
func (p *Builder) lawBounds(law int32) Interval {
	for len(p.drawn) <= int(law) {
		p.drawn = append(p.drawn, Anything)
	}
	if !p.drawn[law].Known() {
		l := p.laws[law]
		lo, hi := dist.Bounds(l.Law, l.Scale)
		p.drawn[law] = Interval{lo, hi}
	}
	return p.drawn[law]
}
