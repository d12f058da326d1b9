package dist

import "slices"

// countsMost is the largest number of values of a tabulated count.
const countsMost = 1e6

// outwards tabulates a count from its mode in both directions, until the probability is below 1e-40 of the mode's: no
// uniform reaches that far. rise and fall give P(k+1)/P(k) and P(k-1)/P(k).
func outwards(mode float64, rise, fall func(k float64) float64) *steps {
	var values, weights []float64
	for k, w := mode, 1.0; k >= 0 && w > 1e-40; k-- {
		values, weights = append(values, k), append(weights, w)
		w *= fall(k)
	}
	slices.Reverse(values)
	slices.Reverse(weights)
	for k, w := mode, rise(mode); w > 1e-40; k++ {
		values, weights = append(values, k+1), append(weights, w)
		w *= rise(k + 1)
	}
	return newSteps(values, weights)
}
