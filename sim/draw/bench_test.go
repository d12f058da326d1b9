package draw

import (
	"fmt"
	"testing"
)

var sink float64

func BenchmarkFill(b *testing.B) {
	col := make([]float64, 256)
	k := Root(1).Path("x")
	for b.Loop() {
		k.Fill(col, 7)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(col)), "ns/uniform")
}

// What a block of 512 trials pays under each method.
func BenchmarkDesign(b *testing.B) {
	k := Root(1).Path("x")
	for _, m := range []Method{Random, LHS, Sobol} {
		for _, trials := range []int64{1 << 17, m.Usable(100_000), m.Usable(1_000_000_000)} {
			b.Run(fmt.Sprintf("%v/%d", m, trials), func(b *testing.B) {
				col := make([]float64, 512)
				d := NewDesign(m, trials)
				trial := uint64(0)
				b.ReportAllocs()
				for b.Loop() {
					d.Fill(col, k, 100, trial)
					if trial += 512; trial+512 > uint64(trials) {
						trial = 0
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(col)), "ns/uniform")
			})
		}
	}
}

// One key an event, one draw a key: what a compound sum pays.
func BenchmarkEventAt(b *testing.B) {
	k := Root(1).Path("x").Step(8086)
	n := 0
	for b.Loop() {
		sink += k.Event(n).At(77)
		n++
	}
}
