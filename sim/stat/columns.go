package stat

import "fmt"

// Columns are the moments of several columns over the same trials.
type Columns struct {
	n    int64
	mean []float64
	m2   []float64
}

func newColumns(columns int) *Columns {
	store := make([]float64, 2*columns)
	return &Columns{mean: store[:columns:columns], m2: store[columns:]}
}

// Set stores the moments of column c. All columns of a block have the same number of trials.
func (s *Columns) Set(c int, m Moments) {
	s.n, s.mean[c], s.m2[c] = m.N, m.Mean, m.M2
}

// Column returns the moments of column c.
func (s *Columns) Column(c int) Moments {
	return Moments{N: s.n, Mean: s.mean[c], M2: s.m2[c]}
}

// Len returns the number of columns.
func (s *Columns) Len() int { return len(s.mean) }

// N returns the number of trials.
func (s *Columns) N() int64 { return s.n }

// merge adds the trials of o, which stand to the right of those of s.
func (s *Columns) merge(o *Columns) {
	if len(s.mean) != len(o.mean) {
		panic(fmt.Sprintf("stat: %d columns merged with %d", len(s.mean), len(o.mean)))
	}
	w := weigh(s.n, o.n)
	s.n += o.n
	mean, m2 := s.mean, s.m2[:len(s.mean)]
	meanB, m2B := o.mean[:len(mean)], o.m2[:len(mean)]
	for c := range mean {
		mean[c], m2[c] = w.merge(mean[c], meanB[c], m2[c], m2B[c])
	}
}
