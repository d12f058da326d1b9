package dist

import (
	"math"

	"weir/sim/fp"
)

// A path walks up one side from q = 2^-54 and gives the knots of each cell in turn, from exact quantiles, or where those
// are dear by integrating dv/dq = 1/density(v), by collocation at the nodes.
type path struct {
	g     target
	side  int
	exp   bool
	edge  float64 // at the end of the last cell
	last  cell    // the last cell, extrapolated for a first guess, and
	width float64 // its width; 0 where there is none
}

// Values whose logarithm is below logLeast count as 0, which is the exponential of logZero.
const logLeast, logZero = -700, -746

func (g target) from(side int, exp bool) *path {
	p := &path{g: g, side: side, exp: exp}
	p.edge = p.exact(0x1p-54)
	return p
}

// exact is v or its logarithm.
func (p *path) exact(q float64) float64 {
	v := p.g.exact(p.side, q)
	if p.exp {
		if y := fp.Log(v); y >= logLeast {
			return y
		}
		return logZero
	}
	return v
}

// rate is dv/dq, or that of the logarithm.
func (p *path) rate(v float64) float64 {
	if p.exp {
		x := fp.Exp(v)
		return p.g.sign[p.side] / (x * p.g.density(p.side, x))
	}
	return p.g.sign[p.side] / p.g.density(p.side, v)
}

// next gives the knots between from and to, where from is the end of the cell before; not ok where the density fails.
func (p *path) next(from, to float64) (k knots, ok bool) {
	width := to - from
	k.v[0] = p.edge
	switch {
	case p.exp && p.edge == logZero || from < p.g.noise[p.side]: // a straight line to where values mean something
		end := p.exact(to)
		for j := range k.v {
			k.v[j] = p.edge + float64((end-p.edge)*(0.5+nodes[j]))
		}
		k.mid = p.edge + (end-p.edge)/2
		ok = true
	case p.g.density != nil:
		ok = p.collocate(&k, width)
	default:
		for j := 1; j < degree; j++ {
			k.v[j] = p.exact(from + float64(width*(0.5+nodes[j])))
		}
		k.v[degree] = p.exact(to)
		k.mid = p.exact(from + width/2)
		ok = true
	}
	p.edge = k.v[degree]
	return k, ok
}

// collocate solves v(t) = v(-1/2) + width * the integral of rate(v) from -1/2 to t at the nodes, by iterating: the rate
// changes little within a cell, so each round gains about a digit.
func (p *path) collocate(k *knots, width float64) bool {
	var rates [degree + 1]float64
	rates[0] = p.rate(k.v[0])
	for j := 1; j <= degree; j++ {
		if p.width > 0 {
			t := 0.5 + float64((nodes[j]+0.5)*(width/p.width))
			k.v[j] = k.v[0] + (p.last.value(t, t*t) - p.last.value(0.5, 0.25))
		} else {
			k.v[j] = k.v[0] + float64(rates[0]*width*(nodes[j]+0.5))
		}
	}
	for range 60 {
		for j := 1; j <= degree; j++ {
			rates[j] = p.rate(k.v[j])
		}
		moved := 0.0
		for j := 1; j <= degree; j++ {
			sum := 0.0
			for m := range rates {
				sum += float64(integrals[j][m] * rates[m])
			}
			v := k.v[0] + float64(width*sum)
			moved = max(moved, math.Abs(v-k.v[j]))
			k.v[j] = v
		}
		if !(moved < math.Inf(1)) {
			return false
		}
		if moved <= 1e-15*math.Abs(k.v[degree]) || moved <= 1e-14*math.Abs(k.v[degree]-k.v[0]) {
			sum := 0.0
			for m := range rates {
				sum += float64(middle[m] * rates[m])
			}
			k.mid = k.v[0] + float64(width*sum)
			p.last, p.width = interpolate(&k.v), width
			return true
		}
	}
	return false
}

// integrals holds the integral of Lagrange polynomial m from -1/2 to node j, middle that to 0.
var integrals, middle = func() (a [degree + 1][degree + 1]float64, mid [degree + 1]float64) {
	for m, c := range basis {
		integral := func(t float64) float64 {
			power, sum := t, 0.0
			for k, x := range c {
				sum += float64(x*power) / float64(k+1)
				power *= t
			}
			return sum
		}
		for j, t := range nodes {
			a[j][m] = integral(t) - integral(-0.5)
		}
		mid[m] = -integral(-0.5)
	}
	return a, mid
}()
