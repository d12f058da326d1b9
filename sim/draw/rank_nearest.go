package draw

import (
	"math"
	"slices"
)

// least is the lower bound of the eigenvalues of a nearest matrix.
const least = 1e-3

// Nearest is the correlation matrix nearest to the symmetric matrix m in the sum of squares, with eigenvalues of at least
// 1e-3, so that it stays valid when it is rounded: alternating projections with Dykstra's correction (Higham 2002, algorithm
// 3.3). It takes of the order of a second for a hundred members. Its bits are not for results.
func Nearest(m [][]float64) [][]float64 { return nearest(m, least) }

func nearest(m [][]float64, least float64) [][]float64 {
	n := len(m)
	y, correction := clone(m), square(n)
	var axes [][]float64
	const rounds, settled = 300, 1e-7
	for range rounds {
		r := square(n)
		for i := range n {
			for j := range n {
				r[i][j] = y[i][j] - correction[i][j]
			}
		}
		var x [][]float64
		x, axes = lifted(r, axes, least)
		moved := 0.0
		for i := range n {
			for j := range n {
				correction[i][j] = x[i][j] - r[i][j]
				if i == j {
					x[i][i] = 1
				}
				moved = max(moved, math.Abs(x[i][j]-y[i][j]))
			}
		}
		if y = x; moved < settled {
			break
		}
	}
	y, _ = lifted(y, axes, least)
	return scaled(y)
}

// scaled has a diagonal of 1 again.
func scaled(m [][]float64) [][]float64 {
	s := clone(m)
	for i := range m {
		for j := range m {
			s[i][j] = 1
			if i != j {
				s[i][j] = m[i][j] / math.Sqrt(float64(m[i][i]*m[j][j]))
			}
		}
	}
	return s
}

// lifted is the nearest matrix without an eigenvalue below least. It also gives the eigenvectors, as rows; those of a
// matrix nearby, or none, are where it begins.
func lifted(m, near [][]float64, least float64) (x, axes [][]float64) {
	values, axes := eigen(m, near)
	x = square(len(m))
	for k, value := range values {
		value = max(value, least)
		for i := range m {
			for j := range m {
				x[i][j] += float64(float64(value*axes[k][i]) * axes[k][j])
			}
		}
	}
	return x, axes
}

// eigen are the eigenvalues and, as rows, the eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan
// 2013, section 8.5).
func eigen(m, near [][]float64) (values []float64, axes [][]float64) {
	n := len(m)
	if near == nil {
		near = square(n)
		for i := range near {
			near[i][i] = 1
		}
	}
	axes = clone(near)
	a := times(times(axes, m), transposed(axes))
	const sweeps = 30
	for range sweeps {
		off := 0.0
		for p := range n {
			for q := p + 1; q < n; q++ {
				off = max(off, math.Abs(a[p][q]))
				if math.Abs(a[p][q]) > 1e-15 {
					rotate(a, axes, p, q)
				}
			}
		}
		if off < 1e-13 {
			break
		}
	}
	values = make([]float64, n)
	for i := range values {
		values[i] = a[i][i]
	}
	return values, axes
}

// rotate turns the axes p and q so that a[p][q] is 0.
func rotate(a, axes [][]float64, p, q int) {
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	t = math.Copysign(t, theta)
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for k := range a { // columns
		x, y := a[k][p], a[k][q]
		a[k][p], a[k][q] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	for _, rows := range [][][]float64{a, axes} {
		for k := range a {
			x, y := rows[p][k], rows[q][k]
			rows[p][k], rows[q][k] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
		}
	}
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

func clone(m [][]float64) [][]float64 {
	c := make([][]float64, len(m))
	for i, row := range m {
		c[i] = slices.Clone(row)
	}
	return c
}

func transposed(m [][]float64) [][]float64 {
	t := square(len(m))
	for i, row := range m {
		for j, x := range row {
			t[j][i] = x
		}
	}
	return t
}

func times(a, b [][]float64) [][]float64 {
	m := square(len(a))
	for i, row := range a {
		for k, x := range row {
			for j, y := range b[k] {
				m[i][j] += float64(x * y)
			}
		}
	}
	return m
}
