package draw

import "testing"

// BenchmarkCorrelation is what correlations cost once, before the first draw.
func BenchmarkCorrelation(b *testing.B) {
	cuts := func(n int) Margin {
		var m Margin
		for i := 1; i < n; i++ {
			m.Cuts = append(m.Cuts, float64(i)/float64(n))
		}
		return m
	}
	for _, pair := range []struct {
		name string
		a, b Margin
	}{
		{"continuous", Margin{}, Margin{}}, {"two values and continuous", cuts(2), Margin{}}, {"twelve values each", cuts(12), cuts(12)},
	} {
		b.Run(pair.name, func(b *testing.B) {
			for b.Loop() {
				sink, _ = NormalCorrelation(0.4, pair.a, pair.b)
			}
		})
	}
	matrix := make([][]float64, 12)
	for i := range matrix {
		matrix[i] = make([]float64, len(matrix))
		for j := range matrix[i] {
			matrix[i][j] = 0.5
		}
		matrix[i][i] = 1
	}
	b.Run("Cholesky of 12", func(b *testing.B) {
		for b.Loop() {
			if _, ok := Cholesky(matrix); !ok {
				b.Fatal("it has no root")
			}
		}
	})
}
