package stat

import "fmt"

// Randomisations is the number of independent randomisations that the trials of a Latin hypercube or Sobol' design
// consist of. Trial t belongs to randomisation t % 16. Trials of the same one are not independent of one another, so a
// standard error comes from the spread between the sixteen.
const Randomisations = 16

// replicaMeans are the means of a column in each randomisation.
type replicaMeans [Randomisations]float64

// fill sets m to the means of a block that begins with a trial of randomisation 0, each as a sum of differences from the
// block's first value: equal values give exactly that mean, whatever their number.
func (m *replicaMeans) fill(x []float64) {
	checkWhole(x)
	n := float64(len(x) / Randomisations)
	first := x[0]
	const half = Randomisations / 2 // as many sums as there are registers for
	for at := 0; at < Randomisations; at += half {
		var s0, s1, s2, s3, s4, s5, s6, s7 float64
		for i := at; i+half <= len(x); i += Randomisations {
			q := x[i : i+half : i+half]
			s0 += q[0] - first
			s1 += q[1] - first
			s2 += q[2] - first
			s3 += q[3] - first
			s4 += q[4] - first
			s5 += q[5] - first
			s6 += q[6] - first
			s7 += q[7] - first
		}
		for r, s := range [half]float64{s0, s1, s2, s3, s4, s5, s6, s7} {
			m[at+r] = first + s/n
		}
	}
}

// merge adds the means of o. Each randomisation has a sixteenth of the trials, so the weights are those of the columns.
func (m *replicaMeans) merge(o *replicaMeans, w weights) {
	for r := range m {
		m[r] += float64((o[r] - m[r]) * w.right)
	}
}

// checkWhole panics where a block does not hold the same number of trials of every randomisation.
func checkWhole(x []float64) {
	if len(x) == 0 || len(x)%Randomisations != 0 {
		panic(fmt.Sprintf("stat: %d trials are not a multiple of %d", len(x), Randomisations))
	}
}
