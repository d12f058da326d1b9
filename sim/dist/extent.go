package dist

import (
	"math"

	"weir/sim/fp"
)

// Extent gives bounds that no draw of a uniform in (0, 1) leaves, and that draws come near; NaN where there are none. An
// infinite bound means that a draw may be infinite.
func (s *Sampler) Extent() (lo, hi float64) { return s.lo, s.hi }

// Bounds are those that no draw from the table of a law by a scale leaves, without the table: its support, and where that has no end or
// ends with 0, a tenth farther out than its quantiles at the ends of the uniforms.
func Bounds(l Law, scale float64) (lo, hi float64) {
	const farther = 1.1
	lo, hi = l.Quantile(0), l.Quantile(1)
	if lo == 0 || math.IsInf(lo, 0) {
		q := l.Quantile(0x1p-60)
		lo = min(q/farther, farther*q)
	}
	if math.IsInf(hi, 0) {
		q := l.Quantile(1 - 0x1p-53)
		hi = max(q/farther, farther*q)
	}
	a, b := float64(lo*scale), float64(hi*scale)
	return min(a, b), max(a, b)
}

// A span holds the computed values of polynomials.
type span struct{ lo, hi float64 }

// nothing is the span of no value.
var nothing = span{math.Inf(1), math.Inf(-1)}

func (s span) with(t span) span { return span{min(s.lo, t.lo), max(s.hi, t.hi)} }

// spanOf holds the values of some cells.
func spanOf(cells []cell) span {
	s := nothing
	for i := range cells {
		s = s.with(cells[i].span())
	}
	return s
}

// span holds what value can give for t from -1/2 to 1/2. Where the slope at 0 outweighs all that bends it, the polynomial is
// monotone: then it lies between its ends, else within the sum of its terms.
//
// Rounding: a term is rounded 12 times at most, by 2^-53 of all terms together, in value and again at the ends; and bend may be
// short by 2^-49 of itself, by which the polynomial may then turn. All that is less than 2^-46 of the terms, or of the least
// number where products vanish.
func (c *cell) span() span {
	size, bend := math.Abs(c[0])+float64(math.Abs(c[1])/2), 0.0
	for k, power := 2, 0.5; k <= degree; k, power = k+1, power/2 {
		x := math.Abs(c[k]) * power
		size += float64(x / 2)
		bend += float64(float64(k) * x)
	}
	s := span{c[0] - (size - math.Abs(c[0])), c[0] + (size - math.Abs(c[0]))}
	if math.Abs(c[1]) >= bend {
		left, right := c.value(-0.5, 0.25), c.value(0.5, 0.25)
		s = span{min(left, right), max(left, right)}
	}
	margin := float64(size*0x1p-46) + 0x1p-1066
	return span{s.lo - margin, s.hi + margin}
}

// exp holds the exponentials of what s holds: fp.Exp is within 2 ulp of them.
func (s span) exp() span {
	lo, hi := fp.Exp(s.lo), fp.Exp(s.hi)
	return span{max(0, lo-float64(lo*0x1p-49)-0x1p-1070), hi + float64(hi*0x1p-49) + 0x1p-1070}
}

// moved holds off + gain times what s holds.
func (s span) moved(off, gain float64) span {
	a, b := off+float64(gain*s.lo), off+float64(gain*s.hi)
	return span{min(a, b), max(a, b)}
}

func (t *table) extent() span { return t.reader().extent() }

func (r *reader) extent() span {
	s := nothing
	for k, of := range r.spans {
		if r.exp {
			of = of.exp()
		}
		s = s.with(of.moved(r.off[k], r.gain[k]))
	}
	return s
}

func (p *pieces) extent() span {
	s := nothing
	for _, part := range p.parts {
		if part.of == nil {
			s = s.with(part.extent())
			continue
		}
		lo, hi := part.of.Support() // a truncated law keeps its quantiles within
		s = s.with(span{lo * part.scale, hi * part.scale})
	}
	return s
}

func (g *grid) extent() span {
	s := nothing
	for i := range g.cells {
		if c := &g.cells[i]; c[0] == c[0] { // where it does not ask
			s = s.with(c.span())
		}
	}
	return span{max(s.lo, g.lo), min(s.hi, g.hi)}.with(g.of.extent())
}

func (s *stairs) extent() span { return span{s.values[0], s.values[s.find(1-0x1p-53)]} }

func (c constant) extent() span { return span{float64(c), float64(c)} }

// The arithmetic of a draw rises or falls with u on either side, roundings included: so its ends bound it.

func (s straight) extent() span {
	half := float64(s.width * 0.5)
	return span{min(s.lo, s.hi-half), max(s.hi, s.lo+half)}
}

func (t tent) extent() span {
	lower, upper := &t.ends[0], &t.ends[1]
	top := lower.at + math.Sqrt(t.below*lower.area)
	bottom := upper.at - math.Sqrt((1-t.below)*upper.area)
	return span{min(lower.at, bottom), max(upper.at, top)}
}
