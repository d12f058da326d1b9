package program

import "math"

// Bounds is where a value lies in every trial, judgements aside. It depends on nothing but how the value comes about.
func (p *Builder) Bounds(v Value) Interval {
	for i := len(p.bounds); i <= int(v); i++ {
		p.bounds = append(p.bounds, p.boundsOf(&p.defs[i]))
	}
	return p.bounds[v]
}

// boundsOf is where a definition lies, from where those lie that it reads.
func (p *Builder) boundsOf(d *def) Interval {
	if d.op.effect() {
		return Anything
	}
	var x [6]Interval
	reads, n := p.reads(d)
	for i, v := range reads[:n] {
		x[i] = p.Bounds(v)
	}
	switch at := math.Float64frombits(d.imm); d.op {
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
	default:
		return OpBounds(d.op, x[0], x[1], x[2], at, d.aux)
	}
}

// lawBounds is LawBounds of a law of the program, once worked out.
func (p *Builder) lawBounds(law int32) Interval {
	for len(p.drawn) <= int(law) {
		p.drawn = append(p.drawn, Anything)
	}
	if !p.drawn[law].Known() {
		p.drawn[law] = LawBounds(p.laws[law])
	}
	return p.drawn[law]
}

// LawBounds is where the draws of a law lie: within its support, and where that has no end or ends with 0, no farther than twice
// as far out as its quantiles at the ends of the uniforms, since they come from tables.
func LawBounds(l Law) Interval {
	lo, hi := l.Law.Quantile(0), l.Law.Quantile(1)
	if lo == 0 || math.IsInf(lo, 0) {
		q := l.Law.Quantile(0x1p-60)
		lo = min(q/2, 2*q)
	}
	if math.IsInf(hi, 0) {
		q := l.Law.Quantile(1 - 0x1p-53)
		hi = max(q/2, 2*q)
	}
	a, b := float64(lo*l.Scale), float64(hi*l.Scale)
	return Interval{min(a, b), max(a, b)}
}
