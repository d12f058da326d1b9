package stat

import (
	"math"

	"weir/sim/fp"
)

// Moments are the number of values, their mean, and the sum of their squared deviations from it.
// The zero Moments are those of no values.
//
// Magnitudes must stay below 1e150, or M2 overflows to +Inf.
type Moments struct {
	N    int64
	Mean float64
	M2   float64
}

// BlockMoments returns the moments of one block, in two passes (Chan, Golub and LeVeque 1983, "Algorithms for computing
// the sample variance", eq. 1.1): the mean as a sum of differences from the first value, then the squared deviations.
// So equal values give exactly that mean and M2 = 0. It is meant for up to a few thousand values: it does not split them
// any further, and the rounding error of the sums grows with their number.
func BlockMoments(x []float64) Moments {
	if len(x) == 0 {
		return Moments{}
	}
	n := float64(len(x))
	if len(x)%sums == 0 && fp.Wide {
		m := Moments{N: int64(len(x))}
		if fp.Wide512 {
			m.Mean, m.M2 = moments512(&x[0], len(x))
		} else {
			m.Mean, m.M2 = moments256(&x[0], len(x))
		}
		return m
	}
	var some [sums]float64
	first, whole := x[0], len(x)/sums*sums
	for i := 0; i < whole; i += sums {
		for j, v := range x[i : i+sums] {
			some[j] += v - first
		}
	}
	for j, v := range x[whole:] {
		some[j] += v - first
	}
	mean := first + addUp(&some)/n
	some = [sums]float64{}
	for i := 0; i < whole; i += sums {
		for j, v := range x[i : i+sums] {
			d := v - mean
			some[j] += float64(d * d)
		}
	}
	for j, v := range x[whole:] {
		d := v - mean
		some[j] += float64(d * d)
	}
	return Moments{N: int64(len(x)), Mean: mean, M2: addUp(&some)}
}

// sums is the number of sums that take the values in turn, so that an addition need not wait for the one before it.
const sums = 32

// addUp adds each of the lower half to its fellow in the upper one, until one is left.
func addUp(some *[sums]float64) float64 {
	for half := sums / 2; half > 0; half /= 2 {
		for i := range half {
			some[i] += some[i+half]
		}
	}
	return some[0]
}

// Merge returns the moments of both sets of values (Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise
// algorithm for computing sample variances", eq. 2.1). Merging with no values changes nothing, and equal means stay
// exactly as they are. Its bits depend on the order of its arguments and on how values were grouped: see Tree.
func Merge(a, b Moments) Moments {
	switch {
	case a.N == 0:
		return b
	case b.N == 0:
		return a
	}
	w := weigh(a.N, b.N)
	mean, m2 := w.merge(a.Mean, b.Mean, a.M2, b.M2)
	return Moments{N: a.N + b.N, Mean: mean, M2: m2}
}

// Weights of a merge, the same for all columns of the same trials.
type weights struct {
	right float64 // nb / (na + nb)
	cross float64 // na nb / (na + nb)
}

func weigh(na, nb int64) weights {
	right := float64(nb) / float64(na+nb)
	return weights{right: right, cross: float64(na) * right}
}

// mean = mean_a + d nb/n,  M2 = M2a + M2b + d^2 na nb/n,  with d = mean_b - mean_a
func (w weights) merge(meanA, meanB, m2A, m2B float64) (mean, m2 float64) {
	d := meanB - meanA
	return meanA + float64(d*w.right), m2A + m2B + float64(float64(d*d)*w.cross)
}

// SD returns the sample standard deviation, with n-1, or NaN for fewer than two values.
func (m Moments) SD() float64 {
	if m.N < 2 {
		return math.NaN()
	}
	return math.Sqrt(m.M2 / float64(m.N-1))
}

// SE returns the Monte Carlo standard error of the mean of independent trials, SD/sqrt(N), or NaN for fewer than two.
func (m Moments) SE() float64 { return m.SD() / math.Sqrt(float64(m.N)) }
