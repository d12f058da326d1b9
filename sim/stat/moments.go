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
	whole := len(x) &^ 3

	// Four sums in a fixed pattern, so that an addition need not wait for the one before it.
	first := x[0]
	var s0, s1, s2, s3 float64
	for i := 0; i < whole; i += 4 {
		q := x[i : i+4 : i+4]
		s0 += q[0] - first
		s1 += q[1] - first
		s2 += q[2] - first
		s3 += q[3] - first
	}
	for _, v := range x[whole:] {
		s0 += v - first
	}
	mean := first + ((s0+s1)+(s2+s3))/n

	s0, s1, s2, s3 = 0, 0, 0, 0
	for i := 0; i < whole; i += 4 {
		q := x[i : i+4 : i+4]
		d0, d1, d2, d3 := q[0]-mean, q[1]-mean, q[2]-mean, q[3]-mean
		s0 += float64(d0 * d0)
		s1 += float64(d1 * d1)
		s2 += float64(d2 * d2)
		s3 += float64(d3 * d3)
	}
	for _, v := range x[whole:] {
		d := v - mean
		s0 += float64(d * d)
	}
	return Moments{N: int64(len(x)), Mean: mean, M2: (s0 + s1) + (s2 + s3)}
}

// FourMoments returns the moments of four blocks of one length, the bits of BlockMoments: sums of one block wait for each
// other, those of four do not.
func FourMoments(x [4][]float64) (m [4]Moments) {
	if n := len(x[0]); fp.Wide && n > 0 && n%4 == 0 {
		a, b, c, d := &x[0][0], &x[1][:n][0], &x[2][:n][0], &x[3][:n][0]
		from := [4]float64{*a, *b, *c, *d}
		var sums [4][4]float64
		deviationsWide(a, b, c, d, n, &from, &sums)
		for i, s := range sums {
			from[i] += ((s[0] + s[1]) + (s[2] + s[3])) / float64(n)
		}
		squaresWide(a, b, c, d, n, &from, &sums)
		for i, s := range sums {
			m[i] = Moments{N: int64(n), Mean: from[i], M2: (s[0] + s[1]) + (s[2] + s[3])}
		}
		return m
	}
	for i, x := range x {
		m[i] = BlockMoments(x)
	}
	return m
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
