package program

import (
	"math"

	"weir/sim/fp"
)

// An Interval holds every value that a computation can give: where Lo <= Hi, numbers from Lo to Hi, an infinite end included;
// else anything, also what is no number. Its operations give what holds the same operations on all that it holds. Where these
// rise or fall with their operands, roundings included, the ends give the ends.
type Interval struct{ Lo, Hi float64 }

// Anything holds no less than that, Share01 what is not below 0 nor above 1.
var (
	Anything = Interval{math.NaN(), math.NaN()}
	Share01  = Interval{0, 1}
)

// Exactly holds one number.
func Exactly(x float64) Interval { return Interval{x, x} }

// Known reports whether x holds numbers alone.
func (x Interval) Known() bool { return x.Lo <= x.Hi }

// Has reports whether x is known and v lies in it.
func (x Interval) Has(v float64) bool { return x.Lo <= v && v <= x.Hi }

// Finite reports whether x holds finite numbers alone.
func (x Interval) Finite() bool { return x.Lo >= -math.MaxFloat64 && x.Hi <= math.MaxFloat64 }

// Size is the largest magnitude.
func (x Interval) Size() float64 { return max(-x.Lo, x.Hi) }

// Or holds what one of them holds.
func (x Interval) Or(y Interval) Interval { return Interval{min(x.Lo, y.Lo), max(x.Hi, y.Hi)} }

// hull holds what lies between some values; anything where one of them is no number.
func hull(a, b, c, d float64) Interval { return Interval{min(a, b, c, d), max(a, b, c, d)} }

func (x Interval) neg() Interval { return Interval{-x.Hi, -x.Lo} }

// Abs holds the magnitudes.
func (x Interval) Abs() Interval {
	if x.Has(0) {
		return Interval{0, x.Size()}
	}
	return hull(math.Abs(x.Lo), math.Abs(x.Hi), math.Abs(x.Lo), math.Abs(x.Hi))
}

// Plus holds sums; it meets opposite infinities at a corner, if at all.
func (x Interval) Plus(y Interval) Interval {
	return hull(x.Lo+y.Lo, x.Lo+y.Hi, x.Hi+y.Lo, x.Hi+y.Hi)
}

// Minus holds differences.
func (x Interval) Minus(y Interval) Interval { return x.Plus(y.neg()) }

// Times holds products.
func (x Interval) Times(y Interval) Interval {
	if x.Has(0) && !y.Finite() || y.Has(0) && !x.Finite() { // 0 times infinity
		return Anything
	}
	return hull(x.Lo*y.Lo, x.Lo*y.Hi, x.Hi*y.Lo, x.Hi*y.Hi)
}

// Over holds quotients.
func (x Interval) Over(y Interval) Interval {
	if y.Has(0) {
		return Anything
	}
	return hull(x.Lo/y.Lo, x.Lo/y.Hi, x.Hi/y.Lo, x.Hi/y.Hi)
}

func (x Interval) least(y Interval) Interval { return Interval{min(x.Lo, y.Lo), min(x.Hi, y.Hi)} }

func (x Interval) most(y Interval) Interval { return Interval{max(x.Lo, y.Lo), max(x.Hi, y.Hi)} }

// widened is for functions that rise or fall but for 8 ulp, 4 at the end and 4 at the value: those of fp err by 2, Half by 4.
func (x Interval) widened() Interval {
	return Interval{x.Lo - (float64(math.Abs(x.Lo)*0x1p-49) + 0x1p-1070), x.Hi + (float64(math.Abs(x.Hi)*0x1p-49) + 0x1p-1070)}
}

// through is f of x, a function that rises or falls but for some ulp.
func (x Interval) through(f func(float64) float64) Interval {
	a, b := f(x.Lo), f(x.Hi)
	if x.Lo == x.Hi {
		return Exactly(a)
	}
	return hull(a, b, a, b).widened()
}

// exp is not below 0, and lies on its side of 1: fp.Exp is 1 plus what has the sign of x within 0.0027 of 0, and far from 1 beyond.
func (x Interval) exp() Interval {
	y := x.through(fp.Exp)
	y.Lo = max(y.Lo, 0)
	if x.Lo >= 0 {
		y.Lo = max(y.Lo, 1)
	}
	if x.Hi <= 0 {
		y.Hi = min(y.Hi, 1)
	}
	return y
}

