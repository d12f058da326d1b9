package dist

import (
	"fmt"
	"math"

	"weir/sim/fp"
)

// ordered refuses min >= max.
func (a Args) ordered(lo, hi float64) *ArgError {
	if lo >= hi {
		mend := ""
		if lo == hi {
			mend = "for a certain value write the number alone"
		}
		return wrong("max", mend, "max, %s, must be above min, %s", number(hi), number(lo))
	}
	if math.IsInf(hi-lo, 0) {
		return wrong("max", "", "max - min is beyond the largest number of the computer")
	}
	return nil
}

func buildUniform(a Args) (shape, *ArgError) {
	lo, hi := a.Num["min"], a.Num["max"]
	if err := a.ordered(lo, hi); err != nil {
		return nil, err
	}
	return uniform{lo, hi}, nil
}

// peaked reads min, mode, max.
func (a Args) peaked() (lo, mode, hi float64, err *ArgError) {
	lo, mode, hi = a.Num["min"], a.Num["mode"], a.Num["max"]
	if err := a.ordered(lo, hi); err != nil {
		return 0, 0, 0, err
	}
	if mode < lo || mode > hi {
		return 0, 0, 0, wrong("mode", "", "the mode, %s, must lie between min, %s, and max, %s", number(mode), number(lo), number(hi))
	}
	return lo, mode, hi, nil
}

func buildTriangular(a Args) (shape, *ArgError) {
	lo, mode, hi, err := a.peaked()
	if err != nil {
		return nil, err
	}
	return triangular{lo, mode, hi}, nil
}

// A PERT is the beta with alpha = 1 + shape (mode - min)/(max - min) and beta = 1 + shape (max - mode)/(max - min).
func buildPert(a Args) (shape, *ArgError) {
	lo, mode, hi, err := a.peaked()
	if err != nil {
		return nil, err
	}
	peak := a.or("shape", 4)
	if peak < 0 || peak > 1e6 {
		return nil, wrong("shape", "it is 4 where absent; larger is narrower", "shape must lie between 0 and 1e6, not %s", number(peak))
	}
	if peak == 0 {
		return uniform{lo, hi}, nil
	}
	return newBeta(1+float64(peak*((mode-lo)/(hi-lo))), 1+float64(peak*((hi-mode)/(hi-lo))), lo, hi), nil
}

func buildNormal(a Args) (shape, *ArgError) {
	if a.has("pN") {
		return normalFrom(a)
	}
	if err := a.positive("sd"); err != nil {
		return nil, err
	}
	return normal{a.Num["mean"], a.Num["sd"]}, nil
}

func buildLognormal(a Args) (shape, *ArgError) {
	if a.has("pN") {
		return lognormalFrom(a)
	}
	if err := a.positive("median", "sigma", "mean", "sd"); err != nil {
		return nil, err
	}
	if a.has("median") {
		return lognormal{a.Num["median"], a.Num["sigma"]}, nil
	}
	// sigma^2 = ln(1 + (sd/mean)^2), median = mean e^(-sigma^2/2) = mean / sqrt(1 + (sd/mean)^2)
	mean, ratio := a.Num["mean"], a.Num["sd"]/a.Num["mean"]
	square := float64(ratio * ratio)
	return lognormal{mean / math.Sqrt(1+square), math.Sqrt(fp.Log1p(square))}, nil
}

func buildLogitnormal(a Args) (shape, *ArgError) {
	if a.has("pN") {
		return logitnormalFrom(a)
	}
	if err := a.positive("sigma"); err != nil {
		return nil, err
	}
	median := a.Num["median"]
	if median <= 0 || median >= 1 {
		return nil, wrong("median", "", "the median of a logitnormal lies above 0 and below 1, not at %s", number(median))
	}
	return logitnormal{logit(median), a.Num["sigma"]}, nil
}

// The shapes of beta and gamma that are computed: below, nearly all draws are 0; above, the law is a normal.
const (
	leastShape = 1e-3
	mostShape  = 1e7
)

func shapeInRange(field string, x float64) *ArgError {
	if x >= leastShape && x <= mostShape {
		return nil
	}
	if x <= 0 {
		return wrong(field, "", "%s must be above 0, not %s", field, number(x))
	}
	return wrong(field, "", "%s must lie between 0.001 and 1e7, not at %s", field, number(x))
}

