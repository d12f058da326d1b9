package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// reference merges blocks by the definition: a node is the merge of its halves, and a half without blocks drops out.
func reference(blocks []Moments, first, end int) Moments {
	switch {
	case first >= len(blocks):
		return Moments{}
	case end == first+1:
		return blocks[first]
	}
	middle := (first + end) / 2
	left, right := reference(blocks, first, middle), reference(blocks, middle, end)
	if right.N == 0 {
		return left
	}
	return Merge(left, right)
}

func randomBlocks(r *rand.Rand, n int) []Moments {
	blocks := make([]Moments, n)
	for i := range blocks {
		x := make([]float64, 1+r.IntN(5))
		for j := range x {
			x[j] = math.Exp(2 * r.NormFloat64())
		}
		blocks[i] = BlockMoments(x)
	}
	return blocks
}

func push(t *Tree, block int, m Moments) {
	leaf := t.Leaf()
	for c := range leaf.Len() {
		leaf.Set(c, m)
	}
	t.Push(int64(block), leaf)
}

func TestTreeInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	blocks := randomBlocks(r, 200)
	tree := NewTree(2)
	for n := range 200 {
		push(tree, n, blocks[n])
		want := reference(blocks[:n+1], 0, 256)
		root := tree.Root()
		if root.Column(0) != want || root.Column(1) != want {
			t.Fatalf("%d blocks: %+v, want %+v", n+1, root.Column(0), want)
		}
		if len(tree.waiting) > 8 {
			t.Fatalf("%d blocks: %d nodes wait", n+1, len(tree.waiting))
		}
	}
}

// Any workers, any segments, any order of blocks and of merging.
func TestTreeInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for n := 1; n <= 200; n++ {
		blocks := randomBlocks(r, n)
		want := reference(blocks, 0, 256)
		for range 5 {
			workers := make([]*Tree, 1+r.IntN(7))
			for i := range workers {
				workers[i] = NewTree(1)
			}
			segment := 1 << r.IntN(5)
			if r.IntN(2) == 0 {
				segment = 1 + r.IntN(20)
			}
			segments := r.Perm((n + segment - 1) / segment)
			for _, s := range segments {
				w := workers[r.IntN(len(workers))]
				inside := r.Perm(segment)
				if r.IntN(2) == 0 {
					slices.Sort(inside)
				}
				for _, i := range inside {
					if b := s*segment + i; b < n {
						push(w, b, blocks[b])
					}
				}
			}
			all := NewTree(1)
			for _, i := range r.Perm(len(workers)) {
				all.Merge(workers[i])
			}
			if got := all.Root().Column(0); got != want {
				t.Fatalf("%d blocks, %d workers, segments of %d: %+v, want %+v", n, len(workers), segment, got, want)
			}
		}
	}
}

// The test above can fail: merging as workers finish gives other bits.
func TestOrderOfMergingMatters(t *testing.T) {
	blocks := randomBlocks(rand.New(rand.NewPCG(11, 12)), 64)
	var sequential Moments
	for _, b := range blocks {
		sequential = Merge(sequential, b)
	}
	if sequential == reference(blocks, 0, 64) {
		t.Error("a chain of merges gives the bits of the tree")
	}
}

func TestTreeAllocatesNothing(t *testing.T) {
	tree := NewTree(10)
	block := 0
	next := func() { push(tree, block, Moments{N: 1, Mean: 1}); block++ }
	for range 1 << 10 {
		next()
	}
	if allocs := testing.AllocsPerRun(1000, next); allocs > 0 {
		t.Errorf("%v allocations a block", allocs)
	}
}

func TestTreePanics(t *testing.T) {
	for name, f := range map[string]func(){
		"gap":   func() { tree := NewTree(1); push(tree, 0, Moments{N: 1}); push(tree, 2, Moments{N: 1}); tree.Root() },
		"start": func() { tree := NewTree(1); push(tree, 1, Moments{N: 1}); tree.Root() },
		"twice": func() { tree := NewTree(1); push(tree, 3, Moments{N: 1}); push(tree, 3, Moments{N: 1}) },
		"twice in a node": func() {
			tree := NewTree(1)
			push(tree, 0, Moments{N: 1})
			push(tree, 1, Moments{N: 1})
			push(tree, 0, Moments{N: 1})
		},
		"width": func() { tree := NewTree(1); push(tree, 0, Moments{N: 1}); tree.Push(1, newColumns(2, 0)) },
		"right of a node": func() {
			tree := NewTree(1)
			push(tree, 0, Moments{N: 1})
			push(tree, 1, Moments{N: 1})
			push(tree, 1, Moments{N: 1})
		},
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

func TestEmptyTree(t *testing.T) {
	if root := NewTree(3).Root(); root.N() != 0 || root.Len() != 3 || root.Column(2) != (Moments{}) {
		t.Errorf("%+v", root)
	}
}
