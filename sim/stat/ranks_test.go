package stat

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// Wilks: the sample sizes from which the largest, the second largest, the third largest trial lies above the 95%
// quantile with a probability of 95% (REFERENCES: 59, 93, 124).
func TestWilks(t *testing.T) {
	for order, n := range []int64{59, 93, 124} {
		last := n + 1 - int64(order+1)
		if got := upperRank(n, 95, 100, 0.05); got != last {
			t.Errorf("n = %d: rank %d, want %d", n, got, last)
		}
		if got := upperRank(n-1, 95, 100, 0.05); got != last { // one place nearer to the end
			t.Errorf("n = %d: rank %d, want %d", n-1, got, last)
		}
	}
}

// rankBySum is upperRank from the terms of the binomial law as whole numbers: C(n, j) num^j (den-num)^(n-j).
func rankBySum(n, num, den int64, tailNum, tailDen int64) int64 {
	limit := new(big.Int).Exp(big.NewInt(den), big.NewInt(n), nil)
	limit.Mul(limit, big.NewInt(tailNum))
	sum, term := new(big.Int), new(big.Int)
	for k := n; k >= 1; k-- {
		term.Binomial(n, k)
		term.Mul(term, new(big.Int).Exp(big.NewInt(num), big.NewInt(k), nil))
		term.Mul(term, new(big.Int).Exp(big.NewInt(den-num), big.NewInt(n-k), nil))
		sum.Add(sum, term.Mul(term, big.NewInt(tailDen)))
		if sum.Cmp(limit) > 0 {
			return k + 1
		}
	}
	return 1
}

func TestRanksAgainstWholeNumbers(t *testing.T) {
	for n := int64(0); n <= 60; n++ {
		for num := int64(0); num <= 20; num++ {
			lo, hi := Ranks(n, num, 20)
			if want := rankBySum(n, num, 20, 25, 1000); hi != want {
				t.Errorf("n = %d, %d/20: hi = %d, want %d", n, num, hi, want)
			}
			if want := n + 1 - rankBySum(n, 20-num, 20, 25, 1000); lo != want {
				t.Errorf("n = %d, %d/20: lo = %d, want %d", n, num, lo, want)
			}
		}
	}
	for _, k := range [][3]int64{{400, 1, 100}, {399, 99, 100}, {1000, 1, 2}, {777, 1, 3}} {
		lo, hi := Ranks(k[0], k[1], k[2])
		wantLo, wantHi := k[0]+1-rankBySum(k[0], k[2]-k[1], k[2], 25, 1000), rankBySum(k[0], k[1], k[2], 25, 1000)
		if lo != wantLo || hi != wantHi {
			t.Errorf("%v: %d, %d, want %d, %d", k, lo, hi, wantLo, wantHi)
		}
	}
}

// Both ends keep their promise and are the tightest that do, up to the largest runs.
func TestRanksAreTight(t *testing.T) {
	const tail = 0.025
	for _, n := range []int64{100, 12345, 1_000_000, 123_456_789, 10_000_000_000} {
		for _, num := range []int64{1, 5, 10, 25, 50, 75, 90, 95, 99} {
			lo, hi := Ranks(n, num, 100)
			if mirrorLo, mirrorHi := Ranks(n, 100-num, 100); mirrorLo != n+1-hi || mirrorHi != n+1-lo {
				t.Errorf("n = %d, p%d: %d, %d mirrored are %d, %d", n, num, lo, hi, mirrorLo, mirrorHi)
			}
			if hi <= n && binomialTail(n, hi, num, 100) > tail || hi > 1 && binomialTail(n, hi-1, num, 100) <= tail {
				t.Errorf("n = %d, p%d: hi = %d", n, num, hi)
			}
			// P(B <= lo-1) = 1 - P(B >= lo)
			if lo > 0 && 1-binomialTail(n, lo, num, 100) > tail || lo < n && 1-binomialTail(n, lo+1, num, 100) <= tail {
				t.Errorf("n = %d, p%d: lo = %d", n, num, lo)
			}
			if rank := (n*num + 99) / 100; lo > rank || hi < rank {
				t.Errorf("n = %d, p%d: %d to %d without the quantile's own rank %d", n, num, lo, hi, rank)
			}
		}
	}
}

// Nothing lies below the quantile 0, nothing above the quantile 1, and few trials have no interval.
func TestRanksAtTheEnds(t *testing.T) {
	for _, k := range []struct{ n, num, den, lo, hi int64 }{
		{100, 0, 1, 0, 1},
		{100, 1, 1, 100, 101},
		{0, 1, 2, 0, 1},
		{5, 1, 2, 0, 6}, // 2^-5 > 2.5%
		{6, 1, 2, 1, 6}, // 2^-6 < 2.5%
		{367, 1, 100, 0, 9},
		{368, 1, 100, 1, 9}, // .99^368 = 2.477%
	} {
		if lo, hi := Ranks(k.n, k.num, k.den); lo != k.lo || hi != k.hi {
			t.Errorf("%v: %d, %d", k, lo, hi)
		}
	}
}

// By simulation: in 10000 samples each end is missed as often as the binomial law says, within 4 standard errors of the
// frequency; so the interval holds the quantile in at least 95%.
func TestCoverage(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(31, 32))
	samples := 10000.0
	if testing.Short() {
		samples = 2000
	}
	for _, k := range []struct{ n, num, den int64 }{{100, 1, 2}, {400, 1, 100}, {150, 9, 10}} {
		lo, hi := Ranks(k.n, k.num, k.den)
		q := float64(k.num) / float64(k.den) // of a uniform law
		low, high := 0, 0
		x := make([]float64, k.n)
		for range int(samples) {
			for i := range x {
				x[i] = r.Float64()
			}
			slices.Sort(x)
			if x[lo-1] > q {
				low++
			}
			if x[hi-1] < q {
				high++
			}
		}
		for _, side := range []struct {
			name   string
			missed int
			p      float64
		}{
			{"low", low, 1 - binomialTail(k.n, lo, k.num, k.den)},
			{"high", high, binomialTail(k.n, hi, k.num, k.den)},
		} {
			z := (float64(side.missed) - side.p*samples) / math.Sqrt(samples*side.p*(1-side.p))
			if side.p > 0.025 || !(z > -4 && z < 4) {
				t.Errorf("%v: missed on the %s side %d times, want %.1f (%.1f standard errors)",
					k, side.name, side.missed, side.p*samples, z)
			}
		}
	}
}
