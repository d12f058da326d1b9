package fp

import (
	"math"
	"testing"
)

var sink float64

func BenchmarkFunctions(b *testing.B) {
	const n = 1024
	c := counter(3)
	var u, z [n]float64
	for i := range u {
		u[i] = c.unit() + 0x1p-54
		z[i] = PhiInv(u[i])
	}
	for _, f := range []struct {
		name string
		f    func(i int) float64
	}{
		{"Exp", func(i int) float64 { return Exp(z[i]) }},
		{"math.Exp", func(i int) float64 { return math.Exp(z[i]) }},
		{"Expm1", func(i int) float64 { return Expm1(z[i]) }},
		{"Log", func(i int) float64 { return Log(u[i]) }},
		{"math.Log", func(i int) float64 { return math.Log(u[i]) }},
		{"Log1p", func(i int) float64 { return Log1p(u[i]) }},
		{"Pow", func(i int) float64 { return Pow(u[i], z[i]) }},
		{"math.Pow", func(i int) float64 { return math.Pow(u[i], z[i]) }},
		{"Sin", func(i int) float64 { return Sin(6 * z[i]) }},
		{"Cos", func(i int) float64 { return Cos(6 * z[i]) }},
		{"Lgamma", func(i int) float64 { return Lgamma(10 * u[i]) }},
		{"Phi", func(i int) float64 { return Phi(z[i]) }},
		{"PhiInv", func(i int) float64 { return PhiInv(u[i]) }},
		{"GammaP shape 0.5", func(i int) float64 { return GammaP(0.5, 2*u[i]) }},
		{"GammaP shape 10", func(i int) float64 { return GammaP(10, 20*u[i]) }},
		{"GammaP shape 1000", func(i int) float64 { return GammaP(1000, 900+200*u[i]) }},
		{"BetaI shapes 2 5", func(i int) float64 { return BetaI(2, 5, u[i]) }},
		{"BetaI shapes 30 70", func(i int) float64 { return BetaI(30, 70, u[i]) }},
		{"BetaI shapes 0.5 1000", func(i int) float64 { return BetaI(0.5, 1000, u[i]/200) }},
	} {
		b.Run(f.name, func(b *testing.B) {
			s := 0.0
			for i := range b.N {
				s += f.f(i % n)
			}
			sink = s
		})
	}
	g, f := NewGamma(10), NewBeta(2, 5)
	b.Run("Gamma.Tails shape 10", func(b *testing.B) {
		for i := range b.N {
			sink, _ = g.Tails(20 * u[i%n])
		}
	})
	b.Run("Beta.Tails shapes 2 5", func(b *testing.B) {
		for i := range b.N {
			sink, _ = f.Tails(u[i%n])
		}
	})
	b.Run("Sum of 1024", func(b *testing.B) {
		for range b.N {
			sink = Sum(u[:])
		}
	})
}
