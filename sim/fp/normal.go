package fp

import "math"

// A millsCell holds the Taylor coefficients of M(t) / sqrt(2 pi) at the middle
// of a cell [i/8, (i+1)/8), M(t) = Phi(-t) / phi(t) being Mills' ratio, and what
// the first of them lacks.
type millsCell struct {
	c   [millsTerms]float64
	low float64
}

const (
	millsCells = 64
	millsTerms = 12
)

var millsTable = makeMillsTable()

// makeMillsTable steps down from t = 8 by Taylor series: M' = t M - 1 is stable
// that way. M^(n+1) = t M^(n) + n M^(n-1).
func makeMillsTable() (t [millsCells]millsCell) {
	const step = 1. / 8
	x := (millsCells - 0.5) * step
	m := pair{hi: x}
	for n := 100.0; n > 0; n-- { // Laplace: 1/(x + 1/(x + 2/(x + 3/...)))
		m = pair{hi: n}.over(m).add(x)
	}
	m = pair{hi: 1}.over(m)
	for i := millsCells - 1; i >= 0; i-- {
		x := (float64(i) + 0.5) * step
		var c [30]pair
		c[0] = m
		c[1] = m.mul(x).add(-1)
		for n := 2; n < len(c); n++ {
			c[n] = c[n-1].mul(x).plus(c[n-2]).over(pair{hi: float64(n)})
		}
		for n := range t[i].c {
			t[i].c[n] = c[n].times(perSqrt2Pi).value()
		}
		t[i].low = c[0].times(perSqrt2Pi).lo
		m = pair{}
		for n := len(c) - 1; n >= 0; n-- {
			m = m.mul(-step).plus(c[n])
		}
	}
	return t
}

var perSqrt2Pi = pair{0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56}

// mills returns Phi(-t) e^(t^2/2) for t >= 0 within about 2^-57.
func mills(t float64) pair {
	if t >= millsCells/8 {
		m := t
		for n := 24.0; n > 1; n-- {
			m = t + n/m
		}
		return perSqrt2Pi.over(fastTwoSum(t, 1/m))
	}
	i := int(t * 8)
	h := t - float64((float64(i)+0.5)/8)
	cell := &millsTable[i&(millsCells-1)]
	c := &cell.c
	h2 := float64(h * h)
	d := c[8] + float64(h*c[9]) + float64(h2*(c[10]+float64(h*c[11])))
	d = c[6] + float64(h*c[7]) + float64(h2*d)
	d = c[4] + float64(h*c[5]) + float64(h2*d)
	d = c[2] + float64(h*c[3]) + float64(h2*d)
	return fastTwoSum(c[0], cell.low+(float64(h*c[1])+float64(h2*d)))
}

// lowerTail returns Phi(-t) = m 2^k for 0 <= t < 60, m within about 2^-57.
func lowerTail(t float64) (m pair, k int) {
	z := twoProd(t, t)
	m, k = expTwo(-0.5*z.hi, -0.5*z.lo)
	return m.times(mills(t)), k
}

// Phi returns the standard normal distribution function, accurate relative to
// its own size in the lower tail, down to the smallest number; the upper tail is Phi(-x).
func Phi(x float64) float64 {
	t := math.Abs(x)
	switch {
	case x != x:
		return x
	case t < 0.5:
		return phiMiddle(x)
	case t > 39:
		if x < 0 {
			return 0
		}
		return 1
	}
	m, k := lowerTail(t)
	v := scaled(m.value(), k)
	if x > 0 {
		return 1 - v
	}
	return v
}

// phiMiddle returns Phi(x) for |x| <= 1/2: 1/2 and
// the sum of (-1)^n x^(2n+1) / (2^n n! (2n+1) sqrt(2 pi)).
func phiMiddle(x float64) float64 {
	z := float64(x * x)
	q := 0.0
	for i := len(phiTaylor) - 1; i >= 0; i-- {
		q = float64(q*z) + phiTaylor[i]
	}
	first := twoProd(x, perSqrt2Pi.hi)
	s := fastTwoSum(0.5, first.hi)
	return s.hi + (s.lo + (first.lo + float64(x*(perSqrt2Pi.lo+float64(perSqrt2Pi.hi*float64(z*q))))))
}

// phiTaylor holds (-1)^n / (2^n n! (2n+1)) for n = 1 to 11.
var phiTaylor = [...]float64{
	-1. / 6, 1. / 40, -1. / 336, 1. / 3456, -1. / 42240, 1. / 599040, -1. / 9676800, 1. / 175472640,
	-1. / 3530096640, 1. / 78033715200, -1. / 1880240947200,
}
