package fp

// Sum returns the sum of x, always added in the same order, with the rounding
// error of each step carried along (Neumaier, "Rundungsfehleranalyse einiger
// Verfahren zur Summation endlicher Summen", ZAMM 54, 1974): the result is
// within about one ulp of the exact sum unless the terms cancel to less than
// 1e-16 of their absolute sum.
func Sum(x []float64) float64 {
	var sum, low float64
	for _, v := range x {
		t := sum + v
		z := t - sum
		low += (sum - (t - z)) + (v - z)
		sum = t
	}
	if s := sum + low; s == s {
		return s
	}
	return sum
}
