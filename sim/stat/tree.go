package stat

import (
	"fmt"
	"slices"
)

// A Tree merges the moments of blocks along the fixed binary tree over the block index: its node (level l, index i)
// covers the blocks from i 2^l up to but not including (i+1) 2^l and is the merge of its two halves, left then right.
// Where the blocks end inside a node, the half without blocks drops out. So the root is a function of the blocks alone:
// blocks may be pushed in any order, into any number of trees that are merged in any order, and it has the same bits.
//
// Two siblings merge as soon as both are there. Blocks pushed in order leave at most log2(blocks) nodes waiting; so a
// worker is best handed aligned runs of 2^s blocks.
type Tree struct {
	columns    int
	replicated int
	waiting    []node // by first block; no two are siblings
	spare      []*Columns
}

type node struct {
	level uint
	index int64
	*Columns
}

func (n node) first() int64 { return n.index << n.level }
func (n node) end() int64   { return (n.index + 1) << n.level }

// NewTree returns an empty tree over so many columns.
func NewTree(columns int) *Tree { return &Tree{columns: columns} }

// NewReplicatedTree returns an empty tree over so many columns, the first of which are replicated: their means are also
// kept by randomisation, and a leaf is to be filled by Columns.Fill.
func NewReplicatedTree(columns, replicated int) *Tree {
	return &Tree{columns: columns, replicated: replicated}
}

// Leaf returns storage for the moments of one block. Every column is to be Set before the leaf is pushed; what stands
// in it before is of no meaning.
func (t *Tree) Leaf() *Columns {
	if k := len(t.spare) - 1; k >= 0 {
		leaf := t.spare[k]
		t.spare = t.spare[:k]
		return leaf
	}
	return newColumns(t.columns, t.replicated)
}

// Push adds the moments of the block with this index, from 0, and takes the leaf over. A block is pushed once, and has
// at least one trial.
func (t *Tree) Push(block int64, leaf *Columns) {
	t.add(node{index: block, Columns: leaf})
}

// Merge moves the blocks of o into t and leaves o empty.
func (t *Tree) Merge(o *Tree) {
	for _, n := range o.waiting {
		t.add(n)
	}
	o.waiting = o.waiting[:0]
	o.spare, t.spare = append(o.spare, t.spare...), t.spare[:0] // o goes on to take leaves
}

func (t *Tree) add(n node) {
	at, _ := slices.BinarySearchFunc(t.waiting, n.first(), func(w node, first int64) int {
		return int(min(max(w.first()-first, -1), 1))
	})
	if at > 0 && t.waiting[at-1].end() > n.first() || at < len(t.waiting) && t.waiting[at].first() < n.end() {
		panic(fmt.Sprintf("stat: blocks %d to %d added twice", n.first(), n.end()-1))
	}
	// A sibling that waits is a neighbour: nothing lies between the two.
	for {
		if left := at - 1; left >= 0 && siblings(t.waiting[left], n) {
			n = t.join(t.waiting[left], n)
			at = left
		} else if at < len(t.waiting) && siblings(n, t.waiting[at]) {
			n = t.join(n, t.waiting[at])
		} else {
			break
		}
		t.waiting = slices.Delete(t.waiting, at, at+1)
	}
	t.waiting = slices.Insert(t.waiting, at, n)
}

func siblings(left, right node) bool {
	return left.level == right.level && left.index&1 == 0 && left.index+1 == right.index
}

// join returns the parent of two siblings, in the storage of the left one.
func (t *Tree) join(left, right node) node {
	left.Columns.merge(right.Columns)
	t.spare = append(t.spare, right.Columns)
	return node{level: left.level + 1, index: left.index >> 1, Columns: left.Columns}
}

// Root returns the moments of all blocks. Blocks 0, 1, ... must be there without a gap; the tree itself is not changed
// and may grow on. Without blocks it returns columns of no trials.
func (t *Tree) Root() *Columns {
	root := newColumns(t.columns, t.replicated)
	next := int64(0)
	for _, n := range t.waiting {
		if n.first() != next {
			panic(fmt.Sprintf("stat: blocks %d to %d are missing", next, n.first()-1))
		}
		next = n.end()
	}
	// What waits are the complete nodes of a binary number, the largest first: the last ones hang deepest.
	merged := newColumns(t.columns, t.replicated)
	for i := len(t.waiting) - 1; i >= 0; i-- {
		n := t.waiting[i]
		root, merged = merged, root
		root.copyFrom(n.Columns)
		if merged.n > 0 {
			root.merge(merged)
		}
	}
	return root
}

// Like reports whether two trees are over the same columns.
func (t *Tree) Like(o *Tree) bool { return t.columns == o.columns && t.replicated == o.replicated }

// Covers reports whether the blocks of t are those from one up to but not including another, with so many trials.
func (t *Tree) Covers(from, to, trials int64) bool {
	for _, n := range t.waiting {
		if n.first() != from {
			return false
		}
		from, trials = n.end(), trials-n.n
	}
	return from == to && trials == 0
}