func buildBeta(a Args) (shape, *ArgError) {
	lo, hi := a.or("min", 0), a.or("max", 1)
	if err := a.ordered(lo, hi); err != nil {
		return nil, err
	}
	if a.has("pN") {
		return betaFrom(a, lo, hi)
	}
	if a.has("alpha") {
		for _, field := range []string{"alpha", "beta"} {
			if err := shapeInRange(field, a.Num[field]); err != nil {
				return nil, err
			}
		}
		return newBeta(a.Num["alpha"], a.Num["beta"], lo, hi), nil
	}
	if err := a.positive("sd"); err != nil {
		return nil, err
	}
	mean := a.Num["mean"]
	if mean <= lo || mean >= hi {
		return nil, wrong("mean", "", "the mean of this beta must lie above %s and below %s, not at %s", number(lo), number(hi), number(mean))
	}
	m, s := (mean-lo)/(hi-lo), a.Num["sd"]/(hi-lo)
	rest := (hi - mean) / (hi - lo)
	total := m*rest/(s*s) - 1 // alpha + beta
	if alpha, bet := m*total, rest*total; alpha >= leastShape && bet >= leastShape && alpha <= mostShape && bet <= mostShape {
		return newBeta(alpha, bet, lo, hi), nil
	}
	most := (hi - lo) * math.Sqrt(m*rest)
	if a.Num["sd"] >= most {
		return nil, wrong("sd", "", "a beta with mean %s between %s and %s has an sd below %s, not %s", number(mean), number(lo), number(hi), number(most), number(a.Num["sd"]))
	}
	return nil, wrong("sd", "", "with this mean and sd the shapes alpha, %s, and beta, %s, are not between 0.001 and 1e7", number(m*total), number(rest*total))
}

func buildGamma(a Args) (shape, *ArgError) {
	if a.has("pN") {
		return gammaFrom(a)
	}
	k := a.Num["shape"]
	if err := shapeInRange("shape", k); err != nil {
		return nil, err
	}
	if err := a.positive("mean", "scale"); err != nil {
		return nil, err
	}
	if a.has("scale") {
		return newGamma(k, a.Num["scale"]), nil
	}
	return newGamma(k, a.Num["mean"]/k), nil
}

func buildExponential(a Args) (shape, *ArgError) {
	if err := a.positive("mean"); err != nil {
		return nil, err
	}
	return exponential{a.Num["mean"]}, nil
}

func buildPareto(a Args) (shape, *ArgError) {
	if err := a.positive("min", "alpha"); err != nil {
		return nil, err
	}
	return pareto{a.Num["min"], a.Num["alpha"]}, nil
}

func buildPoisson(a Args) (shape, *ArgError) {
	mean := a.Num["mean"]
	if mean < 0 {
		return nil, wrong("mean", "", "the mean of a poisson cannot be negative: %s", number(mean))
	}
	if mean > poissonMost {
		return nil, wrong("mean", fmt.Sprintf("above that it is a normal: write { dist = \"normal\", mean = %s, sd = %s }", number(mean), number(math.Sqrt(mean))),
			"the mean of a poisson must be at most 1e6, not %s", number(mean))
	}
	if mean == 0 {
		return newSteps([]float64{0}, []float64{1}), nil
	}
	return newPoisson(mean), nil
}

func buildBernoulli(a Args) (shape, *ArgError) {
	p := a.Num["p"]
	if p < 0 || p > 1 {
		return nil, wrong("p", "write 0.35 or \"35%\"", "a probability lies between 0 and 1, not at %s", number(p))
	}
	return newSteps([]float64{0, 1}, []float64{1 - p, p}), nil
}

// weighed checks the weights of so many things.
func (a Args) weighed(things string, n int) *ArgError {
	if n == 0 {
		return wrong(things, "", "there is nothing to choose from")
	}
	if len(a.Weights) != n {
		return wrong("weights", "", "there are %d weights for %d in %s", len(a.Weights), n, things)
	}
	total := 0.0
	for i, w := range a.Weights {
		if w < 0 {
			return wrong("weights", "", "weight %d is negative: %s", i+1, number(w))
		}
		total += w
	}
	if total == 0 {
		return wrong("weights", "", "all weights are 0")
	}
	if !isFinite(total) {
		return wrong("weights", "", "their sum is beyond the largest number of the computer")
	}
	return nil
}

func buildDiscrete(a Args) (shape, *ArgError) {
	if err := a.weighed("values", len(a.Values)); err != nil {
		return nil, err
	}
	return newSteps(a.Values, a.Weights), nil
}

// empirical gives each of the values the same weight.
func buildEmpirical(a Args) (shape, *ArgError) {
	weights := make([]float64, len(a.Values))
	for i := range weights {
		weights[i] = 1
	}
	a.Weights = weights
	if err := a.weighed("values", len(a.Values)); err != nil {
		return nil, err
	}
	return newSteps(a.Values, weights), nil
}

func buildMixture(a Args) (shape, *ArgError) {
	if err := a.weighed("of", len(a.Of)); err != nil {
		return nil, err
	}
	var all burden
	parts := make([]shape, len(a.Of))
	for i, part := range a.Of {
		if part == nil {
			return nil, wrong("of", "", "entry %d is no distribution", i+1)
		}
		parts[i] = part.form()
		all.add(parts[i])
	}
	if all.continuous > mostContinuous {
		return nil, wrong("of", "leave out what weighs least, or join what is alike", "a mixture holds at most %d continuous distributions, those of mixtures in it counted, not %d", mostContinuous, all.continuous)
	}
	if int64(all.values)*int64(all.parts) > mostLooks {
		return nil, wrong("of", `write the values as one { dist = "discrete" } or "empirical"`, "%d values in %d distributions, those of mixtures in it counted, are too many for a mixture", all.values, all.parts)
	}
	return newMixture(parts, a.Weights), nil
}
