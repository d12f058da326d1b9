package dist

import (
	"math"

	"weir/sim/fp"
)

// A target is what a table is fitted to. On each side value = off + gain v, and v is a monotone function of the tail
// probability q: the distance from a finite end of the support where there is one, and then above 0.
type target struct {
	off, gain [2]float64
	positive  bool
	sign      [2]float64                        // +1 where v rises with q
	noise     [2]float64                        // what rounding leaves of q, and
	grain     [2]float64                        // of v
	exact     func(side int, q float64) float64 // v
	density   func(side int, v float64) float64 // of v; nil where exact is cheap
	ofScore   func(side int, z float64) float64 // exact, from the normal score of q; nil where that makes nothing easier
}

// aim sets the target for s times scale.
func aim(s smooth, scale float64) target {
	lo, hi := s.Support()
	e := endedOf(s)
	g := target{positive: !math.IsInf(lo, 0), noise: noise(s)}
	ends := endsFor(s)
	for side, end := range ends {
		switch end {
		case none:
			g.gain[side], g.sign[side] = scale, 1
		case 0:
			g.off[side], g.gain[side], g.sign[side] = lo*scale, scale, 1
		case 1:
			g.off[side], g.gain[side], g.sign[side] = hi*scale, -scale, -1
		}
	}
	g.sign[1] = -g.sign[1]
	g.exact = func(side int, q float64) float64 {
		if ends[side] == none {
			return tail(s, side, q)
		}
		return e.distance(side, ends[side], q)
	}
	if l, ok := s.(lognormal); ok {
		g.ofScore = l.ofScore
	}
	if !s.closed() {
		g.density = func(side int, v float64) float64 {
			if ends[side] == none {
				return s.density(v)
			}
			return e.near(ends[side], v)
		}
	}
	return g
}

// none marks a side that is counted from no end, because there is none.
const none = -1

// endsFor says from which end each side is counted: from its own, but where half of the law or more lies close to the other
// end, from that.
func endsFor(s smooth) [2]int {
	lo, hi := s.Support()
	switch {
	case math.IsInf(lo, 0) && math.IsInf(hi, 0):
		return [2]int{none, none}
	case math.IsInf(lo, 0):
		return [2]int{none, 1}
	case math.IsInf(hi, 0):
		return [2]int{0, 0}
	}
	switch median := s.lower(0.5); {
	case median-lo < (hi-lo)/1024:
		return [2]int{0, 0}
	case hi-median < (hi-lo)/1024:
		return [2]int{1, 1}
	}
	return [2]int{0, 1}
}

// isOneTable reports whether one table can serve: not where the density is not smooth inside, and not where half of the
// law lies close to one end and the rest reaches the other.
func isOneTable(s smooth) bool {
	lo, hi := s.Support()
	for _, x := range s.kinks() {
		if x > lo && x < hi {
			return false
		}
	}
	switch endsFor(s) {
	case [2]int{0, 0}:
		return !(s.upper(0x1p-53) > hi-float64((hi-lo)/4))
	case [2]int{1, 1}:
		return !(s.lower(0x1p-53) < lo+float64((hi-lo)/4))
	}
	return true
}

// noise is the rounding error of the quantile at both ends, as a probability within the law.
func noise(s smooth) (n [2]float64) {
	switch s := s.(type) {
	case truncated:
		of := noise(s.of)
		n[0] = (float64(1e-14*min(s.belowLo, s.above)) + of[0]) / s.kept
		n[1] = (float64(1e-14*min(s.below, s.aboveHi)) + of[1]) / s.kept
	case smoothMixture:
		for _, part := range s.parts {
			of := noise(part.(smooth))
			n[0], n[1] = max(n[0], of[0]), max(n[1], of[1])
		}
	}
	return n
}

// A failure is the cell where a table misses its bounds.
type failure struct {
	side     int
	from, to float64 // of q
}

// fit makes a table with 1 << bits cells an octave, of v or of its logarithm, from exact quantiles, or where those
// are dear by integrating the density. Where a cell misses its error bound it gives up and names the place.
func (g target) fit(bits uint, exp bool) (*table, failure) {
	t := newTable(bits, exp, g.off, g.gain)
	n := t.perSide()
	for k := range 2 {
		p, cells := g.from(k, bits, exp), t.side(k)
		for i := range n - 1 {
			from, to := t.bounds(i)
			c, mid, ok := p.next(i, from, to)
			perQ := math.Abs(c.slope() / (to - from))
			if !ok || !g.meets(k, exp, c[0]-mid, perQ, from, mid) {
				return nil, failure{k, from, to}
			}
			if endsOctave := (i+1)&(1<<bits-1) == 0; endsOctave && g.density != nil {
				if exact := p.exact(to); !g.meets(k, exp, p.edge-exact, perQ, from, exact) {
					return nil, failure{k, from, to}
				}
			}
			cells[i] = c
		}
		cells[n-1] = cell{p.edge}
		t.spans[k] = spanOf(cells)
	}
	return t, failure{}
}

// meets holds an error of v, or of its logarithm, to its bounds: in u 1e-11, and 1e-8 of the tail probability; or the
// value is right to the last digits, or no worse than rounding makes it. perQ is |dv/dq|.
func (g target) meets(k int, exp bool, off, perQ, q, v float64) bool {
	off = math.Abs(off)
	if off <= perQ*min(1e-11, max(1e-8*q, g.noise[k])) {
		return true
	}
	if exp {
		v = fp.Exp(v)
		off *= v
	}
	return off <= 2e-15*max(math.Abs(v), math.Abs(g.off[k]/g.gain[k]))
}

// nodes are the Chebyshev-Lobatto points -cos(pi j/7)/2 of a cell.
var nodes = [degree + 1]float64{
	-0.5, -0.45048443395120952, -0.31174490092936674, -0.11126046697815721,
	0.11126046697815721, 0.31174490092936674, 0.45048443395120952, 0.5,
}

// basis holds the coefficients of the Lagrange polynomials of the nodes.
var basis = func() (b [degree + 1]cell) {
	for j := range b {
		b[j][0] = 1
		grade := 0
		for m := range nodes {
			if m == j {
				continue
			}
			per := 1 / (nodes[j] - nodes[m])
			grade++
			for k := grade; k >= 0; k-- { // times (t - nodes[m]) per
				below := 0.0
				if k > 0 {
					below = b[j][k-1]
				}
				b[j][k] = (below - float64(nodes[m]*b[j][k])) * per
			}
		}
	}
	return b
}()

// interpolate is the polynomial through the values at the nodes. It works on differences from the first value, which keeps
// the digits of a law that is narrow beside its distance from 0.
func interpolate(v *[degree + 1]float64) (c cell) {
	for j := 1; j < len(v); j++ {
		d := v[j] - v[0]
		for k := range c {
			c[k] += float64(d * basis[j][k])
		}
	}
	c[0] += v[0]
	for range 2 { // what rounding left at the ends: neighbours shall meet there
		left, right := v[0]-c.value(-0.5, 0.25), v[degree]-c.value(0.5, 0.25)
		c[0] += float64((left + right) / 2)
		c[1] += right - left
	}
	return c
}
