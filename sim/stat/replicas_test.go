package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// shuffleRows puts the groups of 16 trials into another order: what the design leaves open.
func shuffleRows(r *rand.Rand, x []float64) {
	var row [Randomisations]float64
	r.Shuffle(len(x)/Randomisations, func(i, j int) {
		a, b := x[i*Randomisations:][:Randomisations], x[j*Randomisations:][:Randomisations]
		copy(row[:], a)
		copy(a, b)
		copy(b, row[:])
	})
}

func sameShares(a, b *Replicas) bool {
	x, y := a.Shares(), b.Shares()
	return a.N() == b.N() && slices.Equal(x.upTo, y.upTo) && slices.Equal(x.lanes, y.lanes)
}

func TestReplicasDoNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for _, k := range columns {
		for _, rows := range []int{1, 3, 60} {
			x := draw(r, k.value, rows*Randomisations)
			var once Replicas
			once.Add(x)
			for range 4 {
				shuffleRows(r, x)
				workers := make([]Replicas, 1+r.IntN(5))
				for rest := x; len(rest) > 0; {
					cut := Randomisations * (1 + r.IntN(len(rest)/Randomisations))
					workers[r.IntN(len(workers))].Add(rest[:cut])
					rest = rest[cut:]
				}
				var all Replicas
				for _, i := range r.Perm(len(workers)) {
					all.Merge(&workers[i])
				}
				if !sameShares(&once, &all) {
					t.Fatalf("%s, %d rows: %d workers tell another story", k.name, rows, len(workers))
				}
			}
		}
	}
}

// The trials of each randomisation, up to every edge, are those of the sorted column.
func TestSharesAgainstSorting(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for _, k := range columns {
		x := draw(r, k.value, 500*Randomisations)
		var c Replicas
		c.Add(x)
		s := c.Shares()
		sorted := slices.Clone(x)
		slices.Sort(sorted)
		last := int64(0)
		for at, upTo := range s.upTo {
			if upTo <= last {
				t.Fatalf("%s: %d trials after %d", k.name, upTo, last)
			}
			last = upTo
			edge := sorted[upTo-1]
			if int(upTo) < len(sorted) && sorted[upTo] == edge {
				t.Fatalf("%s: an edge between equal values", k.name)
			}
			var want [Randomisations]int64
			for i, v := range x {
				if v <= edge {
					want[i%Randomisations]++
				}
			}
			if s.lanes[at] != want {
				t.Fatalf("%s, up to %g: %v, want %v", k.name, edge, s.lanes[at], want)
			}
		}
		if int(last) != len(x) || c.N() != last {
			t.Errorf("%s: %d trials of %d", k.name, last, len(x))
		}
	}
}

func TestReplicasMemory(t *testing.T) {
	r := rand.New(rand.NewPCG(45, 46))
	for _, k := range columns {
		var c Replicas
		x := draw(r, k.value, 1<<12)
		c.Add(x)
		if limit := 84 << 10; c.Bytes() > limit && k.name != "wide" {
			t.Errorf("%s: %d bytes, more than %d", k.name, c.Bytes(), limit)
		}
		if allocs := testing.AllocsPerRun(5, func() { c.Add(x) }); allocs > 0 {
			t.Errorf("%s: %v allocations a block", k.name, allocs)
		}
	}
}

// stratified returns the columns u and v of sixteen Latin hypercubes in two dimensions, trial t in randomisation t % 16.
func stratified(r *rand.Rand, m int) (u, v []float64) {
	u, v = make([]float64, m*Randomisations), make([]float64, m*Randomisations)
	for lane := range Randomisations {
		for i, stratum := range r.Perm(m) {
			u[i*Randomisations+lane] = (float64(stratum) + r.Float64()) / float64(m)
		}
		for i, stratum := range r.Perm(m) {
			v[i*Randomisations+lane] = (float64(stratum) + r.Float64()) / float64(m)
		}
	}
	return u, v
}

// By simulation: the interval misses the quantile of a sum of two uniforms in at most 5% of the samples, beyond which 4
// standard errors of that frequency are left, under independent trials and under Latin hypercubes; and it is of use:
// narrower under the latter.
func TestReplicatedCoverage(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(47, 48))
	const m = 64
	samples := 400.0
	if testing.Short() {
		samples = 80
	}
	const n = m * Randomisations
	limit := samples*0.05 + 4*math.Sqrt(samples*0.05*0.95)
	x := make([]float64, n)
	width := map[string]float64{}
	for _, design := range []string{"random", "lhs"} {
		for _, num := range []int64{5, 50, 75} {
			p := float64(num) / 100
			q := math.Sqrt(2 * p)
			if p > 0.5 {
				q = 2 - math.Sqrt(2*(1-p))
			}
			missed := 0
			for range int(samples) {
				if design == "random" {
					for i := range x {
						x[i] = r.Float64() + r.Float64()
					}
				} else {
					u, v := stratified(r, m)
					for i := range x {
						x[i] = u[i] + v[i]
					}
				}
				var c Replicas
				c.Add(x)
				lo, hi := c.Shares().Ranks(num, 100)
				slices.Sort(x)
				if lo < 1 || x[lo-1] > q || hi > n || x[hi-1] < q {
					missed++
				}
				if num == 50 {
					width[design] += float64(hi - lo)
				}
			}
			if float64(missed) > limit {
				t.Errorf("%s, p%d: missed %d times in %.0f, more than %.1f", design, num, missed, samples, limit)
			}
		}
	}
	// P(X <= 1 | u) = 1-u has the variance 1/12 in each of two dimensions: stratified, a third of 1/4 is left.
	if ratio := width["lhs"] / width["random"]; !(ratio < 0.7) {
		t.Errorf("Latin hypercubes leave %.2f of the width; want sqrt(1/3)", ratio)
	}
}

