package fp

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A column holds what its values give one by one, in every place and in place.
func TestColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	special := []float64{0, 0.5, -0.5, math.Nextafter(0.5, 0), math.Nextafter(-0.5, 0), 8, -8, math.Nextafter(8, 0), math.Nextafter(-8, 0), 38.5, -38.5, 39, -39, 39.1, -39.1, math.Copysign(0, -1), 1, -1, 707.9, 708, -708, 709.9, 745.2, -745.2, -800, 999, 1000, -999.5, -1000, -1001, 1e300, 1e-300, 0x1p-1022, 0x1.fffffffffffffp-1023, 0x1p-1074, math.MaxFloat64, 0x1.6p-1, 0x1.5ffffffffffffp-1, math.Inf(1), math.Inf(-1), math.NaN()}
	for _, row := range []struct {
		name   string
		one    func(float64) float64
		column func(dst, x []float64)
	}{{"exp", Exp, ExpColumn}, {"half", Half, HalfColumn}, {"phi", Phi, PhiColumn}, {"log", Log, LogColumn}} {
		for _, spread := range []float64{1e-3, 1, 4, 30, 700} {
			for _, n := range []int{0, 1, 7, 8, 100, 515, 20_000} {
				x, got := make([]float64, n), make([]float64, n)
				for i := range x {
					x[i] = spread * r.NormFloat64()
					if spread == 700 && r.IntN(3) == 0 || r.IntN(40) == 0 {
						x[i] = special[r.IntN(len(special))]
					}
				}
				if row.name == "log" { // numbers of all sizes
					for i, v := range x {
						if v > 1e-3 && v < 1e3 {
							x[i] = math.Ldexp(v, r.IntN(2060)-1040)
						} else if spread < 1 {
							x[i] = 1 + v
						}
					}
				}
				row.column(got, x)
				for i := range x {
					if want := row.one(x[i]); math.Float64bits(got[i]) != math.Float64bits(want) && !(want != want && got[i] != got[i]) {
						t.Fatalf("%s of %.17g is %.17g in a column, %.17g alone", row.name, x[i], got[i], want)
					}
				}
				row.column(x, x)
				for i := range x {
					if math.Float64bits(got[i]) != math.Float64bits(x[i]) && x[i] == x[i] {
						t.Fatalf("%s in place differs", row.name)
					}
				}
			}
		}
	}
}

func BenchmarkColumns(b *testing.B) {
	x, y := make([]float64, 512), make([]float64, 512)
	for i := range x {
		x[i] = float64(i*37%512) / 100
	}
	b.Run("exp", func(b *testing.B) {
		for b.Loop() {
			ExpColumn(y, x)
		}
	})
	b.Run("half", func(b *testing.B) {
		for b.Loop() {
			HalfColumn(y, x)
		}
	})
	b.Run("phi", func(b *testing.B) {
		for i := range x {
			x[i] = PhiInv((float64(i*37%512) + 0.5) / 512)
		}
		for b.Loop() {
			PhiColumn(y, x)
		}
	})
	b.Run("log", func(b *testing.B) {
		for i := range x {
			x[i] = float64(i+1) / 100
		}
		for b.Loop() {
			LogColumn(y, x)
		}
	})
}
