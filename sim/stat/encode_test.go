package stat

import (
	"bytes"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// spread counts x in several parts, each of which goes through its binary form, and merges them in any order. Parts are
// multiples of size.
func spread[T any](r *rand.Rand, x []float64, size int, add func(*T, []float64), merge func(to, from *T), pass func(*T) *T) *T {
	workers := make([]T, 1+r.IntN(6))
	for rest := x; len(rest) > 0; {
		cut := min(size*(1+r.IntN((len(rest)+size-1)/size)), len(rest))
		add(&workers[r.IntN(len(workers))], rest[:cut])
		rest = rest[cut:]
	}
	all := new(T)
	for _, i := range r.Perm(len(workers)) {
		merge(all, pass(&workers[i]))
	}
	return all
}

// passCounts sends counts through their binary form.
func passCounts(t *testing.T) func(c *Counts) *Counts {
	return func(c *Counts) *Counts {
		t.Helper()
		back, rest, err := DecodeCounts(append(c.Append(nil), 1, 2))
		if err != nil || len(rest) != 2 || !same(c, back) {
			t.Fatalf("counts come back otherwise (%v, %d bytes follow)", err, len(rest))
		}
		return back
	}
}

func passReplicas(t *testing.T) func(r *Replicas) *Replicas {
	return func(r *Replicas) *Replicas {
		t.Helper()
		back, rest, err := DecodeReplicas(append(r.Append(nil), 1, 2))
		if err != nil || len(rest) != 2 || !sameShares(r, back) {
			t.Fatalf("counts by randomisation come back otherwise (%v, %d bytes follow)", err, len(rest))
		}
		return back
	}
}

// The same values give the same bytes, whatever their order, also after further merges and forms.
func TestBytesDoNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	for _, k := range columns {
		for _, n := range []int{0, 1, 16, 48, 800} {
			x := draw(r, k.value, n)
			var once Counts
			once.Add(x)
			var onceByRandomisation Replicas
			if n%Randomisations == 0 && n > 0 {
				onceByRandomisation.Add(x)
			}
			for range 3 {
				shuffleRows(r, x)
				c := spread(r, x, 1, (*Counts).Add, (*Counts).Merge, passCounts(t))
				if !bytes.Equal(once.Append(nil), c.Append(nil)) {
					t.Fatalf("%s, %d values: other bytes", k.name, n)
				}
				if n%Randomisations == 0 {
					c := spread(r, x, Randomisations, (*Replicas).Add, (*Replicas).Merge, passReplicas(t))
					if !bytes.Equal(onceByRandomisation.Append(nil), c.Append(nil)) {
						t.Fatalf("%s, %d values: other bytes by randomisation", k.name, n)
					}
				}
			}
		}
	}
}

func TestTreeBytesDoNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(63, 64))
	for n := range 40 {
		first := r.IntN(100)
		blocks := make([][]float64, n)
		for b := range blocks {
			blocks[b] = draw(r, columns[1].value, Randomisations*(1+r.IntN(3)))
		}
		var want []byte
		for try := range 4 {
			workers := make([]*Tree, 1+r.IntN(4))
			for i := range workers {
				workers[i] = NewReplicatedTree(3, 1)
			}
			for _, b := range r.Perm(n) {
				tree := workers[r.IntN(len(workers))]
				leaf := tree.Leaf()
				for c := range 3 {
					leaf.Fill(c, blocks[b])
				}
				tree.Push(int64(first+b), leaf)
			}
			all := NewReplicatedTree(3, 1)
			for _, w := range workers {
				back, rest, err := DecodeTree(append(w.Append(nil), 7))
				if err != nil || len(rest) != 1 {
					t.Fatalf("%v, %d bytes follow", err, len(rest))
				}
				all.Merge(back)
			}
			got := all.Append(nil)
			if try == 0 {
				want = got
			}
			if !bytes.Equal(got, want) {
				t.Fatalf("%d blocks: other bytes", n)
			}
		}
	}
}

