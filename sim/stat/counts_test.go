package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Columns of all the kinds that a run makes.
var columns = []struct {
	name  string
	value func(r *rand.Rand) float64
}{
	{"lognormal 0.1", func(r *rand.Rand) float64 { return 1e7 * math.Exp(0.1*r.NormFloat64()) }},
	{"lognormal 1", func(r *rand.Rand) float64 { return math.Exp(r.NormFloat64()) }},
	{"lognormal 3", func(r *rand.Rand) float64 { return 1e9 * math.Exp(3*r.NormFloat64()) }},
	{"normal around 0", func(r *rand.Rand) float64 { return 1e6 * r.NormFloat64() }},
	{"normal far from 0", func(r *rand.Rand) float64 { return 1e6 + r.NormFloat64() }},
	{"all negative", func(r *rand.Rand) float64 { return -math.Exp(r.NormFloat64()) }},
	{"loss with an atom at 0", func(r *rand.Rand) float64 {
		if r.Float64() < 0.6 {
			return 0
		}
		return 3e5 * (r.NormFloat64() + 1)
	}},
	{"atom at 7.3", func(r *rand.Rand) float64 {
		if r.Float64() < 0.6 {
			return 7.3
		}
		return 7.3 + r.NormFloat64()
	}},
	{"wide", func(r *rand.Rand) float64 { return math.Copysign(math.Pow(10, 600*r.Float64()-300), r.NormFloat64()) }},
	{"powers of 2", func(r *rand.Rand) float64 { return math.Ldexp(1, r.IntN(100)-50) }},
	{"discrete", func(r *rand.Rand) float64 { return float64(r.IntN(12)) - 4 }},
	{"32 values", func(r *rand.Rand) float64 { return float64(r.IntN(32)) * 0.1 }},
	{"33 values", func(r *rand.Rand) float64 { return float64(r.IntN(33)) * 0.1 }},
	{"two zeros", func(r *rand.Rand) float64 { return math.Copysign(0, r.NormFloat64()) }},
	{"two zeros among many", func(r *rand.Rand) float64 {
		return math.Copysign(max(0, r.NormFloat64()-1), r.NormFloat64())
	}},
	{"nearly two zeros", func(r *rand.Rand) float64 {
		if r.Float64() < 0.99 {
			return math.Copysign(0, r.NormFloat64())
		}
		return r.Float64()
	}},
	{"constant", func(*rand.Rand) float64 { return 0.1 }},
}

func draw(r *rand.Rand, value func(*rand.Rand) float64, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = value(r)
	}
	return x
}

// same reports whether two counts tell the same of their column, to the bit.
func same(a, b *Counts) bool {
	x, y := a.Distribution(), b.Distribution()
	equalBits := func(v, w float64) bool { return math.Float64bits(v) == math.Float64bits(w) }
	return a.Exact() == b.Exact() && a.N() == b.N() &&
		slices.Equal(x.upTo, y.upTo) && slices.EqualFunc(x.values, y.values, equalBits)
}

// However values are ordered, cut and spread over workers, the counts say the same.
func TestCountsDoNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for _, k := range columns {
		for _, n := range []int{1, 5, 33, 40, 3000} {
			x := draw(r, k.value, n)
			var once Counts
			once.Add(x)
			for range 4 {
				r.Shuffle(n, func(i, j int) { x[i], x[j] = x[j], x[i] })
				if r.IntN(3) == 0 {
					slices.Sort(x)
				}
				workers := make([]Counts, 1+r.IntN(6))
				for rest := x; len(rest) > 0; {
					cut := 1 + r.IntN(len(rest))
					workers[r.IntN(len(workers))].Add(rest[:cut])
					rest = rest[cut:]
				}
				var all Counts
				for _, i := range r.Perm(len(workers)) {
					all.Merge(&workers[i])
				}
				if !same(&once, &all) {
					t.Fatalf("%s, %d values: %d workers tell another story", k.name, n, len(workers))
				}
			}
		}
	}
}

func TestMergeLeavesItsArgument(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	var a, b, want Counts
	x := draw(r, columns[1].value, 500)
	a.Add(x)
	want.Add(x)
	b.Merge(&a)
	b.Add(x)
	if !same(&a, &want) || b.N() != 1000 {
		t.Error("merging changed what was merged, or shares memory with it")
	}
}

func TestExactUpTo32Values(t *testing.T) {
	var c Counts
	for i := range 40 {
		c.Add([]float64{float64(i) + 0.1, float64(i) + 0.1})
		if want := i < 32; c.Exact() != want {
			t.Fatalf("%d distinct values: exact = %v", i+1, c.Exact())
		}
	}
	if c.N() != 80 {
		t.Errorf("N = %d", c.N())
	}
}

// -0 is no value of its own, and never comes out.
func TestNegativeZero(t *testing.T) {
	negative := math.Copysign(0, -1)
	var c Counts
	for i := range 32 {
		c.Add([]float64{float64(i), negative})
	}
	if !c.Exact() {
		t.Error("-0 takes a place among the 32 distinct values")
	}
	for i := range 10 {
		if d := c.Distribution(); math.Signbit(d.Min()) || d.Zero() != float64(33+i)/float64(64+2*i) {
			t.Fatalf("min = %g, share of zeros %g", d.Min(), d.Zero())
		}
		c.Add([]float64{negative, 0.5 + float64(i)})
	}

	var many Counts
	for i := range 64 {
		many.Add([]float64{negative, float64(i)})
	}
	if d := many.Distribution(); math.Signbit(d.Min()) || math.Signbit(d.Quantile(1, 2)) || d.Negative() != 0 {
		t.Errorf("min = %g, median %g, %g below 0", d.Min(), d.Quantile(1, 2), d.Negative())
	}
}

