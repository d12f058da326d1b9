package stat

import "weir/sim/fp"

// Proportion returns between what two probabilities an event lies that happened in k of n independent trials: under the
// lower one it happens k times or more with the probability tail, under the upper one k times or fewer (Clopper and
// Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the binomial"). So the two miss the
// true probability in at most 2 tail of all samples. 0 <= k <= n, 0 < tail < 1/2.
func Proportion(k, n int64, tail float64) (lo, hi float64) {
	lo, hi = 0, 1
	if k > 0 { // P(B >= k) = I_p(k, n-k+1)
		lo = rising(float64(k), float64(n-k+1), tail)
	}
	if k < n { // P(B <= k) = I_(1-p)(n-k, k+1)
		hi = 1 - rising(float64(n-k), float64(k+1), tail)
	}
	return lo, hi
}

// rising returns the x at which I_x(a, b) passes a level, to the last bits.
func rising(a, b, level float64) float64 {
	law := fp.NewBeta(a, b)
	lo, hi := 0.0, 1.0
	for {
		middle := lo + float64((hi-lo)/2)
		if middle <= lo || middle >= hi || hi-lo <= 0x1p-50*lo {
			return middle
		}
		if p, _ := law.Tails(middle); p < level {
			lo = middle
		} else {
			hi = middle
		}
	}
}

// StudentT returns the t that Student's law of df degrees of freedom passes with the probability tail; df >= 1,
// 0 < tail < 1/2. With x = df/(df + t^2), twice that is I_x(df/2, 1/2).
func StudentT(df, tail float64) float64 {
	law := fp.NewBeta(0.5, df/2)
	beyond := func(t float64) float64 {
		square := float64(t * t)
		_, upper := law.Tails(square / (df + square)) // of 1-x, which does not lose the digits of a small t
		return upper
	}
	lo, hi := 0.0, 1.0
	for beyond(hi) > 2*tail {
		lo, hi = hi, 2*hi
	}
	for range 60 {
		if middle := lo + float64((hi-lo)/2); beyond(middle) > 2*tail {
			lo = middle
		} else {
			hi = middle
		}
	}
	return hi
}
