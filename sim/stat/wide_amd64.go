package stat

// deviationsWide adds x - from of four columns of n values, a multiple of 4: four sums each, of every fourth value.
//
//go:noescape
func deviationsWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)

// squaresWide adds (x - from)^2 likewise.
//
//go:noescape
func squaresWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)
