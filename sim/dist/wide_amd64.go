//go:build !purego

package dist

import "weir/sim/fp"

// A lookup is a table as its kernels read it.
type lookup struct {
	first, start uint64 // what to take from the number of a cell, and what to add to that on the upper side
	down, shift  uint64 // from the bits of q to the number of the cell, and to the place in it
	off, gain    [2]float64
	cells        *cell
	half, one    float64
	three        float64 // 3/2
	mantissa     uint64
	least        float64 // 2^-54
}

func (t *table) lookup() lookup {
	return lookup{
		first: lowest << t.bits, start: uint64(t.perSide()), down: uint64(52 - t.bits), shift: uint64(t.bits),
		off: t.off, gain: t.gain, cells: &t.cells[0],
		half: 0.5, one: 1, three: 1.5, mantissa: 1<<52 - 1, least: 0x1p-54,
	}
}

// table256 and table512 write n draws, a multiple of 4 or of 8, 512 at most, of uniforms in (0, 1): off + gain times the
// polynomial. They note in at where the cells are. dst and u may be one column.
//
//go:noescape
func table256(dst, u *float64, n int, t *lookup, at *[512]uint64)

//go:noescape
func table512(dst, u *float64, n int, t *lookup, at *[512]uint64)

// poissonWide counts for the uniforms from the first on, n at most, by r[k] = 1/k, and returns how many it went through. It
// stops early behind 32 of which some, the bits of left, are not counted by adding probabilities; their dst is as it was.
func poissonWide(dst, u, lambda, zero *float64, n int, r *[256]float64) (done int, left uint32) {
	if fp.Wide512 {
		return poisson512(dst, u, lambda, zero, n&^31, r)
	}
	return poisson256(dst, u, lambda, zero, n&^7, r)
}

//go:noescape
func poisson512(dst, u, lambda, zero *float64, n int, r *[256]float64) (done int, left uint32)

//go:noescape
func poisson256(dst, u, lambda, zero *float64, n int, r *[256]float64) (done int, left uint32)
