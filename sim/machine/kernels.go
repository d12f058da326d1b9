package machine

import (
	"math"

	"weir/sim/fp"
	"weir/sim/program"
)

// A kernel runs one operation on columns a and b, or on a and the constant c; dst may be one of them. The table kernels holds those
// that this processor may have; they need fp.Wide. One more takes a row in kernels_gen.go.
//
//go:generate go run kernels_gen.go .
type kernel func(dst, a, b *[Block]float64, c float64)

// columns runs an operation on two columns. The frequent ones have a loop each: the compiler keeps the bounds out of it, and
// no product meets a sum, so that nothing is fused.
func columns(op program.Op, dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	switch op {
	case program.Add:
		for i := range dst {
			dst[i] = a[i] + b[i]
		}
	case program.Sub:
		for i := range dst {
			dst[i] = a[i] - b[i]
		}
	case program.Mul:
		for i := range dst {
			dst[i] = a[i] * b[i]
		}
	case program.Div:
		for i := range dst {
			dst[i] = a[i] / b[i]
		}
	case program.Min:
		for i := range dst {
			dst[i] = min(a[i], b[i])
		}
	case program.Max:
		for i := range dst {
			dst[i] = max(a[i], b[i])
		}
	case program.LT:
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
	case program.Snap:
		for i, x := range a {
			if math.Abs(x) <= program.Rounding*math.Abs(b[i]) {
				x = 0
			}
			dst[i] = x
		}
	case program.Share:
		for i, x := range a {
			if y := b[i]; y == 0 {
				dst[i] = 0
			} else {
				dst[i] = x / y
			}
		}
	default:
		for i := range dst {
			dst[i] = program.Eval(op, a[i], b[i], 0, 0, 0)
		}
	}
}

// immediate runs an operation on a column and a constant, if it has one.
func immediate(op program.Op, dst, a []float64, c float64) {
	a = a[:len(dst)]
	switch op {
	case program.AddI:
		for i := range dst {
			dst[i] = a[i] + c
		}
	case program.MulI:
		for i := range dst {
			dst[i] = a[i] * c
		}
	case program.DivI:
		for i := range dst {
			dst[i] = a[i] / c
		}
	case program.RSubI:
		for i := range dst {
			dst[i] = c - a[i]
		}
	case program.RDivI:
		for i := range dst {
			dst[i] = c / a[i]
		}
	case program.MinI:
		for i := range dst {
			dst[i] = min(a[i], c)
		}
	case program.MaxI:
		for i := range dst {
			dst[i] = max(a[i], c)
		}
	case program.Neg:
		for i := range dst {
			dst[i] = -a[i]
		}
	case program.Abs:
		for i := range dst {
			dst[i] = math.Abs(a[i])
		}
	case program.LTI:
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
			dst[i] = program.Eval(op, a[i], 0, 0, c, 0)
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
