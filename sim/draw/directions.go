package draw

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strings"
	"sync"
)

// joeKuo are the primitive polynomials and initial numbers of "Constructing Sobol sequences with better two-dimensional
// projections" (Joe and Kuo 2008), set D(6), under the licence that stands beside them.
//
//go:embed joekuo/new-joe-kuo-6.1024
var joeKuo string

// directions are the direction numbers of all dimensions, 32 each, the first binary digit of each lowest.
var directions = sync.OnceValue(func() *[MaxDims][32]uint32 {
	v := new([MaxDims][32]uint32)
	for i := range v[0] {
		v[0][i] = 1 << i // the sequence of van der Corput
	}
	dim := 0
	for line := range strings.Lines(joeKuo) {
		if dim > 0 { // after the header
			expand(&v[dim], numbers(line))
		}
		dim++
	}
	if dim != MaxDims {
		panic(fmt.Sprintf("draw: direction numbers of %d dimensions", dim))
	}
	return v
})

// expand finds the direction numbers of a dimension from d, s, a, m_1 ... m_s (Bratley and Fox 1988, equation 2):
//
//	v_i = a_1 v_(i-1) ^ a_2 v_(i-2) ^ ... ^ a_(s-1) v_(i-s+1) ^ v_(i-s) ^ v_(i-s) / 2^s,   v_i = m_i / 2^i for i <= s
func expand(v *[32]uint32, row []uint32) {
	s, a, m := int(row[1]), row[2], row[3:]
	for i := range v {
		if i < s {
			v[i] = bits.Reverse32(m[i]) >> (31 - i)
			continue
		}
		v[i] = v[i-s] ^ v[i-s]<<s
		for k := 1; k < s; k++ {
			v[i] ^= a >> (s - 1 - k) & 1 * v[i-k]
		}
	}
}

// numbers are the decimal numbers of a line, single spaces between them.
func numbers(line string) []uint32 {
	var row []uint32
	x := uint32(0)
	for _, c := range []byte(line) {
		if c >= '0' && c <= '9' {
			x = 10*x + uint32(c-'0')
		} else {
			row, x = append(row, x), 0
		}
	}
	return row
}
