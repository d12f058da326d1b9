package dist

import (
	"math"

	"weir/sim/fp"
)

// lognormal: ln(x/median) is normal with mean 0 and standard deviation sigma.
type lognormal struct{ median, sigma float64 }

func (l lognormal) lower(p float64) float64 { return l.ofScore(0, fp.PhiInv(p)) }
func (l lognormal) upper(q float64) float64 { return l.ofScore(1, fp.PhiInv(q)) }

// ofScore is the quantile of a side whose tail probability has the normal score z.
func (l lognormal) ofScore(side int, z float64) float64 {
	sigma := l.sigma
	if side == 1 {
		sigma = -sigma
	}
	return l.median * fp.Exp(float64(sigma*z))
}

func (l lognormal) z(x float64) float64 { return fp.Log(x/l.median) / l.sigma }

func (l lognormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return fp.Phi(l.z(x))
}

func (l lognormal) Survival(x float64) float64 {
	if x <= 0 {
		return 1
	}
	return fp.Phi(-l.z(x))
}

func (l lognormal) Support() (lo, hi float64) { return 0, math.Inf(1) }

func (l lognormal) density(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return bell(l.z(x)) / (l.sigma * x)
}

func (l lognormal) kinks() []float64 { return []float64{0} }

func (l lognormal) closed() bool { return true }

// logitnormal: logit(x) is normal with mean logit(median) and standard deviation sigma.
type logitnormal struct{ center, sigma float64 }

func (l logitnormal) lower(p float64) float64 { return logistic(l.logit(0, p)) }
func (l logitnormal) upper(q float64) float64 { return logistic(l.logit(1, q)) }

// logit is that of the quantile at the tail probability q.
func (l logitnormal) logit(side int, q float64) float64 {
	if side == 1 {
		return l.center - float64(l.sigma*fp.PhiInv(q))
	}
	return l.center + float64(l.sigma*fp.PhiInv(q))
}

func (l logitnormal) distance(side, end int, q float64) float64 {
	if end == 1 {
		return logistic(-l.logit(side, q))
	}
	return logistic(l.logit(side, q))
}

func (l logitnormal) near(end int, v float64) float64 {
	if end == 1 {
		return logitnormal{-l.center, l.sigma}.density(v)
	}
	return l.density(v)
}

func (l logitnormal) z(x float64) float64 { return (logit(x) - l.center) / l.sigma }

func (l logitnormal) CDF(x float64) float64 {
	if x <= 0 || x >= 1 {
		return share(x, 1)
	}
	return fp.Phi(l.z(x))
}

func (l logitnormal) Survival(x float64) float64 {
	if x <= 0 || x >= 1 {
		return share(1-x, 1)
	}
	return fp.Phi(-l.z(x))
}

func (l logitnormal) Support() (lo, hi float64) { return 0, 1 }

func (l logitnormal) density(x float64) float64 {
	if x <= 0 || x >= 1 {
		return 0
	}
	return bell(l.z(x)) / (l.sigma * x * (1 - x))
}

func (l logitnormal) kinks() []float64 { return []float64{0, 1} }

func (l logitnormal) closed() bool { return true }

// logistic is 1/(1 + e^-y), accurate relative to its own size; 1 - logistic(y) is logistic(-y).
func logistic(y float64) float64 {
	if y < 0 {
		e := fp.Exp(y)
		return e / (1 + e)
	}
	return 1 / (1 + fp.Exp(-y))
}

// logit is the inverse of logistic.
func logit(x float64) float64 {
	if x > 0.25 && x < 0.75 {
		return fp.Log1p(2 * (x - 0.5) / (1 - x))
	}
	return fp.Log(x) - fp.Log1p(-x)
}
