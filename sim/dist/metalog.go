package dist

import (
	"math"

	"weir/sim/fp"
)

// metalog (Keelin, "The Metalog Distributions", Decision Analysis 13, 2016): the quantile at p is that of
//
//	z = A(s) + B(s) ln(p/(1-p)), s = 2p - 1,
//
// with polynomials A and B: z itself, e^z above a lower bound, e^-z below an upper one, or the logistic of z between two.
type metalog struct {
	a, b   []float64 // coefficients of A and B, constant term first
	lo, hi float64   // the bounds; infinite where there is none
}

func (m metalog) lower(p float64) float64 { return m.value(m.z(0, p)) }
func (m metalog) upper(q float64) float64 { return m.value(m.z(1, q)) }

// z is that of the quantile at the tail probability q of a side.
func (m metalog) z(side int, q float64) float64 {
	s, y := float64(2*q)-1, logit(q)
	if side == 1 {
		s, y = -s, -y
	}
	return m.line(s, y)
}

// line is A(s) + B(s) y.
func (m metalog) line(s, y float64) float64 { return horner(m.a, s) + float64(horner(m.b, s)*y) }

// horner is the polynomial with these coefficients, constant term first.
func horner(c []float64, x float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = c[i] + float64(sum*x)
	}
	return sum
}

// slope is the coefficients of the derivative.
func slope(c []float64) []float64 {
	var d []float64
	for i := 1; i < len(c); i++ {
		d = append(d, float64(i)*c[i])
	}
	return d
}

// value is the x of z.
func (m metalog) value(z float64) float64 {
	isBelow, isAbove := !math.IsInf(m.lo, 0), !math.IsInf(m.hi, 0)
	switch {
	case isBelow && isAbove && z <= 0:
		return m.lo + m.from(0, z)
	case isBelow && isAbove || isAbove:
		return m.hi - m.from(1, z)
	case isBelow:
		return m.lo + m.from(0, z)
	default:
		return z
	}
}

// from is the distance of the x of z from an end, which has a bound.
func (m metalog) from(end int, z float64) float64 {
	if end == 1 {
		z = -z
	}
	if w := m.hi - m.lo; !math.IsInf(w, 0) {
		return w * logistic(z)
	}
	return fp.Exp(z)
}

func (m metalog) distance(side, end int, q float64) float64 { return m.from(end, m.z(side, q)) }

// at is the z of x, and its slope, where x is so far above the lower and below the upper bound.
func (m metalog) at(x, low, high float64) (z, slope float64) {
	isBelow, isAbove := !math.IsInf(m.lo, 0), !math.IsInf(m.hi, 0)
	switch {
	case isBelow && isAbove:
		return fp.Log(low / high), (m.hi - m.lo) / low / high
	case isBelow:
		return fp.Log(low), 1 / low
	case isAbove:
		return -fp.Log(high), 1 / high
	default:
		return x, 1
	}
}

// logit is ln(p/(1-p)) at the z.
func (m metalog) logit(z float64) float64 {
	return rootFinder{math.Inf(-1), math.Inf(1), false, 1e-10, 0}.find(0, func(y float64) (h, slope float64) {
		p, rest := logistic(y), logistic(-y)
		return (m.line(p-rest, y) - z) / m.rise(p-rest, y), 1
	})
}

// rise is the derivative of z by y = ln(p/(1-p)): B(s) + 2p(1-p) (A'(s) + B'(s) y).
func (m metalog) rise(s, y float64) float64 {
	a, b := 0.0, 0.0 // A' and B'
	for i := len(m.a) - 1; i > 0; i-- {
		a = float64(float64(i)*m.a[i]) + float64(a*s)
	}
	for i := len(m.b) - 1; i > 0; i-- {
		b = float64(float64(i)*m.b[i]) + float64(b*s)
	}
	return horner(m.b, s) + float64((1-s)*(1+s)/2*(a+float64(b*y)))
}

func (m metalog) CDF(x float64) float64 {
	if x <= m.lo || x >= m.hi {
		return step(x >= m.hi)
	}
	z, _ := m.at(x, x-m.lo, m.hi-x)
	return logistic(m.logit(z))
}

func (m metalog) Survival(x float64) float64 {
	if x <= m.lo || x >= m.hi {
		return step(x <= m.lo)
	}
	z, _ := m.at(x, x-m.lo, m.hi-x)
	return logistic(-m.logit(z))
}

// step is 1 where it is reached and else 0.
func step(isReached bool) float64 {
	if isReached {
		return 1
	}
	return 0
}

func (m metalog) Support() (lo, hi float64) { return m.lo, m.hi }

func (m metalog) density(x float64) float64 { return m.dense(x, x-m.lo, m.hi-x) }

func (m metalog) near(end int, v float64) float64 {
	if end == 1 {
		return m.dense(m.hi-v, m.hi-m.lo-v, v)
	}
	return m.dense(m.lo+v, v, m.hi-m.lo-v)
}

func (m metalog) dense(x, low, high float64) float64 {
	if low <= 0 || high <= 0 {
		return 0
	}
	z, slope := m.at(x, low, high)
	y := m.logit(z)
	p, rest := logistic(y), logistic(-y)
	return slope / m.rise(p-rest, y) * p * rest
}

func (m metalog) kinks() []float64 {
	var at []float64
	for _, x := range []float64{m.lo, m.hi} {
		if !math.IsInf(x, 0) {
			at = append(at, x)
		}
	}
	return at
}

func (m metalog) closed() bool { return true }
