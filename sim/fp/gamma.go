package fp

import "math"

// GammaP returns the regularised lower incomplete gamma function P(a, x), the
// probability of at most x under a gamma law of shape a and scale 1; a > 0, x >= 0.
func GammaP(a, x float64) float64 {
	p, _ := gammaTails(a, x)
	return p
}

// GammaQ returns the regularised upper incomplete gamma function
// Q(a, x) = 1 - P(a, x).
func GammaQ(a, x float64) float64 {
	_, q := gammaTails(a, x)
	return q
}

func gammaTails(a, x float64) (p, q float64) {
	switch {
	case !(a > 0) || !(x >= 0) || math.IsInf(a, 1):
		return math.NaN(), math.NaN()
	case x == 0:
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	}
	l := tailLaw{linear: math.Abs(x - a), weight: x, kind: gammaUpper}
	if x < a {
		l.kind = gammaLower
	}
	if v, ok := l.reach(); ok {
		m, k := gammaPrefactor(a, x)
		tail := math.Ldexp(m.mul(l.integral(v)).value(), k)
		if x < a {
			return tail, 1 - tail
		}
		return 1 - tail, tail
	}
	m, k := gammaPrefactor(a, x)
	s := m.scale(k).times(gammaSeries(a, x))
	return s.value(), pair{hi: 1}.minus(s).value()
}

// gammaPrefactor returns x^a e^-x / Gamma(a) = m 2^k.
func gammaPrefactor(a, x float64) (m pair, k int) {
	var e pair
	if a < stirlingMin {
		e = logPair(pair{hi: x}).mul(a).add(-x).minus(lgammaPair(pair{hi: a}))
	} else {
		// a (log(x/a) - (x-a)/a) + log(a/(2 pi))/2 - stirling(a)
		d := twoSum(x, -a)
		pa := pair{hi: a}
		e = logPair(pair{hi: x}.over(pa)).mul(a).minus(d)
		h := logPair(pa)
		e = e.plus(pair{h.hi / 2, h.lo / 2}.minus(halfLog2Pi).minus(stirling(pa)))
	}
	return expBounded(e)
}

// expBounded is expPair, with 0 for exponents of no interest.
func expBounded(e pair) (m pair, k int) {
	if !(e.hi > -1500) {
		return pair{}, 0
	}
	return expPair(e)
}

// gammaSeries returns the sum of x^n / (a (a+1) ... (a+n)) for n >= 0.
func gammaSeries(a, x float64) pair {
	t := pair{hi: 1}.over(pair{hi: a})
	s := t
	n := 1.0
	for ; t.hi > s.hi*0x1p-44; n++ {
		t = t.mul(x).over(twoSum(a, n))
		s = s.plus(t)
	}
	for u := t.hi; u > s.hi*0x1p-106; n++ {
		u = float64(u * (x / (a + n)))
		s = s.add(u)
	}
	return s
}
