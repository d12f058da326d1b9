package draw

import "weir/sim/fp"

// At is the uniform of one trial, in (0, 1).
func (k Key) At(trial uint64) float64 {
	return uniform(hash(k.a+trial*golden, k.b))
}

// Fill writes the uniforms of the trials trial, trial+1, ...: the same bits as At.
func (k Key) Fill(dst []float64, trial uint64) {
	c, b := k.a+trial*golden, k.b
	if n := len(dst) &^ 15; fp.Wide && n > 0 {
		fillWide(&dst[0], n, c, b)
		dst = dst[n:]
		c += uint64(n) * golden
	}
	for i := range dst {
		dst[i] = uniform(hash(c, b))
		c += golden
	}
}

// Pick writes the uniforms of the trials trial + lane for each of the lanes: the same bits as At.
func (k Key) Pick(dst []float64, trial uint64, lanes []int32) {
	c, b := k.a+trial*golden, k.b
	dst = dst[:len(lanes)]
	if n := len(lanes) &^ 15; fp.Wide && n > 0 {
		pickWide(&dst[0], &lanes[0], n, c, b)
		dst, lanes = dst[n:], lanes[n:]
	}
	for i, lane := range lanes {
		dst[i] = uniform(hash(c+uint64(lane)*golden, b))
	}
}

// Bits is the 64 bits behind At, of which a uniform uses the upper 52.
func (k Key) Bits(trial uint64) uint64 {
	return hash(k.a+trial*golden, k.b)
}
