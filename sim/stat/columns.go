package stat

import "fmt"

// Columns are the moments of several columns over the same trials, and for the first of them, where the tree is a
// replicated one, their means by randomisation.
type Columns struct {
	n        int64
	mean     []float64
	m2       []float64
	replicas []replicaMeans
}

func newColumns(columns, replicated int) *Columns {
	store := make([]float64, 2*columns)
	return &Columns{mean: store[:columns:columns], m2: store[columns:], replicas: make([]replicaMeans, replicated)}
}

// Of says of how many trials the block is: where there are no columns, nothing else does.
func (s *Columns) Of(trials int) { s.n = int64(trials) }

// Fill stores the moments of column c from its block: Set and, where column c is replicated, the means by randomisation.
// The latter need a number of trials that is a multiple of 16.
func (s *Columns) Fill(c int, x []float64) {
	s.Set(c, BlockMoments(x))
	if c < len(s.replicas) {
		s.replicas[c].fill(x)
	}
}

// Set stores the moments of column c, which is not replicated. All columns of a block have the same number of trials.
func (s *Columns) Set(c int, m Moments) {
	s.n, s.mean[c], s.m2[c] = m.N, m.Mean, m.M2
}

// Column returns the moments of column c.
func (s *Columns) Column(c int) Moments {
	return Moments{N: s.n, Mean: s.mean[c], M2: s.m2[c]}
}

// SE returns the Monte Carlo standard error of the mean of column c: that of independent trials, or, where the column is
// replicated, that of 16 independent randomisations: a quarter of the standard deviation of their means.
func (s *Columns) SE(c int) float64 {
	if c < len(s.replicas) && s.n > 0 {
		return BlockMoments(s.replicas[c][:]).SE()
	}
	return s.Column(c).SE()
}

// Len returns the number of columns.
func (s *Columns) Len() int { return len(s.mean) }

// N returns the number of trials.
func (s *Columns) N() int64 { return s.n }

// merge adds the trials of o, which stand to the right of those of s.
func (s *Columns) merge(o *Columns) {
	if len(s.mean) != len(o.mean) || len(s.replicas) != len(o.replicas) {
		panic(fmt.Sprintf("stat: %d columns, %d replicated, merged with %d, %d", len(s.mean), len(s.replicas), len(o.mean), len(o.replicas)))
	}
	w := weigh(s.n, o.n)
	s.n += o.n
	mean, m2 := s.mean, s.m2[:len(s.mean)]
	meanB, m2B := o.mean[:len(mean)], o.m2[:len(mean)]
	for c := range mean {
		mean[c], m2[c] = w.merge(mean[c], meanB[c], m2[c], m2B[c])
	}
	for c := range s.replicas {
		s.replicas[c].merge(&o.replicas[c], w)
	}
}

// copyFrom makes s equal to o.
func (s *Columns) copyFrom(o *Columns) {
	s.n = o.n
	copy(s.mean, o.mean)
	copy(s.m2, o.m2)
	copy(s.replicas, o.replicas)
}
