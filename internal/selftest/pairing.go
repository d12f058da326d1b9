package selftest

import (
	"math"

	"weir/sim/result"
)

// pairing measures that a scenario and its baseline are one world.
func pairing(s *sheet) error {
	s.open("A scenario and its baseline see the same draws", "x - x = 0; common uniforms for both counts: Devroye, Non-Uniform Random Variate Generation (1986), section V.4")
	r, err := s.one("pairing")
	if err != nil {
		return err
	}
	base := r.Find("hit", "revenue").Baseline[r.Window(result.Forecast)]
	loss := read(r, "hit loss", "forecast")
	s.exact("a cut of 10%: mean loss, to the mean baseline", loss.Mean/base.Mean, 0.1)
	s.exact("a cut of 10%: sd of the loss, to that of the baseline", loss.SD/base.SD, 0.1)
	s.exact("a cut of 10%: least loss, to the least baseline", loss.Min/base.Min, 0.1)
	s.exact("a cut of 10%: greatest loss, to the greatest baseline", loss.Max/base.Max, 0.1)
	negative := 0.0
	for i := range r.Periods {
		negative = min(negative, r.Find("hit", "loss").Scenario[i].Min, r.Find("heists", "loss").Scenario[i].Min)
	}
	s.same("losses below 0, by", negative, 0)
	spared := read(r, "spared loss", "forecast")
	s.same("what is not hit: least loss", spared.Min, 0)
	s.same("what is not hit: greatest loss", spared.Max, 0)
	nothing := output(r, "nothing")
	s.same("x - x: least", nothing.Min, 0)
	s.same("x - x: greatest", nothing.Max, 0)

	x := read(r, "heists loss", "forecast")
	l := thinned(1.5, 1.35, lognormal(0, 0.5))
	l = l.sum(l)
	l = l.sum(l) // four quarters
	s.mean("events at a rate cut by 10%: mean loss", x, l)
	s.sd("events at a rate cut by 10%: sd of the loss", x, l)
	if x.random {
		s.standardError("events at a rate cut by 10%: standard error", x, l)
	}
	return nil
}

// thinned is the law of the loss where the mean count of a step falls from a to b: both counts come from one uniform by their
// inverses, and those events that are missing each had a size of their own.
func thinned(a, b float64, size law) law {
	sum := points([]float64{0}, []float64{1})
	var of []law
	for range 60 {
		of = append(of, sum)
		sum = sum.sum(size)
	}
	weights := make([]float64, len(of))
	// Walk along the unit interval over the steps of both distribution functions.
	i, j := 0, 0
	pa, pb := math.Exp(-a), math.Exp(-b)
	fa, fb := pa, pb
	for u := 0.0; i < 60; {
		next := min(fa, fb)
		weights[i-j] += next - u
		u = next
		if fa <= fb {
			i++
			pa *= a / float64(i)
			fa += pa
		} else {
			j++
			pb *= b / float64(j)
			fb += pb
		}
	}
	return mixture(weights, of...)
}
