package fp

import "math"

// Pow returns x**y, with the special cases of math.Pow.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return math.NaN()
	case x == 0:
		return powZero(x, y)
	case y-y != 0 || x-x != 0:
		return powInf(x, y)
	}
	sign := 1.0
	if x < 0 {
		if y != math.Floor(y) {
			return math.NaN()
		}
		if odd(y) {
			sign = -1
		}
		x = -x
	}
	if math.Abs(y) >= 0x1p64 { // |log x| >= 2^-53.1 or x = 1
		switch {
		case x == 1:
			return sign
		case (x > 1) == (y > 0):
			return math.Inf(1)
		}
		return 0
	}
	k := 0.0
	if x < 0x1p-1022 {
		x *= 0x1p52
		k = -52
	}
	l := logMedium(x, k)
	p := l.mul(y)
	if !(math.Abs(p.hi) < 1000) {
		p.lo = 0
	}
	return sign * expLow(p.hi, p.lo)
}

// logMedium returns log x + k ln2 within about 2^-68 of its size, for x
// positive and normal.
func logMedium(x, k float64) pair {
	e, z, exponent := logCell(math.Float64bits(x))
	k += exponent
	p := twoProd(z, e.c)
	r := fastTwoSum(p.hi-1, p.lo)
	// log1p(r) = r - r^2/2 + r^3 q
	h := r.hi
	h2 := twoProd(h, h)
	q := (1./3 + float64(h*(-1./4))) + float64(h2.hi*((1./5+float64(h*(-1./6)))+float64(h2.hi*((1./7+float64(h*(-1./8)))+float64(h2.hi*(1./9))))))
	s := fastTwoSum(h, float64(-0.5*h2.hi))
	low := s.lo + (r.lo - (float64(0.5*h2.lo) + float64(r.lo*h))) + float64(float64(h*h2.hi)*q)
	head := float64(k*ln2Hi) + e.hi // exact
	u := twoSum(head, s.hi)
	v := twoSum(float64(k*ln2Lo), e.lo)
	return fastTwoSum(u.hi, u.lo+(v.hi+(low+(v.lo+float64(math.FMA(k, ln2Lo, -float64(k*ln2Lo)))))))
}

func powZero(x, y float64) float64 {
	switch {
	case y < 0 && odd(y):
		return math.Copysign(math.Inf(1), x)
	case y < 0:
		return math.Inf(1)
	case odd(y):
		return x
	}
	return 0
}

// powInf is Pow where x or y is infinite.
func powInf(x, y float64) float64 {
	switch {
	case math.IsInf(y, 0):
		switch {
		case x == -1:
			return 1
		case (math.Abs(x) < 1) == (y > 0):
			return 0
		}
		return math.Inf(1)
	case x < 0:
		if y > 0 {
			if odd(y) {
				return x
			}
			return -x
		}
		if odd(y) {
			return math.Copysign(0, -1)
		}
		return 0
	case y < 0:
		return 0
	}
	return math.Inf(1)
}

// odd reports whether y is an odd integer.
func odd(y float64) bool {
	y = math.Abs(y)
	return y < 0x1p53 && y == math.Floor(y) && int64(y)&1 == 1
}
