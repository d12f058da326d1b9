package dist

import (
	"math"

	"weir/sim/fp"
)

// gamma with density x^(shape-1) e^(-x/scale) / (Gamma(shape) scale^shape).
type gamma struct {
	shape, scale float64
	lgamma1      float64 // ln Gamma(shape + 1)
	stirling     float64 // what Stirling's formula lacks of it
	at           fp.Gamma
}

func newGamma(shape, scale float64) *gamma {
	return &gamma{shape, scale, fp.Lgamma(shape + 1), stirling(shape), fp.NewGamma(shape)}
}

func (g *gamma) lower(p float64) float64 {
	if p == 0 {
		return 0
	}
	return g.scale * fp.Exp(g.logLower(p))
}

func (g *gamma) upper(q float64) float64 {
	if q == 0 {
		return math.Inf(1)
	}
	return g.scale * fp.Exp(g.logUpper(q))
}

// logLower is ln(x/scale) at CDF(x) = p. P(a, e^y) is log-concave in y and lies below its asymptote
// e^(a y) / Gamma(a + 1), which bounds the root from below.
func (g *gamma) logLower(p float64) float64 {
	target := fp.Log(p)
	floor := (target + g.lgamma1) / g.shape
	if floor < -700 { // the next term, of relative size e^floor, is below every precision
		return floor
	}
	return rootFinder{floor, math.Inf(1), false, 1e-8, 0}.find(g.guess(fp.PhiInv(p)), func(y float64) (h, slope float64) {
		x := fp.Exp(y)
		below, _ := g.at.Tails(x)
		return fp.Log(below) - target, g.logDensity(x) / below
	})
}

// logUpper is ln(x/scale) at Survival(x) = q. Q(a, e^y) too is log-concave in y.
func (g *gamma) logUpper(q float64) float64 {
	floor := (fp.Log1p(-q) + g.lgamma1) / g.shape
	if floor < -700 {
		return floor
	}
	target := fp.Log(q)
	return rootFinder{floor, math.Inf(1), true, 1e-8, 0}.find(g.guess(-fp.PhiInv(q)), func(y float64) (h, slope float64) {
		x := fp.Exp(y)
		_, above := g.at.Tails(x)
		return fp.Log(above) - target, -g.logDensity(x) / above
	})
}

// guess is ln x after Wilson and Hilferty (1931); minus infinity where the cube root would be negative.
func (g *gamma) guess(z float64) float64 {
	c := 1 / (9 * g.shape)
	if t := 1 - c + float64(z*math.Sqrt(c)); t > 0 {
		return fp.Log(g.shape) + float64(3*fp.Log(t))
	}
	return math.Inf(-1)
}

// logDensity is the density of ln(x/scale), x^a e^-x / Gamma(a), at x/scale.
func (g *gamma) logDensity(x float64) float64 {
	return math.Sqrt(g.shape) / sqrt2Pi * fp.Exp(-deviance(g.shape, x)-g.stirling)
}

func (g *gamma) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	below, _ := g.at.Tails(x / g.scale)
	return below
}

func (g *gamma) Survival(x float64) float64 {
	if x <= 0 {
		return 1
	}
	_, above := g.at.Tails(x / g.scale)
	return above
}

func (g *gamma) Support() (lo, hi float64) { return 0, math.Inf(1) }

func (g *gamma) density(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return g.logDensity(x/g.scale) / x
}

func (g *gamma) kinks() []float64 { return []float64{0} }

func (g *gamma) closed() bool { return false }
