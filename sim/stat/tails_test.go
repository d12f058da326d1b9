package stat

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Six values by hand: the border trial counts in part.
func TestTailMeansByHand(t *testing.T) {
	var c Counts
	c.Add([]float64{6, 1, 3, 2, 5, 4})
	d := c.Distribution()
	for _, k := range []struct {
		num, den     int64
		lower, upper float64
	}{
		{0, 1, 1, 6},
		{1, 10, 1, 6},
		{1, 6, 1, 6},
		{1, 4, (1 + 0.5*2) / 1.5, (6 + 0.5*5) / 1.5},
		{1, 3, 1.5, 5.5},
		{5, 12, (1 + 2 + 0.5*3) / 2.5, (6 + 5 + 0.5*4) / 2.5},
		{1, 2, 2, 5},
		{1, 1, 3.5, 3.5},
	} {
		lower, upper := d.LowerMean(k.num, k.den), d.UpperMean(k.num, k.den)
		if !(math.Abs(lower-k.lower) <= 1e-15*k.lower && math.Abs(upper-k.upper) <= 1e-15*k.upper) {
			t.Errorf("%d/%d: %.17g and %.17g, want %.17g and %.17g", k.num, k.den, lower, upper, k.lower, k.upper)
		}
	}
}

// The mean of values close to the largest float64 does not overflow, and few atoms have exact tails.
func TestTailMeanExtremes(t *testing.T) {
	var c Counts
	for i := range 100 {
		c.Add([]float64{1e308 + 7e305*float64(i)})
	}
	if got := c.Distribution().LowerMean(1, 2); !(math.Abs(got/1.1715e308-1) < 0x1p-10) {
		t.Errorf("mean %g", got)
	}
	var two Counts
	for range 90 {
		two.Add([]float64{0.1})
	}
	for range 10 {
		two.Add([]float64{0.3})
	}
	if d := two.Distribution(); d.LowerMean(5, 100) != 0.1 || d.UpperMean(5, 100) != 0.3 || d.UpperMean(1, 10) != 0.3 {
		t.Errorf("tails %v, %v, %v", d.LowerMean(5, 100), d.UpperMean(5, 100), d.UpperMean(1, 10))
	}
}

// Against sorting by magnitude. With each value off by at most 2^-10 of itself, both sums are, so the share is off by
// 2^-9 of itself; the sums of at most 2000 terms add 2^-40.
func TestTopShareAgainstSorting(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for _, k := range columns {
		for _, n := range []int{1, 7, 100, 2000} {
			x := draw(r, k.value, n)
			var c Counts
			c.Add(x)
			d := c.Distribution()
			slices.SortFunc(x, func(a, b float64) int { return cmp.Compare(math.Abs(b), math.Abs(a)) })
			total := 0.0
			for _, v := range x {
				total += math.Abs(v)
			}
			for _, p := range [][2]int64{{0, 1}, {1, 1000}, {1, 100}, {1, 3}, {1, 2}, {1, 1}} {
				want, left := 0.0, float64(n)*float64(p[0])/float64(p[1])
				for _, v := range x {
					want += math.Abs(v) / total * min(left, 1)
					left = max(left-1, 0)
				}
				got := d.TopShare(p[0], p[1])
				if !(math.Abs(got-want) <= want*(0x1.02p-9+0x1p-40)) && (total > 0 || !math.IsNaN(got)) {
					t.Errorf("%s, N = %d: the top %d/%d carry %g, want %g", k.name, n, p[0], p[1], got, want)
				}
			}
		}
	}
}

// A Pareto law of index 3: the top p carry p^(2/3). Its quantile function is counted on the mid-points of n cells, which
// falls short of the integral by -zeta(1/3, 1/2) n^(-2/3) = 0.253 n^(-2/3) of 3/2, in the top and in the whole alike.
func TestTopShareOfPareto(t *testing.T) {
	const n = 1 << 16
	var c Counts
	for i := range n {
		c.Add([]float64{math.Pow((n-float64(i)-0.5)/n, -1.0/3)})
	}
	want := math.Pow(0.01, 2.0/3)
	cells := 0.17 * math.Pow(n, -2.0/3)
	if got := c.Distribution().TopShare(1, 100); !(math.Abs(got-want) <= want*0x1p-9+cells) {
		t.Errorf("the top 1%% carry %g, want %g", got, want)
	}
}

// A loss with both signs, by hand: 8 trials, magnitudes 40, 30, 20, 10 and four of 0.
func TestTopShareOfBothSigns(t *testing.T) {
	var c Counts
	c.Add([]float64{0, 0, -40, 10, 0, 30, 0, -20})
	for _, k := range []struct {
		num, den int64
		want     float64
	}{{0, 1, 0}, {1, 16, 0.2}, {1, 8, 0.4}, {3, 16, 0.55}, {1, 4, 0.7}, {1, 2, 1}, {1, 1, 1}} {
		if got := c.Distribution().TopShare(k.num, k.den); !(math.Abs(got-k.want) <= 4e-16) {
			t.Errorf("the top %d/%d carry %g, want %g", k.num, k.den, got, k.want)
		}
	}
}
