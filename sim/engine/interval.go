package engine

import (
	"math"

	"weir/sim/fp"
	"weir/sim/plan"
)

// An interval holds every value that a computation can give: where lo <= hi, numbers from lo to hi, an infinite end included;
// else anything, also what is no number. Its operations give what holds the same operations on all that it holds. Where these
// rise or fall with their operands, roundings included, the ends give the ends.
type interval struct{ lo, hi float64 }

var (
	anything = interval{math.NaN(), math.NaN()}
	share01  = interval{0, 1}
)

func exactly(x float64) interval { return interval{x, x} }

func (x interval) known() bool { return x.lo <= x.hi }

func (x interval) has(v float64) bool { return x.lo <= v && v <= x.hi }

func (x interval) finite() bool { return x.lo >= -math.MaxFloat64 && x.hi <= math.MaxFloat64 }

// size is the largest magnitude.
func (x interval) size() float64 { return max(-x.lo, x.hi) }

// or holds what one of them holds.
func (x interval) or(y interval) interval { return interval{min(x.lo, y.lo), max(x.hi, y.hi)} }

// hull holds what lies between some values; anything where one of them is no number.
func hull(a, b, c, d float64) interval { return interval{min(a, b, c, d), max(a, b, c, d)} }

func (x interval) neg() interval { return interval{-x.hi, -x.lo} }

func (x interval) abs() interval {
	if x.has(0) {
		return interval{0, x.size()}
	}
	return hull(math.Abs(x.lo), math.Abs(x.hi), math.Abs(x.lo), math.Abs(x.hi))
}

// plus meets opposite infinities at a corner, if at all.
func (x interval) plus(y interval) interval {
	return hull(x.lo+y.lo, x.lo+y.hi, x.hi+y.lo, x.hi+y.hi)
}

func (x interval) minus(y interval) interval { return x.plus(y.neg()) }

func (x interval) times(y interval) interval {
	if x.has(0) && !y.finite() || y.has(0) && !x.finite() { // 0 times infinity
		return anything
	}
	return hull(x.lo*y.lo, x.lo*y.hi, x.hi*y.lo, x.hi*y.hi)
}

func (x interval) over(y interval) interval {
	if y.has(0) {
		return anything
	}
	return hull(x.lo/y.lo, x.lo/y.hi, x.hi/y.lo, x.hi/y.hi)
}

func (x interval) least(y interval) interval { return interval{min(x.lo, y.lo), min(x.hi, y.hi)} }

func (x interval) most(y interval) interval { return interval{max(x.lo, y.lo), max(x.hi, y.hi)} }

// widened is for functions that rise or fall but for 8 ulp, 4 at the end and 4 at the value: those of fp err by 2, Half by 4.
func (x interval) widened() interval {
	return interval{x.lo - (float64(math.Abs(x.lo)*0x1p-49) + 0x1p-1070), x.hi + (float64(math.Abs(x.hi)*0x1p-49) + 0x1p-1070)}
}

// through is f of x, a function that rises or falls but for some ulp.
func (x interval) through(f func(float64) float64) interval {
	a, b := f(x.lo), f(x.hi)
	if x.lo == x.hi {
		return exactly(a)
	}
	return hull(a, b, a, b).widened()
}

// exp is not below 0, and lies on its side of 1: fp.Exp is 1 plus what has the sign of x within 0.0027 of 0, and far from 1 beyond.
func (x interval) exp() interval {
	y := x.through(fp.Exp)
	y.lo = max(y.lo, 0)
	if x.lo >= 0 {
		y.lo = max(y.lo, 1)
	}
	if x.hi <= 0 {
		y.hi = min(y.hi, 1)
	}
	return y
}

func (x interval) half() interval {
	y := x.through(plan.HalfPower)
	y.lo = max(y.lo, 0)
	if x.lo >= 0 {
		y.hi = min(y.hi, 1)
	}
	return y
}

func (x interval) log() interval {
	if !(x.lo > 0) {
		return anything
	}
	return x.through(fp.Log)
}

func (x interval) sqrt() interval {
	if !(x.lo >= 0) {
		return anything
	}
	return interval{math.Sqrt(x.lo), math.Sqrt(x.hi)}
}

// wave is a sine or cosine, which errs by 2 ulp.
func (x interval) wave() interval {
	if !x.finite() {
		return anything
	}
	return interval{-1, 1}.widened()
}

// whole is the power of a whole exponent, by products whose magnitudes rise with that of x.
func (x interval) whole(n int) interval {
	switch {
	case n < 0:
		return exactly(1).over(x.whole(-n))
	case x.lo >= 0:
		return interval{plan.WholePower(x.lo, n), plan.WholePower(x.hi, n)}
	case !x.known():
		return anything
	}
	most := plan.WholePower(x.size(), n)
	if n%2 == 0 {
		return interval{0, most}
	}
	return interval{-most, most}
}

// power is x^y for x above 0, where its logarithm y ln x has its extremes at corners, and for x = 0 and y not below it.
func (x interval) power(y interval) interval {
	switch {
	case !x.known() || !y.known() || !x.finite() || !y.finite():
		return anything
	case x.lo > 0:
		p := hull(fp.Pow(x.lo, y.lo), fp.Pow(x.lo, y.hi), fp.Pow(x.hi, y.lo), fp.Pow(x.hi, y.hi)).widened()
		p.lo = max(p.lo, 0)
		return p
	case x.lo == 0 && y.lo >= 0:
		return interval{0, hull(fp.Pow(x.hi, y.lo), fp.Pow(x.hi, y.hi), 1, 1).widened().hi}
	}
	return anything
}

// sumOf holds the sum of up to count of x, from 0 on. In one of n terms each is rounded n times at most; and none grows beyond
// 2^55 times the largest term, as that is then below half an ulp of it.
func (x interval) sumOf(count interval) interval {
	if !x.finite() {
		return anything
	}
	factor := 0x1p55
	if n := max(0, math.Ceil(count.hi)); n <= 1<<53 {
		factor = n + float64(n*float64((n+4)*0x1p-52)) // n e^(n 2^-53) and less
	}
	return interval{min(0, factor*x.lo), max(0, factor*x.hi)}
}
