package dist

// An ended shape answers in distances from the finite ends of its support, which keep digits that the value itself loses. An
// end is 0, the lower one, or 1.
type ended interface {
	smooth
	distance(side, end int, q float64) float64 // of the quantile at the tail probability q of a side
	near(end int, v float64) float64           // the density at the distance v
}

// endedOf gives every smooth shape the distances, by subtraction where it knows no better way.
func endedOf(s smooth) ended {
	if e, ok := s.(ended); ok {
		return e
	}
	return plain{s}
}

type plain struct{ smooth }

func (s plain) distance(side, end int, q float64) float64 {
	lo, hi := s.Support()
	x := tail(s.smooth, side, q)
	if end == 1 {
		return max(0, hi-x)
	}
	return max(0, x-lo)
}

func (s plain) near(end int, v float64) float64 {
	lo, hi := s.Support()
	if end == 1 {
		return s.density(hi - v)
	}
	return s.density(lo + v)
}
