package engine

import (
	"math"

	"weir/sim/fp"
	"weir/sim/plan"
)

// A kernel runs one operation on columns a and b, or on a and a constant; dst may be one of them. Where the processor is known
// well enough, kernels hold those of operations that have one.
type kernel func(dst, a, b *[Block]float64, c float64)

// columns runs an operation on two columns. The frequent ones have a loop each: the compiler keeps the bounds out of it, and
// no product meets a sum, so that nothing is fused.
func columns(op plan.Op, dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	switch op {
	case plan.Add:
		for i := range dst {
			dst[i] = a[i] + b[i]
		}
	case plan.Sub:
		for i := range dst {
			dst[i] = a[i] - b[i]
		}
	case plan.Mul:
		for i := range dst {
			dst[i] = a[i] * b[i]
		}
	case plan.Div:
		for i := range dst {
			dst[i] = a[i] / b[i]
		}
	case plan.Min:
		for i := range dst {
			dst[i] = min(a[i], b[i])
		}
	case plan.Max:
		for i := range dst {
			dst[i] = max(a[i], b[i])
		}
	case plan.LT:
		for i, x := range a {
			y := b[i]
			v := 0.0
			if x < y {
				v = 1
			}
			if x != x || y != y {
				v = math.NaN()
			}
			dst[i] = v
		}
	case plan.Snap:
		for i, x := range a {
			if math.Abs(x) <= plan.Rounding*math.Abs(b[i]) {
				x = 0
			}
			dst[i] = x
		}
	case plan.Share:
		for i, x := range a {
			if y := b[i]; y == 0 {
				dst[i] = 0
			} else {
				dst[i] = x / y
			}
		}
	default:
		for i := range dst {
			dst[i] = plan.Eval(op, a[i], b[i], 0, 0, 0)
		}
	}
}

// immediate runs an operation on a column and a constant, if it has one.
func immediate(op plan.Op, dst, a []float64, c float64) {
	a = a[:len(dst)]
	switch op {
	case plan.AddI:
		for i := range dst {
			dst[i] = a[i] + c
		}
	case plan.MulI:
		for i := range dst {
			dst[i] = a[i] * c
		}
	case plan.DivI:
		for i := range dst {
			dst[i] = a[i] / c
		}
	case plan.RSubI:
		for i := range dst {
			dst[i] = c - a[i]
		}
	case plan.RDivI:
		for i := range dst {
			dst[i] = c / a[i]
		}
	case plan.MinI:
		for i := range dst {
			dst[i] = min(a[i], c)
		}
	case plan.MaxI:
		for i := range dst {
			dst[i] = max(a[i], c)
		}
	case plan.Neg:
		for i := range dst {
			dst[i] = -a[i]
		}
	case plan.Abs:
		for i := range dst {
			dst[i] = math.Abs(a[i])
		}
	case plan.LTI:
		for i, x := range a {
			v := 0.0
			if x < c {
				v = 1
			}
			if x != x || c != c {
				v = math.NaN()
			}
			dst[i] = v
		}
	default:
		for i := range dst {
			dst[i] = plan.Eval(op, a[i], 0, 0, c, 0)
		}
	}
}

// choose writes then where cond is not 0, otherwise where it is, and NaN where it is that.
func choose(dst, cond, then, otherwise *[Block]float64) {
	if fp.Wide {
		selectWide(dst, cond, then, otherwise)
		return
	}
	for i, c := range cond {
		v := otherwise[i]
		if c != 0 {
			v = then[i]
		}
		if c != c {
			v = c
		}
		dst[i] = v
	}
}

// sound reports whether all of a column is of a magnitude below the limit and, for a rate, nothing negative. It looks at
// bits: without the sign they ascend with the magnitude, infinity and NaN last.
func sound(x *[Block]float64, limit float64, rate bool) bool {
	mask, bound := uint64(1<<63), math.Float64bits(limit)
	if rate {
		mask = 0
	}
	var below bool
	if fp.Wide {
		below = soundWide(x, mask, bound)
	} else {
		var largest uint64
		for _, v := range x {
			largest = max(largest, math.Float64bits(v)&^mask)
		}
		below = largest < bound
	}
	if below || !rate {
		return below
	}
	for _, v := range x { // -0 is no negative number
		if !(v >= 0 && v < limit) {
			return false
		}
	}
	return true
}
