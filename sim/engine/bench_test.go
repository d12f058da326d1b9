package engine_test

import (
	"context"
	"testing"

	"weir/sim"
)

// BenchmarkSix runs six channels, 24 quarters, four shocks and their baseline: one operation is 20,000 trials.
func BenchmarkSix(b *testing.B) {
	const trials = 20_000
	study, err := sim.Load(sim.Options{Trials: trials}, "testdata/six-shocks.toml")
	if study == nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := study.Run(context.Background(), sim.Control{Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/trials, "ns/trial")
}
