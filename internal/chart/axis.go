package chart

import "math"

// marks returns the ticks of an axis from lo to hi, at steps of 1, 2, 2.5 or 5 times a power of ten, about n of them,
// all within [lo, hi].
func marks(lo, hi float64, n int) []float64 {
	step := tick(hi-lo, n)
	var all []float64
	for k := math.Ceil(lo/step - 1e-9); float64(k*step) <= hi+float64(step*1e-9); k++ {
		all = append(all, six(float64(k*step))+0) // + 0 turns -0 into 0
	}
	return all
}

// tick is the step that divides extent into about n, by a fifth more at most.
func tick(extent float64, n int) float64 {
	if !(extent > 0) || math.IsInf(extent, 0) {
		return 1
	}
	raw, power := extent/float64(n), 1.0
	for power > raw {
		power /= 10
	}
	for float64(power*10) <= raw {
		power *= 10
	}
	for _, m := range [...]float64{1, 2, 2.5, 5} {
		if raw <= float64(power*m*1.2) {
			return float64(power * m)
		}
	}
	return power * 10
}

// upward returns an axis that holds lo to hi: from 0 unless there is something below it, its upper end not far above hi.
func upward(lo, hi float64) (from, to float64) {
	from, to = min(lo, 0), max(hi, 0)
	if from == to {
		return 0, 1
	}
	margin := float64((to - from) * 0.03)
	if from < 0 {
		from -= margin
	}
	if to > 0 {
		to += margin
	}
	return from, to
}

// A linear maps values onto lengths.
type linear struct {
	from, to   float64 // values
	start, end float64 // points
}

func (l linear) at(v float64) float64 {
	return lerp(l.start, l.end, (v-l.from)/(l.to-l.from))
}
