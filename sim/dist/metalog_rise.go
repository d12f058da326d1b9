package dist

import "math"

// A curve of a metalog is a quantile function only if it rises all the way. A grid would not see it turn back between two
// points or far out, so the proof goes by cells of the tail probability q: the rise in the middle of a cell, less the most
// that it can change from there to the border, is above 0, or the cell is halved.

// A ramp is one side of a curve as a function of q: with s = 2q - 1 and y = ln(q/(1-q)) its rise is B + 2q(1-q) (A' + B' y).
type ramp struct{ a1, a2, b, b1, b2 []float64 } // A', A'', B, B', B''

func (m metalog) ramp(side int) ramp {
	a, b := m.a, m.b
	if side == 1 { // q and y turn round, and so does what they rise to
		a, b = mirrored(a), mirrored(b)
		for i := range a {
			a[i] = -a[i]
		}
	}
	return ramp{slope(a), slope(slope(a)), b, slope(b), slope(slope(b))}
}

// mirrored is the polynomial at -x.
func mirrored(c []float64) []float64 {
	out := make([]float64, len(c))
	for i, x := range c {
		if i%2 == 1 {
			x = -x
		}
		out[i] = x
	}
	return out
}

// turns finds a tail probability where the curve does not rise, if there is one. Where it turns back at the very end, it
// is about the last one from which it never rises again.
func (m metalog) turns() (side int, q float64, atEnd, does bool) {
	for side := range 2 {
		r := m.ramp(side)
		e := 0.25
		for !r.risesBelow(e) {
			if e /= 2; e < 0x1p-200 {
				return side, r.lastFall(), true, true
			}
		}
		for ; e < 0.5; e *= 2 {
			if q, ok := r.rises(e, 2*e); !ok {
				return side, q, false, true
			}
		}
	}
	return 0, 0, false, false
}

// at is the rise, and what rounding can have done to it.
func (r ramp) at(q float64) (rise, noise float64) {
	s, y, w := float64(2*q)-1, logit(q), float64(2*q*(1-q))
	rise = horner(r.b, s) + float64(w*(horner(r.a1, s)+float64(horner(r.b1, s)*y)))
	noise = 1e-14 * (size(r.b) + float64(w*(size(r.a1)-float64(size(r.b1)*y))))
	return rise, noise
}

// risesBelow proves the rise in (0, e], e <= 1/4: there it differs from B(-1) by at most 2e (max|A'| + max|B'| (1 + ln 1/e)).
func (r ramp) risesBelow(e float64) bool {
	s := e - 1                                                                      // the middle of -1 to 2e - 1
	change := 2 * e * (most(r.a1, s, e) + float64(most(r.b1, s, e)*(1.3-logit(e)))) // ln 1/e < 0.3 - logit e
	return horner(r.b, -1)-float64(1e-14*size(r.b)) > change
}

// lastFall looks for the end of the fall that begins at q = 0.
func (r ramp) lastFall() float64 {
	q := 0x1p-200
	for q < 0.25 {
		if rise, _ := r.at(q * 1.25); rise > 0 {
			break
		}
		q *= 1.25
	}
	return q
}

// rises proves the rise in [from, to], to <= 1/2, or gives the place where it found none.
func (r ramp) rises(from, to float64) (q float64, ok bool) {
	q = from + float64((to-from)/2)
	rise, noise := r.at(q)
	rise -= noise
	if !(rise > 0) {
		return q, false
	}
	// |d rise/dq| <= 2 (1-2q) |A' + B' y| + 4 q(1-q) |A'' + B'' y| + 4 |B'|
	half, s, y := float64((to-from)/2), float64(2*q)-1, -logit(from)
	change := float64(2*(1-float64(2*from))*(most(r.a1, s, 2*half)+float64(most(r.b1, s, 2*half)*y))) +
		float64(4*to*(1-to)*(most(r.a2, s, 2*half)+float64(most(r.b2, s, 2*half)*y))) + float64(4*most(r.b1, s, 2*half))
	switch {
	case rise > float64(change*half):
		return 0, true
	case half < 1e-8*q:
		return q, false
	}
	if q, ok = r.rises(from, q); !ok {
		return q, false
	}
	return r.rises(from+half, to)
}

// size bounds |polynomial| within 1 of 0.
func size(c []float64) float64 { return most(c, 0, 1) }

// most bounds |polynomial| within r of x, by its Taylor series there.
func most(c []float64, x, r float64) float64 {
	var t [128]float64
	n := copy(t[:], c)
	sum, power := 0.0, 1.0
	for k := range n {
		for i := n - 2; i >= k; i-- {
			t[i] += float64(t[i+1] * x)
		}
		sum += float64(math.Abs(t[k]) * power)
		power *= r
	}
	return sum
}
