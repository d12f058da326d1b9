package dist

import "math"

// truncated is a law given that it falls into [lo, hi]: its quantile at u is the whole law's at F(lo) + u (F(hi) - F(lo)),
// taken from whichever tail is nearer.
type truncated struct {
	of             smooth
	lo, hi         float64
	belowLo, below float64 // F(lo), F(hi)
	above, aboveHi float64 // 1 - F(lo), 1 - F(hi)
	kept           float64 // F(hi) - F(lo)
}

func newTruncated(of smooth, lo, hi float64) truncated {
	a, b := of.Support()
	t := truncated{of: of, lo: max(lo, a), hi: min(hi, b)}
	t.belowLo, t.below = of.CDF(t.lo), of.CDF(t.hi)
	t.above, t.aboveHi = of.Survival(t.lo), of.Survival(t.hi)
	switch {
	case t.lo >= t.hi:
	case t.above < 0.5:
		t.kept = t.above - t.aboveHi
	case t.below < 0.5:
		t.kept = t.below - t.belowLo
	default:
		t.kept = 1 - t.belowLo - t.aboveHi
	}
	return t
}

func (t truncated) lower(p float64) float64 {
	if v, ok := t.close(0, p); ok {
		return min(t.lo+v, t.hi)
	}
	side, q := t.whole(0, p)
	return min(max(tail(t.of, side, q), t.lo), t.hi)
}

func (t truncated) upper(q float64) float64 {
	if v, ok := t.close(1, q); ok {
		return max(t.hi-v, t.lo)
	}
	side, q := t.whole(1, q)
	return min(max(tail(t.of, side, q), t.lo), t.hi)
}

// whole is where the whole law has the tail probability q of a side.
func (t truncated) whole(side int, q float64) (int, float64) {
	q *= t.kept
	if side == 0 {
		if below := t.belowLo + float64(q); below <= 0.5 {
			return 0, below
		}
		return 1, max(0, t.above-float64(q))
	}
	if above := t.aboveHi + float64(q); above < 0.5 {
		return 1, above
	}
	return 0, max(0, t.below-float64(q))
}

// close is the quantile as the distance v from the end of its side, where the probability between them would be lost in that
// beyond the end. There it is the integral of the density by Simpson's rule, on two halves; ok only where the rule on the
// whole agrees so well that it loses less than the sum would.
func (t truncated) close(side int, q float64) (v float64, ok bool) {
	end, way, beyond := t.lo, 1.0, min(t.belowLo, t.above)
	if side == 1 {
		end, way, beyond = t.hi, -1, min(t.below, t.aboveHi)
	}
	if math.IsInf(end, 0) {
		return 0, false
	}
	mass := q * t.kept
	if mass == 0 || mass > 1e-6*beyond {
		return 0, mass == 0
	}
	var f [5]float64
	at := func(v float64) float64 { return t.of.density(end + float64(way*v)) }
	f[0] = at(0)
	v = mass / f[0]
	last := v
	for range 4 {
		if !isFinite(v) {
			return 0, false
		}
		for i := 1; i < len(f); i++ {
			f[i] = at(v * (float64(i) / 4))
		}
		last, v = v, mass*12/(f[0]+float64(4*(f[1]+f[3]))+float64(2*f[2])+f[4])
	}
	halves := (f[0] + float64(4*(f[1]+f[3])) + float64(2*f[2]) + f[4]) / 12
	whole := (f[0] + float64(4*f[2]) + f[4]) / 6
	return v, math.Abs(v/last-1) < 1e-5 && math.Abs(f[4]/f[0]-1) < 1e-2 && math.Abs(whole/halves-1) <= 1e-15+float64(4e-16*(beyond/mass))
}

// shares reports whether an end is the whole law's too: then its distances and densities are.
func (t truncated) shares(end int) bool {
	lo, hi := t.of.Support()
	return end == 0 && t.lo == lo || end == 1 && t.hi == hi
}

func (t truncated) distance(side, end int, q float64) float64 {
	if v, ok := t.close(side, q); ok && side == end {
		return min(v, t.hi-t.lo)
	}
	if t.shares(end) {
		side, q := t.whole(side, q)
		return min(endedOf(t.of).distance(side, end, q), t.hi-t.lo)
	}
	x := tail(t, side, q)
	if end == 1 {
		return t.hi - x
	}
	return x - t.lo
}

func (t truncated) near(end int, v float64) float64 {
	switch {
	case t.shares(end):
		return endedOf(t.of).near(end, v) / t.kept
	case end == 0:
		return t.density(t.lo + v)
	default:
		return t.density(t.hi - v)
	}
}

func (t truncated) CDF(x float64) float64 {
	if f := t.of.CDF(x); f <= 0.5 {
		return share(f-t.belowLo, t.kept)
	}
	return share(t.above-t.of.Survival(x), t.kept)
}

func (t truncated) Survival(x float64) float64 {
	if s := t.of.Survival(x); s < 0.5 {
		return share(s-t.aboveHi, t.kept)
	}
	return share(t.below-t.of.CDF(x), t.kept)
}

func (t truncated) Support() (lo, hi float64) { return t.lo, t.hi }

func (t truncated) density(x float64) float64 {
	if x < t.lo || x > t.hi {
		return 0
	}
	return t.of.density(x) / t.kept
}

func (t truncated) kinks() []float64 {
	at := []float64{t.lo}
	for _, x := range append(t.of.kinks(), t.hi) {
		if x > at[len(at)-1] && x <= t.hi {
			at = append(at, x)
		}
	}
	return at
}

func (t truncated) closed() bool { return t.of.closed() }
