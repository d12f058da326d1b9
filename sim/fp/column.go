package fp

import "math"

// ExpColumn writes e**x to dst, which is at least as long; they may be one column.
func ExpColumn(dst, x []float64) {
	dst = dst[:len(x)]
	for i := 0; i < len(x); i++ {
		if n := (len(x) - i) &^ 3; Wide && n > 0 {
			i += expWide(&dst[i], &x[i], n, &expTable)
			if i == len(x) {
				break
			}
		}
		dst[i] = Exp(x[i])
	}
}

// Half returns 0.5**x, exact where x is whole.
func Half(x float64) float64 {
	n := math.Floor(x)
	if !(n > -1000 && n < 1000) {
		return Pow(0.5, x)
	}
	whole := math.Float64frombits(uint64(1023-int(n)) << 52)
	if n == x {
		return whole
	}
	return whole * Exp(-(x-n)*math.Ln2)
}

// HalfColumn writes 0.5**x to dst, which is at least as long; they may be one column.
func HalfColumn(dst, x []float64) {
	dst = dst[:len(x)]
	for i := 0; i < len(x); i++ {
		if n := (len(x) - i) &^ 3; Wide && n > 0 {
			i += halfWide(&dst[i], &x[i], n, &expTable)
			if i == len(x) {
				break
			}
		}
		dst[i] = Half(x[i])
	}
}
