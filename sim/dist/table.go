package dist

import (
	"math"

	"weir/sim/fp"
)

// A table is a quantile function as polynomials over the tail probability q = min(u, 1-u). Each side has 1 << bits cells in
// every octave of q, from 2^-54 to 1/2, so that a cell is as narrow as its distance from the end asks for, and its number
// stands in the exponent and the first mantissa bits of q.
type table struct {
	bits  uint
	exp   bool // the polynomial gives the logarithm
	sides [2]side
	cells []cell
}

// A side says how to read one tail: the value is off + gain times the polynomial, or its exponential.
type side struct {
	zero, sign float64 // q = zero + sign u
	off, gain  float64
	start      int // of its cells
}

// A cell is a polynomial in t, which runs from -1/2 to 1/2 over the cell, constant term first.
type cell [degree + 1]float64

const (
	degree  = 7
	octaves = 53
	lowest  = 1023 - octaves - 1 // the exponent field of 2^-54
)

func newTable(bits uint, exp bool, off, gain [2]float64) *table {
	t := &table{bits: bits, exp: exp}
	t.cells = make([]cell, 2*t.perSide())
	t.sides[0] = side{zero: 0, sign: 1, off: off[0], gain: gain[0]}
	t.sides[1] = side{zero: 1, sign: -1, off: off[1], gain: gain[1], start: t.perSide()}
	return t
}

// perSide is the number of cells of a side; the last one holds the single point q = 1/2.
func (t *table) perSide() int { return octaves<<t.bits + 1 }

// bounds are the values of q at the ends of a cell.
func (t *table) bounds(i int) (from, to float64) {
	per := 1 << t.bits
	low := math.Float64frombits(uint64(lowest+i/per) << 52)
	width := low / float64(per)
	from = low + float64(float64(i%per)*width)
	return from, from + width
}

// fill finds side and cell by arithmetic alone: a branch that half the draws mispredict would cost more than the polynomial.
func (t *table) fill(dst, u []float64) {
	if t.exp {
		t.fillExp(dst, u)
		return
	}
	dst = dst[:len(u)]
	if fp.Wide && len(u) >= 4 {
		p := t.lookup()
		var at [512]uint64
		for len(u) >= 4 {
			n := min(len(u)&^3, len(at))
			tableWide(&dst[0], &u[0], n, &p, &at)
			dst, u = dst[n:], u[n:]
		}
	}
	cells, first, shift := t.cells, lowest<<t.bits, t.bits&31
	for i, u := range u {
		s := &t.sides[math.Float64bits(0.5-u)>>63]
		b := math.Float64bits(s.zero + float64(s.sign*u))
		c := &cells[max(int(b>>(52-shift)), first)-first+s.start]
		x := math.Float64frombits(0x3ff<<52|b<<shift&(1<<52-1)) - 1.5
		dst[i] = s.off + float64(s.gain*c.value(x, x*x))
	}
}

func (t *table) fillExp(dst, u []float64) {
	if fp.Wide {
		const chunk = 512
		var logs [chunk]float64
		var at [chunk]uint64
		scale := t.lookup()
		plain := scale
		plain.off, plain.gain = [2]float64{}, [2]float64{1, 1}
		for len(u) >= 4 {
			n := min(len(u)&^3, chunk)
			tableWide(&logs[0], &u[0], n, &plain, &at)
			fp.ExpColumn(logs[:n], logs[:n])
			scaleWide(&dst[0], &u[0], &logs[0], n, &scale)
			dst, u = dst[n:], u[n:]
		}
	}
	for i, u := range u {
		k := math.Float64bits(0.5-u) >> 63
		s := &t.sides[k]
		dst[i] = t.at(k, s.zero+float64(s.sign*u))
	}
}

// at is the value at the tail probability q of a side; below 2^-54 it stays in the first cell.
func (t *table) at(k uint64, q float64) float64 {
	s := &t.sides[k]
	b := math.Float64bits(q)
	first, shift := lowest<<t.bits, t.bits&31
	c := &t.cells[max(int(b>>(52-shift)), first)-first+s.start]
	x := math.Float64frombits(0x3ff<<52|b<<shift&(1<<52-1)) - 1.5
	v := c.value(x, x*x)
	if t.exp {
		v = fp.Exp(v)
	}
	return s.off + float64(s.gain*v)
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
	for k := range to.sides {
		to.sides[k].off, to.sides[k].gain = off, gain
	}
	return &to
}
