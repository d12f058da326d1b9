package dist

import "weir/sim/fp"

// pieces draws from a law whose quantile is smooth only piece by piece: between the edges of a mixture, and where that is
// not enough, between further cuts. Each piece has a table of its own, over its distance from the nearer end; an atom has
// one of a single cell, whose value is always off.
type pieces struct {
	guide
	parts []piece
}

type piece struct {
	lo, hi, per float64 // the uniforms it covers, and 1/(hi - lo)
	*reader
	of    shape   // nil, or what is asked exactly
	scale float64 // times this
}

// flat is the piece of a constant value.
func flat(x float64) piece {
	return piece{reader: &reader{cells: make([]cell, 1), down: 63, off: [2]float64{x, x}}}
}

func (p *pieces) at(u float64) float64 {
	part := &p.parts[p.find(u)]
	low, high := float64((u-part.lo)*part.per), float64((part.hi-u)*part.per)
	if part.of != nil {
		return part.scale * exactly(part.of, low, high)
	}
	q, k := fold(low, high)
	v := part.poly(q, k)
	if part.exp {
		v = fp.Exp(v)
	}
	return part.off[k] + float64(part.gain[k]*v)
}

func exactly(s shape, low, high float64) float64 {
	if high < low {
		return s.upper(high)
	}
	return s.lower(low)
}