// Counts beyond 16, 32 and 40 bits, by doubling.
func TestCountsDoNotOverflow(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(17, 18))
	for i, k := range columns {
		if testing.Short() && i%3 > 0 {
			continue
		}
		x := draw(r, k.value, 1000)
		var c Counts
		c.Add(x)
		d := c.Distribution()
		for range 34 {
			var twice Counts
			twice.Merge(&c)
			twice.Merge(&c)
			c = twice
		}
		big := c.Distribution()
		if want := int64(1000) << 34; c.N() != want || big.N() != want { // 1.7e13
			t.Fatalf("%s: N = %d, %d, want %d", k.name, c.N(), big.N(), want)
		}
		for p := int64(1); p < 100; p++ {
			if got, want := big.Quantile(p, 100), d.Quantile(p, 100); got != want {
				t.Errorf("%s: p%d of a column 2^34 times as long is %g, not %g", k.name, p, got, want)
			}
		}
		if got, want := big.Negative(), d.Negative(); got != want {
			t.Errorf("%s: %g below 0, not %g", k.name, got, want)
		}
	}
}

// A counter that is filled value by value carries like one that is merged.
func TestCarry(t *testing.T) {
	for _, common := range []float64{0, 39, 1, 20} { // the smallest, the largest, and two inner ones
		x := make([]float64, 1<<17+40)
		for i := range x {
			x[i] = common
			if i < 40 {
				x[i] = float64(i)
			}
		}
		var c Counts
		for len(x) > 0 {
			size := min(len(x), 509)
			c.Add(x[:size])
			x = x[size:]
		}
		d := c.Distribution()
		if c.Exact() || d.N() != 1<<17+40 || d.Quantile(1, 1000) != d.Quantile(999, 1000) {
			t.Errorf("%g: N = %d, p0.1 = %g, p99.9 = %g", common, d.N(), d.Quantile(1, 1000), d.Quantile(999, 1000))
		}
		if low := common - 1; low >= 0 && d.Rank(int64(common)) > common {
			t.Errorf("%g: rank %g is %g", common, common, d.Rank(int64(common)))
		}
	}
}

// The extremes are exact whenever they come, also where they share a bin with many, and at and around zero.
func TestExtremesAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	for _, k := range []struct {
		name  string
		value func(r *rand.Rand) float64
		late  []float64
	}{
		{"one bin", func(r *rand.Rand) float64 { return 1.0001 + 1e-4*r.Float64() }, []float64{1.00005, 1.00025}},
		{"zero after tiny values", func(r *rand.Rand) float64 { return 1e-308 * (1 + r.Float64()) }, []float64{0}},
		{"-0 after tiny values", func(r *rand.Rand) float64 { return 1e-308 * (1 + r.Float64()) }, []float64{math.Copysign(0, -1)}},
		{"zero after tiny values below", func(r *rand.Rand) float64 { return -1e-308 * (1 + r.Float64()) }, []float64{0, -3e-308}},
		{"zero after both signs", func(r *rand.Rand) float64 { return math.Copysign(1+r.Float64(), r.Float64()-0.5) }, []float64{0, 5, -5}},
		{"less than counts", func(r *rand.Rand) float64 { return 1 + r.Float64() }, []float64{1e-320, -1e-315}},
	} {
		var c Counts
		smallest, largest := math.Inf(1), math.Inf(-1)
		add := func(x ...float64) {
			for _, v := range x {
				if math.Abs(v) < 4e-311 {
					v = 0
				}
				smallest, largest = min(smallest, v+0), max(largest, v+0)
			}
			c.Add(x)
			if d := c.Distribution(); d.Min() != smallest || d.Max() != largest || math.Signbit(d.Min()) != (smallest < 0) {
				t.Fatalf("%s: from %g to %g, want %g to %g", k.name, d.Min(), d.Max(), smallest, largest)
			}
		}
		for range 30 {
			add(draw(r, k.value, 40)...)
		}
		for _, v := range k.late {
			add(v)
			add(draw(r, k.value, 40)...)
		}
	}
}

func TestMemory(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	limits := map[string]int{
		"constant": 200, "two zeros": 200, "discrete": 1200, "32 values": 2200,
		"lognormal 0.1": 28 << 10, "lognormal 1": 48 << 10, "normal far from 0": 28 << 10,
		"loss with an atom at 0": 68 << 10, "normal around 0": 68 << 10,
	}
	for _, k := range columns {
		var c Counts
		c.Add(draw(r, k.value, 200_000))
		if limit, ok := limits[k.name]; ok && c.Bytes() > limit {
			t.Errorf("%s: %d bytes, more than %d", k.name, c.Bytes(), limit)
		}
	}
}

func TestAddAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for _, k := range columns {
		var c Counts
		x := draw(r, k.value, 1000)
		c.Add(x)
		if allocs := testing.AllocsPerRun(10, func() { c.Add(x) }); allocs > 0 {
			t.Errorf("%s: %v allocations a block", k.name, allocs)
		}
	}
}
