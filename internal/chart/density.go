package chart

import (
	"math"
	"slices"

	"weir/sim/fp"
	"weir/sim/result"
)

// gridPoints is the number of places at which a density is given.
const gridPoints = 181

// density estimates the density of a shape's trials other than exact zeros, at gridPoints places from lo to hi; its area
// is their share. It is nil where there is no spread to show.
//
// Kernel estimate from the order statistics, in the logarithm where all are positive (f(ln x)/x: nothing below 0, no false
// peak at it), else in x. The bandwidth is half the width that 2/13 of the trials typically takes (k nearest neighbours,
// Loftsgaarden and Quesenberry 1965): 0.2 standard deviations of a normal law, while two clusters stay apart. In the tails
// it is at least the distance to the next point.
func density(shape *result.Shape, trials int64, lo, hi float64) []float64 {
	if shape == nil || !(hi > lo) {
		return nil
	}
	var x []float64
	for _, q := range shape.Quantiles {
		if q != 0 {
			x = append(x, q)
		}
	}
	n := len(x)
	if n < 2 || x[0] == x[n-1] {
		return nil
	}
	positive := x[0] > 0
	logs := positive && x[n*95/100] < float64(x[n*5/100]*1e4)
	if logs {
		for i := range x {
			x[i] = fp.Log(x[i])
		}
	}
	width := bandwidths(x, trials)
	y := make([]float64, gridPoints)
	share := (1 - shape.Zero) / float64(n)
	for j := range y {
		at, jacobian := lerp(lo, hi, float64(j)/(gridPoints-1)), 1.0
		if positive && at <= 0 {
			continue
		}
		if logs {
			jacobian = 1 / at
			at = fp.Log(at)
		}
		var sum float64
		for i := range x {
			sum += kernel(at-x[i], width[i])
			if positive && !logs { // what would reach below 0 is turned back
				sum += kernel(at+x[i], width[i])
			}
		}
		y[j] = float64(sum * share * jacobian)
	}
	return y
}

// kernel is the normal density with standard deviation h.
func kernel(d, h float64) float64 {
	u := d / h
	if u > 6 || u < -6 {
		return 0
	}
	return fp.Exp(float64(-0.5*u*u)) / float64(h*2.5066282746310002)
}

// bandwidths are those of sorted points.
func bandwidths(x []float64, trials int64) []float64 {
	n := len(x)
	k := max(n/13, 1)
	near := make([]float64, n)
	for i := range x {
		a, b := max(i-k, 0), min(i+k, n-1)
		near[i] = float64((x[b]-x[a])*float64(2*k)) / float64(b-a)
	}
	local := slices.Clone(near)
	slices.Sort(near)
	// Few trials are noisy: the classical n^(-1/5), relative to 20,000 trials.
	noise := max(1, fp.Pow(20000/float64(max(trials, 1)), 0.2))
	width := float64(noise * near[n/2] * 0.5)
	width = max(width, float64((x[n-1]-x[0])*0.004))
	h := make([]float64, n)
	for i := range x {
		a, b := max(i-1, 0), min(i+1, n-1)
		h[i] = max(width, (x[b]-x[a])/float64(max(b-a, 1)))
		if x[0] < 0 && x[n-1] > 0 { // no logarithm evens out a narrow middle and far ends: each point has its own width
			h[i] = max(float64(noise*local[i]*0.5), (x[n-1]-x[0])*0.002)
		}
	}
	return h
}

// normalise scales densities to a common height of 1 and rounds them. A peak more than five times as high as the other one's
// is cut off, so that both can be seen, but over no more than a tenth of the axis; normalise reports that.
func normalise(curves ...[]float64) (cut bool) {
	highest, lowest, broad := 0.0, math.Inf(1), 0.0
	for _, c := range curves {
		if c == nil {
			continue
		}
		peak := slices.Max(c)
		highest, lowest = max(highest, peak), min(lowest, peak)
		broad = max(broad, slices.Sorted(slices.Values(c))[len(c)*9/10])
	}
	top := max(min(highest, float64(lowest*5)), broad)
	for _, c := range curves {
		for j := range c {
			if c[j] > 0 {
				c[j] = math.Floor(float64(min(c[j]/top, 1)*10000)+0.5) / 10000
			}
		}
	}
	return highest > top
}
