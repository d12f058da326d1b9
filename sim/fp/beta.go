package fp

import "math"

// BetaI returns the regularised incomplete beta function I_x(a, b), the
// probability of at most x under a beta law of shapes a and b; a, b > 0,
// 0 <= x <= 1. The complement 1 - I_x(a, b) is BetaI(b, a, 1-x).
func BetaI(a, b, x float64) float64 {
	switch {
	case !(a > 0) || !(b > 0) || !(x >= 0 && x <= 1) || math.IsInf(a, 1) || math.IsInf(b, 1):
		return math.NaN()
	case x == 0:
		return 0
	case x == 1:
		return 1
	}
	y := twoSum(1, -x)
	n := twoSum(a, b)
	// d = a - n x = a y - b x: the distance of x from the mean, times n
	d := y.mul(a).minus(twoProd(b, x)).value()
	l := tailLaw{linear: math.Abs(d), weight: n.hi}
	lower := d >= 0
	l.x = min(x, y.hi)
	l.kind = betaHigh
	if lower == (x <= 0.5) {
		l.kind = betaLow
	}
	px := pair{hi: x}
	m, k := betaPrefactor(a, b, n, px, y)
	if v, ok := l.reach(); ok {
		tail := math.Ldexp(m.mul(l.integral(v)).value(), k)
		if lower {
			return tail
		}
		return 1 - tail
	}
	if x <= 0.5 {
		return m.scale(k).times(betaSeries(a, n, px)).value()
	}
	return pair{hi: 1}.minus(m.scale(k).times(betaSeries(b, n, y))).value()
}

// betaPrefactor returns x^a y^b / B(a, b) = m 2^k, where n = a + b and y = 1 - x.
// With Stirling's formula for each Gamma the large parts cancel on paper.
func betaPrefactor(a, b float64, n, x, y pair) (m pair, k int) {
	if n.hi < stirlingMin {
		e := logPair(x).mul(a).plus(logPair(y).mul(b))
		e = e.plus(lgammaPair(n).minus(lgammaPair(pair{hi: a})).minus(lgammaPair(pair{hi: b})))
		return expBounded(e)
	}
	e := betaShare(a, n, x).plus(betaShare(b, n, y))
	h := logPair(n)
	e = e.minus(pair{h.hi / 2, h.lo / 2}).plus(halfLog2Pi).plus(stirling(n))
	return expBounded(e)
}

// betaShare returns what x^a / Gamma(a) gives to the exponent, with its share of
// n log n - n, the head of log Gamma(n).
func betaShare(a float64, n, x pair) pair {
	pa := pair{hi: a}
	xn := x.times(n)
	if a < stirlingMin {
		return logPair(xn).mul(a).add(-a).minus(lgammaPair(pa))
	}
	h := logPair(pa)
	return logPair(xn.over(pa)).mul(a).plus(pair{h.hi / 2, h.lo / 2}.minus(halfLog2Pi).minus(stirling(pa)))
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
