package dist

import (
	"cmp"
	"slices"
	"sort"
)

// steps is a law on finitely many values, ascending. below[i] and above[i] are P(X <= values[i]) and P(X > values[i]),
// summed from their own ends, so that both tails keep their digits.
type steps struct{ values, below, above []float64 }

// newSteps sorts the values and joins equal ones; values without weight are dropped. The weights need not sum to 1.
func newSteps(values, weights []float64) *steps {
	order := make([]int, 0, len(values))
	total := 0.0
	for i, w := range weights {
		if w > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int {
		if c := cmp.Compare(values[i], values[j]); c != 0 {
			return c
		}
		return cmp.Compare(weights[i], weights[j]) // so that the order of writing changes no bit
	})
	s := &steps{}
	for _, i := range order {
		total += weights[i]
		if n := len(s.values); n > 0 && s.values[n-1] == values[i] {
			s.below[n-1] = total
			continue
		}
		s.values = append(s.values, values[i])
		s.below = append(s.below, total)
	}
	n := len(s.values)
	s.above = make([]float64, n)
	rest, at := 0.0, n-1
	for k := len(order) - 1; k >= 0; k-- {
		for s.values[at] != values[order[k]] {
			at--
			s.above[at] = rest
		}
		rest += weights[order[k]]
	}
	for i := range n {
		s.below[i] /= total
		s.above[i] /= total
	}
	s.below[n-1], s.above[n-1] = 1, 0
	return s
}

func (s *steps) lower(p float64) float64 {
	return s.values[sort.Search(len(s.values)-1, func(i int) bool { return s.below[i] >= p })]
}

func (s *steps) upper(q float64) float64 {
	return s.values[sort.Search(len(s.values)-1, func(i int) bool { return s.above[i] <= q })]
}

func (s *steps) CDF(x float64) float64 {
	if i := s.count(x); i > 0 {
		return s.below[i-1]
	}
	return 0
}

func (s *steps) Survival(x float64) float64 {
	if i := s.count(x); i > 0 {
		return s.above[i-1]
	}
	return 1
}

// count is the number of values at or below x.
func (s *steps) count(x float64) int {
	return sort.Search(len(s.values), func(i int) bool { return s.values[i] > x })
}

func (s *steps) Support() (lo, hi float64) { return s.values[0], s.values[len(s.values)-1] }

// mass is P(X = x).
func (s *steps) mass(x float64) float64 {
	i := s.count(x)
	switch {
	case i == 0 || s.values[i-1] != x:
		return 0
	case i == 1:
		return s.below[0]
	case s.below[i-1] < 0.5:
		return s.below[i-1] - s.below[i-2]
	default:
		return s.above[i-2] - s.above[i-1]
	}
}

// Point is the certain value v.
func Point(v float64) Law {
	return law{&steps{[]float64{v}, []float64{1}, []float64{0}}}
}

// thresholds are the uniforms at which the quantile leaves a value: the nearest doubles to P(X <= value), the upper ones
// taken from the other end.
func (s *steps) thresholds() []float64 {
	t := make([]float64, len(s.values))
	for i := range t {
		if t[i] = s.below[i]; t[i] > 0.5 {
			t[i] = 1 - s.above[i]
		}
	}
	return t
}
