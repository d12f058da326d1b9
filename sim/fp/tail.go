package fp

import "math"

// The incomplete gamma and beta functions are the integrand at the limit times
//
//	I = integral of e^(-s(v)) over v in [0, oo), s(0) = 0, s convex and increasing
//
// where v is the logarithm of the ratio t/x (gamma) or of the odds t/(1-t)
// (beta): the substitution that makes the integrand entire (gamma) or analytic
// for |Im v| < pi (beta). Where s reaches tailDrop before tailLimit, Gauss and
// Legendre's rule with tailNodes on [0, V], s(V) = tailDrop, gives I to 2^-55.
//
// Press et al., Numerical Recipes (2007), 6.2 and 6.4, integrate the same way, but
// to 1e-8 and in t, for large shapes only.
//
// Note: the usual choice is continued fractions and Temme's uniform expansions
// (DiDonato and Morris, ACM TOMS 12 (1986) and 18 (1992)). They need a table or
// a recurrence a region and lose bits where regions meet; the integral costs the
// same at every shape and has positive terms only.
const (
	tailDrop  = 39.5 // e^-39.5 = 2^-57
	tailLimit = 4
)

// A tailLaw gives s(v) = linear v + weight curve(v).
type tailLaw struct {
	linear, weight float64 // both >= 0
	kind           tailKind
	x              float64 // for the beta kinds, at most 1/2; else 0
	bend           float64 // curve''(0)
}

type tailKind uint8

const (
	gammaUpper tailKind = iota // e^v - 1 - v
	gammaLower                 // e^-v - 1 + v
	betaLow                    // log1p(x (e^-v - 1)) + x v
	betaHigh                   // log1p(x (e^v - 1)) - x v
)

func (l *tailLaw) curve(v float64) float64 {
	switch l.kind {
	case gammaUpper:
		return expm1Less(v)
	case gammaLower:
		return expm1Less(-v)
	case betaLow:
		v = -v
	}
	e := expm1Less(v)
	return float64(l.x*e) + log1pLess(float64(l.x*(v+e)))
}

func (l *tailLaw) at(v float64) float64 {
	return float64(l.linear*v) + float64(l.weight*l.curve(v))
}

// slope returns s'(v).
func (l *tailLaw) slope(v float64) float64 {
	if l.kind == gammaLower || l.kind == betaLow {
		v = -v
	}
	u := Expm1(v)
	return l.linear + float64(l.weight*(l.bend*math.Abs(u)/(1+float64(l.x*u))))
}

// reach returns V with s(V) from tailDrop to a tenth above it, or false if
// V > tailLimit.
func (l *tailLaw) reach() (float64, bool) {
	if l.at(tailLimit) < tailDrop {
		return 0, false
	}
	const aim = 1.05 * tailDrop
	// Newton's method, from the root of linear v + weight bend v^2/2 = aim. As s is
	// convex, each step ends where s >= aim.
	v := min(tailLimit, 2*aim/(l.linear+math.Sqrt(float64(l.linear*l.linear)+float64(2*aim*l.weight*l.bend))))
	for range 10 {
		s := l.at(v)
		if s >= tailDrop && s <= 1.1*tailDrop {
			break
		}
		v = min(tailLimit, v-(s-aim)/l.slope(v))
	}
	return v, true
}

// integral returns I; V is from reach.
func (l *tailLaw) integral(V float64) float64 {
	var sum, low float64
	for _, n := range tailNodes {
		f := float64(n.w * Exp(-l.at(float64(V*n.v))))
		t := sum + f
		low += f - (t - sum)
		sum = t
	}
	return float64(V * (sum + low))
}

// expm1Less returns e^v - 1 - v, accurate near 0.
func expm1Less(v float64) float64 {
	if math.Abs(v) > 1 {
		return Expm1(v) - v
	}
	q := 0.0
	for i := len(expLess) - 1; i >= 0; i-- {
		q = float64(q*v) + expLess[i]
	}
	return float64(float64(v*v) * q)
}

