package draw

import (
	"fmt"
	"math"
	"testing"
)

// crossed is the sum of products of the deviations of two streams, in its standard deviations, were they independent: it has
// variance sum over i, k of c_ik^2, c_ik being the covariance of the points i and k of one stream. See the tests of the
// variance of a product.
func crossed(m Method, dim int, a, b []float64) float64 {
	n := len(a)
	sum := 0.0
	for i := range a {
		sum += (a[i] - 0.5) * (b[i] - 0.5)
	}
	f := float64(n)
	variance := f / 144
	switch m {
	case LHS:
		variance += f * (f - 1) * (f + 1) * (f + 1) / (144 * f * f * f * f)
	case Sobol:
		v := &directions()[dim]
		for i := 1; i < n; i++ {
			digits := 0
			for x := sobol(v, uint64(i)); x&1 == 0; x >>= 1 {
				digits++
			}
			variance += f * covariance(digits) * covariance(digits)
		}
	}
	return sum / math.Sqrt(variance)
}

// crossedPlaces is the same of the places of the points in their strata of width 1/n, which are independent uniforms.
func crossedPlaces(a, b []float64) float64 {
	n := float64(len(a))
	sum := 0.0
	for i := range a {
		sum += (a[i]*n - math.Floor(a[i]*n) - 0.5) * (b[i]*n - math.Floor(b[i]*n) - 0.5)
	}
	return 12 * sum / math.Sqrt(n)
}

// Streams that must have nothing to do with one another: two randomisations of one key, and one randomisation of two keys.
func TestStreamsOfDesignsAreIndependent(t *testing.T) {
	const n = 256
	pairs := map[string]func(d Design, seed uint64) (a, b [Replicas][]float64, shift int){
		"randomisations": func(d Design, seed uint64) (a, b [Replicas][]float64, shift int) {
			a = points(d, Root(seed).Path("x"), 5, n)
			return a, a, 1 + int(seed%(Replicas-1))
		},
		"steps": func(d Design, seed uint64) (a, b [Replicas][]float64, shift int) {
			return points(d, Root(seed).Path("x").Step(1), 5, n), points(d, Root(seed).Path("x").Step(2), 5, n), 0
		},
		"seeds": func(d Design, seed uint64) (a, b [Replicas][]float64, shift int) {
			return points(d, Root(2*seed).Path("x"), 5, n), points(d, Root(2*seed+1).Path("x"), 5, n), 0
		},
	}
	for _, m := range []Method{Random, LHS, Sobol} {
		d := NewDesign(m, n*Replicas)
		for name, pair := range pairs {
			var deviations, places []float64
			for seed := range uint64(60) {
				a, b, shift := pair(d, seed)
				for r := range Replicas {
					deviations = append(deviations, crossed(m, 5, a[r], b[(r+shift)%Replicas]))
					places = append(places, crossedPlaces(a[r], b[(r+shift)%Replicas]))
				}
			}
			standard(t, fmt.Sprintf("%v, %s: correlations of deviations", m, name), deviations)
			standard(t, fmt.Sprintf("%v, %s: correlations of places", m, name), places)
		}
	}
}

// standard checks that values have mean 0 and variance 1 within 4 standard errors, and that none is of another kind: values
// beyond 7 are, where the kurtosis is 3, rarer than one in 800 by Chebyshev's inequality, and one in 4e11 if they are normal.
func standard(t *testing.T, what string, values []float64) {
	t.Helper()
	var first, second, fourth float64
	for _, z := range values {
		first += z
		second += z * z
		fourth += z * z * z * z
		if math.Abs(z) > 7 {
			t.Errorf("%s: one is %.1f standard deviations from 0", what, z)
		}
	}
	n := float64(len(values))
	first, second, fourth = first/n, second/n, fourth/n
	if z := first / math.Sqrt(second/n); math.Abs(z) > 4 {
		t.Errorf("%s: mean %.3f, %.1f standard errors from 0", what, first, z)
	}
	if z := (second - 1) / math.Sqrt((fourth-second*second)/n); math.Abs(z) > 4 {
		t.Errorf("%s: variance %.3f, %.1f standard errors from 1", what, second, z)
	}
}

// Where a point lies in its stratum is uniform, and has nothing to do with the stratum or with the next point.
func TestPlaceInTheStratum(t *testing.T) {
	const n = 1024
	for _, m := range []Method{LHS, Sobol} {
		counts := make([]int, 64)
		var withStratum, withNext, count float64
		for seed := range uint64(10) {
			for _, us := range points(NewDesign(m, n*Replicas), Root(seed).Path("x"), 9, n) {
				last := 0.0
				for _, u := range us {
					s := math.Floor(u * n)
					place := u*n - s
					counts[int(place*64)]++
					withStratum += 12 * (place - 0.5) * ((s+0.5)/n - 0.5)
					withNext += 12 * (place - 0.5) * last
					last = place - 0.5
					count++
				}
			}
		}
		if z := chiSquare(counts); math.Abs(z) > 5 {
			t.Errorf("%v: the place in the stratum is uneven, chi-square %.1f deviations off", m, z)
		}
		if z := withStratum / math.Sqrt(count); math.Abs(z) > 4 {
			t.Errorf("%v: place and stratum are correlated, %.1f standard errors", m, z)
		}
		if z := withNext / math.Sqrt(count); math.Abs(z) > 4 {
			t.Errorf("%v: a place and the next are correlated, %.1f standard errors", m, z)
		}
	}
}
