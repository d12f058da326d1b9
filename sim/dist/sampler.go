package dist

// A Sampler gives draws of a Law, times a scale, from uniforms. It is immutable and safe for concurrent use.
type Sampler struct {
	of    Law
	scale float64
}

// Compile prepares a law for many draws. scale multiplies every value.
func Compile(l Law, scale float64) *Sampler { return &Sampler{l, scale} }

// At is the draw of one uniform in (0, 1).
func (s *Sampler) At(u float64) float64 { return s.scale * s.of.Quantile(u) }

// Fill writes the draws of the uniforms u to dst, of the same length: the same bits as At. dst and u may be one column.
func (s *Sampler) Fill(dst, u []float64) {
	for i, u := range u {
		dst[i] = s.At(u)
	}
}
