package dist

import (
	"math"
	"testing"

	"weir/sim/fp"
)

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

// PERT 10/20/60 is Beta(1.8, 4.2) on [10, 60]: quantiles to about the ten digits printed
// in the project's references (the first is 12.94886938 by mpmath, see testdata).
func TestPert(t *testing.T) {
	l := lawOf(t, "pert", "min=10;mode=20;max=60")
	same := lawOf(t, "beta", "alpha=1.8;beta=4.2;min=10;max=60")
	for p, want := range map[float64]float64{0.05: 12.94886937, 0.5: 23.83361297, 0.95: 41.06383620} {
		near(t, "pert", l.Quantile(p), want, 1e-9)
		near(t, "pert as beta", l.Quantile(p), same.Quantile(p), 1e-14)
		near(t, "pert sampler", Compile(l, 1).At(p), want, 1e-9)
	}
	if got, want := lawOf(t, "pert", "min=0;mode=1;max=4;shape=0").Quantile(0.3), 1.2; got != want {
		t.Errorf("shape 0 is uniform: %g, want %g", got, want)
	}
}

// "10 to 60": mu 3.198464827608, sigma .5446562052299, mean 28.41138709.
func TestFromRange(t *testing.T) {
	l, err := FromRange(10, 60, false)
	if err != nil {
		t.Fatal(err)
	}
	s := l.form().(lognormal)
	near(t, "mu", fp.Log(s.median), 3.198464827608, 1e-12)
	near(t, "sigma", s.sigma, 0.5446562052299, 1e-12)
	near(t, "mean", s.median*fp.Exp(s.sigma*s.sigma/2), 28.41138709, 1e-9)
	for _, row := range []struct {
		lo, hi  float64
		isShare bool
	}{{10, 60, false}, {6e4, 1.5e5, false}, {-5, 12, false}, {0, 3, false}, {-9, -2, false}, {0.5, 0.8, true}, {1e-6, 0.999, true}} {
		l, err := FromRange(row.lo, row.hi, row.isShare)
		if err != nil {
			t.Fatalf("%v: %v", row, err)
		}
		for p, want := range map[float64]float64{0.05: row.lo, 0.95: row.hi} {
			if got := l.Quantile(p); math.Abs(got-want) > 1e-12*(row.hi-row.lo) {
				t.Errorf("%v: quantile %g is %.17g", row, p, got)
			}
		}
		lo, hi := l.Support()
		if want := [2]float64{math.Inf(-1), math.Inf(1)}; !row.isShare && row.lo <= 0 && (lo != want[0] || hi != want[1]) {
			t.Errorf("%v: support %g to %g", row, lo, hi)
		}
		if row.isShare && (lo != 0 || hi != 1) || !row.isShare && row.lo > 0 && lo != 0 {
			t.Errorf("%v: support %g to %g", row, lo, hi)
		}
	}
}

// Quantiles that a line of algebra gives.
func TestClosedForms(t *testing.T) {
	for _, row := range []struct {
		family, fields string
		p, want        float64
	}{
		{"uniform", "min=-3;max=5", 0.25, -1},
		{"triangular", "min=0;mode=1;max=4", 0.25, 1},
		{"triangular", "min=0;mode=1;max=4", 1. / 16, 0.5},
		{"triangular", "min=0;mode=1;max=4", 13. / 16, 2.5},
		{"exponential", "mean=4", 0.5, 4 * math.Ln2},
		{"exponential", "mean=4", 1 - 0x1p-50, 4 * 50 * math.Ln2},
		{"pareto", "min=2;alpha=1.5", 0.875, 8}, // 2 (1/8)^(-2/3)
		{"gamma", "shape=1;mean=4", 0.5, 4 * math.Ln2},
		{"gamma", "shape=1;scale=4", 1 - 0x1p-30, 4 * 30 * math.Ln2},
		{"beta", "alpha=1;beta=1", 0.3, 0.3},
		{"beta", "alpha=3;beta=1", 0.125, 0.5},
		{"beta", "alpha=1;beta=2;min=-1;max=3", 0.75, 1},
		{"beta", "alpha=0.5;beta=0.5", 0.25, 0.5 - math.Sqrt2/4}, // arcsine law: sin^2(pi p/2)
		{"lognormal", "median=7;sigma=2", 0.5, 7},
		{"logitnormal", "median=0.2;sigma=2", 0.5, 0.2},
		{"normal", "mean=3;sd=2", 0.5, 3},
	} {
		l := lawOf(t, row.family, row.fields)
		near(t, row.family+" "+row.fields, l.Quantile(row.p), row.want, 1e-14)
		near(t, row.family+" "+row.fields+", sampled", Compile(l, 1).At(row.p), row.want, 1e-10)
	}
}

