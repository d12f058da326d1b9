package selftest

import (
	"math"
	"strings"

	"weir/sim/fp"
	"weir/sim/result"
)

// A family is a distribution of the language with all that is known of it; what is left out is not measured.
type family struct {
	id    string
	law   *law  // mean and sd
	heavy bool  // the sd is too uncertain to measure
	curve curve // quantiles
	steps []step
}

// laws measures a parameter of each family.
func laws(s *sheet) error {
	s.open("Distributions, as a parameter draws them", "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions (1994, 1995); Univariate Discrete Distributions (2005)")
	r, err := s.one("laws")
	if err != nil {
		return err
	}
	for _, f := range families() {
		x := output(r, f.id)
		if f.law != nil {
			s.mean(f.id+" mean", x, *f.law)
			if !f.heavy {
				s.sd(f.id+" sd", x, *f.law)
			}
		}
		if f.steps != nil {
			s.stairs(f.id, x, f.steps, result.P5, result.P50, result.P95)
		}
		if f.curve.f != nil || f.curve.q != nil {
			s.quantiles(f.id, x, f.curve, result.P1, result.P50, result.P95)
		}
	}
	for _, f := range []struct {
		id string
		p  float64
	}{{"gamma_p10", 0.1}, {"gamma_p90", 0.9}, {"weibull_p25", 0.25}, {"weibull_p75", 0.75}, {"beta_p10", 0.1}, {"beta_p90", 0.9}} {
		name, percentile, _ := strings.Cut(f.id, "_")
		s.share(name+" through percentiles, share below its "+percentile, output(r, f.id).Mean, float64(r.Trials), f.p)
	}
	return nil
}

// families are those of cases/laws.toml, in its order.
func families() []family {
	known := func(l law) *law { return &l }
	z95 := phiInverse(0.95)
	// e^(-mean) mean^k / k!
	poissonSteps := counts(math.Exp(-37), func(k float64) float64 { return 37 / (k + 1) })
	twelve := counts(math.Pow(0.7, 12), func(k float64) float64 { return (12 - k) / (k + 1) * 0.3 / 0.7 })
	failures := counts(0.25, func(k float64) float64 { return (2 + k) / (k + 1) / 2 }) // (k+1) 2^-(k+2)
	return []family{
		{id: "uniform", law: known(uniform(-1, 3)), curve: inverse(func(p float64) float64 { return 4*p - 1 })},
		{id: "triangular", law: known(triangular(1, 2, 6)), curve: inverse(func(p float64) float64 {
			if p < 0.2 {
				return 1 + math.Sqrt(5*p)
			}
			return 6 - math.Sqrt(20*(1-p))
		})},
		{id: "pert", law: known(beta(1.8, 4.2).times(50).plus(10)), curve: distribution(10, 60, func(x float64) float64 { return fp.BetaI(1.8, 4.2, (x-10)/50) })},
		{id: "normal", law: known(normal(-3, 2)), curve: inverse(func(p float64) float64 { return 2*phiInverse(p) - 3 })},
		{id: "truncated", law: known(truncatedNormal(0.5, 4)), curve: inverse(func(p float64) float64 {
			return phiInverse(phi(0.5) + p*(phi(4)-phi(0.5)))
		})},
		{id: "lognormal", law: known(lognormal(math.Log(20), 0.4)), heavy: true, curve: inverse(func(p float64) float64 { return 20 * math.Exp(0.4*phiInverse(p)) })},
		{id: "range", law: known(lognormal(math.Log(600)/2, math.Log(6)/(2*z95))), heavy: true, curve: inverse(func(p float64) float64 {
			return math.Sqrt(600) * math.Exp(math.Log(6)/(2*z95)*phiInverse(p))
		})},
		{id: "logitnormal", curve: inverse(func(p float64) float64 { return logistic(logit(0.3) + 0.5*phiInverse(p)) })},
		// P(x) is that of at least 2 of 6 trials with probability x.
		{id: "beta", law: known(beta(2, 5)), curve: distribution(0, 1, func(x float64) float64 { return 1 - math.Pow(1-x, 5)*(1+5*x) })},
		{id: "gamma", law: known(gamma(2, 3)), curve: distribution(0, 300, func(x float64) float64 { return 1 - math.Exp(-x/3)*(1+x/3) })},
		{id: "exponential", law: known(gamma(1, 3)), curve: inverse(func(p float64) float64 { return -3 * math.Log1p(-p) })},
		{id: "pareto", curve: inverse(func(p float64) float64 { return 5 * math.Pow(1-p, -1/1.1) })},
		{id: "poisson", law: known(poisson(37, points([]float64{1}, []float64{1}))), steps: poissonSteps},
		{id: "bernoulli", law: known(indicator(0.2))},
		{id: "discrete", law: known(points([]float64{-2, 1, 10}, []float64{1, 2, 5})), steps: steps([]float64{-2, 1, 10}, []float64{1, 2, 5})},
		{id: "mixture", law: known(mixture([]float64{1, 3}, normal(1, 1), normal(4, 2))), curve: distribution(-20, 30, func(x float64) float64 {
			return 0.25*phi(x-1) + 0.75*phi((x-4)/2)
		})},
		{id: "weibull", law: known(weibull(2, 3)), curve: inverse(func(p float64) float64 { return 3 * math.Sqrt(-math.Log1p(-p)) })},
		{id: "student", curve: inverse(func(p float64) float64 { return 1 + 3*(2*p-1)/math.Sqrt(2*p*(1-p)) })},
		// a + b logit p + c (p - 1/2) logit p through the three percentiles (Keelin 2016, equation 9)
		{id: "metalog", curve: inverse(func(p float64) float64 { return 20 + (20+25*(p-0.5))*logit(p)/math.Log(9) })},
		{id: "binomial", law: known(points(spread(twelve))), steps: twelve},
		{id: "negbinomial", law: known(points(spread(failures))), steps: failures},
		{id: "empirical", law: known(points([]float64{1, 3, 4, 5}, []float64{2, 1, 1, 1})), steps: steps([]float64{1, 3, 4, 5}, []float64{2, 1, 1, 1})},
	}
}

// truncatedNormal is the standard normal law between a and b: E X^k = (k-1) E X^(k-2) - (b^(k-1) f(b) - a^(k-1) f(a))/Z
// with the density f.
func truncatedNormal(a, b float64) law {
	f := func(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
	z := phi(b) - phi(a)
	l := law{1, -(f(b) - f(a)) / z}
	for k := 2; k <= order; k++ {
		n := float64(k - 1)
		l[k] = n*l[k-2] - (math.Pow(b, n)*f(b)-math.Pow(a, n)*f(a))/z
	}
	return l
}
