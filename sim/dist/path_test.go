package dist

import (
	"slices"
	"testing"
)

// TestScoresChangeNoBit: a table from normal scores that are made once is the table from exact quantiles.
func TestScoresChangeNoBit(t *testing.T) {
	for _, l := range []lognormal{{1, 0.1}, {3e-200, 0.45}, {2e7, 0.7}, {1e300, 1.5}} {
		for bits := range uint(len(normalScores)) + 1 {
			for _, exp := range []bool{false, true} {
				g := aim(l, 0.25)
				got, where := g.fit(bits, exp)
				g.ofScore = nil
				want, place := g.fit(bits, exp)
				switch {
				case (got == nil) != (want == nil) || where != place:
					t.Errorf("%v, %d bits, logarithms %v: gives up at %v, not at %v", l, bits, exp, where, place)
				case got != nil && !slices.Equal(got.cells, want.cells):
					t.Errorf("%v, %d bits, logarithms %v: other cells", l, bits, exp)
				}
			}
		}
	}
}
