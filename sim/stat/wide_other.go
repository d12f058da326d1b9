//go:build !amd64 || purego

package stat

func deviationsWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64) {}

func squaresWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64) {}

func placesWide(at *uint16, x *float64, n int, base *uint32, ends *[8]float64) bool { return false }
