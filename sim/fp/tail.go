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
// Note: the continued fractions and Temme's uniform expansions are the usual
// choice (DiDonato and Morris, ACM TOMS 12 (1986) and 18 (1992)). They need one
// table or one recurrence a region and lose bits where regions meet; the integral needs neither,
// costs the same at every shape and has positive terms only.
const (
	tailDrop  = 39.5 // e^-39.5 = 2^-57
	tailLimit = 4
)

// A tailLaw gives s(v) = linear v + weight curve(v), and an estimate of s”(0).
type tailLaw struct {
	linear, weight float64 // both >= 0
	kind           tailKind
	x              float64 // for the beta kinds, at most 1/2
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

// reach returns V with s(V) near tailDrop (above it), or false if V > tailLimit.
func (l *tailLaw) reach() (float64, bool) {
	if l.at(tailLimit) < tailDrop {
		return 0, false
	}
	// s is convex with s(0) = 0: regula falsi from below stays below the root.
	lo, hi := 0.0, float64(tailLimit)
	for hi-lo > hi/16 {
		mid := (lo + hi) / 2
		if lo == 0 {
			mid = hi / 8
		}
		if l.at(mid) < tailDrop {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi, true
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
var tailNodes = [32]struct{ v, w float64 }{
	{0x1.ff4caf38204dbp-1, 0x1.cbf8bc743cc5cp-9},
	{0x1.fc510938a5e6ep-1, 0x1.0aa3c248696c9p-7},
	{0x1.f6faa8c029dd5p-1, 0x1.a0060a8531ffap-7},
	{0x1.ef56012cfbfa1p-1, 0x1.18c5800a355d9p-6},
	{0x1.e5754da2ba65dp-1, 0x1.5ee963a335495p-6},
	{0x1.d97027eb43509p-1, 0x1.a1c6ae961fbfap-6},
	{0x1.cb634a40e25e3p-1, 0x1.e0bd76c924981p-6},
	{0x1.bb70498eb49ddp-1, 0x1.0d9b9a62cac10p-5},
	{0x1.a9bd44e243fc5p-1, 0x1.2854103b35e0cp-5},
	{0x1.96748a34b1652p-1, 0x1.40483e126fd14p-5},
	{0x1.81c431433594fp-1, 0x1.553ee25ebebc6p-5},
	{0x1.6bddad5f1be3cp-1, 0x1.6705e18e13ed1p-5},
	{0x1.54f557395ef7dp-1, 0x1.7572bdb3f6e51p-5},
	{0x1.3d41efc338129p-1, 0x1.8062fc0f6fef9p-5},
	{0x1.24fc1d4e2fe47p-1, 0x1.87bc776f8c6d7p-5},
	{0x1.0c5de42446625p-1, 0x1.8b6d9eaec77adp-5},
	{0x1.e74437b7733b6p-2, 0x1.8b6d9eaec77adp-5},
	{0x1.b607c563a0372p-2, 0x1.87bc776f8c6d7p-5},
	{0x1.857c20798fdadp-2, 0x1.8062fc0f6fef9p-5},
	{0x1.5615518d42105p-2, 0x1.7572bdb3f6e51p-5},
	{0x1.2844a541c8387p-2, 0x1.6705e18e13ed1p-5},
	{0x1.f8ef3af329ac5p-3, 0x1.553ee25ebebc6p-5},
	{0x1.a62dd72d3a6b8p-3, 0x1.40483e126fd14p-5},
	{0x1.590aec76f00edp-3, 0x1.2854103b35e0cp-5},
	{0x1.123ed9c52d88dp-3, 0x1.0d9b9a62cac10p-5},
	{0x1.a4e5adf8ed0ebp-4, 0x1.e0bd76c924981p-6},
	{0x1.347ec0a5e57b4p-4, 0x1.a1c6ae961fbfap-6},
	{0x1.a8ab25d459a36p-5, 0x1.5ee963a335495p-6},
	{0x1.0a9fed30405eep-5, 0x1.18c5800a355d9p-6},
	{0x1.20aae7fac455ap-6, 0x1.a0060a8531ffap-7},
	{0x1.d77b63ad0c91bp-8, 0x1.0aa3c248696c9p-7},
	{0x1.66a18fbf64a0fp-10, 0x1.cbf8bc743cc5cp-9},
}
