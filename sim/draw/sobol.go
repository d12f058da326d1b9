package draw

import "math/bits"

// fillSobol writes uniforms of scrambled Sobol' points. v holds the direction numbers of the dimension.
//
// Point i, before it is scrambled, is the exclusive or of the direction numbers that the bits of the Gray code of i choose
// (Antonov and Saleev 1979): the order of SciPy. From one point to the next a single direction number is added.
func fillSobol(dst []float64, k Key, v *[32]uint32, trial uint64) {
	const most = 32 // points at a time
	var raw [most]uint32
	for len(dst) > 0 {
		part := dst[:min(len(dst), most*Replicas-int(trial%Replicas))]
		first, last := trial/Replicas, (trial+uint64(len(part))-1)/Replicas
		raw[0] = sobol(v, first)
		for i := first; i < last; i++ {
			raw[i-first+1] = raw[i-first] ^ v[bits.TrailingZeros64(i+1)&31]
		}
		for r := range min(Replicas, len(part)) {
			t := trial + uint64(r)
			s := newScramble(k.Replica(int(t % Replicas)))
			i := t/Replicas - first
			for j := r; j < len(part); j += Replicas {
				part[j] = uniform(bits.Reverse64(s.apply(uint64(raw[i&(most-1)]))))
				i++
			}
		}
		dst, trial = dst[len(part):], trial+uint64(len(part))
	}
}

// sobol is Sobol' point i < 2^32 of a dimension, its first binary digit lowest.
func sobol(v *[32]uint32, i uint64) (x uint32) {
	for gray := uint32(i ^ i>>1); gray != 0; gray &= gray - 1 {
		x ^= v[bits.TrailingZeros32(gray)]
	}
	return x
}
