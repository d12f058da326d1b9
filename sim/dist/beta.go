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
}

func newBeta(alpha, bet, lo, hi float64) beta {
	return beta{alpha, bet, lo, hi, logBeta(alpha, bet)}
}

// logBeta is ln B(a, b).
func logBeta(a, b float64) float64 { return fp.Lgamma(a) + fp.Lgamma(b) - fp.Lgamma(a+b) }

func (b beta) lower(p float64) float64 { return b.lo + b.fromLow(p) }
func (b beta) upper(q float64) float64 { return b.hi - b.fromHigh(q) }

func (b beta) fromLow(p float64) float64 {
	return (b.hi - b.lo) * logistic(logitLower(b.alpha, b.beta, b.logB, p))
}

func (b beta) fromHigh(q float64) float64 {
	return (b.hi - b.lo) * logistic(logitLower(b.beta, b.alpha, b.logB, q))
}

// logitLower is logit(x) at I_x(a, c) = p, p <= 1/2. The law of y = logit(x) has the density e^(a y) / (1 + e^y)^(a+c) / B,
// which is log-concave; so is its CDF, which lies below e^(a y) / (a B) and so gives a lower bound of the root.
func logitLower(a, c, logB, p float64) float64 {
	if p == 0 {
		return math.Inf(-1)
	}
	target := fp.Log(p)
	floor := (target + fp.Log(a) + logB) / a
	if floor < -700 {
		return floor
	}
	guess := floor
	if a > 1 && c > 1 { // the normal law with the mode and the curvature of y's
		guess = fp.Log(a/c) + float64(fp.PhiInv(p)*math.Sqrt(1/a+1/c))
	}
	return rootFinder{floor, math.Inf(1), false, 1e-8}.find(guess, func(y float64) (h, slope float64) {
		x, rest := logistic(y), logistic(-y)
		below := fp.BetaI(a, c, x)
		if x > 0.9 && below > 0.1 { // x has lost digits that rest has kept
			below = 1 - fp.BetaI(c, a, rest)
		}
		// ln x and ln(1-x), each from y
		softplus := fp.Log1p(fp.Exp(-math.Abs(y)))
		density := fp.Exp(float64(a*min(y, 0)) - float64(c*max(y, 0)) - float64((a+c)*softplus) - logB)
		return fp.Log(below) - target, density / below
	})
}

func (b beta) CDF(x float64) float64 {
	return fp.BetaI(b.alpha, b.beta, share(x-b.lo, b.hi-b.lo))
}

func (b beta) Survival(x float64) float64 {
	return fp.BetaI(b.beta, b.alpha, share(b.hi-x, b.hi-b.lo))
}

func (b beta) Support() (lo, hi float64) { return b.lo, b.hi }

func (b beta) density(x float64) float64 {
	if x <= b.lo || x >= b.hi {
		return 0
	}
	w := b.hi - b.lo
	return fp.Exp(float64((b.alpha-1)*fp.Log((x-b.lo)/w))+float64((b.beta-1)*fp.Log((b.hi-x)/w))-b.logB) / w
}

func (b beta) kinks() []float64 { return []float64{b.lo, b.hi} }
