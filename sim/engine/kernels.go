package engine

import "weir/sim/plan"

// arithmetic runs an operation on two columns. One loop each: the compiler keeps the bounds out of it, and no product
// meets a sum, so that nothing is fused.
func arithmetic(op plan.Op, dst, a, b []float64) {
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
	}
}

// immediate runs an operation on a column and a constant.
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
	}
}
