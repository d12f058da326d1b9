package dist

import (
	"math"
	"sync"

	"weir/sim/fp"
)

// A path walks up one side from q = 2^-54 and gives the knots of each cell in turn, from exact quantiles, or where those
// are dear by integrating dv/dq = 1/density(v), by collocation at the nodes.
type path struct {
	g     target
	side  int
	exp   bool
	z     []scores // by cell; nil where it asks for exact quantiles
	edge  float64  // at the end of the last cell
	last  cell     // the last cell, extrapolated for a first guess, and
	width float64  // its width; 0 where there is none
}

// Values whose logarithm is below logLeast count as 0, which is the exponential of logZero.
const logLeast, logZero = -700, -746

func (g target) from(side int, bits uint, exp bool) *path {
	p := &path{g: g, side: side, exp: exp}
	if g.ofScore != nil && bits < uint(len(normalScores)) {
		p.z = normalScores[bits]()
	}
	p.edge = p.exact(0x1p-54)
	return p
}

// exact is v or its logarithm.
func (p *path) exact(q float64) float64 {
	return p.inLog(p.g.exact(p.side, q))
}

// inLog is v or its logarithm.
func (p *path) inLog(v float64) float64 {
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

// next gives the polynomial between from and to, where from is the end of the cell before, and apart from it the value in
// the middle, to judge the fit; not ok where the density fails.
func (p *path) next(i int, from, to float64) (c cell, mid float64, ok bool) {
	if p.exp && p.edge == logZero || from < p.g.noise[p.side] { // a straight line to where values mean something
		start := p.edge
		p.edge = p.exact(to)
		mid = start + float64((p.edge-start)/2)
		return cell{mid, p.edge - start}, mid, true
	}
	width := to - from
	var v [degree + 1]float64
	v[0] = p.edge
	switch {
	case p.g.density != nil:
		mid, ok = p.collocate(&v, from, width)
	case p.z != nil:
		for j, z := range p.z[i][1:] {
			v[1+j] = p.inLog(p.g.ofScore(p.side, z))
		}
		mid, ok = p.inLog(p.g.ofScore(p.side, p.z[i][0])), true
	default:
		q := knots(from, to)
		for j := 1; j <= degree; j++ {
			v[j] = p.exact(q[j])
		}
		mid, ok = p.exact(q[0]), true
	}
	p.edge = v[degree]
	p.last, p.width = interpolate(&v), width
	return p.last, mid, ok
}

// knots are the tail probabilities at the nodes of a cell, but for the first in place of which stands the middle.
func knots(from, to float64) (q [degree + 1]float64) {
	width := to - from
	q[0], q[degree] = from+float64(width/2), to
	for j := 1; j < degree; j++ {
		q[j] = from + float64(width*(0.5+nodes[j]))
	}
	return q
}

// Scores are the standard normal quantiles at the knots of a cell.
type scores [degree + 1]float64

// normalScores are those of tables with 1 << bits cells an octave, for as many bits as most tables of laws with normal scores
// have: made once for all of them.
var normalScores = func() (all [4]func() []scores) {
	for bits := range all {
		all[bits] = sync.OnceValue(func() []scores {
			t := table{bits: uint(bits)}
			z := make([]scores, t.perSide()-1)
			for i := range z {
				for j, q := range knots(t.bounds(i)) {
					z[i][j] = fp.PhiInv(q)
				}
			}
			return z
		})
	}
	return all
}()

// collocate solves v(t) = v(-1/2) + width * the integral of rate(v) from -1/2 to t at the nodes, by iterating: the rate
// changes little within a cell, so each round gains about a digit.
func (p *path) collocate(v *[degree + 1]float64, from, width float64) (mid float64, ok bool) {
	var rates [degree + 1]float64
	rates[0] = p.rate(v[0])
	for j := 1; j <= degree; j++ {
		if p.width > 0 {
			t := 0.5 + float64((nodes[j]+0.5)*(width/p.width))
			v[j] = v[0] + (p.last.value(t, t*t) - p.last.value(0.5, 0.25))
		} else {
			v[j] = v[0] + float64(rates[0]*width*(nodes[j]+0.5))
		}
	}
	for round := range 60 {
		for j := 1; j <= degree; j++ {
			rates[j] = p.rate(v[j])
		}
		moved := 0.0
		for j := 1; j <= degree; j++ {
			to := v[0] + float64(width*weighted(&integrals[j], &rates))
			moved = max(moved, math.Abs(to-v[j]))
			v[j] = to
		}
		if !(moved < math.Inf(1)) {
			return 0, false
		}
		step := math.Abs(v[degree] - v[0])
		isStill := moved <= 1e-15*math.Abs(v[degree]) || moved <= 1e-14*step || moved <= p.g.grain[p.side]
		if isStill || round > 20 && p.g.meets(p.side, p.exp, moved, step/width, from, v[0]) { // or trembles as the density does
			return v[0] + float64(width*weighted(&middle, &rates)), true
		}
	}
	return 0, false
}

func weighted(weights, x *[degree + 1]float64) (sum float64) {
	for m := range x {
		sum += float64(weights[m] * x[m])
	}
	return sum
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
