package fp

import (
	"math"
	"math/bits"
)

// ExpColumn writes e**x to dst, which is at least as long; they may be one column.
func ExpColumn(dst, x []float64) {
	dst = dst[:len(x)]
	i := 0
	for Wide && i < len(x) {
		done, left := expWide(&dst[i], &x[i], len(x)-i)
		if done == 0 {
			break
		}
		i += done
		for ; left != 0; left &= left - 1 {
			j := i - 8 + bits.TrailingZeros32(left)
			dst[j] = Exp(x[j])
		}
	}
	for ; i < len(x); i++ {
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
	i := 0
	for Wide && i < len(x) {
		done, left := halfWide(&dst[i], &x[i], len(x)-i)
		if done == 0 {
			break
		}
		i += done
		for ; left != 0; left &= left - 1 {
			j := i - 8 + bits.TrailingZeros32(left)
			dst[j] = Half(x[j])
		}
	}
	for ; i < len(x); i++ {
		dst[i] = Half(x[i])
	}
}
