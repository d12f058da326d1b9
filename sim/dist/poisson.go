package dist

// poissonMost is the largest mean of a tabulated Poisson law.
const poissonMost = 1e6

func newPoisson(mean float64) *steps {
	return outwards(float64(int(mean)),
		func(k float64) float64 { return mean / (k + 1) },
		func(k float64) float64 { return k / mean },
	)
}
