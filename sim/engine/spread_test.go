package engine

import (
	"testing"

	"weir/sim/draw"
	"weir/sim/plan"
)

// Trials that do not follow one another have the draws that they have anyway, however far apart they lie.
func TestSpread(t *testing.T) {
	for _, dim := range []int{-1, 3} {
		for _, design := range []draw.Design{draw.NewDesign(draw.Random, 1<<33), draw.NewDesign(draw.Sobol, 1<<33)} {
			p := &plan.Plan{Streams: []plan.Stream{{Key: draw.Root(1).Path("a"), Dim: dim}}}
			m := newMachine(p, nil, design, nil)
			for _, step := range []uint64{1, 5, 1 << 20, 1<<31/510 - 1, 1 << 24} {
				m.n = 511
				m.ids = make([]uint64, m.n)
				for i := range m.ids {
					m.ids[i] = 7 + step*uint64(i)
				}
				m.ids[3] = 11 // as it is in no order
				m.spread()
				if m.near != (step < 1<<23) {
					t.Errorf("steps of %d are near: %v", step, m.near)
				}
				var x [Block]float64
				m.uniforms(x[:], 0)
				for i, id := range m.ids {
					if want := design.At(p.Streams[0].Key, dim, id); x[i] != want {
						t.Fatalf("trial %d: %v, want %v", id, x[i], want)
					}
				}
			}
		}
	}
}
