package draw

import (
	"math"
	"slices"
)

// flat is the size below which a pivot of a correlation matrix is taken for 0: beyond the rounding of any conversion, and a
// correlation that is off by its root changes nothing that is seen.
const flat = 1e-10

// Cholesky is the lower triangle L with m = L L', from the rows in their order; false where the symmetric matrix m, with a
// diagonal of 1, is not positive semi-definite. A member that the ones before it determine has 0 on the diagonal.
func Cholesky(m [][]float64) ([][]float64, bool) {
	l := make([][]float64, len(m))
	for i, row := range m {
		l[i] = make([]float64, i+1)
		for j := range l[i] {
			rest := row[j]
			for k := range j {
				rest -= float64(l[i][k] * l[j][k])
			}
			switch pivot := l[j][j]; {
			case i == j && rest < -flat:
				return nil, false
			case i == j && rest > flat:
				l[i][i] = math.Sqrt(rest)
			case i == j:
			case pivot > 0:
				l[i][j] = rest / pivot
			case math.Abs(rest) > math.Sqrt(flat):
				return nil, false
			}
		}
	}
	return l, true
}

// Clash is a set of members of which no subset clashes, ascending, where m is not positive semi-definite: three of them
// where there are three. It is nil where nothing clashes.
func Clash(m [][]float64) []int {
	if _, ok := Cholesky(m); ok {
		return nil
	}
	all := make([]int, len(m))
	for i := range all {
		all[i] = i
	}
	for i := range all {
		for j := range i {
			for k := range j {
				a, b, c := m[i][j], m[i][k], m[j][k]
				if 1+float64(float64(2*a*b)*c)-float64(a*a)-float64(b*b)-float64(c*c) < -flat { // the determinant
					return []int{k, j, i}
				}
			}
		}
	}
	for i := len(all) - 1; i >= 0; i-- {
		rest := slices.Delete(slices.Clone(all), i, i+1)
		if _, ok := Cholesky(among(m, rest)); !ok {
			all = rest
		}
	}
	return all
}

// among is the part of a matrix that concerns some members.
func among(m [][]float64, members []int) [][]float64 {
	part := make([][]float64, len(members))
	for i, a := range members {
		part[i] = make([]float64, len(members))
		for j, b := range members {
			part[i][j] = m[a][b]
		}
	}
	return part
}
