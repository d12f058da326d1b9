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
type asker interface {
	at(u float64) float64
	extent() span
}

// each asks for every draw.
type each struct{ asker }

func (e each) fill(dst, u []float64) {
	for i, u := range u {
		dst[i] = e.at(u)
	}
}

// onGrid puts a grid of 1024 or, where that asked for more than one draw in 64, 2048 cells over the slow filler of a law, whose
// quantile is not smooth at the thresholds, which ascend to 1; none where it had to ask for one draw in eight.
func onGrid(of asker, l shape, scale float64, thresholds []float64) filler {
	lo, hi := l.Support()
	g := &grid{make([]cell, 1024), lo * scale, hi * scale, of}
	if g.build(thresholds) > len(g.cells)/64 {
		g.cells = make([]cell, 2048)
		if g.build(thresholds) > len(g.cells)/8 {
			return each{of}
		}
	}
	return g
}

// build fits the cells and counts those about which it will have to ask.
func (g *grid) build(thresholds []float64) (asks int) {
	n := len(g.cells)
	for i := range g.cells {
		from, to := float64(i)/float64(n), float64(i+1)/float64(n)
		for len(thresholds) > 0 && thresholds[0] < from {
			thresholds = thresholds[1:]
		}
		if isWhole := i > 0 && i < n-1 && thresholds[0] >= to; !isWhole || !g.fit(i, from) {
			g.cells[i][0] = math.NaN()
			asks++
		}
	}
	return asks
}

// fit holds the middle of a cell to 1e-11 in u, or to the last digits of the value.
func (g *grid) fit(i int, from float64) bool {
	n := float64(len(g.cells))
	var v [degree + 1]float64
	for j := range v {
		v[j] = g.of.at(from + (0.5+nodes[j])/n)
	}
	c := interpolate(&v)
	g.cells[i] = c
	mid := g.of.at(from + 0.5/n)
	off := math.Abs(c[0] - mid)
	return off <= math.Abs(c.slope())*(n*1e-11) || off <= 2e-15*math.Abs(mid)
}

func (g *grid) fill(dst, u []float64) {
	dst = dst[:len(u)]
	cells, n, lo, hi := g.cells, float64(len(g.cells)), g.lo, g.hi
	for i, u := range u {
		at := float64(u * n) // exact: n is a power of two
		k := int(at)
		x := at - (float64(k) + 0.5)
		v := cells[k&(len(cells)-1)].value(x, x*x)
		if !(v >= lo && v <= hi) {
			v = g.of.at(u)
		}
		dst[i] = v
	}
}
