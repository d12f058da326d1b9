package stat

import (
	"math"
	"math/bits"
)

const maxAtoms = 32

// Atoms count distinct values exactly, in a hash table with open addressing, at most half full. Where a value stands
// in it depends on the order of arrival: whoever reads them all must not care, or sort.
type atoms struct {
	slots []atom
	used  int
}

type atom struct {
	value float64
	n     int64 // 0 in an empty slot
}

// add counts the values of x up to the one that would be distinct value number 33, and returns the rest.
func (a *atoms) add(x []float64) []float64 {
	if len(x) == 0 {
		return x
	}
	run := 1
	for run < len(x) && x[run] == x[0] {
		run++
	}
	if !a.count(x[0], int64(run)) {
		return x
	}
	x = x[run:]
	for i, v := range x {
		if !a.count(v, 1) {
			return x[i:]
		}
	}
	return nil
}

// count counts a value n times. It returns false, and counts nothing, where the value is one too many.
func (a *atoms) count(v float64, n int64) bool {
	v += 0 // -0 becomes 0
	if len(a.slots) > 0 {
		at := a.find(v)
		if a.slots[at].n > 0 {
			a.slots[at].n += n
			return true
		}
		if a.used == maxAtoms {
			return false
		}
		if 2*(a.used+1) <= len(a.slots) {
			a.slots[at] = atom{v, n}
			a.used++
			return true
		}
	}
	old := a.slots
	a.slots = make([]atom, max(2, 2*len(old)))
	for _, o := range old {
		if o.n > 0 {
			a.slots[a.find(o.value)] = o
		}
	}
	a.slots[a.find(v)] = atom{v, n}
	a.used++
	return true
}

// find returns the slot of v, or the empty one where it belongs.
func (a *atoms) find(v float64) int {
	last := len(a.slots) - 1
	// Fibonacci hashing: the golden ratio spreads the bits upwards.
	at := int(math.Float64bits(v) * 0x9e3779b97f4a7c15 >> (64 - bits.Len(uint(last))))
	for a.slots[at].n > 0 && a.slots[at].value != v {
		at = (at + 1) & last
	}
	return at
}

func (a *atoms) total() int64 {
	n := int64(0)
	for _, s := range a.slots {
		n += s.n
	}
	return n
}

func (a *atoms) bytes() int { return 16 * len(a.slots) }