// The forms by mean and sd are the same laws as by their own parameters.
func TestMeanAndSd(t *testing.T) {
	for _, row := range []struct{ family, by, own string }{
		{"lognormal", "mean=1.5;sd=0.75", "median=1.3416407864998738;sigma=0.47238072707743883"}, // sigma^2 = ln 1.25, median = mean/sqrt(1.25)
		{"beta", "mean=0.25;sd=0.125", "alpha=2.75;beta=8.25"},                                   // alpha + beta = .1875/.015625 - 1 = 11
		{"beta", "mean=25;sd=8.660254037844387;min=10;max=60", "alpha=1.8;beta=4.2;min=10;max=60"},
		{"gamma", "shape=3;mean=6", "shape=3;scale=2"},
	} {
		a, b := lawOf(t, row.family, row.by), lawOf(t, row.family, row.own)
		for _, p := range []float64{1e-6, 0.1, 0.5, 0.99} {
			near(t, row.by, a.Quantile(p), b.Quantile(p), 1e-13)
		}
	}
}

func TestDiscrete(t *testing.T) {
	l, _ := New("discrete", Args{Values: []float64{5, -1, 5, 2}, Weights: []float64{1, 2, 3, 2}})
	s := Compile(l, 2)
	for _, row := range [][2]float64{{0x1p-53, -1}, {0.25, -1}, {0.25 + 0x1p-52, 2}, {0.5, 2}, {0.5 + 0x1p-52, 5}, {1 - 0x1p-53, 5}} {
		if got := l.Quantile(row[0]); got != row[1] {
			t.Errorf("quantile at %.17g is %g, want %g", row[0], got, row[1])
		}
		if got := s.At(row[0]); got != 2*row[1] {
			t.Errorf("twice the draw at %.17g is %g, want %g", row[0], got, 2*row[1])
		}
	}
	if l.CDF(1.9) != 0.25 || l.CDF(2) != 0.5 || l.Survival(2) != 0.5 || l.CDF(-2) != 0 || l.Survival(5) != 0 {
		t.Error("CDF or survival of the steps is wrong")
	}
	coin := lawOf(t, "bernoulli", "p=0.3")
	if coin.Quantile(0.7) != 0 || coin.Quantile(0.7+0x1p-52) != 1 {
		t.Error("bernoulli is not 1 exactly where u > 1 - p")
	}
}

func TestPoissonLaw(t *testing.T) {
	for _, mean := range []float64{0.01, 3.5, 64, 1e5} {
		l, _ := New("poisson", Args{Num: map[string]float64{"mean": mean}})
		for _, u := range draws(200) {
			if got, want := l.Quantile(u), float64(PoissonInverse(u, mean, fp.Exp(-mean))); got != want {
				t.Errorf("poisson %g at %.17g: law %g, inverse %g", mean, u, got, want)
			}
		}
	}
	near(t, "P(0)", lawOf(t, "poisson", "mean=3").CDF(0), fp.Exp(-3), 1e-14)
}

// A mixture's quantile where only one part can lie, and a truncated exponential's, are closed forms.
func TestMixtureAndTruncation(t *testing.T) {
	size := lawOf(t, "lognormal", "median=20;sigma=1.5")
	l, err := New("mixture", Args{Of: []Law{Point(0), size}, Weights: []float64{3, 1}})
	if err != nil {
		t.Fatal(err)
	}
	s := Compile(l, 1)
	for _, u := range draws(300) {
		want := 0.0
		if u > 0.75 {
			want = size.Quantile(1 - float64((1-u)*4))
			near(t, "mixture", s.At(u), want, 1e-9)
			want = l.Quantile(u)
		}
		near(t, "mixture", l.Quantile(u), want, 1e-10)
		if u <= 0.75 && s.At(u) != 0 {
			t.Errorf("mixture draws %g at %g", s.At(u), u)
		}
	}
	cut, err := New("exponential", Args{Num: map[string]float64{"mean": 2}, Truncate: []float64{1, 5}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := fp.Exp(-0.5), fp.Exp(-2.5)
	for _, u := range draws(100) {
		near(t, "truncated exponential", cut.Quantile(u), -2*fp.Log(a-float64(u*(a-b))), 1e-14)
	}
	if lo, hi := cut.Support(); lo != 1 || hi != 5 {
		t.Errorf("support of the truncated law is %g to %g", lo, hi)
	}
	// From 6 to 7 sd: P = (Phi(-6) - u (Phi(-6) - Phi(-7))) from the survival side, by mpmath.
	far, _ := New("normal", Args{Num: map[string]float64{"mean": 0, "sd": 1}, Truncate: []float64{6, 7}})
	near(t, "normal from 6 to 7", far.Quantile(0.5), 6.111358215508884550, 1e-14)
}

// From 0 to the valley between two far humps, the density rises from the upper end by powers of ten, and what is counted from
// there as a distance must not take it for even.
func TestTruncationAtValley(t *testing.T) {
	humps, err := New("mixture", Args{
		Of: []Law{lawOf(t, "normal", "mean=0;sd=1"), lawOf(t, "lognormal", "median=100;sigma=0.5")}, Weights: []float64{1, 1}, Truncate: []float64{0, 6.024932861328125},
	})
	if err != nil {
		t.Fatal(err)
	}
	for e := -12; e > -40; e-- {
		q := math.Ldexp(1.25, e)
		if x := humps.Quantile(1 - q); math.Abs(humps.Survival(x)/q-1) > 1e-15/q {
			t.Errorf("quantile at 1 - %g is %.17g, where %g lie above", q, x, humps.Survival(x))
		}
	}
}
