package dist

import (
	"math"

	"weir/sim/fp"
)

// The densities of gamma and beta are written by their saddle point (Loader, "Fast and accurate computation of binomial
// probabilities", 2000), where no large terms cancel.

// stirling is ln Gamma(k+1) less Stirling's (k + 1/2) ln k - k + ln(2 pi)/2.
func stirling(k float64) float64 {
	if k < 16 {
		return fp.Lgamma(k+1) - float64((k+0.5)*fp.Log(k)) + k - halfLog2Pi
	}
	r := 1 / k
	s := r * r
	return r * (1./12 - float64(s*(1./360-float64(s*(1./1260-float64(s*(1./1680-float64(s*(1./1188)))))))))
}

const halfLog2Pi = 0.918938533204672741780329736405617640

// deviance is k ln(k/m) + m - k, which is never negative.
func deviance(k, m float64) float64 {
	if r := m / k; r < 0.5 || r > 2 {
		return k * (r - 1 - fp.Log(r))
	}
	t := (m - k) / k
	if math.Abs(t) < 0.1 { // the series of t - ln(1+t) = t^2/2 - t^3/3 + ...
		sum, power := 0.0, float64(t*t)
		for n := 2.0; n < 20; n++ {
			with := sum + power/n
			if with == sum { // so it is with all terms to come, each less than a tenth of the one before
				break
			}
			sum = with
			power *= -t
		}
		return k * sum
	}
	return k * (t - fp.Log1p(t))
}
