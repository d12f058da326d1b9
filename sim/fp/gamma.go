package fp

import "math"

// GammaP returns the regularised lower incomplete gamma function P(a, x), the
// probability of at most x under a gamma law of shape a and scale 1; a > 0,
// x >= 0. See Gamma for many x at one shape.
//
// It is within 4 ulp for shapes from 1e-8 to 1e14. Beyond these the error grows: of
// Q it is then 2^-95 absolutely at smaller shapes; relatively it is 2^-104 a at larger ones, and
// shapes above 2^80 give NaN.
func GammaP(a, x float64) float64 {
	g := NewGamma(a)
	p, _ := g.Tails(x)
	return p
}

// GammaQ returns the regularised upper incomplete gamma function
// Q(a, x) = 1 - P(a, x).
func GammaQ(a, x float64) float64 {
	g := NewGamma(a)
	_, q := g.Tails(x)
	return q
}

// A Gamma is the incomplete gamma function at one shape, for many x.
type Gamma struct {
	a     float64
	head  pair // 1, or 1/a for large a
	shift float64
	tail  pair
}

// Shapes below shapeMin differ from it in nothing that can be computed.
const (
	shapeMin = 0x1p-200
	shapeMax = 0x1p80
)

// NewGamma prepares the shape a > 0.
func NewGamma(a float64) Gamma {
	if !(a > 0 && a <= shapeMax) {
		return Gamma{a: math.NaN()}
	}
	a = max(a, shapeMin)
	pa := pair{hi: a}
	if a < stirlingMin {
		return Gamma{a: a, head: pair{hi: 1}, tail: lgammaPair(pa).neg()}
	}
	// a (log(x/a) - (x-a)/a) + log(a/(2 pi))/2 - stirling(a)
	return Gamma{a: a, head: pair{hi: 1}.over(pa), shift: a, tail: stirlingRest(pa)}
}

// stirlingRest returns a log a - a - log Gamma(a) for a >= stirlingMin.
func stirlingRest(a pair) pair {
	h := logPair(a)
	return pair{h.hi / 2, h.lo / 2}.minus(halfLog2Pi).minus(stirling(a))
}

// Tails returns P(a, x) and Q(a, x), bit for bit as GammaP and GammaQ do.
func (g *Gamma) Tails(x float64) (p, q float64) {
	a := g.a
	switch {
	case a != a || !(x >= 0):
		return math.NaN(), math.NaN()
	case x == 0:
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	}
	l := tailLaw{linear: math.Abs(x - a), weight: x, bend: 1, kind: gammaUpper}
	if x < a {
		l.kind = gammaLower
	}
	// x^a e^-x / Gamma(a) = m 2^k
	e := logProduct(g.head, pair{hi: x}).mul(a).minus(twoSum(x, -g.shift)).plus(g.tail)
	m, k := expBounded(e)
	if v, ok := l.reach(); ok {
		tail := min(1, math.Ldexp(m.mul(l.integral(v)).value(), k))
		if x < a {
			return tail, 1 - tail
		}
		return 1 - tail, tail
	}
	s := m.scale(k).times(gammaSeries(a, x))
	return share(s), share(pair{hi: 1}.minus(s))
}

// share rounds a probability, and keeps it one.
func share(p pair) float64 { return min(1, max(0, p.value())) }

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
