package draw

import "testing"

var sink float64

func BenchmarkFill(b *testing.B) {
	col := make([]float64, 256)
	k := Root(1).Path("x")
	for b.Loop() {
		k.Fill(col, 7)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(col)), "ns/uniform")
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
