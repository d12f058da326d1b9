package dist

import "math"

// A rootFinder closes in on the root of a strictly monotone h by Newton's method, held between bounds.
type rootFinder struct {
	lo, hi  float64 // the root lies between; may be infinite
	falling bool    // h decreases
	last    float64 // once |h| is below it, the next step is the last: for a step that squares the error, 1e-8
	noise   float64 // |h|, and a step relative to y, of this size are rounding
}

// find starts at y. eval gives h and its slope. For a log-concave law h(y) = ln CDF(y) - ln p is concave, and Newton's
// method converges from anywhere after one step.
func (r rootFinder) find(y float64, eval func(y float64) (h, slope float64)) float64 {
	y = min(max(y, r.lo), r.hi)
	for range 200 {
		h, slope := eval(y)
		if math.Abs(h) <= r.noise {
			return y
		}
		if (h < 0) != r.falling {
			r.lo = y
		} else {
			r.hi = y
		}
		next := y - h/slope
		if next >= r.lo && next <= r.hi {
			if math.Abs(h) < r.last || math.Abs(next-y) <= r.noise*math.Abs(y) {
				return next
			}
		} else if next = r.middle(); next == r.lo || next == r.hi {
			return next
		}
		y = next
	}
	return y
}

// middle halves the bracket, in the logarithm where it spans powers of ten.
func (r rootFinder) middle() float64 {
	switch {
	case math.IsInf(r.lo, -1):
		return r.hi - max(1, math.Abs(r.hi))
	case math.IsInf(r.hi, 1):
		return r.lo + max(1, math.Abs(r.lo))
	case r.lo > 0 && r.hi > 16*r.lo:
		return math.Sqrt(r.lo) * math.Sqrt(r.hi)
	default:
		return r.lo + float64((r.hi-r.lo)/2)
	}
}

// root finds where the increasing f crosses zero between lo and hi, f(lo) <= 0 <= f(hi), to the last bits, by the
// Illinois form of false position with a bisection whenever that is slow.
func root(lo, hi float64, f func(x float64) float64) float64 {
	flo, fhi := f(lo), f(hi)
	if flo >= 0 {
		return lo
	}
	if fhi <= 0 {
		return hi
	}
	for i := range 400 {
		width := hi - lo
		x := lo + float64(width*(-flo/(fhi-flo)))
		if i%3 == 2 || !(x > lo && x < hi) {
			x = lo + float64(width/2)
			if x <= lo || x >= hi {
				break
			}
		}
		switch fx := f(x); {
		case fx == 0:
			return x
		case fx < 0:
			lo, flo = x, fx
			fhi /= 2
		default:
			hi, fhi = x, fx
			flo /= 2
		}
	}
	return hi
}
