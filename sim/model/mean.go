package model

import (
	"math"

	"weir/sim/fp"
)

// Mean is the mean of a law in its unit, to 1e-3 of it and mostly far better; false where there is none, or it depends on the far tail. It is
// the integral of the quantile at Phi(z) against the normal density by the trapezoidal rule.
func (q *Quantity) Mean() (mean float64, ok bool) {
	const (
		step = 1. / 16
		end  = 7.5
	)
	var sum, size, last float64
	for i := -end / step; i <= end/step; i++ {
		z := float64(i * step)
		term := float64(q.Law.Quantile(fp.Phi(z)) * fp.Exp(-float64(z*z)/2))
		sum += term
		size += math.Abs(term)
		if math.Abs(z) == end {
			last = max(last, math.Abs(term))
		}
	}
	return sum * step / math.Sqrt(2*math.Pi), last <= 5e-5*size
}
