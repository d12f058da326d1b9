package dist

import "math"

// straight draws from a uniform, from the nearer end, so that rounding never leads beyond it.
type straight struct{ lo, hi, width float64 }

func (s straight) fill(dst, u []float64) {
	ends := [2]struct{ zero, sign, at, width float64 }{{0, 1, s.lo, s.width}, {1, -1, s.hi, -s.width}}
	for i, u := range u {
		e := &ends[math.Float64bits(0.5-u)>>63]
		dst[i] = e.at + float64(e.width*(e.zero+float64(e.sign*u)))
	}
}

// tent draws from a triangular: from the lower end below the mode, from the upper end above it.
type tent struct {
	ends  [2]tentSide
	below float64 // the probability below the mode
}

type tentSide struct{ zero, sign, at, area, gain float64 }

func newTent(t triangular, scale float64) tent {
	w := (t.hi - t.lo) * scale
	return tent{
		ends: [2]tentSide{
			{0, 1, t.lo * scale, w * ((t.mode - t.lo) * scale), 1},
			{1, -1, t.hi * scale, w * ((t.hi - t.mode) * scale), -1},
		},
		below: (t.mode - t.lo) / (t.hi - t.lo),
	}
}

func (t tent) fill(dst, u []float64) {
	for i, u := range u {
		e := &t.ends[math.Float64bits(t.below-u)>>63]
		dst[i] = e.at + float64(e.gain*math.Sqrt((e.zero+float64(e.sign*u))*e.area))
	}
}
