package selftest

import (
	"math"
	"slices"

	"weir/sim/result"
)

// identity measures that a draw depends on the seed, its path and its trial alone.
func identity(s *sheet) error {
	s.open("Draws of like channels are independent, and are the same in every run", "the identity of draws in the language's contract")
	random := func(c *Call) { c.Sampling = "random" }
	r, err := s.one("identity", random)
	if err != nil {
		return err
	}
	independent := uniform(-0.5, 0.5).product(uniform(-0.5, 0.5)).times(12)
	for _, o := range []struct{ id, name string }{{"once", "two draws once a trial"}, {"step", "two draws of a step"}, {"within", "a draw once a trial and one of a step"}} {
		s.scaled("correlation of "+o.name, output(r, o.id), 12, independent)
	}
	s.share("share of quarters without event in either", output(r, "quiet").Mean, float64(r.Trials), math.Exp(-1))

	more, err := s.one("identity_more", random)
	if err != nil {
		return err
	}
	s.same("figures that change with more in the file", changed(r, more, "one", "two", "outputs.once", "outputs.step", "outputs.within"), 0)
	few, err := s.one("identity", random, func(c *Call) { c.Workers = 1 })
	if err != nil {
		return err
	}
	many, err := s.one("identity", random, func(c *Call) { c.Workers = 3 })
	if err != nil {
		return err
	}
	s.same("figures that change with the number of workers", changed(few, many), 0)
	seed := func(n uint64) setting { return func(c *Call) { c.Seed = n } }
	zero, err := s.one("identity", random, seed(0))
	if err != nil {
		return err
	}
	again, err := s.one("identity", random, seed(0))
	if err != nil {
		return err
	}
	other, err := s.one("identity", random, seed(1))
	if err != nil {
		return err
	}
	s.same("seed 0, as the result names it", float64(zero.Seed), 0)
	s.same("seed 0, figures that change in a second run", changed(zero, again), 0)
	s.same("seed 0, channels with the means of seed 1", alike(zero, other, "one", "two"), 0)
	s.same("percentiles out of order", disorder(r, more, few, zero), 0)
	return nil
}

// changed counts the figures of some channels, or of all, that are not the same bit for bit.
func changed(a, b *result.Result, channels ...string) float64 {
	n := 0
	for _, x := range a.Series {
		if len(channels) > 0 && !slices.Contains(channels, x.Channel) {
			continue
		}
		y := b.Find(x.Channel, x.Measure)
		for i := range x.Scenario {
			if y == nil || figures(x.Scenario[i]) != figures(y.Scenario[i]) {
				n++
			}
		}
	}
	return float64(n)
}

// figures are the numbers of a summary that can be compared.
func figures(s result.Summary) [16]float64 {
	f := [16]float64{s.Mean, s.SE, s.SD, s.CVaR5, s.CVaR95, s.Min, s.Max}
	copy(f[7:], s.P[:])
	return f
}

// alike counts the channels whose mean revenue is the same in both.
func alike(a, b *result.Result, channels ...string) float64 {
	n := 0
	for _, c := range channels {
		if read(a, c+" revenue", "forecast").Mean == read(b, c+" revenue", "forecast").Mean {
			n++
		}
	}
	return float64(n)
}

// disorder counts summaries whose figures do not ascend from the least to the greatest.
func disorder(results ...*result.Result) float64 {
	n := 0
	for _, r := range results {
		for _, x := range r.Series {
			for _, s := range x.Scenario {
				if !slices.IsSorted(s.P[:]) || s.Min > s.P[result.P1] || s.P[result.P99] > s.Max || s.CVaR5 > s.P5() || s.CVaR95 < s.P95() {
					n++
				}
			}
		}
	}
	return float64(n)
}
