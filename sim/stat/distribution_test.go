package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// tolerance of one order statistic: the 2^-10 of a bin
func tolerance(v float64) float64 { return 0x1p-10 * math.Abs(v) }

// Against the sorted column itself.
func TestAgainstSorting(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(23, 24))
	sizes, most := []int{100, 999, 20000}, 50
	if testing.Short() {
		sizes, most = []int{100, 999}, 20
	}
	for n := 1; n <= most; n++ {
		sizes = append(sizes, n)
	}
	for _, k := range columns {
		for _, n := range sizes {
			x := draw(r, k.value, n)
			var c Counts
			c.Add(x)
			spreadOut := spread(r, x, 1, (*Counts).Add, (*Counts).Merge, passCounts(t))
			slices.Sort(x)
			check(t, k.name, &c, x)
			check(t, k.name+", merged", spreadOut, x)
		}
	}
}

func check(t *testing.T, name string, c *Counts, sorted []float64) {
	t.Helper()
	d := c.Distribution()
	n := int64(len(sorted))
	if d.N() != n || d.Min() != sorted[0] || d.Max() != sorted[n-1] {
		t.Fatalf("%s: N, min, max = %d, %g, %g; want %d, %g, %g", name, d.N(), d.Min(), d.Max(), n, sorted[0], sorted[n-1])
	}
	below, zero := 0, 0
	for _, v := range sorted {
		if v < 0 {
			below++
		} else if v == 0 {
			zero++
		}
	}
	if got, want := d.Negative(), float64(below)/float64(n); got != want {
		t.Errorf("%s, N = %d: %g below 0, want %g", name, n, got, want)
	}
	if got, want := d.Zero(), float64(zero)/float64(n); got != want {
		t.Errorf("%s, N = %d: %g are 0, want %g", name, n, got, want)
	}
	for _, k := range []int64{1, 2, n / 3, n / 2, n - 1, n} {
		k = min(max(k, 1), n)
		if got, want := d.Rank(k), sorted[k-1]; !(math.Abs(got-want) <= tolerance(want)) {
			t.Errorf("%s, N = %d: rank %d is %g, want %g", name, n, k, got, want)
		}
		if low, high := d.Between(k, k); !(low <= sorted[k-1] && sorted[k-1] <= high && high-low <= 2*tolerance(low)+2*tolerance(high)) {
			t.Errorf("%s, N = %d: rank %d lies between %g and %g, not %g", name, n, k, low, high, sorted[k-1])
		}
	}
	last := math.Inf(-1)
	for _, p := range [][2]int64{
		{1, 1000}, {1, 100}, {1, 20}, {5, 100}, {1, 10}, {1, 4}, {1, 3},
		{1, 2}, {3, 4}, {9, 10}, {95, 100}, {99, 100}, {999, 1000}, {1, 1},
	} {
		num, den := p[0], p[1]
		want := sorted[(n*num+den-1)/den-1]
		got := d.Quantile(num, den)
		if !(math.Abs(got-want) <= tolerance(want)) || c.Exact() && got != want {
			t.Errorf("%s, N = %d: quantile %d/%d = %g, want %g", name, n, num, den, got, want)
		}
		if got < last {
			t.Errorf("%s, N = %d: quantile %d/%d = %g is less than %g before it", name, n, num, den, got, last)
		}
		last = got

		lower, upper := d.LowerMean(num, den), d.UpperMean(num, den)
		if lower > got || lower < d.Min() || upper > d.Max() || upper < d.Quantile(den-num, den) {
			t.Errorf("%s, N = %d: means %g and %g of %d/%d stand outside their tails", name, n, lower, upper, num, den)
		}
		wantLower, slack := tailMean(sorted, num, den)
		if !(math.Abs(lower-wantLower) <= slack) {
			t.Errorf("%s, N = %d: lower mean %d/%d = %g, want %g +- %g", name, n, num, den, lower, wantLower, slack)
		}
		turned := make([]float64, n)
		for i, v := range sorted {
			turned[n-1-int64(i)] = v
		}
		wantUpper, slack := tailMean(turned, num, den)
		if !(math.Abs(upper-wantUpper) <= slack) {
			t.Errorf("%s, N = %d: upper mean %d/%d = %g, want %g +- %g", name, n, num, den, upper, wantUpper, slack)
		}
	}
}

// tailMean returns the mean of the first num/den of x, and how far off it may be: each value by its bin, and the sum by
// the rounding of at most len(x) + 6 operations on each value, here and there.
func tailMean(x []float64, num, den int64) (mean, slack float64) {
	units := int64(len(x)) * num // 1/den of a trial each
	size := float64(units)
	for _, v := range x {
		w := float64(min(units, den)) / size
		mean += v * w
		slack += (tolerance(v) + math.Abs(v)*float64(2*len(x)+12)*0x1p-53) * w
		if units -= den; units <= 0 {
			break
		}
	}
	return mean, slack
}

// The checks must see a rank that is off by one and a bin of the wrong width.
func TestChecksCatchFaults(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	x := draw(r, columns[1].value, 1000)
	slices.Sort(x)
	seen := false
	for p := 1; p < 100; p++ {
		seen = seen || math.Abs(x[10*p-1]-x[10*p]) > 2*tolerance(x[10*p])
	}
	if !seen {
		t.Error("a rank off by one goes unseen")
	}
	var c Counts
	c.Add(x)
	d := c.Distribution()
	caught := false
	for i := range d.values {
		d.values[i] *= 1 + 0x1p-9
	}
	for p := int64(1); p < 100; p++ {
		want := x[p*10-1]
		caught = caught || math.Abs(d.Quantile(p, 100)-want) > tolerance(want)
	}
	if !caught {
		t.Error("quantiles off by a bin go unseen")
	}
}

// The rank is that of whole numbers: ceil(20 * 0.05) is 1 and ceil(100 * 0.07) is 7, though 100 * 0.07 > 7 in float64s.
func TestRankIsExact(t *testing.T) {
	var c Counts
	for i := 1; i <= 100; i++ {
		c.Add([]float64{math.Ldexp(1, i)})
	}
	d := c.Distribution()
	for p := int64(1); p <= 100; p++ {
		lower := math.Ldexp(1, int(p))
		if got := d.Quantile(p, 100); math.Abs(got-lower) > tolerance(lower) {
			t.Errorf("p%d = %g, want %g", p, got, lower)
		}
	}
}

func TestNoTrials(t *testing.T) {
	var c, o Counts
	c.Add(nil)
	c.Merge(&o)
	d := c.Distribution()
	for _, v := range []float64{
		d.Min(), d.Max(), d.Quantile(1, 2), d.LowerMean(1, 20), d.UpperMean(1, 20), d.Zero(), d.Negative(),
		d.Rank(0), d.Rank(1), d.TopShare(1, 100),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%v of no trials", v)
		}
	}
	if d.N() != 0 || c.N() != 0 {
		t.Error("trials from nowhere")
	}
}
