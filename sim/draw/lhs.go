package draw

import "math/bits"

// fill writes uniforms of a Latin hypercube of n points in each randomisation. In one dimension, point i lies in stratum
// pi(i) of n equal ones, pi a permutation of its own for each key and randomisation, and uniformly within it:
//
//	u = (x + 1/2) / (n 2^b),   x = pi(i) 2^b + (b random bits),   2^51 < n 2^b <= 2^52
//
// x + 1/2 is exact, and no u is rounded out of its stratum: it is 2^-53 or more from both ends, and rounding moves it by
// 2^-54 at most. For the same reason u is neither 0 nor 1.
func (g grid) fill(dst []float64, k Key, trial uint64) {
	b := 52 - bits.Len64(g.n-1)
	cells := float64(int64(g.n << b))
	for r := range min(Replicas, len(dst)) {
		t := trial + uint64(r)
		pi := g.shuffle(k.Replica(int(t % Replicas)))
		for j := r; j < len(dst); j += Replicas {
			x := pi.at(t/Replicas)<<(b&63) | k.Bits(t)>>((64-b)&63)
			dst[j] = (float64(int64(x)) + 0.5) / cells
			t += Replicas
		}
	}
}
