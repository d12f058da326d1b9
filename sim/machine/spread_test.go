package machine

import (
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// Trials that do not follow one another have the draws that they have anyway, however far apart they lie.
func TestSpread(t *testing.T) {
	for _, dim := range []int{-1, 3} {
		for _, design := range []draw.Design{draw.NewDesign(draw.Random, 1<<33), draw.NewDesign(draw.Sobol, 1<<33)} {
			p := &program.Program{Streams: []program.Stream{{Key: draw.Root(1).Path("a"), Dim: dim}}}
			m := New(p, nil, design, nil)
			for _, step := range []uint64{1, 5, 1 << 20, 1<<31/510 - 1, 1 << 24} {
				ids := make([]uint64, 511)
				for i := range ids {
					ids[i] = 7 + step*uint64(i)
				}
				ids[3] = 11 // as it is in no order
				m.begin(0, len(ids), ids)
				if m.near != (step < 1<<23) {
					t.Errorf("steps of %d are near: %v", step, m.near)
				}
				var x [Block]float64
				m.uniforms(x[:], 0)
				for i, id := range ids {
					if want := design.At(p.Streams[0].Key, dim, id); x[i] != want {
						t.Fatalf("trial %d: %v, want %v", id, x[i], want)
					}
				}
			}
		}
	}
}
