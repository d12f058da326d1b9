package draw

import "testing"

// Columns of any length hold the uniforms of their trials.
func TestColumns(t *testing.T) {
	k := Root(7).Path("x").Step(3)
	for _, n := range []int{0, 1, 15, 16, 17, 100, 512} {
		for _, trial := range []uint64{0, 1, 1 << 40, 1<<64 - 20} {
			dst, lanes := make([]float64, n), make([]int32, n)
			k.Fill(dst, trial)
			for i := range dst {
				if dst[i] != k.At(trial+uint64(i)) {
					t.Fatalf("Fill of %d from %d: trial %d differs", n, trial, i)
				}
				lanes[i] = int32(i * i % 517)
			}
			k.Pick(dst, trial, lanes)
			for i := range dst {
				if dst[i] != k.At(trial+uint64(lanes[i])) {
					t.Fatalf("Pick of %d from %d: lane %d differs", n, trial, lanes[i])
				}
			}
		}
	}
}
