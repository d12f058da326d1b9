package selftest

import (
	"math"

	"weir/sim/result"
)

// compound measures sums of a random number of random sizes.
func compound(s *sheet) error {
	r, err := s.one("compound")
	if err != nil {
		return err
	}
	const source = "Klugman, Panjer and Willmot, Loss Models (2012), chapter 9"
	s.open("Events: a compound Poisson sum, 3 a year, lognormal sizes", source)
	x := read(r, "heavy revenue", "forecast")
	s.mean("mean", x, poisson(3, lognormal(0, 1)))
	s.share("share of trials without event", x.Shape.Zero, x.n, math.Exp(-3))
	one := points([]float64{1}, []float64{1})
	count := output(r, "count")
	s.mean("count mean", count, poisson(3, one))
	s.sd("count sd", count, poisson(3, one))
	s.stairs("count", count, counts(math.Exp(-3), func(k float64) float64 { return 3 / (k + 1) }), result.P5, result.P50, result.P95)

	s.open("Events: a compound Poisson sum, 3 a year, exponential sizes", source)
	x = read(r, "light revenue", "forecast")
	l := poisson(3, gamma(1, 1))
	s.mean("mean", x, l)
	s.sd("sd", x, l)
	s.share("share of trials without event", x.Shape.Zero, x.n, math.Exp(-3))
	s.quantiles("", x, distribution(0, 100, exponentialSum), result.P50, result.P90, result.P95, result.P99)

	s.open("Events: a rate with a gamma law makes the count negative binomial", "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), section 5.3")
	x = read(r, "mixed revenue", "forecast")
	list := counts(0.25, func(k float64) float64 { return (2 + k) / (k + 1) / 2 }) // (k+1) 2^-(k+2)
	l = points(spread(list)).times(5)
	s.mean("mean", x, l)
	s.sd("sd", x, l)
	s.share("share of trials without event", x.Shape.Zero, x.n, 0.25)
	return nil
}

// exponentialSum is the distribution function of a Poisson number, of mean 3, of exponential sizes of mean 1: given k of
// them the sum exceeds x where fewer than k points of a Poisson process fall below x.
func exponentialSum(x float64) float64 {
	share, number := 0.0, math.Exp(-3)
	point, fewer := math.Exp(-x), 0.0 // P(k points below x), P(fewer than k)
	for k := 0.0; k < 200; k++ {
		share += number * (1 - fewer)
		fewer += point
		point *= x / (k + 1)
		number *= 3 / (k + 1)
	}
	return share
}
