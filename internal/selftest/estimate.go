package selftest

import (
	"fmt"
	"math"
	"strings"

	"weir/sim/fp"
	"weir/sim/result"
)

// mean compares the mean of a sample with that of its law.
func (s *sheet) mean(quantity string, x sample, l law) {
	s.average(quantity, x.Mean, x, l, 0)
}

// scaled compares the mean of a sample times a factor.
func (s *sheet) scaled(quantity string, x sample, factor float64, l law) {
	x.SE *= factor
	s.average(quantity, factor*x.Mean, x, l, 0)
}

// sd compares standard deviations by their squares, as means of (X - mean)^2. That the mean is estimated too moves the
// square by one part in the number of trials, far below its standard error.
func (s *sheet) sd(quantity string, x sample, l law) {
	square := l.square()
	se := square.sd() / math.Sqrt(x.n)
	s.enter(Row{
		Quantity: quantity, Expected: l.sd(), Observed: x.SD, Distance: (x.SD*x.SD - l.variance()) / se,
	}, averageBounds(square, x.n, 0))
}

// standardError compares the standard error that a run gives for a mean of random trials, as sd does.
func (s *sheet) standardError(quantity string, x sample, l law) {
	square := l.square()
	root := math.Sqrt(x.n)
	s.enter(Row{
		Quantity: quantity, Expected: l.sd() / root, Observed: x.SE, Distance: (x.SE*x.SE*x.n - l.variance()) / (square.sd() / root),
	}, averageBounds(square, x.n, 0))
}

// average compares an estimate that is a mean of draws of a law over the trials; slack is how far off the estimate may be
// beside chance. Neither stratified nor scrambled points do worse than random ones here, so under them the standard error
// of random ones bounds what chance does (Owen 1997, for Latin hypercubes n/(n-1) of it); where the randomisations of the
// run disagree by more, theirs counts.
func (s *sheet) average(quantity string, observed float64, x sample, l law, slack float64) {
	se := l.sd() / math.Sqrt(x.n)
	if !x.random {
		se = max(se, x.SE)
	}
	s.enter(Row{
		Quantity: quantity, Expected: l.mean(), Observed: observed, Distance: (observed - l.mean()) / se,
	}, averageBounds(l, x.n, slack/se))
}

// averageBounds are those of the mean of n independent draws of a law, in standard errors: its quantiles by Cornish and
// Fisher (1938), to the second order, and never narrower than those of a normal law. Slack widens them.
func averageBounds(l law, n, slack float64) func(alpha float64) (low, high float64) {
	skew, excess := l.shape()
	return func(alpha float64) (low, high float64) {
		z := -fp.PhiInv(alpha)
		odd := skew / (6 * math.Sqrt(n)) * (z*z - 1)
		even := excess/(24*n)*(z*z*z-3*z) - skew*skew/(36*n)*(2*z*z*z-5*z)
		return min(-z, odd-z-even) - slack, max(z, odd+z+even) + slack
	}
}

// share compares the share of trials in which something holds, each by itself with probability p. The number of such
// trials is binomial.
func (s *sheet) share(quantity string, observed, n, p float64) {
	se := math.Sqrt(p * (1 - p) / n)
	s.enter(Row{Quantity: quantity, Expected: p, Observed: observed, Distance: (observed - p) / se}, func(alpha float64) (low, high float64) {
		few, many := binomialRange(n, p, alpha)
		const half = 0.5 // of a trial, against rounding of the share
		return ((few-half)/n - p) / se, ((many+half)/n - p) / se
	})
}

