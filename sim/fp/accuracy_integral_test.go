package fp

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bitsBelow is how many bits more the oracle needs for 1 - P, Q being about q.
func bitsBelow(q float64) uint {
	if q < 1e-300 {
		return 1200
	}
	return uint(64 - math.Log2(q))
}

// The numbers around the zeros of Lgamma below 0, found by bisection: the one
// place where 2 ulp are not reached.
func TestLgammaAtZerosBelow0(t *testing.T) {
	for _, zero := range []float64{-2.4570247382208006, -2.7476826467274122, -3.14358088834998, -3.955294284858598, -4.039361839740537, -5.0082181683225935} {
		for n := range 9 {
			x := math.Float64frombits(math.Float64bits(zero) + uint64(n) - 4)
			exact := bigLgammaAny(x)
			d, _ := wide(prec).Sub(bf(Lgamma(x)), exact).Float64()
			if ulps(Lgamma(x), exact) > 2 && math.Abs(d) > 0x1p-95 {
				t.Errorf("Lgamma(%v) = %v is off by %.3g", x, Lgamma(x), d)
			}
		}
	}
}

// A shape range, and how many random cases of it.
type shapes struct {
	lo, hi float64
	n      int
}

// gammaCase draws x within about 35 standard deviations of the mean, or
// anywhere below it.
func gammaCase(r *rand.Rand, s shapes) (a, x float64) {
	a = spread(r, s.lo, s.hi)
	switch r.IntN(4) {
	case 0:
		x = a * spread(r, 1e-6, 1)
	case 1:
		x = a + spread(r, 1e-2, 300)
	default:
		x = a + between(r, -35, 35)*math.Sqrt(a)
	}
	if a < 1 && r.IntN(8) == 0 {
		x = min(anyPositive(r), 700)
	}
	return a, max(x, 5e-324)
}

func TestAccuracyGamma(t *testing.T) {
	t.Parallel()
	for _, s := range []shapes{{0.01, 1, 150}, {0.5, 20, 150}, {10, 1e3, 100}, {1e3, 1e5, 12}, {1e5, 1e6, 3}, {1e-5, 0.01, 40}} {
		r := random(3)
		var worst [2]float64
		var at [2][2]float64
		for range arguments(s.n) {
			a, x := gammaCase(r, s)
			gp, gq := GammaP(a, x), GammaQ(a, x)
			p, q := bigGamma(a, x, bitsBelow(gq))
			for i, u := range []float64{ulps(gp, p), ulps(gq, q)} {
				if !(u <= worst[i]) {
					worst[i], at[i] = u, [2]float64{a, x}
				}
			}
		}
		t.Logf("shape %v to %v: P %.3f ulp at %v, Q %.3f ulp at %v", s.lo, s.hi, worst[0], at[0], worst[1], at[1])
		if max(worst[0], worst[1]) > 4 {
			t.Errorf("shape %v to %v: P is off by %.3g ulp at %v, Q by %.3g at %v", s.lo, s.hi, worst[0], at[0], worst[1], at[1])
		}
	}
}

// betaCase draws x from within about 35 standard deviations of the mean, or
// anywhere for small shapes.
func betaCase(r *rand.Rand, s, u shapes) (a, b, x float64) {
	for {
		a, b = spread(r, s.lo, s.hi), spread(r, u.lo, u.hi)
		m, n := a/(a+b), a+b
		switch r.IntN(4) {
		case 0:
			x = m * spread(r, 1e-5, 1)
		case 1:
			x = 1 - (1-m)*spread(r, 1e-5, 1)
		case 2:
			x = r.Float64()
			if a < 1 && r.IntN(2) == 0 {
				x = anyProbability(r)
			}
		default:
			x = m + between(r, -35, 35)*math.Sqrt(m*(1-m)/n)
		}
		if x > 0 && x < 1 {
			// skip where the density is nil: the oracle would never end
			if l := a*math.Log(x/m) + b*math.Log((1-x)/(1-m)); l > -750 {
				return a, b, x
			}
		}
	}
}

func TestAccuracyBeta(t *testing.T) {
	t.Parallel()
	tiny, small, middle, large, huge := shapes{0.01, 0.5, 0}, shapes{0.3, 20, 0}, shapes{10, 1e3, 0}, shapes{1e3, 1e5, 0}, shapes{1e5, 1e6, 0}
	for _, c := range []struct {
		a, b shapes
		n    int
	}{
		{tiny, tiny, 40}, {tiny, small, 40}, {small, tiny, 40}, {small, small, 60}, {tiny, middle, 30}, {middle, tiny, 30},
		{small, middle, 50}, {middle, small, 50}, {middle, middle, 50}, {tiny, huge, 20}, {huge, tiny, 20},
		{small, huge, 20}, {huge, small, 20}, {middle, huge, 5}, {huge, middle, 5}, {large, large, 3}, {huge, huge, 2},
	} {
		r := random(4)
		var worst [2]float64
		var at [2][3]float64
		for range arguments(c.n) {
			a, b, x := betaCase(r, c.a, c.b)
			f := NewBeta(a, b)
			lower, upper := f.Tails(x)
			exact := bigBeta(a, b, x, bitsBelow(min(lower, upper)))
			rest := wide(exact.Prec()).Sub(whole(exact.Prec(), 1), exact)
			for i, u := range []float64{ulps(lower, exact), ulps(upper, rest)} {
				if !(u <= worst[i]) {
					worst[i], at[i] = u, [3]float64{a, b, x}
				}
			}
		}
		t.Logf("shapes %v to %v and %v to %v: lower %.3f ulp at %v, upper %.3f at %v", c.a.lo, c.a.hi, c.b.lo, c.b.hi, worst[0], at[0], worst[1], at[1])
		if max(worst[0], worst[1]) > 4 {
			t.Errorf("shapes %v to %v and %v to %v: lower is off by %.3g ulp at %v, upper by %.3g at %v", c.a.lo, c.a.hi, c.b.lo, c.b.hi, worst[0], at[0], worst[1], at[1])
		}
	}
}
