package selftest

import (
	"math"
	"testing"

	"weir/sim/fp"
	"weir/sim/result"
)

// The range of a binomial count is the widest whose tails are at most alpha, by summing the law.
func TestBinomialRange(t *testing.T) {
	for _, c := range []struct{ n, p, alpha float64 }{{50, 0.3, 1e-3}, {50, 0.3, 1e-9}, {200, 0.01, 1e-6}, {64, 0.99, 1e-6}, {10, 0.5, 1e-9}} {
		few, many := binomialRange(c.n, c.p, c.alpha)
		tail := func(from, to float64) float64 {
			sum := 0.0
			for k := from; k <= to; k++ {
				sum += binomial(int(c.n), int(k)) * math.Pow(c.p, k) * math.Pow(1-c.p, c.n-k)
			}
			return sum
		}
		if below := tail(0, few-1); below > c.alpha || tail(0, few) <= c.alpha {
			t.Errorf("%+v: fewer than %g have the probability %g, at most %g have %g", c, few, below, few, tail(0, few))
		}
		if above := tail(many+1, c.n); above > c.alpha || tail(many, c.n) <= c.alpha {
			t.Errorf("%+v: more than %g have the probability %g, at least %g have %g", c, many, above, many, tail(many, c.n))
		}
	}
}

// The bounds of means hold the exact laws of sums far out: the sum of n exponential draws is gamma of shape n, that of n
// squared normal draws chi-square. At the level of one row they are beyond the exact quantiles, or short of them by less
// than a hundredth of a standard error, and by no more than a tenth beyond where they follow the law.
func TestAverageBoundsAgainstExactLaws(t *testing.T) {
	const alpha = 1e-9
	for _, c := range []struct {
		what  string
		l     law
		shape float64 // of the gamma law of one draw
	}{{"exponential", gamma(1, 1), 1}, {"squared normal", normal(0, 1).square(), 0.5}} {
		for _, n := range []float64{MinTrials, Trials} {
			low, high := averageBounds(c.l, n, 0)(alpha)
			shape := n * c.shape
			g := fp.NewGamma(shape)
			exact := func(holds func(x float64) bool) float64 {
				return (bisect(0.5*shape, 1.5*shape, holds) - shape) / math.Sqrt(shape)
			}
			exactHigh := exact(func(x float64) bool { _, q := g.Tails(x); return q <= alpha })
			exactLow := exact(func(x float64) bool { p, _ := g.Tails(x); return p >= alpha })
			if high < exactHigh-0.01 || high > exactHigh+0.1 || low > exactLow {
				t.Errorf("%s, n = %g: bounds %.4f to %.4f, exact %.4f to %.4f", c.what, n, low, high, exactLow, exactHigh)
			}
		}
	}
}

// A quantile that is right to the last bit lies in the middle, one beyond the allowance does not hold, and a law of steps
// has nothing in between.
func TestQuantileRows(t *testing.T) {
	s := &sheet{}
	s.open("", "")
	x := sample{n: 1e5}
	c := inverse(func(p float64) float64 { return 10 + p })
	x.P[result.P50] = 10.5
	s.quantiles("right", x, c, result.P50)
	x.P[result.P50] = 10.5 * 1.001 // the resolution alone
	s.quantiles("coarse", x, c, result.P50)
	x.P[result.P50] = 10.5*1.001 + 6.2*0.5/math.Sqrt(1e5)
	s.quantiles("wrong", x, c, result.P50)
	list := steps([]float64{3, 1, 2}, []float64{1, 1, 2}) // F(1) = 1/4, F(2) = 3/4
	x.P[result.P50], x.P[result.P25] = 2, 1
	s.stairs("right", x, list, result.P50, result.P25)
	x.P[result.P25] = 2 // the share at 1 may fall short of 1/4
	s.stairs("border", x, list, result.P25)
	x.P[result.P50] = 1
	s.stairs("wrong", x, list, result.P50)
	x.P[result.P50] = 2.5
	s.stairs("between", x, list, result.P50)
	want := []bool{true, true, false, true, true, true, false, false}
	for i, row := range s.close().Cases[0].Rows {
		if row.OK() != want[i] {
			t.Errorf("%s: distance %.3f of %.3f to %.3f", row.Quantity, row.Distance, row.Low, row.High)
		}
	}
}
