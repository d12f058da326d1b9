package draw

import (
	"math"
	"math/bits"
	"testing"
)

// chiSquare is how many standard deviations Pearson's statistic of counts that should be equal lies above its mean.
func chiSquare(counts []int) float64 {
	total := 0
	for _, c := range counts {
		total += c
	}
	mean := float64(total) / float64(len(counts))
	x := 0.0
	for _, c := range counts {
		x += (float64(c) - mean) * (float64(c) - mean) / mean
	}
	df := float64(len(counts) - 1)
	return (x - df) / math.Sqrt(2*df)
}

// Numbers that agree in just the first j digits have images that do: elementary intervals go to elementary intervals.
func TestScrambleIsNested(t *testing.T) {
	k := Root(1).Path("x")
	for i := range 1000 {
		s := newScramble(k.Replica(i))
		x := k.Bits(uint64(2 * i))
		for j := range 64 {
			y := x ^ (k.Bits(uint64(2*i+1))|1)<<j
			if got := bits.TrailingZeros64(s.apply(x) ^ s.apply(y)); got != j {
				t.Fatalf("%#x and %#x agree in %d digits, their images in %d", x, y, j, got)
			}
		}
	}
}

// The flips of the first four digits are 15 fair coins, all 2^15 outcomes being equally likely.
func TestFirstFlipsAreCoins(t *testing.T) {
	counts := make([]int, 1<<15)
	for i := range 1 << 19 {
		s := newScramble(Root(2).Path("x").Step(i))
		outcome := 0
		for j := range 4 {
			for prefix := range uint64(1) << j {
				outcome = outcome<<1 | int(s.apply(prefix)>>j&1)
			}
		}
		counts[outcome]++
	}
	if z := chiSquare(counts); math.Abs(z) > 4 {
		t.Errorf("outcomes of 15 flips: chi-square is %.1f deviations off", z)
	}
}

// The flips of a deeper digit, of 8 nodes that lie side by side or far apart, are fair coins too.
func TestDeepFlipsAreCoins(t *testing.T) {
	for _, digit := range []int{4, 5, 7, 12, 20, 31, 40, 51} {
		for _, apart := range []uint64{1, 2, 3, 1 << (digit - 3), 0x9e3779b97f4a7c15} {
			counts := make([]int, 256)
			for i := range 1 << 14 {
				s := newScramble(Root(3).Path("x").Step(i))
				outcome := 0
				for node := range uint64(8) {
					x := node * apart & (1<<digit - 1)
					outcome = outcome<<1 | int(s.apply(x)>>digit&1)
				}
				counts[outcome]++
			}
			if z := chiSquare(counts); math.Abs(z) > 5 {
				t.Errorf("flips of digit %d of 8 nodes %#x apart: chi-square is %.1f deviations off", digit, apart, z)
			}
		}
	}
}

// For one key, the flips of neighbouring nodes are a sequence of coins.
func TestFlipsOfOneKeyAreCoins(t *testing.T) {
	for _, digit := range []int{16, 24, 40, 51} {
		s := newScramble(Root(4).Path("x"))
		counts := make([]int, 1<<8)
		window := 0
		for i := range uint64(1 << 16) {
			x := bits.Reverse64(i) >> (64 - 16) // as the points of the first dimension come
			window = window<<1&255 | int(s.apply(x)>>digit&1)
			if i%8 == 7 {
				counts[window]++
			}
		}
		if z := chiSquare(counts); math.Abs(z) > 5 {
			t.Errorf("digit %d: chi-square of eights of flips is %.1f deviations off", digit, z)
		}
	}
}

// What pairs do not show: under Owen's scrambling the mean of n points of one dimension is that of n independent uniforms
// on intervals of length 1/n, of kurtosis 3 - 1.2/n. Of R means of near normal distribution it is estimated with variance 24/R.
func TestKurtosisOfAMean(t *testing.T) {
	t.Parallel()
	for _, n := range []int{8, 64, 512, 4096} {
		keys := 1 << 18 / (n * Replicas) * 8
		if testing.Short() {
			keys = max(keys/8, 8)
		}
		for _, dim := range []int{0, 1, 1023} {
			var count, second, fourth float64
			meansOver(Sobol, n, keys, []int{dim}, sum, func(mean float64) {
				e := (mean - 0.5) * math.Sqrt(12*float64(n*n*n))
				count++
				second += e * e
				fourth += e * e * e * e
			})
			got, want := fourth/count/(second/count*second/count), 3-1.2/float64(n)
			if z := (got - want) / math.Sqrt(24/count); math.Abs(z) > 4 {
				t.Errorf("%d points of dimension %d: kurtosis %.3f, want %.3f, %.1f standard errors away", n, dim, got, want, z)
			}
		}
	}
}
