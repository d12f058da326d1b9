package stat

import (
	"math"
	"testing"
)

// R 4.2.2: qbeta(tail, k, n-k+1) and qbeta(1-tail, k+1, n-k).
func TestProportionAgainstR(t *testing.T) {
	for _, row := range []struct {
		k, n         int64
		tail, lo, hi float64
	}{
		{0, 10, 0.025, 0, 0.308497107818761},
		{0, 10, 0.0005, 0, 0.532375776088694},
		{1, 10, 0.025, 0.00252857854446178, 0.445016117028195},
		{1, 10, 0.0005, 5.00112535637919e-05, 0.653130333094736},
		{7, 20, 0.025, 0.153909204784541, 0.592188534532828},
		{9990, 20000, 0.025, 0.492545980004384, 0.506454165392083},
		{9990, 20000, 0.0005, 0.487843155537451, 0.511157223140052},
		{19999, 20000, 0.0005, 0.999500178578147, 0.999999974993748},
		{3, 1e9, 0.0005, 1.49703850061663e-10, 1.39340231255139e-08},
	} {
		lo, hi := Proportion(row.k, row.n, row.tail)
		if math.Abs(lo-row.lo) > 1e-9*row.lo || math.Abs(hi-row.hi) > 1e-9*row.hi+0x1p-53 {
			t.Errorf("%d of %d, %g: %.12g to %.12g, want %.12g to %.12g", row.k, row.n, row.tail, lo, hi, row.lo, row.hi)
		}
		if a, b := Proportion(row.n-row.k, row.n, row.tail); math.Abs(1-b-lo) > 1e-15 || math.Abs(1-a-hi) > 1e-15 {
			t.Errorf("%d of %d: the other side is %g to %g", row.k, row.n, a, b)
		}
	}
}

// R 4.2.2: qt(0.975, df) and qt(0.9995, df).
func TestStudentTAgainstR(t *testing.T) {
	for _, row := range [][3]float64{
		{1, 12.7062047361747, 636.61924876879},
		{2, 4.30265272974946, 31.5990545764454},
		{2.5, 3.57465484200369, 18.2778935281315},
		{15, 2.13144954555978, 4.07276519590385},
		{100, 1.98397151852355, 3.39049131116426},
		{1e4, 1.96020123989063, 3.29149996594164},
		{1e9, 1.95996398691232, 3.29052674122166},
	} {
		for i, tail := range []float64{0.025, 0.0005} {
			if got, want := StudentT(row[0], tail), row[1+i]; math.Abs(got-want) > 1e-9*want {
				t.Errorf("df = %g, %g: %.12g, want %.12g", row[0], tail, got, want)
			}
		}
	}
}
