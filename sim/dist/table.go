package dist

import (
	"math"

	"weir/sim/fp"
)

// A table is a quantile function as polynomials over the tail probability q = min(u, 1-u). Each side has 1 << bits cells in
// every octave of q, from 2^-54 to 1/2, so that a cell is as narrow as its distance from the end asks for, and its number
// stands in the exponent and the first mantissa bits of q. The value is off + gain times the polynomial, or its exponential.
type table struct {
	bits      uint
	exp       bool       // the polynomial gives the logarithm
	off, gain [2]float64 // of the lower and the upper side
	cells     []cell     // of the lower side, then of the upper one
	spans     [2]span    // of the cells of a side
}

// A cell is a polynomial in t, which runs from -1/2 to 1/2 over the cell, constant term first.
type cell [degree + 1]float64

const (
	degree  = 7
	octaves = 53
	lowest  = 1023 - octaves - 1 // the exponent field of 2^-54
)

func newTable(bits uint, exp bool, off, gain [2]float64) *table {
	t := &table{bits: bits, exp: exp, off: off, gain: gain}
	t.cells = make([]cell, 2*t.perSide())
	return t
}

// perSide is the number of cells of a side; the last one holds the single point q = 1/2.
func (t *table) perSide() int { return octaves<<t.bits + 1 }

// side are the cells of one.
func (t *table) side(k int) []cell { return t.cells[k*t.perSide():][:t.perSide()] }

// bounds are the values of q at the ends of a cell.
func (t *table) bounds(i int) (from, to float64) {
	per := 1 << t.bits
	low := math.Float64frombits(uint64(lowest+i/per) << 52)
	width := low / float64(per)
	from = low + float64(float64(i%per)*width)
	return from, from + width
}

// A reader is a table as the loops over draws want it.
type reader struct {
	cells       []cell
	down, shift uint      // from the bits of q to the number of the cell, and to the place in it
	base        [2]uint64 // what to add to that number, by side
	off, gain   [2]float64
	exp         bool
	spans       [2]span
}

func (t *table) reader() *reader {
	r := &reader{cells: t.cells, down: 52 - t.bits, shift: t.bits, off: t.off, gain: t.gain, exp: t.exp, spans: t.spans}
	r.base[0] -= lowest << t.bits
	r.base[1] = r.base[0] + uint64(t.perSide())
	return r
}

// fold gives the smaller of the two tail probabilities as bits, from 2^-54 to 1/2, and its side. There is no branch: one
// that half the draws mispredict would cost more than the polynomial.
func fold(low, high float64) (q, side uint64) {
	a, b := math.Float64bits(low), math.Float64bits(high)
	side = (b - a) >> 63
	return min(max(a^(a^b)&-side, lowest<<52), (1023-1)<<52), side
}

// place is t within a cell, from the bits of q shifted so that those below the number of the cell are the mantissa.
func place(b uint64) float64 { return math.Float64frombits(0x3ff<<52|b&(1<<52-1)) - 1.5 }

// poly is the polynomial at the bits of a tail probability.
func (r *reader) poly(q, side uint64) float64 {
	x := place(q << (r.shift & 63))
	return r.cells[q>>(r.down&63)+r.base[side]].value(x, x*x)
}

// at is a draw.
func (r *reader) at(u float64) float64 {
	q, k := fold(u, 1-u)
	v := r.poly(q, k)
	if r.exp {
		v = fp.Exp(v)
	}
	return r.off[k] + float64(r.gain[k]*v)
}

func (t *table) fill(dst, u []float64) {
	dst = dst[:len(u)]
	if fp.Wide && len(u) >= 4 {
		p := t.lookup()
		var at [512]uint64
		for len(u) >= 4 {
			n := min(len(u)&^7, len(at))
			if n > 0 && fp.Wide512 {
				table512(&dst[0], &u[0], n, &p, &at)
			} else {
				n = min(len(u)&^3, len(at))
				table256(&dst[0], &u[0], n, &p, &at)
			}
			dst, u = dst[n:], u[n:]
		}
	}
	r := t.reader()
	cells, down, shift := r.cells, r.down&63, r.shift&63
	for i, u := range u {
		q, k := fold(u, 1-u)
		x := place(q << shift)
		dst[i] = r.off[k] + float64(r.gain[k]*cells[q>>down+r.base[k]].value(x, x*x))
	}
}

// value is the polynomial at t, given t^2.
func (c *cell) value(t, t2 float64) float64 {
	return cubic(c[0], c[1], c[2], c[3], t) + float64(t2*t2*cubic(c[4], c[5], c[6], c[7], t))
}

// slope is its derivative at t = 0.
func (c *cell) slope() float64 { return c[1] }

// cubic is a + b x + c x^2 + d x^3.
func cubic(a, b, c, d, x float64) float64 {
	return a + float64(x*(b+float64(x*(c+float64(x*d)))))
}

// moved is the table of a law with one off and gain on both sides, moved and stretched; the cells are shared.
func (t *table) moved(off, gain float64) *table {
	to := *t
	to.off, to.gain = [2]float64{off, off}, [2]float64{gain, gain}
	return &to
}
