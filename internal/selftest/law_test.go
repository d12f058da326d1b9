package selftest

import (
	"math"
	"testing"
)

// near checks that x is want to a relative error.
func near(t *testing.T, what string, x, want, relative float64) {
	t.Helper()
	if !(math.Abs(x-want) <= relative*math.Abs(want)) {
		t.Errorf("%s = %.15g, want %.15g", what, x, want)
	}
}

// The moments of each family are the integrals of the powers of its quantile function, by the trapezoidal rule in normal
// scores from -6 to 6: what lies beyond is 1e-9 of the trials, which here carry less than 1e-3 of a fourth moment.
func TestMomentsFitQuantiles(t *testing.T) {
	const step = 1. / 32
	for _, f := range families() {
		if f.law == nil || f.curve.q == nil && f.curve.f == nil {
			continue
		}
		var sums [5]float64
		for z := -6.0; z <= 6; z += step {
			x := f.curve.quantile(phi(z))
			for k := range sums {
				sums[k] += step * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) * math.Pow(x, float64(k))
			}
		}
		for k, sum := range sums {
			near(t, f.id, sum, f.law[k], 1e-3)
		}
	}
}

// The values of the references that others have computed.
func TestPublishedValues(t *testing.T) {
	heavy := poisson(3, lognormal(0, 1))
	near(t, "compound Poisson mean", heavy.mean(), 4.946163812100385, 1e-14)
	near(t, "compound Poisson variance", heavy.variance(), 22.16716829679195, 1e-14)
	skew, _ := heavy.shape()
	near(t, "compound Poisson skewness", skew, 2.5875043911838858, 1e-12)
	for x, p := range map[float64]float64{1: .2249847087903, 3: .58332871631991, 5: .81493877248656, 10: .985147252422} {
		near(t, "sum of exponential sizes", exponentialSum(x), p, 1e-12)
	}
	sum := distribution(0, 100, exponentialSum)
	for p, x := range map[float64]float64{.5: 2.48266725453, .9: 6.33356031058, .95: 7.7288556906, .99: 10.7063757046} {
		near(t, "its quantile", sum.quantile(p), x, 1e-11)
	}
	for _, f := range families() {
		switch f.id {
		case "pert":
			near(t, "PERT mean", f.law.mean(), 25, 1e-15)
			near(t, "PERT variance", f.law.variance(), 75, 1e-13)
			for p, x := range map[float64]float64{.05: 12.94886937, .5: 23.83361297, .95: 41.06383620} {
				near(t, "PERT quantile", f.curve.quantile(p), x, 1e-9)
			}
		case "range":
			near(t, "mean of 10 to 60", f.law.mean(), 28.41138709, 1e-9)
			near(t, "5% of 10 to 60", f.curve.quantile(.05), 10, 1e-14)
		}
	}
	v := math.Log(1.04)
	near(t, "squared CV of a product", gamma(100, 0.01).product(lognormal(-v/2, math.Sqrt(v))).product(gamma(6.25, 0.16)).variance(), .218464, 1e-12)
	near(t, "chi-square skewness", func() float64 { skew, _ := quadratic(1, 1, 1).shape(); return skew }(), math.Sqrt(8), 1e-12)
	near(t, "triangular variance", triangular(1, 2, 6).variance(), 21./18, 1e-13)
	near(t, "Weibull mean", weibull(2, 3).mean(), 3*math.Sqrt(math.Pi)/2, 1e-14)
}

// Laws by two roads.
func TestLawsAgree(t *testing.T) {
	same := func(what string, a, b law) {
		t.Helper()
		for k := range a {
			near(t, what, a[k], b[k], 1e-9)
		}
	}
	same("normal + normal", normal(1, 3).sum(normal(2, 4)), normal(3, 5))
	same("gamma + gamma", gamma(2, 3).sum(gamma(1.5, 3)), gamma(3.5, 3))
	same("lognormal product", lognormal(1, .3).product(lognormal(2, .4)), lognormal(3, .5))
	same("chi-square", normal(0, 2).product(normal(0, 2)), quadratic(4, 4, 0)) // independent
	same("Poisson by its steps", points(spread(counts(math.Exp(-3), func(k float64) float64 { return 3 / (k + 1) }))), poisson(3, points([]float64{1}, []float64{1})))
	same("negative binomial as a mixture of Poisson laws", points(spread(counts(0.25, func(k float64) float64 { return (2 + k) / (k + 1) / 2 }))), negativeBinomial())
	same("thinning to nothing", thinned(1.5, 1e-300, gamma(2, 1)), poisson(1.5, gamma(2, 1)))
	same("thinning by nothing", thinned(1.5, 1.5, gamma(2, 1)), points([]float64{0}, []float64{1}))
	same("triangular as a sum", uniform(0, 1).sum(uniform(0, 1)), triangular(0, 1, 2))
}

// negativeBinomial has the factorial moments of a Poisson law mixed by gamma(2, 1): those are its plain moments.
func negativeBinomial() law {
	g := gamma(2, 1)
	var l law
	stirling := [order + 1][order + 1]float64{{1}} // second kind: x^k = sum of S(k, j) x (x-1) ... (x-j+1)
	for k := 1; k <= order; k++ {
		for j := 1; j <= k; j++ {
			stirling[k][j] = float64(j)*stirling[k-1][j] + stirling[k-1][j-1]
		}
	}
	for k := range l {
		for j := range l {
			l[k] += stirling[k][j] * g[j]
		}
	}
	return l
}

// The two-dimensional integral gives back Spearman's correlation for uniform margins, and the law of a product of normal
// variables.
func TestCoupledLaws(t *testing.T) {
	rank := func(z float64) float64 { return math.Sqrt(12) * (phi(z) - 0.5) }
	for _, spearman := range []float64{0.6, -0.3, 0} {
		if got := coupled(rank, rank, score(spearman)); math.Abs(got.mean()-spearman) > 1e-12 || math.Abs(got[0]-1) > 1e-12 {
			t.Errorf("correlation %.15g, want %g; total %.15g", got.mean(), spearman, got[0])
		}
	}
	straight := func(z float64) float64 { return z }
	got, want := coupled(straight, straight, 0.5), quadratic(1, 1, 0.5)
	for k := range 4 {
		near(t, "moment of a product", got[k+1], want[k+1], 1e-9)
	}
}
