package dist

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync"

	"weir/sim/fp"
)

// mixture draws from part i with probability weights[i]. Its quantile inverts the mixed CDF.
type mixture struct {
	parts   []shape
	weights []float64     // sum 1
	edges   func() []edge // ascending; found when they are first asked for, which costs the square of the parts
}

// An edge is a point where the mixture has an atom, or its density is not smooth.
type edge struct {
	x                           float64
	less, atMost, more, atLeast float64 // P(X < x), P(X <= x), P(X > x), P(X >= x)
}

// newMixture gives a smooth shape where every part is smooth. Mixtures among the parts are taken apart.
func newMixture(parts []shape, weights []float64) shape {
	m := &mixture{}
	total := fp.Sum(weights)
	for i, part := range parts {
		m.add(part, weights[i]/total)
	}
	m.edges = sync.OnceValue(m.findEdges)
	if len(m.smooth().parts) == len(m.parts) {
		return smoothMixture{m}
	}
	return m
}

func (m *mixture) findEdges() (edges []edge) {
	var at []float64
	for _, part := range m.parts {
		if s, ok := part.(*steps); ok {
			at = append(at, s.values...)
		} else {
			at = append(at, part.(smooth).kinks()...)
		}
	}
	slices.SortFunc(at, cmp.Compare[float64])
	for _, x := range slices.Compact(at) {
		atom := m.mass(x)
		e := edge{x: x, atMost: m.CDF(x), more: m.Survival(x)}
		e.less, e.atLeast = e.atMost-atom, e.more+atom
		edges = append(edges, e)
	}
	return edges
}

// A burden is what makes a mixture slow: each of its values is looked at in each of its parts, and each continuous part often.
type burden struct{ parts, values, continuous int }

// What a mixture bears. The most that it does takes some seconds.
const (
	mostLooks      = 1 << 24 // values times parts
	mostContinuous = 256
)

// add takes in a part; mixtures are taken apart.
func (b *burden) add(s shape) {
	switch s := s.(type) {
	case *mixture:
		for _, part := range s.parts {
			b.add(part)
		}
	case smoothMixture:
		b.add(s.mixture)
	case truncated:
		b.add(s.of)
	case *steps:
		b.parts++
		b.values += len(s.values)
	default:
		b.parts++
		b.continuous++
	}
}

// add takes a part in, if it counts.
func (m *mixture) add(part shape, weight float64) {
	of, ok := part.(*mixture)
	if s, isSmooth := part.(smoothMixture); isSmooth {
		of, ok = s.mixture, true
	}
	switch {
	case weight <= 0:
	case ok:
		for i, inner := range of.parts {
			m.add(inner, weight*of.weights[i])
		}
	default:
		m.parts = append(m.parts, part)
		m.weights = append(m.weights, weight)
	}
}

// smooth are the smooth parts, with their weights.
func (m *mixture) smooth() (only mixture) {
	for i, part := range m.parts {
		if _, ok := part.(smooth); ok {
			only.add(part, m.weights[i])
		}
	}
	return only
}

// mean is the weighted mean over the parts.
func (m *mixture) mean(f func(shape) float64) float64 {
	sum := 0.0
	for i, part := range m.parts {
		sum += float64(m.weights[i] * f(part))
	}
	return sum
}

func (m *mixture) CDF(x float64) float64 {
	return min(1, m.mean(func(s shape) float64 { return s.CDF(x) }))
}

func (m *mixture) Survival(x float64) float64 {
	return min(1, m.mean(func(s shape) float64 { return s.Survival(x) }))
}

// mass is P(X = x).
func (m *mixture) mass(x float64) float64 {
	return m.mean(func(s shape) float64 {
		if s, ok := s.(*steps); ok {
			return s.mass(x)
		}
		return 0
	})
}

// density is that of the smooth parts.
func (m *mixture) density(x float64) float64 {
	return m.mean(func(s shape) float64 {
		if s, ok := s.(smooth); ok {
			return s.density(x)
		}
		return 0
	})
}

func (m *mixture) Support() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, part := range m.parts {
		a, b := part.Support()
		lo, hi = min(lo, a), max(hi, b)
	}
	return lo, hi
}

func (m *mixture) lower(p float64) float64 {
	if p == 0 {
		lo, _ := m.Support()
		return lo
	}
	edges := m.edges()
	at := sort.Search(len(edges), func(i int) bool { return edges[i].atMost >= p })
	if at < len(edges) && edges[at].less < p {
		return edges[at].x
	}
	target := fp.Log(p)
	return m.solve(at, false, func(s shape) float64 { return s.lower(p) }, func(x float64) (h, slope float64) {
		f := m.CDF(x)
		return fp.Log(f) - target, m.density(x) / f
	})
}

func (m *mixture) upper(q float64) float64 {
	if q == 0 {
		_, hi := m.Support()
		return hi
	}
	edges := m.edges()
	at := sort.Search(len(edges), func(i int) bool { return edges[i].more <= q })
	if at < len(edges) && edges[at].atLeast > q {
		return edges[at].x
	}
	target := fp.Log(q)
	return m.solve(at, true, func(s shape) float64 { return s.upper(q) }, func(x float64) (h, slope float64) {
		s := m.Survival(x)
		return fp.Log(s) - target, -m.density(x) / s
	})
}

// least is where numbers begin to lose digits; between it and 0 a quantile is 0.
const least = 0x1p-1022

// solve looks below edge number at. The root also lies between the smallest and the largest quantile of the parts.
func (m *mixture) solve(at int, falling bool, of func(shape) float64, eval func(x float64) (h, slope float64)) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, part := range m.parts {
		x := of(part)
		lo, hi = min(lo, x), max(hi, x)
	}
	edges := m.edges()
	if at > 0 {
		lo = max(lo, edges[at-1].x)
	}
	if at < len(edges) {
		hi = min(hi, edges[at].x)
	}
	if lo == 0 && hi > 0 { // powers of ten without end
		if h, _ := eval(least); hi < least || (h < 0) == falling {
			return 0
		}
		lo = least
	}
	if lo >= hi || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		return lo
	}
	r := rootFinder{lo, hi, falling, 0, 1e-15}
	x := r.middle()
	if lo > 0 && hi > 2*lo { // first in the logarithm, where tails over powers of ten are straight
		log := rootFinder{fp.Log(lo), fp.Log(hi), falling, 1e-8, 0}
		x = fp.Exp(log.find(log.middle(), func(y float64) (h, slope float64) {
			x := fp.Exp(y)
			h, slope = eval(x)
			return h, slope * x
		}))
	}
	return r.find(x, eval)
}

// smoothMixture is a mixture of smooth parts.
type smoothMixture struct{ *mixture }

func (m smoothMixture) kinks() []float64 {
	edges := m.edges()
	at := make([]float64, len(edges))
	for i, e := range edges {
		at[i] = e.x
	}
	return at
}

func (m smoothMixture) closed() bool { return false }
