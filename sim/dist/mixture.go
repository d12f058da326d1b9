package dist

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"weir/sim/fp"
)

// mixture draws from part i with probability weights[i]. Its quantile inverts the mixed CDF.
type mixture struct {
	parts   []shape
	weights []float64 // sum 1
	edges   []edge    // ascending
}

// An edge is a point where the mixture has an atom, or its density is not smooth.
type edge struct {
	x                           float64
	less, atMost, more, atLeast float64 // P(X < x), P(X <= x), P(X > x), P(X >= x)
}

// newMixture gives a smooth shape where every part is smooth.
func newMixture(parts []shape, weights []float64) shape {
	m := &mixture{parts: parts, weights: make([]float64, len(weights))}
	total := fp.Sum(weights)
	var at []float64
	isSmooth := true
	for i, w := range weights {
		m.weights[i] = w / total
		switch part := parts[i].(type) {
		case smooth:
			at = append(at, part.kinks()...)
		case *steps:
			isSmooth = false
			at = append(at, part.values...)
		case *mixture:
			isSmooth = false
			for _, e := range part.edges {
				at = append(at, e.x)
			}
		}
	}
	slices.SortFunc(at, cmp.Compare[float64])
	for _, x := range slices.Compact(at) {
		atom := m.mass(x)
		e := edge{x: x, atMost: m.CDF(x), more: m.Survival(x)}
		e.less, e.atLeast = e.atMost-atom, e.more+atom
		m.edges = append(m.edges, e)
	}
	if isSmooth {
		return smoothMixture{m}
	}
	return m
}

// mean is the weighted mean over the parts.
func (m *mixture) mean(f func(shape) float64) float64 {
	sum := 0.0
	for i, part := range m.parts {
		if m.weights[i] > 0 {
			sum += float64(m.weights[i] * f(part))
		}
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
		if a, ok := s.(interface{ mass(float64) float64 }); ok {
			return a.mass(x)
		}
		return 0
	})
}

// density is that of the smooth parts.
func (m *mixture) density(x float64) float64 {
	return m.mean(func(s shape) float64 {
		if d, ok := s.(interface{ density(float64) float64 }); ok {
			return d.density(x)
		}
		return 0
	})
}

func (m *mixture) Support() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for i, part := range m.parts {
		if m.weights[i] > 0 {
			a, b := part.Support()
			lo, hi = min(lo, a), max(hi, b)
		}
	}
	return lo, hi
}

func (m *mixture) lower(p float64) float64 {
	at := sort.Search(len(m.edges), func(i int) bool { return m.edges[i].atMost >= p })
	if at < len(m.edges) && m.edges[at].less < p {
		return m.edges[at].x
	}
	target := fp.Log(p)
	return m.solve(at, false, func(s shape) float64 { return s.lower(p) }, func(x float64) (h, slope float64) {
		f := m.CDF(x)
		return fp.Log(f) - target, m.density(x) / f
	})
}

func (m *mixture) upper(q float64) float64 {
	at := sort.Search(len(m.edges), func(i int) bool { return m.edges[i].more <= q })
	if at < len(m.edges) && m.edges[at].atLeast > q {
		return m.edges[at].x
	}
	target := fp.Log(q)
	return m.solve(at, true, func(s shape) float64 { return s.upper(q) }, func(x float64) (h, slope float64) {
		s := m.Survival(x)
		return fp.Log(s) - target, -m.density(x) / s
	})
}

// solve looks below edge number at. The root also lies between the smallest and the largest quantile of the parts.
func (m *mixture) solve(at int, falling bool, of func(shape) float64, eval func(x float64) (h, slope float64)) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, part := range m.parts {
		if m.weights[i] > 0 {
			x := of(part)
			lo, hi = min(lo, x), max(hi, x)
		}
	}
	if at > 0 {
		lo = max(lo, m.edges[at-1].x)
	}
	if at < len(m.edges) {
		hi = min(hi, m.edges[at].x)
	}
	if lo >= hi || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		return lo
	}
	r := rootFinder{lo, hi, falling, 1e-12}
	return r.find(r.middle(), eval)
}

// smoothMixture is a mixture of smooth parts.
type smoothMixture struct{ *mixture }

func (m smoothMixture) kinks() []float64 {
	at := make([]float64, len(m.edges))
	for i, e := range m.edges {
		at[i] = e.x
	}
	return at
}
