package machine

import (
	"slices"
	"sync/atomic"
	"testing"

	"weir/sim/dist"
	"weir/sim/program"
)

// Tables are built once for all programs, in the order of each one's laws; what is to be done besides is done.
func TestTables(t *testing.T) {
	law := func(sig string, x float64) program.Law { return program.Law{Law: dist.Point(x), Scale: 2, Sig: sig} }
	for _, workers := range []int{1, 3} {
		tables := Tables{}
		var besides atomic.Int64
		first := tables.Compile([]program.Law{law("a", 1), law("b", 2), law("c", 3)}, workers, func() { besides.Add(1) }, func() { besides.Add(10) })
		then := tables.Compile([]program.Law{law("d", 4), law("c", 3), law("a", 1)}, workers, func() { besides.Add(100) })
		if len(tables) != 4 || then[1] != first[2] || then[2] != first[0] || !slices.Equal(tables.Compile([]program.Law{law("d", 4)}, workers), then[:1]) {
			t.Errorf("%d workers: %d tables; what was there is not taken", workers, len(tables))
		}
		for i, s := range slices.Concat(first, then[:1]) {
			if x := s.At(0.5); x != 2*float64(i+1) {
				t.Errorf("%d workers: table %d gives %v", workers, i, x)
			}
		}
		if n := besides.Load(); n != 111 {
			t.Errorf("%d workers: %d is done besides", workers, n)
		}
		if none := tables.Compile(nil, workers); len(none) != 0 {
			t.Errorf("%d tables of no laws", len(none))
		}
	}
}
