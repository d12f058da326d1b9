package plan

import (
	"math"

	"weir/sim/model"
	"weir/sim/program"
)

// A Probe asks for the share of the trials at or below a value of a column, by a scale.
type Probe struct {
	Column int
	program.Scale
	At float64
}

// A Moved parameter is drawn once a trial: its draws after evidence, and at the ends of cells of its law before.
type Moved struct {
	Symbol *model.Symbol
	Cell   Cell      // of the draws less Base
	Base   float64   // about the median of a law that is narrow, such as one of dates, so that draws are told apart
	Prior  []float64 // the law's probability up to the end of each cell, ascending
	Probes []int     // where the trials stand there
}

// figureProbes asks where the figures of a piece fall.
func (c *compiler) figureProbes(cell Cell, e *model.Piece) [2]int {
	out := [2]int{-1, -1}
	for i, x := range [2]float64{e.Lo, e.Hi} {
		if x > 0 {
			out[i] = c.probe(cell, x)
		}
	}
	return out
}

// probe asks for the share of the trials up to a value; -1 of what is certain.
func (c *compiler) probe(cell Cell, x float64) int {
	if cell.Column < 0 {
		return -1
	}
	c.probes = append(c.probes, Probe{cell.Column, cell.Scale, x})
	return len(c.probes) - 1
}

// figures plans what evidence and checks are compared with after conditioning, and how far parameters have moved.
func (f *subject) figures() {
	for _, e := range f.m.Evidence {
		cell := f.c.observe(unscaled(f.observed(e)), true)
		f.report.Evidence = append(f.report.Evidence, Figure{e, cell, f.c.figureProbes(cell, e)})
	}
	for _, e := range f.m.Checks {
		cell := f.c.observe(unscaled(f.observed(e)), true)
		f.report.Checks = append(f.report.Checks, Figure{e, cell, f.c.figureProbes(cell, e)})
	}
	if len(f.m.Evidence) == 0 {
		return
	}
	for _, s := range f.m.Symbols {
		if s.Kind != model.Once || s.Quantity.Fixed {
			continue
		}
		m := Moved{Symbol: s}
		q := s.Quantity
		v := f.baseline.value(s, 0)
		if lo, mid, hi := float64(q.Law.Quantile(0.05)*q.Scale), float64(q.Law.Quantile(0.5)*q.Scale), float64(q.Law.Quantile(0.95)*q.Scale); hi-lo < float64(narrow*math.Abs(mid)) {
			m.Base = mid
			v = f.c.p.Sub(v, f.c.p.Constant(mid))
		}
		m.Cell = f.c.observe(unscaled(v), false)
		m.cells(f.c, q)
		f.report.Moved = append(f.report.Moved, m)
	}
}

// narrow is the width of a law, as a part of its median, below which the bins of a distribution are too coarse for it.
const narrow = 0.125

// cells cuts a law into twentieths, or what comes next to that where it steps.
func (m *Moved) cells(c *compiler, q *model.Quantity) {
	const parts = 20
	last := q.Law.Quantile(0)
	for i := 1; i < parts; i++ {
		x := q.Law.Quantile(float64(i) / parts)
		if up := q.Law.CDF(x); x != last && up > 0 && up < 1 {
			if n := len(m.Prior); n == 0 || up > m.Prior[n-1] {
				m.Prior = append(m.Prior, up)
				m.Probes = append(m.Probes, c.probe(m.Cell, float64(x*q.Scale)-m.Base))
			}
		}
		last = x
	}
}

// A Figure is a piece of evidence, or a check, and what the model says of it.
type Figure struct {
	Piece  *model.Piece
	Cell   Cell
	Probes [2]int // where its lower and its upper figure fall; -1 where it has none
}
