package dist

import (
	"math"

	"weir/sim/fp"
)

// beta on [lo, hi], with density proportional to (x - lo)^(alpha-1) (hi - x)^(beta-1).
type beta struct {
	alpha, beta float64
	lo, hi      float64
	logB        float64 // ln B(alpha, beta)
	peak        float64 // see logitDensity
	low, high   fp.Beta // I_x(alpha, beta) and I_x(beta, alpha)
}

func newBeta(alpha, bet, lo, hi float64) *beta {
	n := alpha + bet
	peak := math.Sqrt(alpha*(bet/n)) / sqrt2Pi * fp.Exp(stirling(n)-stirling(alpha)-stirling(bet))
	return &beta{alpha, bet, lo, hi, logBeta(alpha, bet), peak, fp.NewBeta(alpha, bet), fp.NewBeta(bet, alpha)}
}

// logBeta is ln B(a, b) by Stirling's formula and what it lacks, where no large terms cancel.
func logBeta(a, b float64) float64 {
	a, b = min(a, b), max(a, b)
	n := a + b
	return float64(a*fp.Log(a/n)) + float64(b*fp.Log1p(-a/n)) - float64(fp.Log(a*(b/n))/2) + halfLog2Pi + stirling(a) + (stirling(b) - stirling(n))
}

func (b *beta) lower(p float64) float64 { return b.fromLogit(b.logit(0, p)) }
func (b *beta) upper(q float64) float64 { return b.fromLogit(b.logit(1, q)) }

// logit is that of the quantile at the tail probability q, on [0, 1].
func (b *beta) logit(side int, q float64) float64 {
	if side == 1 {
		return -b.turned().logitLower(q)
	}
	return b.logitLower(q)
}

func (b *beta) distance(side, end int, q float64) float64 {
	y := b.logit(side, q)
	if end == 1 {
		y = -y
	}
	return (b.hi - b.lo) * logistic(y)
}

func (b *beta) near(end int, v float64) float64 {
	if end == 1 {
		return b.at(b.hi-b.lo-v, v)
	}
	return b.at(v, b.hi-b.lo-v)
}

// turned is the law of 1-x.
func (b *beta) turned() *beta {
	return &beta{b.beta, b.alpha, 0, 1, b.logB, b.peak, b.high, b.low}
}

// fromLogit counts from the nearer end.
func (b *beta) fromLogit(y float64) float64 {
	if y > 0 {
		return b.hi - float64((b.hi-b.lo)*logistic(-y))
	}
	return b.lo + float64((b.hi-b.lo)*logistic(y))
}

// logitLower is logit(x) at I_x(a, c) = p, p <= 1/2. The law of y = logit(x) has the density e^(a y) / (1 + e^y)^(a+c) / B,
// which is log-concave; so is its CDF, which lies below e^(a y) / (a B) and so gives a lower bound of the root.
func (b *beta) logitLower(p float64) float64 {
	a, c := b.alpha, b.beta
	if p == 0 {
		return math.Inf(-1)
	}
	target := fp.Log(p)
	floor := (target + fp.Log(a) + b.logB) / a
	if floor < -700 {
		return floor
	}
	guess := floor
	if a > 1 && c > 1 { // the normal law with the mode and the curvature of y's
		guess = fp.Log(a/c) + float64(fp.PhiInv(p)*math.Sqrt(1/a+1/c))
	}
	return rootFinder{floor, math.Inf(1), false, 1e-8, 0}.find(guess, func(y float64) (h, slope float64) {
		x, rest := logistic(y), logistic(-y)
		below := b.below(x, rest)
		return fp.Log(below) - target, b.logitDensity(x, rest) / below
	})
}

func (b *beta) CDF(x float64) float64 {
	return b.below(share(x-b.lo, b.hi-b.lo), share(b.hi-x, b.hi-b.lo))
}

func (b *beta) Survival(x float64) float64 {
	return b.turned().below(share(b.hi-x, b.hi-b.lo), share(x-b.lo, b.hi-b.lo))
}

// below is I_x(alpha, beta), given 1-x too: above 1/2, x has lost digits that 1-x has kept, and the density makes up for them.
func (b *beta) below(x, rest float64) float64 {
	p, _ := b.low.Tails(x)
	switch {
	case x > 0.9 && p > 0.1:
		above, _ := b.high.Tails(rest)
		return 1 - above
	case x > 0.5 && rest > 1e-10:
		lost := (1 - x) - rest
		return max(0, p+float64(lost*(b.logitDensity(x, rest)/(x*rest))))
	}
	return p
}

func (b *beta) Support() (lo, hi float64) { return b.lo, b.hi }

func (b *beta) density(x float64) float64 { return b.at(x-b.lo, b.hi-x) }

// at is the density where the ends are so far away.
func (b *beta) at(low, high float64) float64 {
	if low <= 0 || high <= 0 {
		return 0
	}
	w := b.hi - b.lo
	return b.logitDensity(low/w, high/w) / (low / w * high)
}

// logitDensity is the density of logit x, x^alpha (1-x)^beta / B, at x and 1-x.
func (b *beta) logitDensity(x, rest float64) float64 {
	n := b.alpha + b.beta
	return b.peak * fp.Exp(-deviance(b.alpha, float64(n*x))-deviance(b.beta, float64(n*rest)))
}

func (b *beta) kinks() []float64 { return []float64{b.lo, b.hi} }

func (b *beta) closed() bool { return false }
