package dist

import "math"

// A grid spares most draws the search for a piece, or the exponential: over each cell of the uniform where the law is
// smooth it has one polynomial, and it asks only about the others. These are the ends and where pieces meet.
type grid struct {
	cells  []cell  // NaN where it asks
	lo, hi float64 // the support; where rounding leaves it, it asks too
	of     asker
}

// An asker gives one draw at a time.
type asker interface{ at(u float64) float64 }

const gridCells = 1024

// each asks for every draw.
type each struct{ asker }

func (e each) fill(dst, u []float64) {
	for i, u := range u {
		dst[i] = e.at(u)
	}
}

// onGrid puts a grid over a slow filler of a law, whose quantile is not smooth at the thresholds; not where that had to ask for
// more than one draw in eight.
func onGrid(of asker, l shape, scale float64, thresholds []float64) filler {
	lo, hi := l.Support()
	g := &grid{make([]cell, gridCells), lo * scale, hi * scale, of}
	asks := 0
	for i := range g.cells {
		from, to := float64(i)/gridCells, float64(i+1)/gridCells
		for len(thresholds) > 0 && thresholds[0] < from {
			thresholds = thresholds[1:]
		}
		if isWhole := i > 0 && i < gridCells-1 && thresholds[0] >= to; !isWhole || !g.fit(i, from) {
			g.cells[i][0] = math.NaN()
			asks++
		}
	}
	if asks > gridCells/8 {
		return each{of}
	}
	return g
}

// fit holds the middle of a cell to 1e-11 in u, or to the last digits of the value.
func (g *grid) fit(i int, from float64) bool {
	var v [degree + 1]float64
	for j := range v {
		v[j] = g.of.at(from + float64((0.5+nodes[j])/gridCells))
	}
	c := interpolate(&v)
	g.cells[i] = c
	mid := g.of.at(from + 0.5/gridCells)
	off := math.Abs(c[0] - mid)
	return off <= math.Abs(c.slope())*(gridCells*1e-11) || off <= 2e-15*math.Abs(mid)
}

func (g *grid) fill(dst, u []float64) {
	dst = dst[:len(u)]
	cells, lo, hi := (*[gridCells]cell)(g.cells), g.lo, g.hi
	for i, u := range u {
		n := int(u * gridCells)
		x := float64(u*gridCells) - (float64(n) + 0.5)
		v := cells[n&(gridCells-1)].value(x, x*x)
		if !(v >= lo && v <= hi) {
			v = g.of.at(u)
		}
		dst[i] = v
	}
}
