package stat

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func inBlocks(x []float64, block int) Moments {
	tree := NewTree(1)
	for i := 0; i*block < len(x); i++ {
		leaf := tree.Leaf()
		leaf.Set(0, BlockMoments(x[i*block:min((i+1)*block, len(x))]))
		tree.Push(int64(i), leaf)
	}
	return tree.Root().Column(0)
}

// Against exact rational arithmetic. With u = 2^-53, a block of at most 1024 values sums 32 chains of 32, and those in 5 rounds, so a mean
// is off by at most e = 300 u mean|x - x0| + 8 u |mean|, with room for the merges, and the sums of squares by 300 u M2.
// A merge takes the difference d of two such means, off by 2e, times w = na nb/n. On each of at most 11 levels the w
// sum up to at most n/4, and all w d^2 to at most M2. So the merges add at most
// sum 2 |d| 2e w + (2e)^2 w <= 2 e sqrt(11 n M2) + 11 n e^2 (Cauchy and Schwarz), and the blocks n e^2.
func TestMomentsAgainstRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	columns := 60
	if testing.Short() {
		columns = 15
	}
	for range columns {
		x := make([]float64, 1+r.IntN(2000))
		shift, scale := math.Exp(10*r.NormFloat64()), math.Exp(10*r.NormFloat64())
		spread := 0.0
		for i := range x {
			x[i] = shift + scale*math.Exp(r.NormFloat64())
			spread += math.Abs(x[i] - x[0])
		}
		spread /= float64(len(x))
		mean, m2 := rationalMoments(x)
		const u = 0x1p-53
		n := float64(len(x))
		e := 300*u*spread + 8*u*math.Abs(mean)
		m2Bound := 300*u*m2 + 2*e*math.Sqrt(11*n*m2) + 12*n*e*e
		got := inBlocks(x, 1+r.IntN(1024))
		if math.Abs(got.Mean-mean) > e || math.Abs(got.M2-m2) > m2Bound {
			t.Errorf("%d values at %g +- %g: mean off by %g (bound %g), M2 by %g (bound %g)", len(x), shift, scale,
				got.Mean-mean, e, got.M2-m2, m2Bound)
		}
	}
}

func rationalMoments(x []float64) (mean, m2 float64) {
	n := new(big.Rat).SetInt64(int64(len(x)))
	sum, squares := new(big.Rat), new(big.Rat)
	for _, v := range x {
		q := new(big.Rat).SetFloat64(v)
		sum.Add(sum, q)
		squares.Add(squares, q.Mul(q, q))
	}
	exactMean := new(big.Rat).Quo(sum, n)
	squares.Sub(squares, sum.Mul(sum, exactMean))
	mean, _ = exactMean.Float64()
	m2, _ = squares.Float64()
	return mean, m2
}

func TestConstantIsExact(t *testing.T) {
	for _, v := range []float64{0, 0.1, -1.0 / 3, 1e7 + 0.1, 1e-300, 6.02e23} {
		for n := 1; n <= 50; n++ {
			x := make([]float64, n)
			for i := range x {
				x[i] = v
			}
			for _, block := range []int{1, 3, 50} {
				if m := inBlocks(x, block); m.Mean != v || m.M2 != 0 || m.N != int64(n) {
					t.Fatalf("%d times %g: %+v", n, v, m)
				}
			}
		}
	}
}

func TestSmallMoments(t *testing.T) {
	m := BlockMoments([]float64{2, 4, 4, 4, 5, 5, 7, 9})
	if want := (Moments{8, 5, 32}); m != want {
		t.Errorf("got %+v, want %+v", m, want)
	}
	if got, want := m.SE(), math.Sqrt(32.0/7)/math.Sqrt(8); got != want {
		t.Errorf("SE = %v, want %v", got, want)
	}
	if m := BlockMoments(nil); m != (Moments{}) {
		t.Errorf("no values: %+v", m)
	}
	if m := BlockMoments([]float64{3}); !math.IsNaN(m.SD()) || !math.IsNaN(m.SE()) {
		t.Errorf("one value: SD %v, SE %v", m.SD(), m.SE())
	}
	if Merge(m, Moments{}) != m || Merge(Moments{}, m) != m {
		t.Error("merging with nothing changes the moments")
	}
}

// TestMomentsOfAColumn holds the moments of a column of whole vectors to the same sums one value at a time, bit for bit.
func TestMomentsOfAColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{32, 64, 512, 1024} {
		x := make([]float64, n)
		for i := range x {
			x[i] = math.Exp(3 * r.NormFloat64())
		}
		var deviations, squares [sums]float64
		for i, v := range x {
			deviations[i%sums] += v - x[0]
		}
		mean := x[0] + addUp(&deviations)/float64(n)
		for i, v := range x {
			squares[i%sums] += float64((v - mean) * (v - mean))
		}
		if got, want := BlockMoments(x), (Moments{int64(n), mean, addUp(&squares)}); got != want {
			t.Errorf("%d values: %v, want %v", n, got, want)
		}
	}
}
