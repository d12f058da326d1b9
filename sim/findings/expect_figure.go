package findings

import (
	"math"

	"weir/sim/fp"
	"weir/sim/program"
	"weir/sim/stat"
)

// A figure is a statistic of a column, and between what ends its Monte Carlo error leaves it.
type figure struct {
	value    float64
	shown    ends // with 95%
	decisive ends // with 99.9%
	same     bool // no trial differs, though the model does not say so
}

type ends struct{ lo, hi float64 }

// scaled is a figure of what a column stands for.
func (f figure) scaled(to program.Scale) figure {
	f.value = to.Of(f.value)
	f.shown, f.decisive = ends{to.Of(f.shown.lo), to.Of(f.shown.hi)}, ends{to.Of(f.decisive.lo), to.Of(f.decisive.hi)}
	return f
}

// What an interval leaves out on either side.
const (
	shownTail    = 0.025
	decisiveTail = 0.0005
)

// dfRandomised are the degrees of freedom of an error from 16 randomisations.
const dfRandomised = stat.Randomisations - 1

// binWidth is how far a value that is told to a bin may be off, relative to its magnitude: see stat.Counts.
const binWidth = 0x1p-10

func certainly(x float64) figure { return figure{value: x, shown: ends{x, x}, decisive: ends{x, x}} }

// A sample is all that is known of a column.
type sample struct {
	d        *stat.Distribution
	exact    bool // each value is
	moments  stat.Moments
	se       float64        // of the mean
	design   bool           // the trials are those of 16 randomisations
	replicas *stat.Replicas // where the design asks for them; nil for means and shares
}

// interval makes a figure of both its intervals.
func (s *sample) interval(value float64, within func(tail float64) ends) figure {
	f := figure{value: value, same: s.d.Min() == s.d.Max()}
	if s.d.N() < 2 { // one trial bounds nothing
		f.shown = ends{math.Inf(-1), math.Inf(1)}
		f.decisive = f.shown
		return f
	}
	f.shown, f.decisive = within(shownTail), within(decisiveTail)
	return f
}

// around is value -+ t se.
func around(value, se, df float64) func(tail float64) ends {
	return func(tail float64) ends {
		if se == 0 {
			return ends{value, value}
		}
		off := float64(stat.StudentT(df, tail) * se)
		return ends{value - off, value + off}
	}
}

// influence is the standard error of the mean of f, and its degrees of freedom.
func (s *sample) influence(f func(x float64) float64) (se, df float64) {
	se, df = s.d.Influence(f)
	if s.design {
		return s.replicas.Influence(f), min(df, dfRandomised)
	}
	return se, df
}

// standard takes a value to standard deviations from the mean, which keeps its powers within range.
func (s *sample) standard() func(x float64) float64 {
	mean, sd := s.moments.Mean, s.moments.SD()
	if !(sd > 0) {
		return func(float64) float64 { return 0 }
	}
	return func(x float64) float64 { return (x - mean) / sd }
}

// mean has the degrees of freedom that its own values leave to the error: few where few trials carry it.
func (s *sample) mean() figure {
	_, df := s.d.Influence(s.standard())
	if s.design {
		df = min(df, dfRandomised)
	}
	return s.interval(s.moments.Mean, around(s.moments.Mean, s.se, df))
}

// sd is the standard deviation s. Its influence function at x is s (z^2 - 1)/2 with z = (x - mean)/s; its logarithm is closer
// to normal than itself, and has that of z^2/2.
func (s *sample) sd() figure {
	sd, z := s.moments.SD(), s.standard()
	if sd == 0 {
		return s.interval(0, around(0, 0, 1))
	}
	se, df := s.influence(func(x float64) float64 { return float64(z(x)*z(x)) / 2 })
	logs := around(0, se, df)
	return s.interval(sd, func(tail float64) ends {
		l := logs(tail)
		return ends{sd * fp.Exp(l.lo), sd * fp.Exp(l.hi)}
	})
}

// percentile lies between two order statistics.
func (s *sample) percentile(percent int64) figure {
	var shares *stat.Shares
	if s.design {
		shares = s.replicas.Shares()
	}
	ranks := func(tail float64) (lo, hi int64) {
		if shares != nil {
			return shares.RanksWithin(percent, 100, stat.StudentT(dfRandomised, tail))
		}
		return stat.RanksBeyond(s.d.N(), percent, 100, tail)
	}
	open := func(lo, hi float64) ends {
		if math.IsNaN(lo) {
			lo = math.Inf(-1)
		}
		if math.IsNaN(hi) {
			hi = math.Inf(1)
		}
		return ends{lo, hi}
	}
	return figure{
		value:    s.d.Quantile(percent, 100),
		shown:    open(s.d.Between(ranks(shownTail))),
		decisive: open(s.d.Between(ranks(decisiveTail))),
	}
}

// cvar is the mean of the highest twentieth of the trials, or of the lowest. With q the quantile at its border, the highest
// has the influence function q + max(x - q, 0)/0.05 (Manistre and Hancock 2005, "Variance of the CTE estimator"). The tail
// is told to its bins.
func (s *sample) cvar(highest bool) figure {
	const times = 20
	value, q, side := s.d.LowerMean(5, 100), s.d.Quantile(5, 100), -1.0
	if highest {
		value, q, side = s.d.UpperMean(5, 100), s.d.Quantile(95, 100), 1
	}
	z := s.standard()
	border := z(q)
	se, df := s.influence(func(x float64) float64 { return max(side*(z(x)-border), 0) })
	blur := 0.0
	if !s.exact { // the magnitudes in the tail have this mean at most: it is that of values of one sign, or q bounds the others
		blur = math.Abs(value)
		if side*q < 0 {
			blur = float64(side*value) + 2*math.Abs(q)
		}
		blur *= binWidth
	}
	off := around(value, times*se*s.moments.SD(), df)
	return s.interval(value, func(tail float64) ends {
		e := off(tail)
		return ends{e.lo - blur, e.hi + blur}
	})
}

// share is that of the trials with a 1 in a column of 0 and 1. A few trials on one side tell too little of a spread between
// randomisations: there the law of independent trials serves, which the designs do not exceed by much.
func (s *sample) share() figure {
	const few = 10 * stat.Randomisations
	n := s.d.N()
	k := n - int64(float64(s.d.Zero()*float64(n))+0.5)
	value := float64(k) / float64(n)
	within := func(tail float64) ends {
		lo, hi := stat.Proportion(k, n, tail)
		return ends{lo, hi}
	}
	if s.design && min(k, n-k) >= few {
		spread := around(value, s.se, dfRandomised)
		within = func(tail float64) ends {
			e := spread(tail)
			return ends{max(e.lo, 0), min(e.hi, 1)}
		}
	}
	return figure{value: value, shown: within(shownTail), decisive: within(decisiveTail)}
}
