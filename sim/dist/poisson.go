package dist

// poissonMost is the largest mean of a tabulated Poisson law.
const poissonMost = 1e6

// newPoisson tabulates the law from its mode outwards, until the probability is below 1e-40 of the mode's: no uniform
// reaches that far.
func newPoisson(mean float64) *steps {
	mode := float64(int(mean))
	var values, weights []float64
	for k, w := mode, 1.0; k >= 0 && w > 1e-40; k-- {
		values, weights = append(values, k), append(weights, w)
		w *= k / mean
	}
	for k, w := mode+1, mean/(mode+1); w > 1e-40; k++ {
		values, weights = append(values, k), append(weights, w)
		w *= mean / (k + 1)
	}
	return newSteps(values, weights)
}
