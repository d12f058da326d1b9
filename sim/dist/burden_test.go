package dist

import (
	"strings"
	"testing"
)

// nested is a mixture of two halves, down to so many parts.
func nested(t *testing.T, n int, part func(i int) Law) (Law, *ArgError) {
	t.Helper()
	if n == 1 {
		return part(0), nil
	}
	a, err := nested(t, n/2, part)
	if err != nil {
		return nil, err
	}
	b, err := nested(t, n-n/2, func(i int) Law { return part(i + n/2) })
	if err != nil {
		return nil, err
	}
	return New("mixture", Args{Of: []Law{a, b}, Weights: []float64{1, 1}})
}

// TestMixturesBearOnlySoMuch: 32,768 values in mixtures of two took 18 seconds to read, and 1,024 uniforms a minute to draw from.
// A mixture of as many values as are allowed is read without looking at each in each of the others: nobody asks yet.
func TestMixturesBearOnlySoMuch(t *testing.T) {
	value := func(i int) Law { return Point(float64(i)) }
	bell := func(i int) Law {
		l, err := New("normal", Args{Num: map[string]float64{"mean": float64(i), "sd": 1}})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	for _, row := range []struct {
		n    int
		part func(i int) Law
		want string // part of the error; "" where there is none
	}{
		{256, bell, ""},
		{512, bell, "at most 256 continuous distributions, those of mixtures in it counted, not 512"},
		{4096, value, ""},
		{32_768, value, "8192 values in 8192 distributions"},
	} {
		_, err := nested(t, row.n, row.part)
		switch {
		case row.want == "" && err != nil:
			t.Errorf("%d parts: %v", row.n, err)
		case row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)):
			t.Errorf("%d parts: error %v, want %q", row.n, err, row.want)
		}
	}
}
