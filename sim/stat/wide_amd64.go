//go:build !purego

package stat

// moments256 and moments512 are the moments of n values, a multiple of 32.
//
//go:noescape
func moments256(x *float64, n int) (mean, m2 float64)

//go:noescape
func moments512(x *float64, n int) (mean, m2 float64)

// places256 and places512 give the counters of n values, a multiple of 8 or of 16, in an order of its own: base at a
// value's sign and exponent, added to its upper bits, or for zero one of the first eight counters. They widen ends, a
// minimum and a maximum. Places must fit 16 bits. False says that a page is missing; then ends stay, and what they gave
// stands for nothing.
//
//go:noescape
func places256(at *uint16, x *float64, n int, base *[1 << 12]uint32, ends *ends) bool

//go:noescape
func places512(at *uint16, x *float64, n int, base *[1 << 12]uint32, ends *ends, near *window) bool

// largest256 is the largest of n counters, a multiple of 32.
//
//go:noescape
func largest256(low *uint16, n int) uint16

// fetch brings n counters into the nearest cache.
//
//go:noescape
func fetch(low *uint16, n int)
