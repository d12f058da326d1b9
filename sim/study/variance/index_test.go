package variance

import (
	"math"
	"testing"

	"weir/sim/draw"
	"weir/sim/fp"
)

// What does not depend on a quantity has an index of 0 in expectation, also where its noise differs by cell: the mean of 64
// such estimates lies within four of its standard errors, which is a sixth of what the noise of the cells alone adds.
func TestIndexOfNothing(t *testing.T) {
	const n, repeats = 8 * block, 64
	d := draw.NewDesign(draw.Random, n)
	x, u := make([]float64, n), make([]float64, n)
	sum, square, errors := 0.0, 0.0, 0.0
	for i := range repeats {
		k := draw.Root(uint64(i))
		d.Fill(x, k.Path("x"), -1, 0)
		d.Fill(u, k.Path("u"), -1, 0)
		for j := range u {
			u[j] = fp.PhiInv(u[j]) * x[j] * x[j]
		}
		y, ok := standardised(u)
		if !ok {
			t.Fatal("no spread")
		}
		in, cells := cellsOf(x)
		if cells != 70 {
			t.Fatalf("%d cells", cells)
		}
		s, left := index(y, in, cells)
		sum, square, errors = sum+s, square+s*s, errors+jackknife(left)
	}
	mean := sum / repeats
	sd := math.Sqrt(square/repeats - mean*mean)
	if math.Abs(mean) > 4*sd/math.Sqrt(repeats) || sd > 0.01 {
		t.Errorf("mean %v, sd %v of estimates of 0", mean, sd)
	}
	if errors /= repeats; errors < 0.7*sd || errors > 1.5*sd {
		t.Errorf("standard errors of %v, where the estimates differ by %v", errors, sd)
	}
}
