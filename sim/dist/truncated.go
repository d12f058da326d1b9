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
	if v, ok := t.near(t.lo, 1, min(t.belowLo, t.above), p); ok {
		return min(t.lo+v, t.hi)
	}
	x := 0.0
	if below := t.belowLo + float64(p*t.kept); below <= 0.5 {
		x = t.of.lower(below)
	} else {
		x = t.of.upper(max(0, t.above-float64(p*t.kept)))
	}
	return min(max(x, t.lo), t.hi)
}

func (t truncated) upper(q float64) float64 {
	if v, ok := t.near(t.hi, -1, min(t.below, t.aboveHi), q); ok {
		return max(t.hi-v, t.lo)
	}
	x := 0.0
	if above := t.aboveHi + float64(q*t.kept); above < 0.5 {
		x = t.of.upper(above)
	} else {
		x = t.of.lower(max(0, t.below-float64(q*t.kept)))
	}
	return min(max(x, t.lo), t.hi)
}

// near is the quantile as the distance v from an end in the direction way, where the probability between them would be lost
// in tail, that beyond the end, and the density hardly changes. There it is v (f(end) + 4 f(middle) + f(x))/6 (Simpson).
func (t truncated) near(end, way, tail, p float64) (v float64, ok bool) {
	mass := p * t.kept
	if mass > 1e-6*tail {
		return 0, false
	}
	at := t.of.density(end)
	if v = mass / at; math.Abs(t.of.density(end+float64(way*v))/at-1) > 1e-2 || !isFinite(v) || math.IsInf(end, 0) {
		return 0, p == 0 && !math.IsInf(end, 0)
	}
	for range 4 {
		v = mass * 6 / (at + float64(4*t.of.density(end+float64(way*v/2))) + t.of.density(end+float64(way*v)))
	}
	return v, true
}

// The distances from an end that is the whole law's too are its own.
func (t truncated) fromLow(p float64) float64 {
	lo, _ := t.of.Support()
	if below := t.belowLo + float64(p*t.kept); t.lo == lo && below <= 0.5 {
		return min(endedOf(t.of).fromLow(below), t.hi-t.lo)
	}
	if v, ok := t.near(t.lo, 1, min(t.belowLo, t.above), p); ok {
		return min(v, t.hi-t.lo)
	}
	return t.lower(p) - t.lo
}

func (t truncated) fromHigh(q float64) float64 {
	_, hi := t.of.Support()
	if above := t.aboveHi + float64(q*t.kept); t.hi == hi && above < 0.5 {
		return min(endedOf(t.of).fromHigh(above), t.hi-t.lo)
	}
	if v, ok := t.near(t.hi, -1, min(t.below, t.aboveHi), q); ok {
		return min(v, t.hi-t.lo)
	}
	return t.hi - t.upper(q)
}

func (t truncated) nearLow(v float64) float64 {
	if lo, _ := t.of.Support(); t.lo == lo {
		return endedOf(t.of).nearLow(v) / t.kept
	}
	return t.density(t.lo + v)
}

func (t truncated) nearHigh(v float64) float64 {
	if _, hi := t.of.Support(); t.hi == hi {
		return endedOf(t.of).nearHigh(v) / t.kept
	}
	return t.density(t.hi - v)
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
