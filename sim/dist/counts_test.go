package dist

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"weir/sim/fp"
)

// The count k at u has P(X <= k-1) < u <= P(X <= k), in either tail, by the incomplete beta function:
// P(X <= k) is I_(1-p)(n-k, k+1) for the binomial and I_(r/(r+m))(r, k+1) for the negative binomial.
func TestCountsInvertBeta(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	between := func(lo, hi float64) float64 { return lo * math.Pow(hi/lo, r.Float64()) }
	for i := range 60 {
		var family string
		var num map[string]float64
		var below, above func(k float64) float64
		if i%2 == 0 {
			n, p := math.Floor(between(1, 1e6)), r.Float64()
			family, num = "binomial", map[string]float64{"n": n, "p": p}
			below = func(k float64) float64 { return fp.BetaI(n-k, k+1, 1-p) }
			above = func(k float64) float64 { return fp.BetaI(k+1, n-k, p) }
		} else {
			m, d := between(0.01, 1e4), between(0.05, 1e4)
			if m/d > 5e3 {
				d = m / 5e3
			}
			family, num = "negbinomial", map[string]float64{"mean": m, "dispersion": d}
			below = func(k float64) float64 { return fp.BetaI(d, k+1, d/(d+m)) }
			above = func(k float64) float64 { return fp.BetaI(k+1, d, m/(d+m)) }
		}
		l, err := New(family, Args{Num: num})
		if err != nil {
			t.Fatalf("%s %v: %v", family, num, err)
		}
		s := Compile(l, 1)
		for _, u := range draws(60) {
			k := l.Quantile(u)
			if got := s.At(u); got != k && min(u, 1-u) > 1e-12 { // further out a uniform has no room for the steps
				t.Fatalf("%s %v at %g: law %g, sampler %g", family, num, u, k, got)
			}
			// relative to the tail: a rounding of each of some thousand steps of the recurrence, as a random walk, and of p
			const slack = 1e-10
			isIn := false
			switch isLast := family == "binomial" && k == num["n"]; {
			case u <= 0.5:
				isIn = (isLast || below(k) >= u*(1-slack)) && (k == 0 || below(k-1) <= u*(1+slack))
			default:
				isIn = (isLast || above(k) <= (1-u)*(1+slack)) && (k == 0 || above(k-1) >= (1-u)*(1-slack))
			}
			if !isIn {
				t.Errorf("%s %v: %g at %.17g, where %g lie below and %g above", family, num, k, u, below(k), above(k))
			}
		}
	}
}

// Reordering the data changes no draw.
func TestEmpiricalKnowsNoOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	values := make([]float64, 1000)
	for i := range values {
		values[i] = math.Round(50 * r.NormFloat64())
	}
	first, err := New("empirical", Args{Values: values})
	if err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	second, _ := New("empirical", Args{Values: values})
	a, b := Compile(first, 1), Compile(second, 1)
	slices.Sort(values)
	for _, u := range draws(1000) {
		want := values[min(int(math.Ceil(u*1000)), 1000)-1]
		if a.At(u) != b.At(u) || a.At(u) != want {
			t.Errorf("at %.17g: %g, shuffled %g, the order statistic %g", u, a.At(u), b.At(u), want)
		}
	}
}
