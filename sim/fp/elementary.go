package fp

import "math"

// Exp returns e**x.
func Exp(x float64) float64 { return math.Exp(x) }

// Expm1 returns e**x - 1, accurate near 0.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log returns the natural logarithm of x.
func Log(x float64) float64 { return math.Log(x) }

// Log1p returns log(1+x), accurate near 0.
func Log1p(x float64) float64 { return math.Log1p(x) }

// Pow returns x**y.
func Pow(x, y float64) float64 { return math.Pow(x, y) }

// Sin returns the sine of x radians.
func Sin(x float64) float64 { return math.Sin(x) }

// Cos returns the cosine of x radians.
func Cos(x float64) float64 { return math.Cos(x) }

// Lgamma returns log|Gamma(x)|.
func Lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// Phi returns the standard normal distribution function, accurate relative to
// its own size in the lower tail; the upper tail is Phi(-x).
func Phi(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// PhiInv returns the standard normal quantile of p in [0,1].
func PhiInv(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }
