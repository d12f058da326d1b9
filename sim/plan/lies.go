package plan

import "math"

// lies is where a value lies in every trial, judgements aside. It depends on nothing but how the value comes about.
func (p *program) lies(v Value) Interval {
	for i := len(p.extents); i <= int(v); i++ {
		p.extents = append(p.extents, p.where(&p.defs[i]))
	}
	return p.extents[v]
}

// where is where a definition lies, from where those lie that it reads.
func (p *program) where(d *def) Interval {
	if d.op.effect() {
		return Anything
	}
	var x [6]Interval
	reads, n := p.reads(d)
	for i, v := range reads[:n] {
		x[i] = p.lies(v)
	}
	switch at := math.Float64frombits(d.imm); d.op {
	case Sample:
		return p.draws(d.aux2)
	case Quantile:
		if x[0].Lo > 0 && x[0].Hi < 1 {
			return p.draws(d.aux2)
		}
		return Anything
	case Compound:
		return p.draws(p.events[d.aux].Law).SumOf(x[0])
	case Strength: // of the values of a Course
		return StrengthWithin(at, x[0], x[1], x[2], x[3], x[4])
	default:
		return Within(d.op, x[0], x[1], x[2], at, d.aux)
	}
}

// draws is where the draws of a law lie: within its support, and where that has no end or ends with 0, no farther than twice as
// far out as its quantiles at the ends of the uniforms, since they come from tables.
func (p *program) draws(law int32) Interval {
	for len(p.laid) <= int(law) {
		p.laid = append(p.laid, Anything)
	}
	if x := p.laid[law]; x.Known() {
		return x
	}
	l := p.laws[law]
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
	p.laid[law] = Interval{min(a, b), max(a, b)}
	return p.laid[law]
}
