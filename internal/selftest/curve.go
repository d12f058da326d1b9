package selftest

import (
	"math"
	"sort"
)

// A curve is a continuous law by its distribution function, or by its quantile function. The other one is its inverse,
// found by halving.
type curve struct {
	f      func(x float64) float64
	q      func(p float64) float64
	lo, hi float64 // all of the law that matters lies between, where f is given
}

// distribution is the law of a distribution function that ascends from lo to hi.
func distribution(lo, hi float64, f func(x float64) float64) curve {
	return curve{f: f, lo: lo, hi: hi}
}

// inverse is the law of a quantile function on (0, 1).
func inverse(q func(p float64) float64) curve { return curve{q: q} }

func (c curve) share(x float64) float64 {
	if c.f != nil {
		return c.f(x)
	}
	return bisect(0, 1, func(p float64) bool { return c.q(p) >= x })
}

func (c curve) quantile(p float64) float64 {
	if c.q != nil {
		return c.q(p)
	}
	return bisect(c.lo, c.hi, func(x float64) bool { return c.f(x) >= p })
}

// bisect is where a condition becomes true that is false at lo and true at hi, to the last bits.
func bisect(lo, hi float64, holds func(float64) bool) float64 {
	for range 200 {
		middle := lo + (hi-lo)/2
		if middle <= lo || middle >= hi {
			break
		}
		if holds(middle) {
			hi = middle
		} else {
			lo = middle
		}
	}
	return hi
}

// A step of a law of steps.
type step struct{ value, probability float64 }

// steps are those of finitely many values, in ascending order.
func steps(values, weights []float64) []step {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	var list []step
	for i, x := range values {
		list = append(list, step{x, weights[i] / total})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].value < list[j].value })
	return list
}

// counts are the steps of a law of 0, 1, 2, ... by the ratio of neighbouring probabilities, P(k+1)/P(k).
func counts(first float64, ratio func(k float64) float64) []step {
	var list []step
	for k, p := 0.0, first; k < 1000; k++ {
		list = append(list, step{k, p})
		p *= ratio(k)
	}
	return list
}

// spread takes values and weights apart.
func spread(list []step) (values, weights []float64) {
	for _, t := range list {
		values, weights = append(values, t.value), append(weights, t.probability)
	}
	return values, weights
}

// phi is the standard normal distribution function, by package math: not the one that the simulator uses.
func phi(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// phiInverse is its inverse.
func phiInverse(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

func logit(p float64) float64    { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
