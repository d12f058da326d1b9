package dist

import (
	"math"

	"weir/sim/fp"
)

// weibull: P(X > x) = e^-(x/scale)^shape for x >= 0.
type weibull struct{ shape, scale float64 }

func buildWeibull(a Args) (shape, *ArgError) {
	if a.has("pN") {
		return weibullFrom(a)
	}
	if err := shapeInRange("shape", a.Num["shape"]); err != nil {
		return nil, err
	}
	if err := a.positive("scale"); err != nil {
		return nil, err
	}
	return weibull{a.Num["shape"], a.Num["scale"]}, nil
}

// weibullFrom: ln x = ln scale + ln(-ln(1-p))/shape, a straight line.
func weibullFrom(a Args) (shape, *ArgError) {
	low, high, err := a.pair("weibull", 0, math.Inf(1))
	if err != nil {
		return nil, err
	}
	yLow, yHigh := low.hazard(), high.hazard()
	w := weibull{shape: fp.Log(yHigh/yLow) / fp.Log1p((high.x-low.x)/low.x), scale: 1}
	if !(w.shape >= leastShape && w.shape <= mostShape) {
		return nil, wrong(high.field, "a lognormal can", "no weibull has %s = %s and %s = %s with a shape between 0.001 and 1e7", low.field, number(low.x), high.field, number(high.x))
	}
	w.scale = low.x / w.at(yLow)
	return w, nil
}

// hazard is -ln(1-p) at the percentile.
func (p percentile) hazard() float64 {
	if p.n > 50 {
		return -fp.Log(float64(100-p.n) / 100)
	}
	return -fp.Log1p(-float64(p.n) / 100)
}

// at is the value where -ln(1-p) is so much.
func (w weibull) at(hazard float64) float64 { return w.scale * fp.Pow(hazard, 1/w.shape) }

// hazard is (x/scale)^shape.
func (w weibull) hazard(x float64) float64 { return fp.Pow(x/w.scale, w.shape) }

func (w weibull) lower(p float64) float64 { return w.at(-fp.Log1p(-p)) }
func (w weibull) upper(q float64) float64 { return w.at(-fp.Log(q)) }

func (w weibull) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return -fp.Expm1(-w.hazard(x))
}

func (w weibull) Survival(x float64) float64 {
	if x <= 0 {
		return 1
	}
	return fp.Exp(-w.hazard(x))
}

func (w weibull) Support() (lo, hi float64) { return 0, math.Inf(1) }

func (w weibull) density(x float64) float64 {
	if x <= 0 {
		return 0
	}
	h := w.hazard(x)
	return w.shape / x * (h * fp.Exp(-h))
}

func (w weibull) kinks() []float64 { return []float64{0} }

func (w weibull) closed() bool { return true }
