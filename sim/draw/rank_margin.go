package draw

import (
	"math"

	"weir/sim/fp"
)

// A Margin is what a rank correlation has to know of a law. Cuts are the cumulative probabilities, ascending and strictly
// within (0, 1), at which its value steps; without any it is continuous.
type Margin struct{ Cuts []float64 }

// reflected is the margin of the value with its sign changed.
func (m Margin) reflected() Margin {
	r := Margin{Cuts: make([]float64, len(m.Cuts))}
	for i, c := range m.Cuts {
		r.Cuts[len(r.Cuts)-1-i] = 1 - c
	}
	return r
}

// end is where cell i ends; there is one cell more than cuts.
func (m Margin) end(i int) float64 {
	if i < len(m.Cuts) {
		return m.Cuts[i]
	}
	return 1
}

// variance is that of the mid-rank: (1 - sum of the cells' cubes)/12.
func (m Margin) variance() float64 {
	if len(m.Cuts) == 0 {
		return 1. / 12
	}
	from, cubes := 0.0, 0.0
	for i := range len(m.Cuts) + 1 {
		w := m.end(i) - from
		cubes += float64(w * w * w)
		from = m.end(i)
	}
	return (1 - cubes) / 12
}

const (
	// manyCells is how many cells of a margin are taken one by one.
	manyCells = 320
	// finest is the width up to which cells are merged: what that changes in a rank correlation is about its square, 4e-5.
	finest = 2. / manyCells
)

// coarse has no more than manyCells cells: of more, neighbours are merged as long as they stay within finest together. A
// margin that is so fine everywhere is as good as continuous.
func (m Margin) coarse() Margin {
	if len(m.Cuts) < manyCells {
		return m
	}
	from, widest := 0.0, 0.0
	for i := range len(m.Cuts) + 1 {
		widest = max(widest, m.end(i)-from)
		from = m.end(i)
	}
	if widest <= finest {
		return Margin{}
	}
	var merged Margin
	begin := 0.0 // of the cell under way
	for i, c := range m.Cuts {
		if m.end(i+1)-begin > finest {
			merged.Cuts = append(merged.Cuts, c)
			begin = c
		}
	}
	return merged
}

// aligned is the covariance of the mid-ranks of two margins that rise together: the largest that they can have.
func aligned(a, b Margin) float64 {
	var i, j int
	var from, fromA, fromB, sum float64
	for from < 1 {
		endA, endB := a.end(i), b.end(j)
		to := min(endA, endB)
		x, y := (fromA+endA)/2, (fromB+endB)/2
		w := to - from
		switch {
		case len(a.Cuts) == 0 && len(b.Cuts) == 0:
			return 1. / 12
		case len(a.Cuts) == 0:
			x = (from + to) / 2
		case len(b.Cuts) == 0:
			y = (from + to) / 2
		}
		sum += float64(float64(w*(x-0.5)) * (y - 0.5))
		if endA == to {
			i, fromA = i+1, endA
		}
		if endB == to {
			j, fromB = j+1, endB
		}
		from = to
	}
	return sum
}

// Reach is the range of rank correlations that two margins can have: -1 to 1 for continuous ones.
func Reach(a, b Margin) (lo, hi float64) {
	scale := math.Sqrt(a.variance() * b.variance())
	return max(-1, -aligned(a, b.reflected())/scale), min(1, aligned(a, b)/scale)
}

// steps are where, on the axis of normal scores, the mid-rank rises, and by how much.
func (m Margin) steps() (at, by []float64) {
	if len(m.Cuts) == 0 {
		return []float64{0}, []float64{1}
	}
	at, by = make([]float64, len(m.Cuts)), make([]float64, len(m.Cuts))
	before := 0.0
	for i, c := range m.Cuts {
		at[i], by[i] = fp.PhiInv(c), (m.end(i+1)-before)/2
		before = c
	}
	return at, by
}
