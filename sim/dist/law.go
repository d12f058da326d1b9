package dist

// A Law is a distribution on the real line. Laws are immutable and safe for concurrent use; only this package makes them.
type Law interface {
	// Quantile is the smallest x with CDF(x) >= p, for p in [0, 1]. For p > 1/2 it works from 1-p, which is exact, so the
	// upper tail is as accurate as the lower one. Quantile(0) and Quantile(1) are the ends of the support.
	Quantile(p float64) float64
	// CDF is P(X <= x), accurate relative to its own size in the lower tail.
	CDF(x float64) float64
	// Survival is P(X > x), accurate relative to its own size in the upper tail.
	Survival(x float64) float64
	// Support is the smallest closed interval that holds every draw; its ends may be infinite.
	Support() (lo, hi float64)

	form() shape
}

// A shape is what a family implements; law makes a Law of it.
type shape interface {
	lower(p float64) float64 // the quantile at p, 0 <= p <= 1/2
	upper(q float64) float64 // the quantile at 1-q, 0 <= q < 1/2
	CDF(x float64) float64
	Survival(x float64) float64
	Support() (lo, hi float64)
}

// A smooth shape has a density, so it can be truncated, and tabulated without atoms.
type smooth interface {
	shape
	density(x float64) float64
	kinks() []float64 // the finite points where the density is not smooth, ascending
	closed() bool     // the quantile is a closed form, so that asking it often costs little
}

// tail is the quantile at the tail probability q of a side, 0 the lower and 1 the upper one.
func tail(s shape, side int, q float64) float64 {
	if side == 0 {
		return s.lower(q)
	}
	return s.upper(q)
}

type law struct{ shape }

func (l law) form() shape { return l.shape }

func (l law) Quantile(p float64) float64 { return quantile(l.shape, p) }

func quantile(s shape, p float64) float64 {
	if p > 0.5 {
		return s.upper(1 - p)
	}
	return s.lower(p)
}
