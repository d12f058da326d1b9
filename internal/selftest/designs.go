package selftest

import (
	"fmt"
	"math"
	"slices"

	"weir/sim/fp"
)

// designs measures designs by a sum of three uniform parameters, in several runs: the standard error of one rests on its 16
// randomisations, too few to tell half of it from it.
func designs(s *sheet) error {
	const (
		terms = 3
		lots  = 16 // randomisations of a run
		runs  = 24 // with neighbouring seeds
	)
	for _, d := range []struct{ sampling, title string }{
		{"lhs", "Latin hypercubes, 24 runs of 16 randomisations"},
		{"sobol", "Scrambled Sobol' points, 24 runs of 16 randomisations"},
	} {
		s.open(d.title, "Owen (1997), Scrambled net variance for integrals of smooth functions: for a sum of d uniform variables Var = d/(12 n^3)")
		for _, points := range []float64{64, 1024} {
			// Within its part each coordinate is uniform by itself: the mean of the sum is that of the parts, which is exact, and
			// of so many independent shifts.
			shifts := runs * lots * points * terms
			se := math.Sqrt(terms / (12 * math.Pow(points, 3)))
			mean, squares, errors := 0.0, 0.0, 0.0
			var low, high []float64
			for k := range uint64(runs) {
				r, err := s.one("sums", func(c *Call) { c.Sampling, c.Trials, c.Seed = d.sampling, lots*int64(points), c.Seed+k })
				if err != nil {
					return err
				}
				x := read(r, "sum revenue", "forecast")
				mean += x.Mean / runs
				squares += math.Pow(x.Mean-terms/2., 2) / runs
				errors += x.SE * x.SE / runs
				low, high = append(low, output(r, "low").Mean), append(high, output(r, "high").Mean)
			}
			name := fmt.Sprintf("%.0f points: ", points)
			s.enter(Row{
				Quantity: name + "mean of the sum", Expected: terms / 2., Observed: mean, Distance: (mean - terms/2.) / se * math.Sqrt(runs*lots),
			}, averageBounds(uniform(-0.5, 0.5), shifts, 0))
			s.spread(name+"standard deviation of the mean over runs", math.Sqrt(squares), se/math.Sqrt(lots), runs)
			s.spread(name+"its standard error, as the runs give it", math.Sqrt(errors), se/math.Sqrt(lots), runs*(lots-1))
			s.exact(name+"least share of the first parameter below 1/4", slices.Min(low), 0.25)
			s.exact(name+"greatest share of the third above 31/32", slices.Max(high), 1./32)
		}
	}
	return nil
}

// spread compares a standard error that rests on few normal figures: its square has a chi-square law.
func (s *sheet) spread(quantity string, observed, expected, freedom float64) {
	unit := math.Sqrt(2 / freedom)
	s.enter(Row{Quantity: quantity, Expected: expected, Observed: observed, Distance: (math.Pow(observed/expected, 2) - 1) / unit}, func(alpha float64) (low, high float64) {
		g := fp.NewGamma(freedom / 2)
		at := func(holds func(x float64) bool) float64 { return (bisect(0, 50*freedom, holds)/(freedom/2) - 1) / unit }
		return at(func(x float64) bool { p, _ := g.Tails(x); return p >= alpha }), at(func(x float64) bool { _, q := g.Tails(x); return q <= alpha })
	})
}
