package dist

import "math"

// pieces draws from a law whose quantile is smooth only piece by piece: between the edges of a mixture, and where that is
// not enough, between further cuts. Each piece has a table of its own, over its distance from the nearer end.
type pieces struct {
	guide
	parts []piece
}

type piece struct {
	lo, hi, per float64 // the uniforms it covers, and 1/(hi - lo)
	table       *table  // nil where
	flat        float64 // the value is constant, or
	of          shape   // where it is asked exactly, with
	scale       float64
}

func (p *pieces) fill(dst, u []float64) {
	for i, u := range u {
		part := &p.parts[p.find(u)]
		if part.table == nil && part.of == nil {
			dst[i] = part.flat
			continue
		}
		low, high := float64((u-part.lo)*part.per), float64((part.hi-u)*part.per)
		if part.table == nil {
			dst[i] = part.scale * exactly(part.of, low, high)
			continue
		}
		k := math.Float64bits(high-low) >> 63
		q := low
		if k == 1 {
			q = high
		}
		dst[i] = part.table.at(k, min(max(q, 0), 0.5))
	}
}

func exactly(s shape, low, high float64) float64 {
	if high < low {
		return s.upper(high)
	}
	return s.lower(low)
}
