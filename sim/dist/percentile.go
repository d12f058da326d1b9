package dist

import (
	"fmt"
	"math"
	"strings"

	"weir/sim/fp"
)

// pair reads the lowest and the highest percentile of a two-parameter family; the values must rise and lie strictly between
// lo and hi.
func (a Args) pair(name string, lo, hi float64) (low, high percentile, err *ArgError) {
	all := a.percentiles()
	if len(all) < 2 {
		return low, high, wrong(all[0].field, "", "%s takes two percentiles, not %d", name, len(all))
	}
	return all[0], all[len(all)-1], rising(name, all, lo, hi)
}

// rising refuses percentiles that do not rise, or do not lie strictly between lo and hi.
func rising(name string, points []percentile, lo, hi float64) *ArgError {
	for _, p := range points {
		switch {
		case p.x > lo && p.x < hi:
		case math.IsInf(hi, 1):
			return wrong(p.field, "", "%s of a %s must be above %s, not %s", p.field, name, number(lo), number(p.x))
		case math.IsInf(lo, -1):
			return wrong(p.field, "", "%s of this %s must be below %s, not %s", p.field, name, number(hi), number(p.x))
		default:
			return wrong(p.field, "", "%s of this %s must lie above %s and below %s, not at %s", p.field, name, number(lo), number(hi), number(p.x))
		}
	}
	for i := 1; i < len(points); i++ {
		if low, high := points[i-1], points[i]; low.x >= high.x {
			return wrong(high.field, "", "%s, %s, must be above %s, %s", high.field, number(high.x), low.field, number(low.x))
		}
	}
	return nil
}

// of is the percentile of the shape.
func (p percentile) of(s shape) float64 {
	if p.n > 50 {
		return s.upper(float64(100-p.n) / 100)
	}
	return s.lower(float64(p.n) / 100)
}

// isMet reports whether a quantile is the percentile to 1e-10 of it, or to 1e-12 of the range of all.
func (p percentile) isMet(got float64, all []percentile) bool {
	off := math.Abs(got - p.x)
	return off <= 1e-10*math.Abs(p.x) || off <= 1e-12*(all[len(all)-1].x-all[0].x)
}

// meets holds a law through the lowest and the highest percentile to those between.
func (a Args) meets(name string, s shape) *ArgError {
	points := a.percentiles()
	low, high := points[0], points[len(points)-1]
	var missed []string
	field := ""
	for _, p := range points {
		if got := p.of(s); !p.isMet(got, points) {
			missed = append(missed, fmt.Sprintf("%s %s, not %s", p.field, number(got), number(p.x)))
			field = p.field
		}
	}
	if missed == nil {
		return nil
	}
	mend := "keep two of them"
	lo, hi := s.Support()
	if m := asMetalog(points, lo, hi); m != "" {
		mend += ", or meet all with " + m
	}
	return wrong(field, mend, "a %s is fixed by two percentiles: with %s = %s and %s = %s it has %s", name, low.field, number(low.x), high.field, number(high.x), strings.Join(missed, " and "))
}

// z is the standard normal quantile at the percentile.
func (p percentile) z() float64 {
	if p.n > 50 {
		return -fp.PhiInv(float64(100-p.n) / 100)
	}
	return fp.PhiInv(float64(p.n) / 100)
}

// line is the center and the spread of the normal through (z, y) at two percentiles, counted from the nearer one.
func line(low, high percentile, yLow, yHigh float64) (center, spread float64) {
	spread = (yHigh - yLow) / (high.z() - low.z())
	if math.Abs(low.z()) < math.Abs(high.z()) {
		return yLow - float64(low.z()*spread), spread
	}
	return yHigh - float64(high.z()*spread), spread
}

func normalFrom(a Args) (shape, *ArgError) {
	low, high, err := a.pair("normal", math.Inf(-1), math.Inf(1))
	if err != nil {
		return nil, err
	}
	mean, sd := line(low, high, low.x, high.x)
	return normal{mean, sd}, nil
}

func lognormalFrom(a Args) (shape, *ArgError) {
	low, high, err := a.pair("lognormal", 0, math.Inf(1))
	if err != nil {
		return nil, err
	}
	mu, sigma := line(low, high, fp.Log(low.x), fp.Log(high.x))
	return lognormal{fp.Exp(mu), sigma}, nil
}

func logitnormalFrom(a Args) (shape, *ArgError) {
	low, high, err := a.pair("logitnormal", 0, 1)
	if err != nil {
		return nil, err
	}
	center, sigma := line(low, high, logit(low.x), logit(high.x))
	return logitnormal{center, sigma}, nil
}

