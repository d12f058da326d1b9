package draw

import (
	"fmt"
	"math"
	"testing"
)

// meansOver calls add with the mean of f over the n points of a randomisation, of every randomisation of so many keys.
// f sees the coordinates of a point; each is a dimension with a key of its own.
func meansOver(m Method, n, keys int, dims []int, f func(u []float64) float64, add func(mean float64)) {
	d := NewDesign(m, m.Usable(int64(n)*Replicas))
	cols := make([][]float64, len(dims))
	for i := range cols {
		cols[i] = make([]float64, n*Replicas)
	}
	u := make([]float64, len(dims))
	for seed := range keys {
		for i, dim := range dims {
			d.Fill(cols[i], Root(uint64(seed)).Path(fmt.Sprint("parameters.p", dim)), dim, 0)
		}
		for r := range Replicas {
			sum := 0.0
			for t := r; t < n*Replicas; t += Replicas {
				for i := range u {
					u[i] = cols[i][t]
				}
				sum += f(u)
			}
			add(sum / float64(n))
		}
	}
}

func sum(u []float64) (s float64) {
	for _, x := range u {
		s += x
	}
	return s
}

// The mean of a sum of d coordinates over n points of a Latin hypercube, or of scrambled Sobol' points, has variance
// d / (12 n^3), as it is that of n d independent uniforms, each on an interval of length 1/n, divided by n. (For n = 64 and
// d = 3 it is 9.5367e-7; plain Monte Carlo has d / (12 n) = 3.9e-3.) The kurtosis of such a sum is 3 - 1.2/(n d), so the mean of R
// squared errors over its expectation has variance (2 - 1.2/(n d)) / R.
func TestVarianceOfASum(t *testing.T) {
	t.Parallel()
	rows := []struct {
		method  Method
		n, keys int
		dims    []int
	}{
		{Random, 64, 200, []int{0, 1, 2}},
		{LHS, 1, 200, []int{0, 1, 2}}, {LHS, 5, 200, []int{0, 1, 2}}, {LHS, 64, 200, []int{0}}, {LHS, 64, 200, []int{0, 1, 2}},
		{LHS, 1000, 40, []int{0, 1, 2}}, {LHS, 1024, 40, []int{0, 1, 2}}, {LHS, 65536, 6, []int{0, 1, 2}},
		{Sobol, 1, 200, []int{0, 1, 2}}, {Sobol, 64, 200, []int{0}}, {Sobol, 64, 200, []int{0, 1, 2}}, {Sobol, 64, 200, []int{1, 500, 1023}},
		{Sobol, 64, 40, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}, {Sobol, 1024, 40, []int{0, 1, 2}}, {Sobol, 1024, 40, []int{1021, 1022, 1023}},
		{Sobol, 65536, 10, []int{0, 1, 2}},
	}
	for _, r := range rows {
		if testing.Short() && r.n > 10_000 {
			continue
		}
		d, n := float64(len(r.dims)), float64(r.n)
		want := d / (12 * n * n * n)
		kurtosis := 3 - 1.2/(n*d)
		if testing.Short() {
			r.keys = max(r.keys/5, 2)
		}
		if r.method == Random {
			want = d / (12 * n)
		}
		var count, first, second float64
		meansOver(r.method, r.n, r.keys, r.dims, sum, func(mean float64) {
			e := (mean - d/2) / math.Sqrt(want)
			count++
			first += e
			second += e * e
		})
		if z := first / math.Sqrt(count); math.Abs(z) > 4 {
			t.Errorf("%v of %d points in %v: the mean is %.1f standard errors from %g", r.method, r.n, r.dims, z, d/2)
		}
		if z := (second/count - 1) / math.Sqrt((kurtosis-1)/count); math.Abs(z) > 4 {
			t.Errorf("%v of %d points in %v: variance %.4g, want %.4g, %.1f standard errors away", r.method, r.n, r.dims, want*second/count, want, z)
		}
	}
}

// covariance is that of two scrambled numbers, minus 1/2 each, that agree in exactly r binary digits: those add up to
// (1 - 4^-r)/12, the next one of one is the opposite of the other's, -4^-(r+1)/4, and what follows is independent.
func covariance(r int) float64 {
	p := math.Pow(0.25, float64(r))
	return (1-p)/12 - p/16
}

// Under Owen's scrambling the mean of f = product over j of (x_j - 1/2) over n Sobol' points has variance
//
//	1/n^2 sum over i, k of product over j of cov(x_ij, x_kj) = 1/n sum over i of product over j of cov(x_ij, 0),
//
// as the digits of points i and k differ where those of point i ^ k differ from 0. (The mean is 0.)
func TestVarianceOfAProduct(t *testing.T) {
	rows := []struct {
		n, keys int
		dims    []int
	}{
		{64, 400, []int{0, 1}}, {64, 400, []int{0, 1, 2}}, {64, 400, []int{2, 3}}, {64, 400, []int{5, 17}}, {64, 400, []int{1022, 1023}}, {64, 400, []int{0, 1023}},
		{64, 400, []int{500, 700, 900}}, {1024, 50, []int{0, 1}}, {1024, 50, []int{3, 400, 1023}}, {1024, 50, []int{7, 900}}, {16384, 4, []int{0, 1}},
	}
	for _, r := range rows {
		v := directions()
		want := 0.0
		for i := range r.n {
			product := 1.0
			for _, dim := range r.dims {
				digits := 64 // those of the number itself, x_ij = 0
				if x := sobol(&v[dim], uint64(i)); x != 0 {
					for digits = 0; x>>digits&1 == 0; digits++ {
					}
				}
				product *= covariance(digits)
			}
			want += product / float64(r.n)
		}
		product := func(u []float64) float64 {
			p := 1.0
			for _, x := range u {
				p *= x - 0.5
			}
			return p
		}
		var count, second, fourth float64
		meansOver(Sobol, r.n, r.keys, r.dims, product, func(mean float64) {
			e := mean * mean / want
			count++
			second += e
			fourth += e * e
		})
		second, fourth = second/count, fourth/count
		if z := (second - 1) / math.Sqrt((fourth-second*second)/count); math.Abs(z) > 4 {
			t.Errorf("%d points in %v: variance %.4g, want %.4g, %.1f standard errors away", r.n, r.dims, want*second, want, z)
		}
	}
}

// Latin hypercubes leave the variance of an interaction as it is in plain Monte Carlo, but for terms of order 1/n: by
// cov(x_i, x_k) = -(n+1)/(12 n^2) of two points, that of the mean of (x - 1/2)(y - 1/2) is (1 + (n-1)(n+1)^2/n^4) / (144 n).
func TestVarianceOfAProductUnderLHS(t *testing.T) {
	for _, n := range []int{2, 3, 5, 16, 17, 64, 1000} {
		f := float64(n)
		want := (1 + (f-1)*(f+1)*(f+1)/(f*f*f*f)) / (144 * f)
		var count, second, fourth float64
		meansOver(LHS, n, 100, []int{0, 1}, func(u []float64) float64 { return (u[0] - 0.5) * (u[1] - 0.5) }, func(mean float64) {
			e := mean * mean / want
			count++
			second += e
			fourth += e * e
		})
		second, fourth = second/count, fourth/count
		if z := (second - 1) / math.Sqrt((fourth-second*second)/count); math.Abs(z) > 4 {
			t.Errorf("%d points: variance %.4g, want %.4g, %.1f standard errors away", n, want*second, want, z)
		}
	}
}
