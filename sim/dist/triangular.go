package dist

import "math"

// triangular rises linearly from lo to mode and falls to hi.
type triangular struct{ lo, mode, hi float64 }

// The probability below the mode is (mode - lo)/(hi - lo).
func (t triangular) lower(p float64) float64 {
	if w := t.hi - t.lo; float64(p*w) > t.mode-t.lo {
		return t.hi - math.Sqrt((1-p)*w*(t.hi-t.mode))
	}
	return t.lo + math.Sqrt(p*(t.hi-t.lo)*(t.mode-t.lo))
}

func (t triangular) upper(q float64) float64 {
	if w := t.hi - t.lo; float64(q*w) > t.hi-t.mode {
		return t.lo + math.Sqrt((1-q)*w*(t.mode-t.lo))
	}
	return t.hi - math.Sqrt(q*(t.hi-t.lo)*(t.hi-t.mode))
}

func (t triangular) CDF(x float64) float64 {
	switch w := t.hi - t.lo; {
	case x <= t.lo:
		return 0
	case x >= t.hi:
		return 1
	case x <= t.mode:
		return (x - t.lo) / w * ((x - t.lo) / (t.mode - t.lo))
	default:
		return 1 - float64((t.hi-x)/w*((t.hi-x)/(t.hi-t.mode)))
	}
}

func (t triangular) Survival(x float64) float64 {
	return triangular{-t.hi, -t.mode, -t.lo}.CDF(-x)
}

func (t triangular) Support() (lo, hi float64) { return t.lo, t.hi }

func (t triangular) density(x float64) float64 {
	switch w := t.hi - t.lo; {
	case x < t.lo || x > t.hi:
		return 0
	case x < t.mode:
		return 2 / w * ((x - t.lo) / (t.mode - t.lo))
	case t.mode < t.hi:
		return 2 / w * ((t.hi - x) / (t.hi - t.mode))
	default:
		return 2 / w
	}
}

func (t triangular) kinks() []float64 { return []float64{t.lo, t.mode, t.hi} }

func (t triangular) closed() bool { return true }
