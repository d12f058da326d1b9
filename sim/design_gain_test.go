package sim_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// threeUniforms is a sum of three uniform parameters, with the share of trials of each that lies below the cut after the
// seventh of 64 equal parts, as a correlated group and as one that is not.
const threeUniforms = year + still + `
[correlations]
pairs = [["ga", "gb", 0.6], ["gb", "gc", 0.5]]
[parameters]
a = { dist = "uniform", min = 0, max = 1, unit = "1" }
b = { dist = "uniform", min = 0, max = 1, unit = "1" }
c = { dist = "uniform", min = 0, max = 1, unit = "1" }
ga = { dist = "uniform", min = 0, max = 1, unit = "1" }
gb = { dist = "uniform", min = 0, max = 1, unit = "1" }
gc = { dist = "uniform", min = 0, max = 1, unit = "1" }
`

// chiSquare is the range of a chi-square variable over its degrees of freedom that a normal one exceeds beyond 4 sd.
func chiSquare(freedom float64) (lo, hi float64) {
	law := distuv.ChiSquared{K: freedom}
	return law.Quantile(cdf(-4)) / freedom, law.Quantile(cdf(4)) / freedom
}

// One randomisation of n points reaches Var = d/(12 n^3) for the mean of a sum of d uniform parameters (REFERENCES), and the
// run says so: from 16 randomisations, in several runs where these are cheap.
func TestGainOfDesigns(t *testing.T) {
	const terms, replicas = 3, 16
	text := threeUniforms + outputs("a + b + c")
	for _, design := range []string{"lhs", "sobol"} {
		for points, runs := range map[float64]int{64: 20, 1024: 5, 65536: 1} {
			variance := terms / (12 * points * points * points) // of one randomisation
			errors, between, shift := 0.0, 0.0, 0.0
			for seed := range runs {
				got := row(t, designed(t, text, design, replicas*int64(points), uint64(seed)), output(0), "forecast")
				errors += got.SE * got.SE * replicas / variance / float64(runs)
				off := (got.Mean - terms/2.) / math.Sqrt(variance/replicas)
				between += off * off / float64(runs)
				shift += off / math.Sqrt(float64(runs))
			}
			what := fmt.Sprintf("%s, %g points", design, points)
			within(t, what+": mean over runs", shift, 0, 1)
			if lo, hi := chiSquare(float64(runs * (replicas - 1))); errors < lo || errors > hi {
				t.Errorf("%s: the square of the standard error is %.3f of d/(12 n^3)/16, want %.3f to %.3f", what, errors, lo, hi)
			}
			if lo, hi := chiSquare(float64(runs)); between < lo || between > hi {
				t.Errorf("%s: the variance of the mean over %d runs is %.3f of d/(12 n^3)/16, want %.3f to %.3f", what, runs, between, lo, hi)
			}
		}
	}
}

// Each randomisation has one point in each of n equal parts of an axis: so the share of trials below any of their borders is
// exact. Of a correlated group that holds for the first by path; under random it holds for none.
func TestMarginsOfDesigns(t *testing.T) {
	text := threeUniforms + outputs("if(a < 7/64, 1, 0)", "if(b < 7/64, 1, 0)", "if(c < 7/64, 1, 0)", "if(ga < 7/64, 1, 0)", "if(gb < 7/64, 1, 0)", "if(gc < 7/64, 1, 0)")
	for _, design := range designs {
		exact := 0
		for _, points := range []int64{64, 1024} {
			r := designed(t, text, design, 16*points, 12)
			for i, id := range []string{"a", "b", "c", "ga", "gb", "gc"} {
				got := row(t, r, output(i), "forecast")
				if got.Mean == 7./64 && (got.SE == 0 || design == "random") {
					exact++
				} else if design != "random" && i < 4 {
					t.Errorf("%s, %d points: the share of %s below 7/64 is %.10g of it, with the standard error %g", design, points, id, got.Mean*64/7, got.SE)
				}
			}
		}
		if design == "random" && exact > 2 { // by chance one of 12 may be
			t.Errorf("random draws hit %d shares exactly", exact)
		}
	}
}
