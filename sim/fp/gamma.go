package fp

import "math"

// GammaP returns the regularised lower incomplete gamma function P(a, x),
// a > 0, x >= 0.
func GammaP(a, x float64) float64 {
	p, _ := gammaPQ(a, x)
	return p
}

// GammaQ returns the regularised upper incomplete gamma function
// Q(a, x) = 1 - P(a, x), accurate where it is small.
func GammaQ(a, x float64) float64 {
	_, q := gammaPQ(a, x)
	return q
}

func gammaPQ(a, x float64) (p, q float64) {
	switch {
	case math.IsNaN(a) || math.IsNaN(x) || a <= 0 || x < 0 || math.IsInf(a, 1):
		return math.NaN(), math.NaN()
	case x == 0:
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	}
	pre := Exp(float64(a*Log(x)) - x - Lgamma(a))
	if x < a+1 {
		term := 1 / a
		sum := term
		for n := a + 1; term > sum*1e-17; n++ {
			term *= x / n
			sum += term
		}
		p = min(1, pre*sum)
		return p, 1 - p
	}
	const tiny = 1e-300
	b := x + 1 - a
	c := 1 / tiny
	d := 1 / b
	h := d
	for i := 1.0; i < 1e6; i++ {
		an := -i * (i - a)
		b += 2
		d = 1 / (float64(an*d) + b)
		c = b + an/c
		h *= d * c
		if math.Abs(d*c-1) < 1e-16 {
			break
		}
	}
	q = min(1, pre*h)
	return 1 - q, q
}
