package dist

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// lawOf is New for tests: fields as "mean=1;sd=2".
func lawOf(t testing.TB, family, fields string) Law {
	t.Helper()
	l, err := New(family, Args{Num: numbers(t, fields)})
	if err != nil {
		t.Fatalf("%s %s: %v", family, fields, err)
	}
	return l
}

func numbers(t testing.TB, fields string) map[string]float64 {
	t.Helper()
	num := map[string]float64{}
	for _, pair := range strings.Split(fields, ";") {
		name, value, _ := strings.Cut(pair, "=")
		x, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Fatal(err)
		}
		num[name] = x
	}
	return num
}

// Quantiles of SciPy and mpmath, see testdata/quantiles.py. The bounds are 1e-12 of the value (some ulps, times the
// logarithm of a far tail; ten times that for a metalog, which extrapolates and so multiplies the rounding of its
// percentiles) for the law itself, and 1e-10 in u and in the tails 1e-6 of the value for its sampler.
func TestReference(t *testing.T) {
	file, err := os.Open("testdata/quantiles.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) < 1400 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	samplers := map[string]*Sampler{}
	for _, row := range rows {
		l := lawOf(t, row[0], row[1])
		p, _ := strconv.ParseFloat(row[3], 64)
		want, _ := strconv.ParseFloat(row[4], 64)
		s, ok := samplers[row[0]+row[1]]
		if !ok {
			s = Compile(l, 1)
			samplers[row[0]+row[1]] = s
		}
		u := p
		if row[2] == "upper" {
			u = 1 - p
		}
		bound := 1e-12
		if row[0] == "metalog" {
			bound = 1e-11
		}
		off := math.Abs(l.Quantile(u) - want)
		if off > bound*math.Abs(want) && off > 1e-300 {
			t.Errorf("%v: quantile %.17g, off by %.2g of it", row, l.Quantile(u), off/want)
		}
		at := s.At(u)
		if !nearInU(l, u, at, 1e-10) {
			t.Errorf("%v: sampler gives %.17g", row, at)
		}
		if off := math.Abs(at - want); p < 1e-2 && off > 1e-6*math.Abs(want) && off > 1e-280 {
			t.Errorf("%v: in the tail the sampler gives %.17g, off by %.2g of it", row, at, off/want)
		}
	}
}

// nearInU reports whether x is the quantile at u for some u within bound, or to 4e-15 of the value.
func nearInU(l Law, u, x, bound float64) bool {
	slack := 4e-15*math.Abs(x) + 1e-300
	if u <= 0.5 {
		return l.CDF(x-slack) <= u+bound && l.CDF(x+slack) >= u-bound
	}
	return l.Survival(x+slack) <= 1-u+bound && l.Survival(x-slack) >= 1-u-bound
}
