package sim_test

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// The statistics of draws that are 0 or 1 follow from their count: order statistics without interpolation, the border trial
// of a tail in part, n-1 in the standard deviation.
func TestStatisticsFromACount(t *testing.T) {
	for _, c := range []struct {
		p      string
		trials string
	}{{"0.97", "10_000"}, {"0.02", "10_000"}, {"0.5", "17"}, {"0.6", "1001"}, {"0.8", "6"}} {
		r := simulate(t, strings.Replace(year, "100_000", c.trials, 1)+`
[channels.a]
revenue = "x"
[channels.a.parameters]
x = { dist = "bernoulli", p = `+c.p+`, unit = "USD/year" }
`)
		n := float64(r.Trials)
		got := row(t, r, "a revenue", "forecast")
		zeros := math.Round(got.Shape.Zero * n)
		ones := n - zeros
		if zeros == 0 || ones == 0 {
			t.Fatalf("p = %s: this seed shows nothing: %g zeros of %g", c.p, zeros, n)
		}
		near := func(what string, got, want float64) {
			t.Helper()
			if math.Abs(got-want) > 1e-12 {
				t.Errorf("p = %s, %s trials: %s = %.15g, want %.15g", c.p, c.trials, what, got, want)
			}
		}
		sd := math.Sqrt(zeros * ones / n / (n - 1))
		near("share of zeros", got.Shape.Zero, zeros/n)
		near("share below zero", got.Shape.Negative, 0)
		near("mean", got.Mean, ones/n)
		near("sd", got.SD, sd)
		near("se", got.SE, sd/math.Sqrt(n))
		for i, p := range []float64{1, 5, 10, 25, 50, 75, 90, 95, 99} {
			want := 1.0
			if zeros*100 >= p*n {
				want = 0
			}
			near("quantile", got.P[i], want)
		}
		near("cvar5", got.CVaR5, math.Max(0, n/20-zeros)/(n/20))
		near("cvar95", got.CVaR95, math.Min(1, ones/(n/20)))
		near("min", got.Min, 0)
		near("max", got.Max, 1)
		for i, q := range got.Shape.Quantiles {
			want := 1.0
			if zeros*802 >= float64(2*i+1)*n {
				want = 0
			}
			near("shape", q, want)
		}
		if len(got.Shape.Quantiles) != 401 {
			t.Errorf("%d quantiles in a shape", len(got.Shape.Quantiles))
		}
	}
}

// Negative, zero and positive shares, and quantiles in order, of a law that has all three.
func TestShape(t *testing.T) {
	r := simulate(t, year+`
[channels.a]
revenue = "x"
[channels.a.parameters]
x = { dist = "mixture", of = [0, { dist = "normal", mean = 0, sd = 3 }], weights = [1, 3], unit = "USD/year" }
`)
	got := row(t, r, "a revenue", "forecast")
	chance(t, "zero", got.Shape.Zero, 0.25, r)
	chance(t, "negative", got.Shape.Negative, 0.375, r)
	if !slices.IsSorted(got.Shape.Quantiles) || got.Shape.Quantiles[0] < got.Min || got.Shape.Quantiles[400] > got.Max {
		t.Error("the quantiles of a shape are out of order")
	}
	if !slices.IsSorted(got.P[:]) || got.CVaR5 > got.P5() || got.CVaR95 < got.P95() || got.Min > got.P[0] || got.Max < got.P[8] {
		t.Errorf("statistics out of order: %+v", got)
	}
	if math.Abs(got.SE-got.SD/math.Sqrt(float64(r.Trials))) > 1e-15 {
		t.Errorf("se %g, sd %g", got.SE, got.SD)
	}
}

// NumAcc4 of NIST StRD in a year of steps: a small spread on a large mean, where sums of squares fail. Here two values,
// 10,000,000.2 +- 0.1, each in half of the trials: the sd is 0.1 sqrt(n/(n-1)) where the halves are equal.
func TestSmallSpreadOnLargeMean(t *testing.T) {
	r := simulate(t, year+`
[channels.a]
revenue = "10_000_000.2 + 0.1 * x"
[channels.a.parameters]
x = { dist = "discrete", values = [-1, 1], weights = [1, 1], unit = "USD/year" }
[outputs.plus]
formula = "if(a.x > 0, 1, 0)"
unit = "1"
aggregate = "mean"
`)
	plus := row(t, r, "outputs.plus value", "2026").Mean
	n := float64(r.Trials)
	got := row(t, r, "a revenue", "2026")
	if want := 0.2 * math.Sqrt(plus*(1-plus)*n/(n-1)); math.Abs(got.SD-want) > 1e-7 { // an ulp of 1e7 is 1.9e-9
		t.Errorf("sd = %.12g, want %.12g", got.SD, want)
	}
	if want := 10_000_000.1 + 0.2*plus; math.Abs(got.Mean-want) > 1e-8 {
		t.Errorf("mean = %.12g, want %.12g", got.Mean, want)
	}
}
