package machine

import "math"

// spread notes how far the trials of the lanes lie behind the first.
func (m *Machine) spread() {
	var all uint64
	m.trial = m.ids[0]
	for i, id := range m.ids {
		all |= id - m.trial
		m.offsets[i] = int32(id - m.trial)
	}
	m.near = all <= math.MaxInt32
}

// uniforms writes a stream of the design. It has no points behind the last trial; those lanes may hold anything.
func (m *Machine) uniforms(dst []float64, stream int32) {
	s := &m.p.Streams[stream]
	switch {
	case m.ids == nil:
		m.design.Fill(dst[:m.n], s.Key, s.Dim, m.trial)
	case m.near:
		m.design.Pick(dst, s.Key, s.Dim, m.trial, m.offsets[:m.n])
	default:
		for i, id := range m.ids {
			dst[i] = m.design.At(s.Key, s.Dim, id)
		}
	}
	for i := m.n; i < len(dst); i++ {
		dst[i] = 0.5
	}
	if m.Transform != nil {
		m.Transform(stream, dst[:m.n])
	}
}
