package draw

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// random is a correlation matrix of n members and full rank, from keyed draws.
func random(n int, key Key) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n+2)
		key.Step(i).Fill(rows[i], 0)
		for j := range rows[i] {
			rows[i][j] -= 0.4
		}
	}
	return scaled(times(rows, transposedOf(rows)))
}

func transposedOf(m [][]float64) [][]float64 {
	t := make([][]float64, len(m[0]))
	for j := range t {
		for i := range m {
			t[j] = append(t[j], m[i][j])
		}
	}
	return t
}

// oracle has gonum find the eigenvalues, ascending.
func oracle(t *testing.T, m [][]float64) []float64 {
	t.Helper()
	sym := mat.NewSymDense(len(m), nil)
	for i := range m {
		for j := range m {
			sym.SetSym(i, j, m[i][j])
		}
	}
	var e mat.EigenSym
	if !e.Factorize(sym, false) {
		t.Fatal("gonum finds no eigenvalues")
	}
	return e.Values(nil)
}

func TestCholesky(t *testing.T) {
	for n := 1; n < 12; n++ {
		m := random(n, Root(uint64(n)))
		l, ok := Cholesky(m)
		if !ok {
			t.Fatalf("a matrix of %d members with eigenvalues from %g on is refused", n, oracle(t, m)[0])
		}
		for i := range m {
			for j := range i + 1 {
				sum := 0.0
				for k := range j + 1 {
					sum += l[i][k] * l[j][k]
				}
				if math.Abs(sum-m[i][j]) > 1e-14 {
					t.Errorf("%d members: entry %d %d is %g, want %g", n, i, j, sum, m[i][j])
				}
			}
		}
	}
	same := [][]float64{{1, 1, 0.5}, {1, 1, 0.5}, {0.5, 0.5, 1}} // the second is the first
	l, ok := Cholesky(same)
	if want := []float64{1, 0}; !ok || !slices.Equal(l[1], want) || l[2][1] != 0 || math.Abs(l[2][2]-math.Sqrt(0.75)) > 1e-16 {
		t.Errorf("a copy: %v, %v", l, ok)
	}
	for _, m := range [][][]float64{
		{{1, 1, 0.5}, {1, 1, 0.4}, {0.5, 0.4, 1}},
		{{1, 0.9, 0}, {0.9, 1, 0.9}, {0, 0.9, 1}},
		{{1, -0.6, -0.6}, {-0.6, 1, -0.6}, {-0.6, -0.6, 1}},
	} {
		if l, ok := Cholesky(m); ok {
			t.Errorf("%v has eigenvalues from %g on, but a factor %v", m, oracle(t, m)[0], l)
		}
	}
}

func TestClash(t *testing.T) {
	if set := Clash(random(6, Root(1))); set != nil {
		t.Errorf("%v clash in a valid matrix", set)
	}
	m := random(7, Root(2))
	for i := range m {
		for j := range m {
			if i != j {
				m[i][j] *= 0.1
			}
		}
	}
	m[2][4], m[4][2], m[2][6], m[6][2], m[4][6], m[6][4] = 0.9, 0.9, 0.9, 0.9, -0.2, -0.2
	if set := Clash(m); !slices.Equal(set, []int{2, 4, 6}) {
		t.Errorf("%v clash, want 2, 4, 6", set)
	}
	// Four that repel one another by more than 1/3 clash; three of them may.
	n := 6
	four := square(n)
	for i := range n {
		for j := range n {
			if i > 0 && j > 0 && i < 5 && j < 5 {
				four[i][j] = -0.4
			}
		}
		four[i][i] = 1
	}
	if set := Clash(four); !slices.Equal(set, []int{1, 2, 3, 4}) {
		t.Errorf("%v clash, want 1 to 4", set)
	}
}

// TestNearestOfHigham: the example of Higham (2002, section 4), as printed.
func TestNearestOfHigham(t *testing.T) {
	got := nearest([][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}, 0)
	want := [][]float64{{1, 0.7607, 0.1573}, {0.7607, 1, 0.7607}, {0.1573, 0.7607, 1}}
	for i := range want {
		for j := range want {
			if math.Abs(got[i][j]-want[i][j]) > 6e-5 {
				t.Errorf("entry %d %d: %.5f, want %.4f", i, j, got[i][j], want[i][j])
			}
		}
	}
}

// TestNearestIsValidAndNear: eigenvalues by gonum are at least 1e-3 but for what is left of the iteration, a valid matrix
// stays as it is, and no step towards another valid matrix comes nearer.
func TestNearestIsValidAndNear(t *testing.T) {
	for n := 4; n < 10; n++ {
		valid := random(n, Root(uint64(n)))
		m := clone(valid)
		for i := range m {
			for j := range i {
				m[i][j] = math.Copysign(0.95, m[i][j])
				if (i+j)%3 == 0 {
					m[i][j] = -m[i][j]
				}
				m[j][i] = m[i][j]
			}
		}
		if oracle(t, m)[0] > -0.01 {
			t.Fatalf("%d members: the matrix is valid", n)
		}
		got := Nearest(m)
		if e := oracle(t, got)[0]; e < least-1e-6 {
			t.Errorf("%d members: the least eigenvalue is %g", n, e)
		}
		toward := 0.0 // the slope of the squared distance towards a valid matrix cannot fall
		for i := range m {
			if got[i][i] != 1 {
				t.Errorf("%d members: %g on the diagonal", n, got[i][i])
			}
			for j := range m {
				toward += (got[i][j] - m[i][j]) * (valid[i][j] - got[i][j])
			}
		}
		if toward < -1e-4 {
			t.Errorf("%d members: a valid matrix is nearer, slope %g", n, toward)
		}
		same := Nearest(got)
		for i := range m {
			for j := range m {
				if math.Abs(same[i][j]-got[i][j]) > 1e-5 {
					t.Errorf("%d members: the nearest to a valid matrix moves it by %g", n, same[i][j]-got[i][j])
				}
			}
		}
	}
}
