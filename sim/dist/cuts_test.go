package dist

import (
	"slices"
	"testing"
)

func TestCuts(t *testing.T) {
	mixed, err := New("mixture", Args{Of: []Law{Point(0), lawOf(t, "uniform", "min=-1;max=1")}, Weights: []float64{1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	discrete, _ := New("discrete", Args{Values: []float64{3, 1, 2, 1}, Weights: []float64{4, 1, 2, 1}})
	for name, row := range map[string]struct {
		law  Law
		want []float64
	}{
		"normal":    {lawOf(t, "normal", "mean=0;sd=1"), nil},
		"point":     {Point(3), nil},
		"bernoulli": {lawOf(t, "bernoulli", "p=0.25"), []float64{0.75}},
		"rare":      {lawOf(t, "bernoulli", "p=0.0009765625"), []float64{1 - 0x1p-10}},
		"discrete":  {discrete, []float64{0.25, 0.5}},
	} {
		if got := Cuts(row.law); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
	cuts := Cuts(mixed)
	if n := len(cuts); n != 128 || !slices.Contains(cuts, 0.25) || !slices.Contains(cuts, 0.75) {
		t.Errorf("half an atom, half a uniform: %d cuts, %v", n, cuts)
	}
}

// Cuts ascend inside (0, 1); between two of them lies one atom or a stretch of at most 1/256; and each atom that is wider
// has both its ends.
func TestCutsOfAllLaws(t *testing.T) {
	for name, l := range lawsUnderTest(t) {
		cuts := Cuts(l)
		if _, ok := l.form().(smooth); ok {
			if cuts != nil {
				t.Errorf("%s is continuous and has %d cuts", name, len(cuts))
			}
			continue
		}
		if len(cuts) > 600 {
			t.Errorf("%s has %d cuts", name, len(cuts))
		}
		stops := append(append([]float64{0}, cuts...), 1)
		for i := 1; i < len(stops); i++ {
			from, to := stops[i-1], stops[i]
			if from >= to {
				t.Fatalf("%s: cuts do not ascend inside (0, 1): %v", name, cuts)
			}
			isAtom := l.Quantile(from+(to-from)*1e-6) == l.Quantile(to-(to-from)*1e-6)
			if to-from > fine+1e-15 && !isAtom {
				t.Errorf("%s: from %g to %g is no atom", name, from, to)
			}
		}
		if s, ok := l.form().(*steps); ok {
			for i, at := range s.thresholds() {
				if mass := s.mass(s.values[i]); mass > fine && at < 1 && !slices.Contains(cuts, at) {
					t.Errorf("%s: no cut at %g, above %g", name, at, s.values[i])
				}
			}
		}
	}
}