func (x Interval) half() Interval {
	y := x.through(fp.Half)
	y.Lo = max(y.Lo, 0)
	if x.Lo >= 0 {
		y.Hi = min(y.Hi, 1)
	}
	return y
}

func (x Interval) log() Interval {
	if !(x.Lo > 0) {
		return Anything
	}
	return x.through(fp.Log)
}

func (x Interval) sqrt() Interval {
	if !(x.Lo >= 0) {
		return Anything
	}
	return Interval{math.Sqrt(x.Lo), math.Sqrt(x.Hi)}
}

// wave is a sine or cosine, which errs by 2 ulp.
func (x Interval) wave() Interval {
	if !x.Finite() {
		return Anything
	}
	return Interval{-1, 1}.widened()
}

// whole is the power of a whole exponent, by products whose magnitudes rise with that of x.
func (x Interval) whole(n int) Interval {
	switch {
	case n < 0:
		return Exactly(1).Over(x.whole(-n))
	case x.Lo >= 0:
		return Interval{WholePower(x.Lo, n), WholePower(x.Hi, n)}
	case !x.Known():
		return Anything
	}
	most := WholePower(x.Size(), n)
	if n%2 == 0 {
		return Interval{0, most}
	}
	return Interval{-most, most}
}

// power is x^y for x above 0, where its logarithm y ln x has its extremes at corners, and for x = 0 and y not below it.
func (x Interval) power(y Interval) Interval {
	switch {
	case !x.Known() || !y.Known() || !x.Finite() || !y.Finite():
		return Anything
	case x.Lo > 0:
		p := hull(fp.Pow(x.Lo, y.Lo), fp.Pow(x.Lo, y.Hi), fp.Pow(x.Hi, y.Lo), fp.Pow(x.Hi, y.Hi)).widened()
		p.Lo = max(p.Lo, 0)
		return p
	case x.Lo == 0 && y.Lo >= 0:
		return Interval{0, hull(fp.Pow(x.Hi, y.Lo), fp.Pow(x.Hi, y.Hi), 1, 1).widened().Hi}
	}
	return Anything
}

// SumOf holds the sum of up to count of x, from 0 on. In one of n terms each is rounded n times at most; and none grows beyond
// 2^55 times the largest term, as that is then below half an ulp of it.
func (x Interval) SumOf(count Interval) Interval {
	if !x.Finite() {
		return Anything
	}
	factor := 0x1p55
	if n := max(0, math.Ceil(count.Hi)); n <= 1<<53 {
		factor = n + float64(n*float64((n+4)*0x1p-52)) // n e^(n 2^-53) and less
	}
	return Interval{min(0, factor*x.Lo), max(0, factor*x.Hi)}
}

// compared holds 1 where an order or an equality holds, else 0.
func (x Interval) compared(op Op, y Interval) Interval {
	if !x.Known() || !y.Known() {
		return Anything
	}
	one := x.Lo == x.Hi && x == y
	var always, never bool
	switch op {
	case LT:
		always, never = x.Hi < y.Lo, x.Lo >= y.Hi
	case LE:
		always, never = x.Hi <= y.Lo, x.Lo > y.Hi
	case EQ:
		always, never = one, x.Hi < y.Lo || y.Hi < x.Lo
	case NE:
		always, never = x.Hi < y.Lo || y.Hi < x.Lo, one
	}
	switch {
	case always:
		return Exactly(1)
	case never:
		return Exactly(0)
	}
	return Share01
}

// uniform holds what lies within the range of uniforms, of any number.
func (x Interval) uniform() Interval {
	if x.Known() {
		return Interval{LeastUniform, MostUniform}
	}
	return Anything
}

// outside holds 1 where a number may leave 0 to 1, else 0.
func (x Interval) outside() Interval {
	if x.Lo >= 0 && x.Hi <= 1 {
		return Exactly(0)
	}
	return Share01
}

// truths holds 0 and 1, of numbers.
func (x Interval) truths(y Interval) Interval {
	if x.Known() && y.Known() {
		return Share01
	}
	return Anything
}

// shares holds what lies within 0 and 1, of finite numbers.
func (x Interval) shares(y Interval) Interval {
	if x.Finite() && y.Finite() {
		return Share01
	}
	return Anything
}