// log1pLess returns log(1+u) - u, accurate near 0.
func log1pLess(u float64) float64 {
	if math.Abs(u) > 0.125 {
		return Log1p(u) - u
	}
	// log(1+u) = 2 atanh(s), s = u/(2+u): the series in s^2 converges fast
	s := u / (2 + u)
	s2 := float64(s * s)
	q := 0.0
	for i := len(atanhLess) - 1; i >= 0; i-- {
		q = float64(q*s2) + atanhLess[i]
	}
	// 2s - u = -u s
	return float64(s * (float64(2*float64(s2*q)) - u))
}

// expLess holds 1/n! for n = 2 to 19.
var expLess = [...]float64{
	1. / 2, 1. / 6, 1. / 24, 1. / 120, 1. / 720, 1. / 5040, 1. / 40320, 1. / 362880, 1. / 3628800, 1. / 39916800,
	1. / 479001600, 1. / 6227020800, 1. / 87178291200, 1. / 1307674368000, 1. / 20922789888000,
	1. / 355687428096000, 1. / 6402373705728000, 1. / 121645100408832000,
}

// atanhLess holds 1/n for n = 3, 5 to 15.
var atanhLess = [...]float64{1. / 3, 1. / 5, 1. / 7, 1. / 9, 1. / 11, 1. / 13, 1. / 15}

// tailNodes holds the nodes and weights of Gauss and Legendre's rule on [0, 1],
// the smallest terms first.
var tailNodes = [28]struct{ v, w float64 }{
	{0x1.ff16db036cb8cp-1, 0x1.2afc07ab1c5c9p-8},
	{0x1.fb36af2abaab7p-1, 0x1.5a3a811ece501p-7},
	{0x1.f44a561234adcp-1, 0x1.0d874b8a226e9p-6},
	{0x1.ea66ed0f7de0ep-1, 0x1.6aaf12dc69637p-6},
	{0x1.ddab21e24ed70p-1, 0x1.c3707aee4a4e2p-6},
	{0x1.ce3e834c64d60p-1, 0x1.0b5b9f1c0a7a2p-5},
	{0x1.bc50fe97a6803p-1, 0x1.31c03a8e85de3p-5},
	{0x1.a81a493dc7905p-1, 0x1.546ebc0db6001p-5},
	{0x1.91d9336a4aaa4p-1, 0x1.72fb5b81c1868p-5},
	{0x1.79d2e4a9310b6p-1, 0x1.8d0729614b3e3p-5},
	{0x1.605204f4ac4a7p-1, 0x1.a2413503ecaa0p-5},
	{0x1.45a5d4b1308afp-1, 0x1.b26787e30dbfbp-5},
	{0x1.2a213664b066cp-1, 0x1.bd47f277562fdp-5},
	{0x1.0e19ad24bd240p-1, 0x1.c2c0a81eda19dp-5},
	{0x1.e3cca5b685b7fp-2, 0x1.c2c0a81eda19dp-5},
	{0x1.abbd93369f329p-2, 0x1.bd47f277562fdp-5},
	{0x1.74b4569d9eea3p-2, 0x1.b26787e30dbfbp-5},
	{0x1.3f5bf616a76b2p-2, 0x1.a2413503ecaa0p-5},
	{0x1.0c5a36ad9de94p-2, 0x1.8d0729614b3e3p-5},
	{0x1.b89b3256d5570p-3, 0x1.72fb5b81c1868p-5},
	{0x1.5f96db08e1bedp-3, 0x1.546ebc0db6001p-5},
	{0x1.0ebc05a165ff2p-3, 0x1.31c03a8e85de3p-5},
	{0x1.8e0be59cd9503p-4, 0x1.0b5b9f1c0a7a2p-5},
	{0x1.12a6f0ed8947dp-4, 0x1.c3707aee4a4e2p-6},
	{0x1.59912f0821f27p-5, 0x1.6aaf12dc69637p-6},
	{0x1.76b53db96a48cp-6, 0x1.0d874b8a226e9p-6},
	{0x1.3254355155250p-7, 0x1.5a3a811ece501p-7},
	{0x1.d249f9268e8c0p-10, 0x1.2afc07ab1c5c9p-8},
}