// What is cut short is an error, and what is changed is an error or says something else: never a panic, and never bytes
// that Append would write otherwise.
func TestMalformedBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(65, 66))
	for name, k := range binaryForms(r) {
		for _, whole := range k.seeds {
			if !k.good(t, whole) {
				t.Errorf("%s: its own bytes are refused", name)
			}
			for cut := range len(whole) {
				if k.good(t, whole[:cut]) {
					t.Errorf("%s: %d of %d bytes will do", name, cut, len(whole))
				}
			}
			refused := 0
			for range 300 {
				b := slices.Clone(whole)
				for range 1 + r.IntN(3) {
					b[r.IntN(len(b))] ^= 1 << r.IntN(8)
				}
				if !k.good(t, b) {
					refused++
				}
			}
			if refused == 0 {
				t.Errorf("%s: nothing is refused", name)
			}
		}
	}
}

// Forms that say they are large, and are not.
func TestHugeClaims(t *testing.T) {
	huge := []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f}
	forms := binaryForms(rand.New(rand.NewPCG(67, 68)))
	for _, start := range [][]byte{nil, {0}, {1}, {2}, {0x80, 0x10}, {0xff, 0xff, 3}, {0xff, 0xff, 3, 0xff, 0xff, 3}, make([]byte, 17)} {
		for tail := range 4 {
			b := append(slices.Clone(start), bytes.Repeat(huge, tail)...)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for _, k := range forms {
				k.good(t, b)
			}
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<18 {
				t.Errorf("%d bytes cost %d", len(b), used)
			}
		}
	}
}

// Each row breaks one rule of the form.
func TestRulesOfTheForms(t *testing.T) {
	float := func(v float64) []byte { return appendFloat(nil, v) }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	forms := binaryForms(rand.New(rand.NewPCG(69, 70)))
	for _, k := range []struct {
		form, rule string
		b          []byte
		good       bool
	}{
		{"counts", "two atoms", join([]byte{0, 2}, float(1), []byte{5}, float(2), []byte{1}), true},
		{"counts", "atoms ascend", join([]byte{0, 2}, float(2), []byte{5}, float(1), []byte{1}), false},
		{"counts", "an atom has trials", join([]byte{0, 1}, float(2), []byte{0}), false},
		{"counts", "no -0", join([]byte{0, 1}, float(math.Copysign(0, -1)), []byte{1}), false},
		{"counts", "no NaN", join([]byte{0, 1}, float(math.NaN()), []byte{1}), false},
		{"counts", "no infinity", join([]byte{0, 1}, float(math.Inf(1)), []byte{1}), false},
		{"counts", "short numbers", join([]byte{0, 1}, float(1), []byte{0x81, 0}), false},
		{"counts", "at most 32 atoms", []byte{0, 33}, false},
		{"counts", "two kinds", []byte{2, 0}, false},
		// 1 and 1.5 fall into bins 0 and 256 of page 1023.
		{"counts", "two bins", join([]byte{1}, float(1), float(1.5), []byte{1, 0xff, 7, 2, 0, 40, 0xff, 1, 3}), true},
		{"counts", "the ends in the outermost bins", join([]byte{1}, float(1), float(1.25), []byte{1, 0xff, 7, 2, 0, 40, 0xff, 1, 3}), false},
		{"counts", "bins below 512", join([]byte{1}, float(1), float(1.5), []byte{1, 0xff, 7, 2, 0, 40, 0xff, 3, 3}), false},
		{"counts", "more than 32 trials in bins", join([]byte{1}, float(1), float(1.5), []byte{1, 0xff, 7, 2, 0, 20, 0xff, 1, 3}), false},
		{"counts", "no page without bins", join([]byte{1}, float(1), float(1.5), []byte{2, 1, 0, 0xff, 7, 2, 0, 40, 0xff, 1, 3}), false},
		{"counts", "pages ascend", join([]byte{1}, float(1), float(1.5), []byte{2, 0xff, 7, 2, 0, 40, 0xff, 1, 3, 0xff, 7, 1, 1, 1}), false},
		{"counts", "no page of infinities", join([]byte{1}, float(1), float(1.5), []byte{2, 0xff, 7, 2, 0, 40, 0xff, 1, 3, 0xff, 15, 1, 1, 1}), false},
		{"replicas", "one page", join([]byte{1, 0xff, 7, 1, 5}, bytes.Repeat([]byte{2}, 16)), true},
		{"replicas", "as many of each", join([]byte{1, 0xff, 7, 1, 5}, bytes.Repeat([]byte{2}, 15), []byte{1}), false},
		{"replicas", "no empty bin", join([]byte{1, 0xff, 7, 1, 5}, make([]byte, 16)), false},
		{"tree", "one leaf", join([]byte{1, 0, 1, 0, 3, 9}, float(1), float(2)), true},
		{"tree", "replicated among the columns", join([]byte{0, 1, 1, 0, 3, 9}, make([]byte, 128)), false},
		{"tree", "siblings are merged", join([]byte{0, 0, 2, 0, 2, 9, 0, 3, 9}), false},
		{"tree", "neighbours that are none", join([]byte{0, 0, 2, 0, 1, 9, 0, 2, 9}), true},
		{"tree", "nodes ascend", join([]byte{0, 0, 2, 0, 2, 9, 0, 1, 9}), false},
		{"tree", "nodes are apart", join([]byte{0, 0, 2, 2, 0, 9, 0, 3, 9}), false},
		{"tree", "a node has trials", join([]byte{0, 0, 1, 0, 3, 0}), false},
		{"tree", "no M2 below 0", join([]byte{1, 0, 1, 0, 3, 9}, float(1), float(-2)), false},
		{"tree", "no mean that is none", join([]byte{1, 0, 1, 0, 3, 9}, float(math.NaN()), float(2)), false},
	} {
		if got := forms[k.form].good(t, k.b); got != k.good {
			t.Errorf("%s, %s: accepted = %v", k.form, k.rule, got)
		}
	}
}

