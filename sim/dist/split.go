package dist

import (
	"cmp"
	"math"
	"slices"

	"weir/sim/fp"
)

// newPieces goes from edge to edge.
func newPieces(m *mixture, scale float64) *pieces {
	b := builder{scale: scale}
	if s := m.smooth(); len(s.parts) == 1 {
		b.of = s.parts[0].(smooth)
	} else if len(s.parts) > 1 {
		b.of = newMixture(s.parts, s.weights).(smooth)
	}
	lo, hi := m.Support()
	from := edge{x: lo}
	for _, e := range b.stops(m, edge{x: hi, less: 1}) {
		b.stretch(from.x, e.x, e.less, e.atLeast, 0)
		if e.atMost > e.less && e.atLeast > e.more {
			b.add(flat(e.x*scale), e.atMost, e.more)
		}
		from = e
	}
	return b.done()
}

// A builder collects pieces from below.
type builder struct {
	of         smooth // the law without its atoms; nil where there is nothing else
	scale      float64
	parts      []piece
	thresholds []float64
}

// stops are the edges, the end, and the valleys between the medians of the parts.
func (b *builder) stops(whole *mixture, end edge) []edge {
	stops := append(slices.Clone(whole.edges()), end)
	m, ok := b.of.(smoothMixture)
	if !ok {
		return stops
	}
	var medians []float64
	for _, part := range m.parts {
		medians = append(medians, part.lower(0.5))
	}
	slices.SortFunc(medians, cmp.Compare[float64])
	for i := 1; i < len(medians); i++ {
		from, to := medians[i-1], medians[i]
		x := valley(m, from, to)
		isNew := !slices.ContainsFunc(whole.edges(), func(e edge) bool { return e.x >= from && e.x <= to })
		isDeep := m.density(x) < min(m.density(from), m.density(to))/8
		if (isNew || isDeep) && x > from && x < to {
			below, above := whole.CDF(x), whole.Survival(x)
			stops = append(stops, edge{x: x, less: below, atMost: below, more: above, atLeast: above})
		}
	}
	slices.SortStableFunc(stops, func(a, b edge) int { return cmp.Compare(a.x, b.x) })
	return stops
}

// add appends a piece up to the uniform with this lower and upper tail.
func (b *builder) add(p piece, below, above float64) {
	to := below
	if below > 0.5 {
		to = 1 - above
	}
	if n := len(b.parts); n > 0 {
		p.lo = b.parts[n-1].hi
	}
	if to <= p.lo {
		return
	}
	p.hi, p.per = to, 1/(to-p.lo)
	b.parts = append(b.parts, p)
	b.thresholds = append(b.thresholds, to)
}

// deepest is how often a stretch is halved in search of smoothness.
const deepest = 6

// stretch adds what lies strictly between two points, up to the uniform with this lower and upper tail.
func (b *builder) stretch(lo, hi, below, above float64, depth int) {
	if b.of == nil || lo >= hi {
		return
	}
	t := newTruncated(b.of, lo, hi)
	if !(t.kept > 1e-16) {
		return
	}
	from, to := 0.0, below // the uniforms of the stretch
	if n := len(b.parts); n > 0 {
		from = b.parts[n-1].hi
	}
	if below > 0.5 {
		to = 1 - above
	}
	isRare := to-from < 1e-10 // and not worth a table
	var found *table
	cut := lo + float64((hi-lo)/2)
	if !isRare && (depth > 0 || isOneTable(t)) {
		var where failure
		if found, where = tabulate(b.aim(t)); found == nil {
			cut = t.cut(where)
		}
	}
	if found == nil && !isRare && depth < deepest && cut > lo && cut < hi {
		at := from + float64(t.CDF(cut)*(to-from))
		b.stretch(lo, cut, at, 1-at, depth+1)
		b.stretch(cut, hi, below, above, depth+1)
		return
	}
	if found == nil {
		b.add(piece{of: t, scale: b.scale}, below, above)
		return
	}
	b.add(piece{reader: found.reader()}, below, above)
}

// aim sets the target for a stretch. Where it ends inside the law there is no tail whose digits count, only the error in u, so
// the start may be off by 1e-12; less where the density is low, as the error in v stays while the slope falls. And a distance
// from there has no more digits than the value.
func (b *builder) aim(t truncated) target {
	g := aim(t, b.scale)
	lo, hi := b.of.Support()
	usual := t.density(t.lower(0.5))
	for side, end := range [2]struct{ x, of float64 }{{t.lo, lo}, {t.hi, hi}} {
		if end.x != end.of {
			g.noise[side] = max(g.noise[side], 1e-12*min(1, t.density(end.x)/usual))
		}
		g.grain[side] = 1e-16 * math.Abs(g.off[side]/g.gain[side])
	}
	return g
}

// cut is where the density is least within a cell that failed.
func (t truncated) cut(where failure) float64 {
	if where.side == 1 {
		return valley(t, t.upper(where.to), t.upper(where.from))
	}
	return valley(t, t.lower(where.from), t.lower(where.to))
}

// valley is about where the density is least between two points, by halving the grid around the least of 33. The grid is
// even in the logarithm where the points span powers of ten.
func valley(s smooth, from, to float64) float64 {
	if from > 0 && to > 16*from {
		a, b := fp.Log(from), fp.Log(to)
		y := lowestOf(a, b, func(y float64) float64 { return s.density(fp.Exp(y)) })
		return fp.Exp(y)
	}
	return lowestOf(from, to, s.density)
}

// lowestOf is about where f is least.
func lowestOf(from, to float64, f func(float64) float64) float64 {
	at, least := from, math.Inf(1)
	for range 4 {
		step := float64((to - from) / 32)
		for i := range 33 {
			x := from + float64(step*float64(i))
			if d := f(x); d < least {
				at, least = x, d
			}
		}
		from, to = max(from, at-step), min(to, at+step)
	}
	return at
}

// done closes the last piece at 1, whatever rounding made of it.
func (b *builder) done() *pieces {
	b.parts[len(b.parts)-1].hi = 1
	p := &b.parts[len(b.parts)-1]
	p.per = 1 / (1 - p.lo)
	b.thresholds[len(b.thresholds)-1] = 1
	return &pieces{newGuide(b.thresholds), b.parts}
}
