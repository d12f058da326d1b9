package chart

import (
	"cmp"
	"slices"
)

// spread moves labels so that none overlaps: at are their wished middles in ascending order, tall their heights. The order
// stays, the middles move as little as possible (least squares), and all lie within lo and hi where that is possible.
//
// With the heights taken off, order without overlap is a monotone regression, solved by pooling adjacent violators (Ayer
// and others 1955).
func spread(at, tall []float64, lo, hi float64) []float64 {
	n := len(at)
	offset := make([]float64, n)
	for i := 1; i < n; i++ {
		offset[i] = offset[i-1] + (tall[i-1]+tall[i])/2
	}
	type pool struct {
		sum float64
		n   int
	}
	var pools []pool
	for i := range at {
		pools = append(pools, pool{at[i] - offset[i], 1})
		for len(pools) > 1 {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			if a.sum/float64(a.n) <= b.sum/float64(b.n) {
				break
			}
			pools = append(pools[:len(pools)-2], pool{a.sum + b.sum, a.n + b.n})
		}
	}
	out := make([]float64, 0, n)
	for _, p := range pools {
		for range p.n {
			out = append(out, p.sum/float64(p.n))
		}
	}
	for i := range out {
		if n > 0 {
			top := hi - tall[n-1]/2 - offset[n-1]
			out[i] = max(min(out[i], top), lo+tall[0]/2) + offset[i]
		}
	}
	return out
}

// order is the permutation that sorts v ascending; equal values keep their order.
func order(v []float64) []int {
	index := make([]int, len(v))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int { return cmp.Compare(v[a], v[b]) })
	return index
}