type binaryForm struct {
	seeds [][]byte
	// good reports whether b, up to what follows it, is accepted; then it must be what Append writes.
	good func(t *testing.T, b []byte) bool
}

func binaryForms(r *rand.Rand) map[string]binaryForm {
	forms := map[string]binaryForm{
		"counts": {good: func(t *testing.T, b []byte) bool {
			c, rest, err := DecodeCounts(b)
			if err != nil {
				return false
			}
			if !bytes.Equal(c.Append(nil), b[:len(b)-len(rest)]) {
				t.Errorf("counts: % x is written otherwise", b)
			}
			if d := c.Distribution(); d.N() != c.N() || d.Min() > d.Max() || !slices.IsSorted(d.values) {
				t.Errorf("counts: % x is no distribution", b)
			}
			return true
		}},
		"replicas": {good: func(t *testing.T, b []byte) bool {
			c, rest, err := DecodeReplicas(b)
			if err != nil {
				return false
			}
			if !bytes.Equal(c.Append(nil), b[:len(b)-len(rest)]) {
				t.Errorf("replicas: % x is written otherwise", b)
			}
			if s := c.Shares(); s.n() != c.N() {
				t.Errorf("replicas: % x are not %d trials", b, c.N())
			}
			return true
		}},
		"tree": {good: func(t *testing.T, b []byte) bool {
			tree, rest, err := DecodeTree(b)
			if err != nil {
				return false
			}
			if !bytes.Equal(tree.Append(nil), b[:len(b)-len(rest)]) {
				t.Errorf("tree: % x is written otherwise", b)
			}
			return true
		}},
	}
	add := func(form string, seed []byte) {
		f := forms[form]
		f.seeds = append(f.seeds, seed)
		forms[form] = f
	}
	for _, k := range columns {
		switch k.name {
		case "discrete", "33 values", "two zeros among many", "normal far from 0":
			x := draw(r, k.value, 96)
			var c Counts
			c.Add(x)
			add("counts", c.Append(nil))
			var byRandomisation Replicas
			byRandomisation.Add(x)
			add("replicas", byRandomisation.Append(nil))
		}
	}
	tree := NewReplicatedTree(2, 1)
	for _, b := range []int64{5, 9, 4, 6} {
		leaf := tree.Leaf()
		leaf.Fill(0, draw(r, columns[0].value, 16))
		leaf.Set(1, Moments{16, 1, 2})
		tree.Push(b, leaf)
	}
	add("tree", tree.Append(nil))
	return forms
}

func fuzz(f *testing.F, form string) {
	k := binaryForms(rand.New(rand.NewPCG(71, 72)))[form]
	for _, seed := range k.seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) { k.good(t, b) })
}

func FuzzDecodeCounts(f *testing.F)   { fuzz(f, "counts") }
func FuzzDecodeReplicas(f *testing.F) { fuzz(f, "replicas") }
func FuzzDecodeTree(f *testing.F)     { fuzz(f, "tree") }
