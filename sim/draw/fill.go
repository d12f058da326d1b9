package draw

// At is the uniform of one trial, in (0, 1).
func (k Key) At(trial uint64) float64 {
	return uniform(hash(k.a+trial*golden, k.b))
}

// Fill writes the uniforms of the trials trial, trial+1, ...: the same bits as At.
func (k Key) Fill(dst []float64, trial uint64) {
	c, b := k.a+trial*golden, k.b
	for i := range dst {
		dst[i] = uniform(hash(c, b))
		c += golden
	}
}

// Bits is the 64 bits behind At, of which a uniform uses the upper 52.
func (k Key) Bits(trial uint64) uint64 {
	return hash(k.a+trial*golden, k.b)
}
