package dist

import (
	"fmt"
	"math"
)

// negbinomial has variance mean + mean^2/dispersion: P(k) is proportional to Gamma(k + dispersion)/k! (mean/(mean + dispersion))^k.
func buildNegbinomial(a Args) (shape, *ArgError) {
	mean, r := a.Num["mean"], a.Num["dispersion"]
	if mean < 0 {
		return nil, wrong("mean", "", "the mean of a negbinomial cannot be negative: %s", number(mean))
	}
	if err := a.positive("dispersion"); err != nil {
		return nil, err
	}
	if mean == 0 {
		return newSteps([]float64{0}, []float64{1}), nil
	}
	// The tail falls like e^(-k/(mean/r + 1)) or faster, and 1e-40 = e^-92.
	sd := math.Sqrt(mean + float64(mean*(mean/r)))
	if float64(28*sd)+float64(100*(mean/r)) > countsMost {
		return nil, wrong("mean", fmt.Sprintf("it is a gamma: write { dist = \"gamma\", shape = %s, mean = %s }", number(1/(1/mean+1/r)), number(mean)),
			"a negbinomial with mean %s and dispersion %s spreads over more than a million counts", number(mean), number(r))
	}
	odds := mean / (mean + r)
	return outwards(max(0, math.Floor((r-1)*(mean/r))),
		func(k float64) float64 { return (k + r) / (k + 1) * odds },
		func(k float64) float64 { return k / (k - 1 + r) / odds },
	), nil
}
