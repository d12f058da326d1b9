package fp

import "math"

// BetaI returns the regularised incomplete beta function I_x(a, b), the
// probability of at most x under a beta law of shapes a and b; a, b > 0,
// 0 <= x <= 1. The complement 1 - I_x(a, b) is BetaI(b, a, 1-x). See Beta for
// many x at the same shapes.
//
// It is within 4 ulp for shapes from 1e-8 to 1e14. Beyond these the error grows:
// at smaller shapes it is 2^-95 absolutely, at larger ones 2^-104 (a + b) relatively, and
// shapes above 2^80 give NaN.
func BetaI(a, b, x float64) float64 {
	f := NewBeta(a, b)
	p, _ := f.Tails(x)
	return p
}

// A Beta is the incomplete beta function at one pair of shapes, for many x.
type Beta struct {
	a, b         float64
	n            pair // a + b
	headA, headB pair
	tail         pair
}

// NewBeta prepares the shapes a, b > 0.
func NewBeta(a, b float64) Beta {
	if !(a > 0 && b > 0 && a <= shapeMax && b <= shapeMax) {
		return Beta{a: math.NaN()}
	}
	a, b = max(a, shapeMin), max(b, shapeMin)
	// x^a y^b / B(a, b) = exp(a log(headA x) + b log(headB y) + tail)
	f := Beta{a: a, b: b, n: twoSum(a, b), headA: pair{hi: 1}, headB: pair{hi: 1}}
	if f.n.hi < stirlingMin {
		f.tail = lgammaPair(f.n).minus(lgammaPair(pair{hi: a})).minus(lgammaPair(pair{hi: b}))
		return f
	}
	// With Stirling's formula the large parts of log Gamma(n), n log n - n, are
	// shared out between a and b and cancel there on paper.
	var ta, tb pair
	f.headA, ta = betaShare(a, f.n)
	f.headB, tb = betaShare(b, f.n)
	f.tail = ta.plus(tb).minus(stirlingRest(f.n))
	return f
}

// betaShare returns head and tail with
// x^a / Gamma(a) e^(a log n - a) = exp(a log(head x) + tail).
func betaShare(a float64, n pair) (head, tail pair) {
	pa := pair{hi: a}
	if a < stirlingMin {
		return n, lgammaPair(pa).add(a).neg()
	}
	return n.over(pa), stirlingRest(pa)
}

// Tails returns I_x(a, b) and 1 - I_x(a, b), each accurate relative to its own
// size for the x given; the first is bit for bit what BetaI returns.
func (f *Beta) Tails(x float64) (lower, upper float64) {
	a, b := f.a, f.b
	switch {
	case a != a || !(x >= 0 && x <= 1):
		return math.NaN(), math.NaN()
	case x == 0:
		return 0, 1
	case x == 1:
		return 1, 0
	}
	px := pair{hi: x}
	y := twoSum(1, -x)
	// a - n x: the distance of x from the mean, times n
	d := y.mul(a).minus(twoProd(b, x)).value()
	l := tailLaw{linear: math.Abs(d), weight: f.n.hi, kind: betaHigh, x: min(x, y.hi), bend: x * y.hi}
	below := d >= 0
	if below == (x <= 0.5) {
		l.kind = betaLow
	}
	e := logProduct(f.headA, px).mul(a).plus(logProduct(f.headB, y).mul(b)).plus(f.tail)
	m, k := expBounded(e)
	if v, ok := l.reach(); ok {
		tail := min(1, math.Ldexp(m.mul(l.integral(v)).value(), k))
		if below {
			return tail, 1 - tail
		}
		return 1 - tail, tail
	}
	m = m.scale(k)
	if x <= 0.5 {
		s := m.times(betaSeries(a, f.n, px))
		return share(s), share(pair{hi: 1}.minus(s))
	}
	s := m.times(betaSeries(b, f.n, y))
	return share(pair{hi: 1}.minus(s)), share(s)
}

// betaSeries returns the sum of (n)_k x^k / (a (a+1)_k) for k >= 0, n = a + b.
func betaSeries(a float64, n, x pair) pair {
	t := pair{hi: 1}.over(pair{hi: a})
	s := t
	k := 0.0
	for ; t.hi > s.hi*0x1p-44; k++ {
		t = t.times(x).times(n.add(k)).over(twoSum(a, k+1))
		s = s.plus(t)
	}
	for u := t.hi; u > s.hi*0x1p-106; k++ {
		u = float64(u * (x.hi * ((n.hi + k) / (a + k + 1))))
		s = s.add(u)
	}
	return s
}
