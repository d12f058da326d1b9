package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// BenchmarkPartial is what it costs to count by randomisation, and to merge, write and read counts: for each value of a
// column of a million where it is of values, else for the whole column.
func BenchmarkPartial(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	x := make([]float64, 1<<20)
	for i := range x {
		x[i] = 1e7 * math.Exp(0.5*r.NormFloat64())
	}
	b.Run("replicas", func(b *testing.B) {
		var replicas Replicas
		replicas.Add(x)
		for b.Loop() {
			replicas.Add(x)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/value")
		b.ReportMetric(0, "ns/op")
	})
	var counts Counts
	counts.Add(x)
	bytes := counts.Append(nil)
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			bytes = counts.Append(bytes[:0])
		}
		b.ReportMetric(float64(len(bytes))/1024, "KiB")
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := DecodeCounts(bytes); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("merge", func(b *testing.B) {
		var sum Counts
		for b.Loop() {
			sum.Merge(&counts)
		}
	})
}