// binomialRange is the widest range of counts of n trials with probability p whose ends are not yet unlikely: fewer than few
// and more than many each have at most the probability alpha.
func binomialRange(n, p, alpha float64) (few, many float64) {
	// P(count >= k) = I_p(k, n-k+1) (DLMF 8.17.5)
	atLeast := func(k float64) float64 {
		if k <= 0 {
			return 1
		}
		return fp.BetaI(k, n-k+1, p)
	}
	atMost := func(k float64) float64 {
		if k >= n {
			return 1
		}
		return fp.BetaI(n-k, k+1, 1-p)
	}
	lo, hi := math.Floor(n*p), n+1 // the least k with P(count >= k) <= alpha lies in (lo, hi]
	for hi-lo > 1 {
		if k := math.Floor((lo + hi) / 2); atLeast(k) <= alpha {
			hi = k
		} else {
			lo = k
		}
	}
	many = hi - 1
	lo, hi = -1, math.Ceil(n*p)
	for hi-lo > 1 {
		if k := math.Floor((lo + hi) / 2); atMost(k) <= alpha {
			lo = k
		} else {
			hi = k
		}
	}
	return lo + 1, many
}

// resolution is how far a reported quantile may lie from the order statistic that it stands for, relative to it: the 0.1% of
// the contract of summary.csv.
const resolution = 0.001

// quantiles compares order statistics of a sample with the quantiles of a continuous law. With the distribution function F,
// F of the k-th of n values has a beta law of k and n-k+1; so distances are those of F, in the standard error of a share.
func (s *sheet) quantiles(name string, x sample, c curve, which ...int) {
	for _, i := range which {
		p := result.Percentiles[i]
		want, got := c.quantile(p), x.P[i]
		se := math.Sqrt(p * (1 - p) / x.n)
		below := (p - c.share(want-resolution*math.Abs(want))) / se
		above := (c.share(want+resolution*math.Abs(want)) - p) / se
		s.enter(Row{
			Quantity: percentile(name, p), Expected: want, Observed: got, Distance: (c.share(got) - p) / se,
		}, orderBounds(x.n, p, below, above))
	}
}

// percentile is the name of a quantile, such as "gamma p95".
func percentile(name string, p float64) string {
	return strings.TrimSpace(fmt.Sprintf("%s p%.0f", name, 100*p))
}

// orderBounds are those of F at the order statistic for p, in standard errors of a share.
func orderBounds(n, p, below, above float64) func(alpha float64) (low, high float64) {
	k := math.Ceil(n * math.Round(100*p) / 100)
	se := math.Sqrt(p * (1 - p) / n)
	return func(alpha float64) (low, high float64) {
		low, high = betaRange(k, n-k+1, alpha)
		return (low-p)/se - below, (high-p)/se + above
	}
}

// betaRange is the range between the quantiles alpha and 1-alpha of a beta law.
func betaRange(a, b, alpha float64) (low, high float64) {
	f := fp.NewBeta(a, b)
	low = bisect(0, a/(a+b), func(u float64) bool { p, _ := f.Tails(u); return p >= alpha })
	high = bisect(a/(a+b), 1, func(u float64) bool { _, q := f.Tails(u); return q <= alpha })
	return low, high
}

// stairs compares order statistics of a sample with the quantiles of a law of steps. A value v is right where p lies between
// F below v and F at v; else the distance is that of the nearer, bounded as for a continuous law.
func (s *sheet) stairs(name string, x sample, list []step, which ...int) {
	for _, i := range which {
		p := result.Percentiles[i]
		se := math.Sqrt(p * (1 - p) / x.n)
		want, distance, upTo := math.NaN(), math.NaN(), 0.0
		for _, t := range list {
			before := upTo
			upTo += t.probability
			if math.IsNaN(want) && upTo >= p {
				want = t.value
			}
			if math.Abs(t.value-x.P[i]) <= resolution*math.Abs(t.value) {
				distance = (max(0, before-p) + min(0, upTo-p)) / se
			}
		}
		s.enter(Row{Quantity: percentile(name, p), Expected: want, Observed: x.P[i], Distance: distance}, orderBounds(x.n, p, 0, 0))
	}
}

// tail compares the mean of the highest 5% with that of a law: it is q + E max(X - q, 0)/0.05 with the quantile q, and to
// the first order the estimate is this mean over the trials (Rockafellar and Uryasev 2002).
func (s *sheet) tail(quantity string, x sample, q float64, excess law) {
	l := excess.times(1 / 0.05).plus(q)
	s.average(quantity, x.CVaR95, x, l, resolution*l.mean())
}