// A column that goes up with one stratified dimension is known to a trial or two in each randomisation, though a bin
// holds many.
func TestStratifiedColumnIsSharp(t *testing.T) {
	r := rand.New(rand.NewPCG(49, 50))
	u, _ := stratified(r, 1024)
	for i := range u {
		u[i] = math.Exp(3 * u[i])
	}
	var c Replicas
	c.Add(u)
	s := c.Shares()
	n := int64(len(u))
	widest := int64(0)
	for at := range s.upTo {
		if at > 0 {
			widest = max(widest, s.upTo[at]-s.upTo[at-1])
		}
	}
	for num := int64(1); num < 100; num++ {
		lo, hi := s.Ranks(num, 100)
		// Counts up to an edge differ by at most one between randomisations: M2 <= 16/4. In the bin, l(1-l) <= 1/4.
		off := 2.1315 * math.Sqrt(16*(16./4)/15+float64(widest)/4)
		rank := float64(n*num) / 100
		if float64(lo) < rank-off-1 || float64(hi) > rank+off+2 || float64(lo) > rank || float64(hi) < rank {
			t.Errorf("p%d: ranks %d to %d, %.0f +- %.0f", num, lo, hi, rank, off)
		}
	}
}

func TestSharesAtTheEnds(t *testing.T) {
	var c Replicas
	if lo, hi := c.Shares().Ranks(1, 2); lo != 0 || hi != 1 {
		t.Errorf("no trials: %d, %d", lo, hi)
	}
	c.Add(slices.Repeat([]float64{3}, 160))
	s := c.Shares()
	for _, k := range [][4]int64{{0, 1, 0, 1}, {1, 1, 160, 161}, {1, 100, 0, 6}, {99, 100, 155, 161}} {
		if lo, hi := s.Ranks(k[0], k[1]); lo != k[2] || hi != k[3] {
			t.Errorf("%d/%d of a constant: %d, %d, want %d, %d", k[0], k[1], lo, hi, k[2], k[3])
		}
	}
}

// The means by randomisation, merged along the tree, and the standard error that they give.
func TestReplicatedMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	const blocks, block = 37, 512
	x := make([]float64, (blocks-1)*block+48)
	for i := range x {
		x[i] = 1e6 + math.Exp(r.NormFloat64()) + float64(i%Randomisations)
	}
	var want [Randomisations]float64
	for i, v := range x {
		want[i%Randomisations] += v / float64(len(x)/Randomisations)
	}
	fill := func(tree *Tree, b int) {
		leaf := tree.Leaf()
		part := x[b*block : min((b+1)*block, len(x))]
		leaf.Fill(0, part)
		leaf.Fill(1, slices.Repeat([]float64{0.1}, len(part)))
		leaf.Set(2, BlockMoments(part))
		tree.Push(int64(b), leaf)
	}
	once := NewReplicatedTree(3, 2)
	for b := range blocks {
		fill(once, b)
	}
	root := once.Root()
	for lane, mean := range root.replicas[0] {
		// a sum of 32 differences, 6 merges, and the sum above: far less than 2000 roundings of about 1e6
		if !(math.Abs(mean-want[lane]) <= 2000*0x1p-53*1e6) {
			t.Errorf("randomisation %d: %.17g, want %.17g", lane, mean, want[lane])
		}
	}
	m := BlockMoments(want[:])
	if se := root.SE(0); !(math.Abs(se-m.SD()/4) <= 1e-9*se) {
		t.Errorf("SE %g, want %g", se, m.SD()/4)
	}
	if root.SE(1) != 0 {
		t.Errorf("SE %g of a constant", root.SE(1))
	}
	if got, want := root.SE(2), root.Column(0).SE(); got != want {
		t.Errorf("SE %g of a column of independent trials, want %g", got, want)
	}
	for range 20 {
		workers := []*Tree{NewReplicatedTree(3, 2), NewReplicatedTree(3, 2), NewReplicatedTree(3, 2)}
		for _, b := range r.Perm(blocks) {
			fill(workers[r.IntN(3)], b)
		}
		all := NewReplicatedTree(3, 2)
		for _, i := range r.Perm(3) {
			all.Merge(workers[i])
		}
		if got := all.Root(); !slices.Equal(got.replicas, root.replicas) || got.Column(0) != root.Column(0) {
			t.Fatal("the order of the blocks changes the means")
		}
	}
}

func TestRowsMustBeWhole(t *testing.T) {
	for name, f := range map[string]func(){
		"counts": func() { new(Replicas).Add(make([]float64, 40)) },
		"means":  func() { NewReplicatedTree(1, 1).Leaf().Fill(0, make([]float64, 40)) },
		"width":  func() { a := NewReplicatedTree(1, 1).Leaf(); a.merge(NewTree(1).Leaf()) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}
