package selftest

import "math"

// products measures revenues that are products.
func products(s *sheet) error {
	r, err := s.one("products")
	if err != nil {
		return err
	}
	s.open("A product of three lognormal factors is lognormal", "Crow and Shimizu, Lognormal Distributions (1988), section 1.2; tails: Rockafellar and Uryasev (2002)")
	x := read(r, "lognormal revenue", "forecast")
	const sigma = 0.3 // of the logarithm: 0.1^2 + 0.2^2 + 0.2^2 = 0.09
	l := lognormal(math.Log(3), sigma)
	s.mean("mean", x, l)
	s.sd("sd", x, l)
	if x.random {
		s.standardError("standard error", x, l)
	}
	s.quantiles("", x, inverse(func(p float64) float64 { return 3 * math.Exp(sigma*phiInverse(p)) }), 0, 1, 2, 3, 4, 5, 6, 7, 8)
	s.tail("cvar95", x, 3*math.Exp(sigma*phiInverse(0.95)), lognormalExcess(math.Log(3), sigma, 0.95))

	s.open("A product of unlike factors: CV^2 + 1 is the product of theirs", "Goodman (1960), On the exact variance of products, equation 5")
	x = read(r, "unlike revenue", "forecast")
	v := math.Log(1.04) // of the logarithm of the factor with CV 0.2
	l = gamma(100, 0.01).product(lognormal(-v/2, math.Sqrt(v))).product(gamma(6.25, 0.16))
	s.mean("mean", x, l)
	s.sd("sd", x, l)
	return nil
}

// lognormalExcess is the law of max(X - q, 0), q the quantile p of the lognormal law: the parts of the moments beyond q are
// E(X^k; X > q) = E X^k Phi(k sigma - z) with the normal quantile z.
func lognormalExcess(mu, sigma, p float64) law {
	z := phiInverse(p)
	whole := lognormal(mu, sigma)
	beyond := each(func(k float64) float64 { return whole[int(k)] * phi(k*sigma-z) })
	l := beyond.plus(-math.Exp(mu + sigma*z))
	l[0] = 1
	return l
}

// functions measures test functions of sensitivity analysis.
func functions(s *sheet) error {
	s.open("Test functions of uniform parameters", "Ishigami and Homma (1990); Saltelli and Sobol' (1995), a = 0, 1, 4.5")
	r, err := s.one("functions")
	if err != nil {
		return err
	}
	sine := each(func(k float64) float64 {
		if math.Mod(k, 2) != 0 {
			return 0
		}
		return binomial(int(k), int(k)/2) / math.Pow(2, k)
	})
	squared := each(func(k float64) float64 { return binomial(int(2*k), int(k)) / math.Pow(4, k) })
	fourth := each(func(k float64) float64 { return math.Pow(math.Pi, 4*k) / (4*k + 1) })
	ishigami := squared.times(7).sum(sine.product(fourth.times(0.1).plus(1)))
	x := output(r, "ishigami")
	s.mean("Ishigami mean", x, ishigami)
	s.sd("Ishigami sd", x, ishigami)

	g := uniform(0, 2)
	for _, a := range []float64{1, 4.5} {
		g = g.product(uniform(0, 2).plus(a).times(1 / (1 + a)))
	}
	x = output(r, "g")
	s.mean("g function mean", x, g)
	s.sd("g function sd", x, g)
	return nil
}
