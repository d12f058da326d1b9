package dist

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Three terms from p10, p50, p90 are feasible if and only if k < (p50-p10)/(p90-p10) < 1-k, k = .5 (1 - 1.66711 (.5 - .1)) = .16658
// (Keelin 2016, section 3.4).
func TestMetalogOfThreeTerms(t *testing.T) {
	for ratio, isFeasible := range map[float64]bool{0.16657: false, 0.16659: true, 0.83341: true, 0.83343: false, 0.5: true, 0.01: false} {
		_, err := New("metalog", Args{Num: map[string]float64{"p10": 0, "p50": ratio, "p90": 1}})
		if (err == nil) != isFeasible {
			t.Errorf("(p50-p10)/(p90-p10) = %g: %v", ratio, err)
		}
	}
	// By hand: a1 = 20, a2 = (60 - 10)/(2 ln 9), a3 = (60 + 10 - 2*20)/(0.8 ln 9); quantile at 1/4: y = -ln 3, s = -1/4.
	l := lawOf(t, "metalog", "p10=10;p50=20;p90=60")
	ln9 := math.Log(9)
	near(t, "quartile", l.Quantile(0.25), 20-50/(2*ln9)*math.Log(3)+30/(0.8*ln9)*math.Log(3)/4, 1e-13)
}

// What New accepts rises on a fine grid over all p that a double can tell from 0 and 1; what it refuses falls somewhere, or
// stands still to within rounding.
func TestMetalogFeasibility(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2026))
	var counts [2]int
	for range 400 {
		var points []percentile
		n, x := 3+r.IntN(5), 0.0
		for k := range n {
			p := int(math.Round(100 * (float64(k) + 0.2 + 0.6*r.Float64()) / float64(n)))
			x += math.Exp(1.5 * r.NormFloat64())
			points = append(points, percentile{p, fmt.Sprint("p", p), x})
		}
		m := newMetalog(points, math.Inf(-1), math.Inf(1))
		_, q, _, turns := m.turns()
		least := math.Inf(1)
		for i := range 10001 {
			y := float64(i-5000) * 0.012
			least = min(least, m.rise(math.Tanh(y/2), y))
		}
		if turns {
			counts[0]++
			if q <= 0 || q > 0.5 {
				t.Errorf("%v: refused at %g", points, q)
			}
		} else {
			counts[1]++
		}
		if size := size(m.a) + size(m.b); !turns && least < 1e-14*size || turns && least > 1e-4*size { // about what a step misses, 0.012^2
			t.Errorf("%v: refused %v, the least rise found is %g of %g", points, turns, least, size)
		}
	}
	if counts[0] < 50 || counts[1] < 50 {
		t.Errorf("%d refused, %d accepted: too few to tell", counts[0], counts[1])
	}
}

// The mend of a refused metalog is true: the range that it names is accepted, and what lies a tenth beyond is not.
func TestMetalogMends(t *testing.T) {
	for _, row := range []struct{ fields, where, mend string }{
		{"p10=1;p50=1.1;p90=10", "fall below p", "p50 can lie between 2.5 and 8.5"},
		{"p10=1;p50=2;p90=20", "fall below p", "p50 can lie between 4.17 and 16.83; min = 0 makes them possible"},
		{"p10=1;p50=9.9;p90=10", "fall above p", "p50 can lie between 2.5 and 8.5"},
		{"p10=1;p30=2;p50=2.01;p70=4;p90=9", "fall at p23.4375", "p50 can lie between 2.2841 and 2.8501"},
		{"p10=1;p30=2;p50=2.01;p70=4;p90=9;min=0;max=10", "fall at p", "can lie between"},
		{"p5=1;p10=1.01;p20=8;p50=8.01;p70=8.1;p95=8.2", "fall", "leave some of them out"},
	} {
		num := numbers(t, row.fields)
		_, err := New("metalog", Args{Num: num})
		if err == nil || !strings.Contains(err.What, row.where) || !strings.Contains(err.Mend, row.mend) {
			t.Errorf("%s: %v; want %q, %q", row.fields, err, row.where, row.mend)
			continue
		}
		range_ := regexp.MustCompile(`(p\d+) can lie between (\S+) and ([^;\s]+)`).FindStringSubmatch(err.Mend)
		if range_ == nil {
			continue
		}
		lo, _ := strconv.ParseFloat(range_[2], 64)
		hi, _ := strconv.ParseFloat(range_[3], 64)
		for x, want := range map[float64]bool{lo: true, hi: true, (lo + hi) / 2: true, lo - (hi-lo)/10: false, hi + (hi-lo)/10: false} {
			num[range_[1]] = x
			if _, err := New("metalog", Args{Num: num}); (err == nil) != want {
				t.Errorf("%s with %s = %g: %v", row.fields, range_[1], x, err)
			}
		}
	}
}

// Percentiles in proportion are those of a uniform, the metalog without a logarithm.
func TestEvenMetalogIsUniform(t *testing.T) {
	l := lawOf(t, "metalog", "p20=2;p40=4;p60=6;p80=8")
	if lo, hi := l.Support(); lo != 0 || hi != 10 || l.Quantile(0.3) != 3 {
		t.Errorf("support %g to %g, p30 %g", lo, hi, l.Quantile(0.3))
	}
}
