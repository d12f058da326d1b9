package dist

import (
	"math"
	"math/rand/v2"
	"testing"

	"weir/sim/fp"
)

// evenDraws are uniforms as a run has them.
func evenDraws(n int) []float64 {
	r := rand.New(rand.NewPCG(1, 2))
	u := make([]float64, n)
	for i := range u {
		u[i] = (math.Floor(math.Ldexp(r.Float64(), 52)) + 0.5) / (1 << 52)
	}
	return u
}

func benchmarkFill(b *testing.B, l Law) {
	s := Compile(l, 1)
	u := evenDraws(1 << 14)
	column := make([]float64, 256)
	at := 0
	for b.Loop() {
		at = (at + 256) % len(u)
		s.Fill(column, u[at:at+256])
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*256), "ns/draw")
}

func BenchmarkFill(b *testing.B) {
	laws := lawsUnderTest(b)
	for _, name := range []string{
		"uniform min=-3;max=5", "triangular min=0;mode=0.25;max=1", "pert min=10;mode=20;max=60", "normal mean=0;sd=1", "lognormal median=20000000;sigma=1.5",
		"lognormal median=1;sigma=12", "gamma shape=0.02;scale=1", "poisson mean=3.5", "discrete", "mixture with an atom below", "mixture of far humps",
	} {
		b.Run(name, func(b *testing.B) { benchmarkFill(b, laws[name]) })
	}
}

func BenchmarkPoisson(b *testing.B) {
	u := evenDraws(1 << 14)
	lambda, zero, column := make([]float64, len(u)), make([]float64, len(u)), make([]float64, len(u))
	for _, mean := range []float64{0.5, 2.25, 20, 1e3, 1e6} {
		for i := range lambda {
			lambda[i], zero[i] = mean, fp.Exp(-mean)
		}
		b.Run(number(mean), func(b *testing.B) {
			for b.Loop() {
				PoissonColumn(column, u, lambda, zero)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(u)), "ns/draw")
		})
	}
}
