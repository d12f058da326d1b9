package engine

import (
	"math"

	"weir/sim/fp"
	"weir/sim/plan"
)

// arithmetic runs an operation on two columns. One loop each: the compiler keeps the bounds out of it, and no product
// meets a sum, so that nothing is fused.
func arithmetic(op plan.Op, dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	if fp.Wide && len(dst)%16 == 0 && len(dst) > 0 {
		arithmeticWide(op, &dst[0], &a[0], &b[0], len(dst))
		return
	}
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
	}
}

// immediate runs an operation on a column and a constant.
func immediate(op plan.Op, dst, a []float64, c float64) {
	a = a[:len(dst)]
	if fp.Wide && len(dst)%16 == 0 && len(dst) > 0 {
		immediateWide(op, &dst[0], &a[0], c, len(dst))
		return
	}
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
	}
}

func arithmeticWide(op plan.Op, dst, a, b *float64, n int) {
	switch op {
	case plan.Add:
		addWide(dst, a, b, n)
	case plan.Sub:
		subWide(dst, a, b, n)
	case plan.Mul:
		mulWide(dst, a, b, n)
	case plan.Div:
		divWide(dst, a, b, n)
	case plan.Min:
		minWide(dst, a, b, n)
	case plan.Max:
		maxWide(dst, a, b, n)
	}
}

func immediateWide(op plan.Op, dst, a *float64, c float64, n int) {
	switch op {
	case plan.AddI:
		addcWide(dst, a, c, n)
	case plan.MulI:
		mulcWide(dst, a, c, n)
	case plan.DivI:
		divcWide(dst, a, c, n)
	case plan.RSubI:
		rsubcWide(dst, a, c, n)
	case plan.RDivI:
		rdivcWide(dst, a, c, n)
	case plan.MinI:
		mincWide(dst, a, c, n)
	case plan.MaxI:
		maxcWide(dst, a, c, n)
	}
}

// abs, snap and share are the operations of those names.
func abs(dst, a []float64) {
	a = a[:len(dst)]
	if fp.Wide && len(dst)%8 == 0 && len(dst) > 0 {
		absWide(&dst[0], &a[0], len(dst))
		return
	}
	for i := range dst {
		dst[i] = math.Abs(a[i])
	}
}

func snap(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	if fp.Wide && len(dst)%8 == 0 && len(dst) > 0 {
		snapWide(&dst[0], &a[0], &b[0], len(dst), plan.Rounding)
		return
	}
	for i, x := range a {
		if math.Abs(x) <= plan.Rounding*math.Abs(b[i]) {
			x = 0
		}
		dst[i] = x
	}
}

func share(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	if fp.Wide && len(dst)%8 == 0 && len(dst) > 0 {
		shareWide(&dst[0], &a[0], &b[0], len(dst))
		return
	}
	for i, x := range a {
		if y := b[i]; y == 0 {
			dst[i] = 0
		} else {
			dst[i] = x / y
		}
	}
}

// below writes 1 where a lies below b, 0 where not, and NaN where one of them is.
func below(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
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
}

func belowImmediate(dst, a []float64, c float64) {
	a = a[:len(dst)]
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
}
