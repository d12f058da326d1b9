package fp

import "math"

// A pair is the unevaluated sum hi + lo with |lo| <= ulp(hi)/2: about 106 bits.
//
// Algorithms: Dekker, Numer. Math. 18 (1971); Joldes, Muller and Popescu, "Tight
// and rigorous error bounds for basic building blocks of double-word
// arithmetic", ACM TOMS 44 (2017), numbers in brackets below.
type pair struct{ hi, lo float64 }

// twoSum returns a + b exactly [2].
func twoSum(a, b float64) pair {
	s := a + b
	t := s - a
	return pair{s, (a - (s - t)) + (b - t)}
}

// fastTwoSum returns a + b exactly if |a| >= |b| or a = 0 [1].
func fastTwoSum(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

// twoProd returns a * b exactly, short of underflow [3].
func twoProd(a, b float64) pair {
	p := float64(a * b)
	return pair{p, math.FMA(a, b, -p)}
}

// plus returns x + y within 3 u^2, u = 2^-53 [6].
func (x pair) plus(y pair) pair {
	s := twoSum(x.hi, y.hi)
	t := twoSum(x.lo, y.lo)
	v := fastTwoSum(s.hi, s.lo+t.hi)
	return fastTwoSum(v.hi, t.lo+v.lo)
}

// add returns x + y within 2 u^2 [4].
func (x pair) add(y float64) pair {
	s := twoSum(x.hi, y)
	return fastTwoSum(s.hi, x.lo+s.lo)
}

func (x pair) minus(y pair) pair { return x.plus(pair{-y.hi, -y.lo}) }

func (x pair) neg() pair { return pair{-x.hi, -x.lo} }

// times returns x * y within 4 u^2 [12].
func (x pair) times(y pair) pair {
	p := twoProd(x.hi, y.hi)
	t := math.FMA(x.lo, y.hi, float64(x.lo*y.lo))
	return fastTwoSum(p.hi, p.lo+math.FMA(x.hi, y.lo, t))
}

// mul returns x * y within 2 u^2 [9].
func (x pair) mul(y float64) pair {
	p := twoProd(x.hi, y)
	return fastTwoSum(p.hi, math.FMA(x.lo, y, p.lo))
}

// over returns x / y within 10 u^2 [17].
func (x pair) over(y pair) pair {
	q := x.hi / y.hi
	r := y.mul(q)
	d := (x.hi - r.hi) + (x.lo - r.lo)
	return fastTwoSum(q, d/y.hi)
}

// scale returns x * 2^k, exact short of underflow.
func (x pair) scale(k int) pair { return pair{math.Ldexp(x.hi, k), math.Ldexp(x.lo, k)} }

// value rounds x to one number.
func (x pair) value() float64 { return x.hi + x.lo }
