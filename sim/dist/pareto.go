package dist

import (
	"math"

	"weir/sim/fp"
)

// pareto: P(X > x) = (lo/x)^alpha for x >= lo.
type pareto struct{ lo, alpha float64 }

func (p pareto) lower(q float64) float64 { return p.lo * fp.Exp(-fp.Log1p(-q)/p.alpha) }
func (p pareto) upper(q float64) float64 { return p.lo * fp.Exp(-fp.Log(q)/p.alpha) }

func (p pareto) distance(side, _ int, q float64) float64 {
	if side == 1 {
		return p.lo * fp.Expm1(-fp.Log(q)/p.alpha)
	}
	return p.lo * fp.Expm1(-fp.Log1p(-q)/p.alpha)
}

func (p pareto) near(_ int, v float64) float64 { return p.density(p.lo + v) }

func (p pareto) CDF(x float64) float64 {
	if x <= p.lo {
		return 0
	}
	return -fp.Expm1(float64(-p.alpha * fp.Log1p((x-p.lo)/p.lo)))
}

func (p pareto) Survival(x float64) float64 {
	if x <= p.lo {
		return 1
	}
	return fp.Exp(float64(-p.alpha * fp.Log1p((x-p.lo)/p.lo)))
}

func (p pareto) Support() (lo, hi float64) { return p.lo, math.Inf(1) }

func (p pareto) density(x float64) float64 {
	if x < p.lo {
		return 0
	}
	return p.alpha / x * p.Survival(x)
}

func (p pareto) kinks() []float64 { return []float64{p.lo} }

func (p pareto) closed() bool { return true }

// exponential with the given mean.
type exponential struct{ mean float64 }

func (e exponential) lower(p float64) float64 { return -e.mean * fp.Log1p(-p) }
func (e exponential) upper(q float64) float64 { return -e.mean * fp.Log(q) }

func (e exponential) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return -fp.Expm1(-x / e.mean)
}

func (e exponential) Survival(x float64) float64 {
	if x <= 0 {
		return 1
	}
	return fp.Exp(-x / e.mean)
}

func (e exponential) Support() (lo, hi float64) { return 0, math.Inf(1) }

func (e exponential) density(x float64) float64 {
	if x < 0 {
		return 0
	}
	return fp.Exp(-x/e.mean) / e.mean
}

func (e exponential) kinks() []float64 { return []float64{0} }

func (e exponential) closed() bool { return true }
