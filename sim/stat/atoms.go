package stat

import (
	"cmp"
	"math"
	"slices"
)

const maxAtoms = 32

// Atoms count distinct values exactly, in a hash table with open addressing, 2^k slots, at most a quarter full. Where a
// value stands in it depends on the order of arrival: whoever reads them all must not care, or sort.
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
		return nil
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
		if s := &a.slots[a.home(v)]; s.value == v && s.n > 0 {
			s.n++
		} else if !a.count(v, 1) {
			return x[i:]
		}
	}
	return nil
}

// first counts the first values that there are, all of them. It returns false, and counts nothing, where too many are distinct.
func (a *atoms) first(x []float64) bool {
	var slots [4 * maxAtoms]atom
	all := atoms{slots: slots[:]}
	if len(all.add(x)) > 0 {
		return false
	}
	for _, s := range slots {
		if s.n > 0 {
			a.count(s.value, s.n)
		}
	}
	return true
}

// count counts a value n times. It returns false, and counts nothing, where the value is one too many.
func (a *atoms) count(v float64, n int64) bool {
	v += 0 // -0 becomes 0
	if s := a.find(v); s != nil {
		s.n += n
		return true
	}
	if a.used == maxAtoms {
		return false
	}
	a.used++
	if 4*a.used > len(a.slots) {
		old := a.slots
		a.slots = make([]atom, max(4, 2*len(old)))
		for _, s := range old {
			if s.n > 0 {
				a.insert(s)
			}
		}
	}
	a.insert(atom{v, n})
	return true
}

// home returns the slot where the search for v begins. A product mixes bits upwards; this factor is one of splitmix64's.
// Note: 2^64 over the golden ratio, the usual one, brings together small whole numbers, whose bits all stand high.
func (a *atoms) home(v float64) int {
	return int(math.Float64bits(v)*0xbf58476d1ce4e5b9>>57) & (len(a.slots) - 1)
}

// find returns the slot of v, or nil.
func (a *atoms) find(v float64) *atom {
	if len(a.slots) == 0 {
		return nil
	}
	for at := a.home(v); a.slots[at].n > 0; at = (at + 1) & (len(a.slots) - 1) {
		if a.slots[at].value == v {
			return &a.slots[at]
		}
	}
	return nil
}

func (a *atoms) insert(s atom) {
	at := a.home(s.value)
	for a.slots[at].n > 0 {
		at = (at + 1) & (len(a.slots) - 1)
	}
	a.slots[at] = s
}

// ascending returns the atoms in the order of their values.
func (a *atoms) ascending() []atom {
	list := make([]atom, 0, a.used)
	for _, s := range a.slots {
		if s.n > 0 {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b atom) int { return cmp.Compare(a.value, b.value) })
	return list
}

func (a *atoms) total() int64 {
	n := int64(0)
	for _, s := range a.slots {
		n += s.n
	}
	return n
}

func (a *atoms) bytes() int { return 16 * len(a.slots) }
