package program

import (
	"math"
	"testing"
)

// Where a division becomes a multiplication, no bit of any quotient changes: not of subnormal ones, nor of those that overflow.
func TestReciprocals(t *testing.T) {
	numerators := []float64{0, 1, 1.1, 0.3, 1e-300, 0x1.fffffffffffffp-1022, 0x1.8p-1073, 0x1p-1074, 1e300, math.MaxFloat64, math.Inf(1)}
	found := 0
	for e := -1080; e <= 1030; e++ {
		for _, c := range []float64{math.Ldexp(1, e), math.Ldexp(-1, e), math.Ldexp(0x1.0000000000001p0, e), math.Ldexp(0.75, e)} {
			r, ok := reciprocal(c)
			if !ok {
				continue
			}
			found++
			for _, x := range numerators {
				for _, x := range []float64{x, -x} {
					if got, want := x*r, x/c; math.Float64bits(got) != math.Float64bits(want) {
						t.Fatalf("%g * %g is %g, %g / %g is %g", x, r, got, x, c, want)
					}
				}
			}
		}
	}
	if want := 2 * (1023 + 1022 + 1); found != want { // all normal powers of two
		t.Errorf("%d divisors are multiplied by, not %d", found, want)
	}
	for _, c := range []float64{0, math.Copysign(0, -1), 3, 0.1, math.Inf(1), math.NaN(), 0x1p-1074} {
		if _, ok := reciprocal(c); ok {
			t.Errorf("%g has an exact reciprocal", c)
		}
	}
}
