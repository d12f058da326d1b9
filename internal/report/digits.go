package report

import (
	"math"
	"strconv"
	"strings"

	"weir/sim/result"
)

// Rounded is v at the digits that its Monte Carlo error leaves: at most a number of significant ones, and none whose
// place is below that of the first digit of the standard error se. It also returns the power of ten of the last digit. An
// error of 0, or one that is not known, takes no digit away. What is less than half of its last place is 0; else at least one
// digit stays.
func Rounded(v, se float64, digits int) (x float64, place int) {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v, 0
	}
	top := exponent(v, digits)
	place = top - digits + 1
	if se > 0 && !math.IsInf(se, 0) {
		place = max(place, exponent(se, 17))
	}
	switch n := top - place; {
	case n >= 0:
		x, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'e', n, 64), 64)
	case n == -1 && math.Abs(v) >= power(place)/2:
		x = math.Copysign(power(place), v)
	}
	return x, place
}

// exponent is the power of ten of the first digit of v, rounded to a number of digits.
func exponent(v float64, digits int) int {
	text := strconv.FormatFloat(v, 'e', digits-1, 64)
	e, _ := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
	return e
}

func power(exponent int) float64 {
	v, _ := strconv.ParseFloat("1e"+strconv.Itoa(exponent), 64)
	return v
}

// QuantileError is the standard error of the percentile at place i of result.Percents: its 95% interval is 3.92 of them
// wide. Where the trials are too few to bound it on a side, the most extreme trial stands for the bound, and the longer side
// counts for both.
func QuantileError(s result.Summary, i int) float64 {
	below, above := s.P[i]-s.Lo[i], s.Hi[i]-s.P[i]
	if !math.IsNaN(below) && !math.IsNaN(above) {
		return (below + above) / (2 * 1.96)
	}
	if math.IsNaN(below) {
		below = s.P[i] - s.Min
	}
	if math.IsNaN(above) {
		above = s.Max - s.P[i]
	}
	return max(below, above) / 1.96
}

// RatioError bounds the standard error of the ratio of two means by the sum of both relative errors.
func RatioError(part, whole result.Summary) float64 {
	return (part.SE + math.Abs(part.Mean/whole.Mean)*whole.SE) / math.Abs(whole.Mean)
}
