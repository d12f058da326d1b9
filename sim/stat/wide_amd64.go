//go:build !purego

package stat

// deviationsWide adds x - from of four columns of n values, a multiple of 4: four sums each, of every fourth value.
//
//go:noescape
func deviationsWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)

// squaresWide adds (x - from)^2 likewise.
//
//go:noescape
func squaresWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)

// placesWide gives the counters of n values, a multiple of 8, in an order of its own: base at a value's sign and exponent,
// added to its upper bits, or for zero one of the first eight counters. It widens ends, four minima and four maxima.
// Places must fit 16 bits. False says that a page is missing; then what it gave and ends stand for nothing.
//
//go:noescape
func placesWide(at *uint16, x *float64, n int, base *uint32, ends *[8]float64) bool