// gammaFrom: the ratio of two quantiles falls as the shape rises, from infinity to 1, so the shape is a root in one
// variable; the scale follows.
func gammaFrom(a Args) (shape, *ArgError) {
	low, high, err := a.pair("gamma", 0, math.Inf(1))
	if err != nil {
		return nil, err
	}
	want := fp.Log(high.x / low.x)
	excess := func(logShape float64) float64 {
		g := newGamma(fp.Exp(logShape), 1)
		return want - (g.logQuantile(high.n) - g.logQuantile(low.n))
	}
	from, to := fp.Log(leastShape), fp.Log(mostShape)
	if excess(from) > 0 || excess(to) < 0 {
		return nil, wrong(high.field, "a lognormal can", "no gamma has %s = %s and %s = %s with a shape between 0.001 and 1e7", low.field, number(low.x), high.field, number(high.x))
	}
	g := newGamma(fp.Exp(root(from, to, excess)), 1)
	g.scale = low.x / fp.Exp(g.logQuantile(low.n))
	return g, nil
}

// logQuantile is ln(x/scale) at the percentile n.
func (g gamma) logQuantile(n int) float64 {
	if n > 50 {
		return g.logUpper(float64(100-n) / 100)
	}
	return g.logLower(float64(n) / 100)
}

// betaFrom: for each alpha one beta puts the lower percentile in its place, and as both rise together the law closes in
// on it, so what lies below the upper percentile rises: two nested roots in one variable each.
func betaFrom(a Args, lo, hi float64) (shape, *ArgError) {
	low, high, err := a.pair("beta", lo, hi)
	if err != nil {
		return nil, err
	}
	w := hi - lo
	from, to := fp.Log(leastShape), fp.Log(mostShape)
	betaAt := func(alpha float64) float64 { // at the ends of the range for alpha it may lie far outside
		return fp.Exp(root(from-7, to+7, func(logBeta float64) float64 {
			return below(low, alpha, fp.Exp(logBeta), (low.x-lo)/w, (hi-low.x)/w)
		}))
	}
	excess := func(logAlpha float64) float64 {
		alpha := fp.Exp(logAlpha)
		return below(high, alpha, betaAt(alpha), (high.x-lo)/w, (hi-high.x)/w)
	}
	alpha := fp.Exp(root(from, to, excess))
	bet := betaAt(alpha)
	for _, p := range []percentile{low, high} {
		if off := below(p, alpha, bet, (p.x-lo)/w, (hi-p.x)/w); math.Abs(off) > 1e-10 || bet < leastShape || bet > mostShape {
			return nil, wrong(p.field, "", "no beta between %s and %s has %s = %s and %s = %s with shapes between 0.001 and 1e7", number(lo), number(hi), low.field, number(low.x), high.field, number(high.x))
		}
	}
	return newBeta(alpha, bet, lo, hi), nil
}

// below is I_x(alpha, beta) less the probability of the percentile, from the nearer tail; rest is 1 - x.
func below(p percentile, alpha, bet, x, rest float64) float64 {
	if p.n > 50 {
		return float64(100-p.n)/100 - fp.BetaI(bet, alpha, rest)
	}
	return fp.BetaI(alpha, bet, x) - float64(p.n)/100
}

// FromRange is the law of "lo to hi", its 5th and 95th percentiles, of the family of RangeFamily.
func FromRange(lo, hi float64, share bool) (Law, *ArgError) {
	a := Args{Num: map[string]float64{"p5": lo, "p95": hi}}
	switch {
	case !isFinite(lo) || !isFinite(hi):
		return nil, wrong("", "", "%s to %s is not a range of finite numbers", number(lo), number(hi))
	case lo == hi:
		return nil, wrong("", "write the number alone", "the ends of the range %s to %s are equal", number(lo), number(hi))
	case lo > hi:
		return nil, wrong("", "write "+number(hi)+" to "+number(lo), "the range %s to %s falls", number(lo), number(hi))
	case share && (lo < 0 || hi > 1):
		return nil, wrong("", "write 0.35 or \"35%\"", "%s to %s is not a range of shares: a share lies between 0 and 1", number(lo), number(hi))
	case share && (lo == 0 || hi == 1):
		return nil, wrong("", "write { dist = \"uniform\", min = "+number(lo)+", max = "+number(hi)+" }",
			"the range %s to %s touches 0 or 1, and no logit-normal has a 5th or 95th percentile there", number(lo), number(hi))
	}
	return New(RangeFamily(lo, share), a)
}

// RangeFamily is the family of a range that begins at lo: logit-normal for a share, else lognormal where lo is positive, else
// normal.
func RangeFamily(lo float64, share bool) string {
	switch {
	case share:
		return "logitnormal"
	case lo > 0:
		return "lognormal"
	}
	return "normal"
}
