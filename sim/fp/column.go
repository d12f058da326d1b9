package fp

import (
	"math"
	"math/bits"
)

// ExpColumn writes e**x to dst, which is at least as long; they may be one column.
func ExpColumn(dst, x []float64) { column(dst, x, expWide, Exp) }

// HalfColumn writes 0.5**x to dst, which is at least as long; they may be one column.
func HalfColumn(dst, x []float64) { column(dst, x, halfWide, Half) }

// LogColumn writes the natural logarithms of x to dst, which is at least as long; they may be one column.
func LogColumn(dst, x []float64) { column(dst, x, logWide, Log) }

// PhiColumn writes Phi(x) to dst, which is at least as long; they may be one column.
func PhiColumn(dst, x []float64) { column(dst, x, phiWide, Phi) }

// column writes f(x) to dst. A kernel does values from the first on, n at most, and returns how many it went through; it stops
// early behind eight of which it left some, the bits of left, as they were.
func column(dst, x []float64, kernel func(dst, x *float64, n int) (done int, left uint32), f func(float64) float64) {
	dst = dst[:len(x)]
	i := 0
	for Wide && i < len(x) {
		done, left := kernel(&dst[i], &x[i], len(x)-i)
		if done == 0 {
			break
		}
		i += done
		for ; left != 0; left &= left - 1 {
			j := i - 8 + bits.TrailingZeros32(left)
			dst[j] = f(x[j])
		}
	}
	for ; i < len(x); i++ {
		dst[i] = f(x[i])
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
