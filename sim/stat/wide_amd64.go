package stat

// deviationsWide adds x - from of four columns of n values, a multiple of 4: four sums each, of every fourth value.
//
//go:noescape
func deviationsWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)

// squaresWide adds (x - from)^2 likewise.
//
//go:noescape
func squaresWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)

// placesWide gives the places of n values, a multiple of 8, by the numbers of their pages, in another order, and the extremes
// of every fourth value beside those given in ends: lows, then highs. It reports whether all pages are there.
//
//go:noescape
func placesWide(at *uint32, x *float64, n int, pages *uint16, ends *[8]float64) bool
