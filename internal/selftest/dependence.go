package selftest

import (
	"math"

	"weir/sim/result"
)

// dependence measures rank correlations through a Gaussian copula.
func dependence(s *sheet) error {
	s.open("Rank correlations", "Kruskal (1958), Ordinal measures of association, section 6: Spearman's is 6/pi asin(rho/2); Sheppard (1899) for quadrants")
	r, err := s.one("correlated")
	if err != nil {
		return err
	}
	// Between uniform margins Pearson's correlation is Spearman's.
	for _, p := range []struct {
		id       string
		spearman float64
	}{{"uv", 0.6}, {"vw", -0.3}, {"uw", 0.2}} {
		centred := func(z float64) float64 { return math.Sqrt(12) * (phi(z) - 0.5) }
		s.scaled("uniform "+p.id[:1]+" and "+p.id[1:]+", correlation", output(r, p.id), 12, coupled(centred, centred, score(p.spearman)))
	}
	x := output(r, "w")
	s.mean("uniform w, mean", x, uniform(0, 1))
	s.sd("uniform w, sd", x, uniform(0, 1))
	s.quantiles("uniform w", x, inverse(func(p float64) float64 { return p }), result.P1, result.P50, result.P99)

	s.mean("normal, covariance", output(r, "normal"), quadratic(1, 1, score(0.5)))
	x = output(r, "second")
	s.mean("normal, mean of the second", x, normal(0, 1))
	s.sd("normal, sd of the second", x, normal(0, 1))
	s.mean("lognormal, mean of the product", output(r, "product"), lognormal(0, 0.2*math.Sqrt(2+2*0.5)))
	n := float64(r.Trials)
	quadrant := func(rho float64) float64 { return 0.25 + math.Asin(rho)/(2*math.Pi) }
	s.share("lognormal, share with both below the median", output(r, "big").Mean, n, quadrant(0.8))
	s.share("beta and exponential, share with both below the median", output(r, "unlike").Mean, n, quadrant(score(-0.7)))
	s.share("discrete, share with both 1", output(r, "both").Mean, n, 0.3*0.5+0.4*math.Sqrt(0.3*0.7*0.5*0.5))

	quarters := quadratic(1, 1, score(0.5))
	quarters = quarters.sum(quarters)
	quarters = quarters.sum(quarters).times(1. / 4)
	s.mean("step draws, covariance in a step", output(r, "same"), quarters)
	s.mean("step draws, covariance with the step before", output(r, "lagged"), quadratic(1, 1, 0))
	// A move of the price is normal with mean drift - volatility^2/2 = 0 over its quarter.
	s.mean("processes, correlation of moves", output(r, "moves"), quadratic(1, 1, score(0.5)))
	return nil
}

// score is the correlation of normal scores that gives a rank correlation.
func score(spearman float64) float64 { return 2 * math.Sin(math.Pi*spearman/6) }

// coupled is the law of f(X) g(Y) for standard normal X, Y of a correlation, by the trapezoidal rule in two independent
// normal variables, which for smooth functions is exact to rounding.
func coupled(f, g func(z float64) float64, rho float64) law {
	const step, far = 1. / 8, 8
	density := func(z float64) float64 { return step * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
	var l law
	for x := -float64(far); x <= far; x += step {
		for z := -float64(far); z <= far; z += step {
			value, weight := f(x)*g(rho*x+math.Sqrt(1-rho*rho)*z), density(x)*density(z)
			for k := range l {
				l[k] += weight
				weight *= value
			}
		}
	}
	return l
}
