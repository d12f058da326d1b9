package stat

import (
	"fmt"
	"math"

	"weir/sim/fp"
)

// Ranks returns the ranks, from 1, of the two order statistics of n independent trials that hold the quantile num/den
// between them with a probability of at least 95%, whatever the law (Thompson 1936, "On confidence ranges for the
// median"; Wilks 1941; David and Nagaraja 2003, section 7.1). At most 2.5% lie beyond each of the two. lo = 0 says that no
// trial is low enough for that, hi = n+1 that none is high enough: so it is for few trials or a quantile far out.
//
// The share is exact as a fraction, n goes up to 10^10. The ranks hold for designs with independent trials, that is random;
// see Replicas for the others.
func Ranks(n, num, den int64) (lo, hi int64) { return RanksBeyond(n, num, den, 0.025) }

// RanksBeyond is Ranks with at most so much of the probability beyond each of the two; 0 < tail < 1/2.
func RanksBeyond(n, num, den int64, tail float64) (lo, hi int64) {
	return n + 1 - upperRank(n, den-num, den, tail), upperRank(n, num, den, tail)
}

// upperRank returns the smallest k for which the k-th smallest of n trials lies below the quantile num/den with a
// probability of at most tail, or n+1: the smallest k with P(B >= k) <= tail for a binomial B of n trials. One-sided
// tolerance limits are the same thing (Wilks 1941, "Determination of sample sizes for setting tolerance limits").
func upperRank(n, num, den int64, tail float64) int64 {
	checkShare(num, den)
	beyond := func(k int64) bool {
		if k <= 0 || k > n {
			return k > 0
		}
		return binomialTail(n, k, num, den) <= tail
	}
	// Cornish and Fisher: a rank or two off wherever the normal law is of any use.
	p := float64(num) / float64(den)
	z := -fp.PhiInv(tail)
	sd := math.Sqrt(float64(n) * p * (1 - p))
	guess := float64(float64(n)*p) + float64(z*sd) + float64((float64(z*z)-1)*(1-2*p))/6
	lo := min(max(int64(guess), 0), n)
	hi := lo + 1
	for step := int64(1); beyond(lo); step *= 2 {
		lo, hi = max(lo-step, 0), lo
	}
	for step := int64(1); !beyond(hi); step *= 2 {
		lo, hi = hi, min(hi+step, n+1)
	}
	for hi-lo > 1 {
		if middle := lo + (hi-lo)/2; beyond(middle) {
			hi = middle
		} else {
			lo = middle
		}
	}
	return hi
}

// binomialTail returns P(B >= k) for n trials of probability num/den and 1 <= k <= n, which is I_p(k, n-k+1). It works
// with the smaller of p and 1-p, which is the more accurate float64.
func binomialTail(n, k, num, den int64) float64 {
	a, b := float64(k), float64(n-k+1)
	if num <= den-num {
		return fp.BetaI(a, b, float64(num)/float64(den))
	}
	law := fp.NewBeta(b, a)
	_, upper := law.Tails(float64(den-num) / float64(den))
	return upper
}

func checkShare(num, den int64) {
	if num < 0 || den <= 0 || num > den {
		panic(fmt.Sprintf("stat: %d/%d is not a share", num, den))
	}
}
