package fp

import "math"

// BetaI returns the regularised incomplete beta function I_x(a, b), a, b > 0,
// 0 <= x <= 1. The complement 1 - I_x(a, b) is BetaI(b, a, 1-x).
func BetaI(a, b, x float64) float64 {
	switch {
	case math.IsNaN(a) || math.IsNaN(b) || math.IsNaN(x) || a <= 0 || b <= 0 || x < 0 || x > 1:
		return math.NaN()
	case x == 0:
		return 0
	case x == 1:
		return 1
	}
	pre := Exp(Lgamma(a+b) - Lgamma(a) - Lgamma(b) + float64(a*Log(x)) + float64(b*Log1p(-x)))
	if x < (a+1)/(a+b+2) {
		return min(1, pre*betaFraction(a, b, x)/a)
	}
	return max(0, 1-pre*betaFraction(b, a, 1-x)/b)
}

func betaFraction(a, b, x float64) float64 {
	c, d := 1.0, 1/(1-float64((a+b)*x)/(a+1))
	h := d
	for m := 1.0; m < 1e5; m++ {
		aa := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / (1 + float64(aa*d))
		c = 1 + aa/c
		h *= d * c
		aa = -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / (1 + float64(aa*d))
		c = 1 + aa/c
		h *= d * c
		if math.Abs(d*c-1) < 1e-16 {
			break
		}
	}
	return h
}
