package dist

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"weir/sim/fp"
)

// The count k at u has P(X <= k-1) < u <= P(X <= k), in either tail, by the incomplete gamma function.
func TestPoissonInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, u := range draws(4000) {
		lambda := math.Exp(-9 + 23*r.Float64()) // 1e-4 to 1e6
		k := float64(PoissonInverse(u, lambda, fp.Exp(-lambda)))
		tail, at, before := u, fp.GammaQ(k+1, lambda), 0.0
		if k > 0 {
			before = fp.GammaQ(k, lambda)
		}
		if u > 0.5 { // survival falls: negate, to compare in one way
			tail, at, before = u-1, -fp.GammaP(k+1, lambda), -1
			if k > 0 {
				before = -fp.GammaP(k, lambda)
			}
		}
		if slack := 1e-11 * math.Abs(tail); before > tail+slack || at < tail-slack {
			t.Errorf("lambda %g at %.17g: %g, where the CDF goes from %.17g to %.17g", lambda, u, k, before, at)
		}
	}
}

// When the rate falls, the first events stay.
func TestPoissonMonotoneInLambda(t *testing.T) {
	for _, u := range draws(300) {
		last := int64(0)
		for lambda := 0.0; lambda < 1e6; lambda = lambda*1.09 + 0.05 {
			k := PoissonInverse(u, lambda, fp.Exp(-lambda))
			if k < last {
				t.Errorf("at %.17g the count falls from %d to %d as lambda rises to %g", u, last, k, lambda)
			}
			last = k
		}
		for lambda := poissonFew - 0.01; lambda < poissonFew+0.01; lambda += 0.0005 {
			if k := PoissonInverse(u, lambda, fp.Exp(-lambda)); k < PoissonInverse(u, lambda-0.0005, fp.Exp(-lambda+0.0005)) {
				t.Errorf("at %.17g the count falls to %d as lambda rises to %g", u, k, lambda)
			}
		}
	}
}

func TestPoissonEdges(t *testing.T) {
	for _, row := range []struct {
		u, lambda float64
		want      int64
	}{
		{0.5, 0, 0}, {0.999, math.NaN(), 0}, {0.5, -1, 0}, {1 - 0x1p-53, 0, 0}, {1 - 0x1p-53, 1e-300, 0},
		{0x1p-53, 30, 0}, {0x1p-53, 40, 1}, // e^-30 = 9e-14, e^-40 = 4e-18 and 41 e^-40 = 1.7e-16, 2^-53 = 1.1e-16
		{1 - 0x1p-53, 1e-8, 1},                    // P(X > 1) = 5e-17
		{fp.Exp(-2), 2, 0}, {0.5, 1e12, 1e12 - 1}, // the median is near lambda - 1/3
	} {
		if got := PoissonInverse(row.u, row.lambda, fp.Exp(-row.lambda)); got != row.want {
			t.Errorf("lambda %g at %.17g: %d, want %d", row.lambda, row.u, got, row.want)
		}
	}
}

// The bound on counts holds at the largest uniform, also where means are absurd, and rises with the mean.
func TestPoissonMost(t *testing.T) {
	for _, lambda := range []float64{-1, 0, 1e-300, 1, poissonFew, 65, 1e4, poissonMany, 1.001 * poissonMany, 1e17, 2e18, 1e300} {
		most := PoissonMost(lambda)
		if k := float64(PoissonInverse(1-0x1p-53, lambda, fp.Exp(-lambda))); k > most || most < PoissonMost(lambda/2) {
			t.Errorf("lambda %g: %g, above %g", lambda, k, most)
		}
	}
}

func TestPoissonColumn(t *testing.T) {
	var u, lambda, zero []float64
	for _, l := range []float64{2, 2.25, 0, -1, math.NaN(), 1e-300, 1e-8, 30, 64, 64.5, 500, 0x1p-1000} {
		for _, x := range evenDraws(1003) {
			u, lambda, zero = append(u, x), append(lambda, l), append(zero, fp.Exp(-l))
		}
	}
	for i := range u { // lanes that differ, in every place
		if i%7 == 0 {
			u[i] = []float64{0x1p-53, 1 - 0x1p-53, 1 - 2e-9, 1 - 1e-9, 1 - 0.9e-9}[i/7%5]
		}
		if j := i * 5 % len(u); i%3 == 0 {
			lambda[i], lambda[j], zero[i], zero[j] = lambda[j], lambda[i], zero[j], zero[i]
		}
	}
	got := make([]float64, len(u))
	PoissonColumn(got, u, lambda, zero)
	for i := range u {
		if want := float64(PoissonInverse(u[i], lambda[i], zero[i])); got[i] != want {
			t.Fatalf("lambda %g at %.17g: %g, want %g", lambda[i], u[i], got[i], want)
		}
	}
	for i, in := range [][]float64{u, lambda, zero} {
		was := slices.Clone(in)
		PoissonColumn(in, u, lambda, zero)
		if !slices.Equal(in, got) {
			t.Errorf("a column in place of argument %d differs", i)
		}
		copy(in, was)
	}
}
