package findings

import (
	"math"
	"testing"

	"weir/sim/plan"
	"weir/sim/program"
	"weir/sim/stat"
)

// TestUpToCountsAllTrials: also where they are more than an int of 32 bits holds.
func TestUpToCountsAllTrials(t *testing.T) {
	a, b := new(stat.Counts), new(stat.Counts)
	x := []float64{1, 2, 3, 4}
	a.Add(x)
	b.Add(x)
	for b.N() <= math.MaxUint32 { // as rabbits do
		a.Merge(b)
		a, b = b, a
	}
	d := b.Distribution()
	for _, row := range []struct{ at, want float64 }{{0.5, 0}, {1, 0.25}, {2.5, 0.5}, {3, 0.75}, {4, 1}, {5, 1}} {
		if got := upTo(d, plan.Probe{Scale: program.Scale{Times: 1, Over: 1}, At: row.at}); got != row.want {
			t.Errorf("%g of %d trials are at or below %g, want %g", got, d.N(), row.at, row.want)
		}
	}
}
