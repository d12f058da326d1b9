package dist

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Every pair of percentiles is met to 1e-10 of its value and, in probability, to 1e-10.
func TestPercentiles(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2026))
	pairs := 200
	if testing.Short() {
		pairs = 50
	}
	for i := range pairs {
		family := []string{"normal", "lognormal", "logitnormal", "beta", "gamma", "weibull"}[i%6]
		n := 1 + r.IntN(98)
		m := n + 1 + r.IntN(99-n)
		lo := r.Float64()
		hi := lo + (1-lo)*(0.001+0.998*r.Float64())
		num := map[string]float64{fmt.Sprint("p", n): lo, fmt.Sprint("p", m): hi}
		l, err := New(family, Args{Num: num})
		if err != nil {
			t.Errorf("%s %v: %v", family, num, err)
			continue
		}
		for n, want := range map[int]float64{n: lo, m: hi} {
			got := l.Quantile(float64(n) / 100)
			if n > 50 {
				got = l.form().upper(float64(100-n) / 100)
			}
			if math.Abs(got-want) > 1e-10*want {
				t.Errorf("%s %v: p%d is %.17g", family, num, n, got)
			}
		}
	}
}

// Laws that are known give back their parameters.
func TestPercentilesGiveBackParameters(t *testing.T) {
	for _, row := range []struct {
		family, fields string
		low, high      int
	}{
		{"beta", "alpha=1.8;beta=4.2", 5, 95}, {"beta", "alpha=0.05;beta=0.05", 40, 60}, {"beta", "alpha=300;beta=0.5", 10, 50}, {"beta", "alpha=2;beta=3;min=-5;max=9", 1, 99},
		{"weibull", "shape=0.7;scale=3", 5, 95}, {"weibull", "shape=30;scale=3", 51, 52},
		{"gamma", "shape=2;scale=3", 5, 95}, {"gamma", "shape=0.05;scale=3", 50, 99}, {"gamma", "shape=5000;scale=1", 10, 20},
	} {
		l := lawOf(t, row.family, row.fields)
		num := numbers(t, row.fields)
		for _, own := range []string{"alpha", "beta", "shape", "scale"} {
			delete(num, own)
		}
		for _, n := range []int{row.low, row.high} {
			num[fmt.Sprint("p", n)] = quantile(l.form(), float64(n)/100)
		}
		back, err := New(row.family, Args{Num: num})
		if err != nil {
			t.Errorf("%v: %v", row, err)
			continue
		}
		for _, p := range []float64{0.01, 0.3, 0.8} {
			if a, b := l.Quantile(p), back.Quantile(p); math.Abs(a-b) > 1e-8*math.Abs(a) {
				t.Errorf("%v: quantile %g is %.17g, fitted %.17g", row, p, a, b)
			}
		}
	}
}

// A metalog meets all its percentiles to 1e-10, with any number of terms and any bounds.
func TestMetalogMeetsPercentiles(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2026))
	for range 200 {
		num := map[string]float64{}
		addMetalog(r, num)
		a := Args{Num: num}
		l, err := New("metalog", a)
		if err != nil {
			t.Errorf("%v: %v", num, err)
			continue
		}
		points := a.percentiles()
		for _, p := range points {
			if got := p.of(l.form()); math.Abs(got-p.x) > 1e-10*math.Abs(p.x) {
				t.Errorf("%v: %s is %.17g", num, p.field, got)
			}
		}
	}
}

// More percentiles than the family has freedom are taken where they happen to agree.
func TestPercentilesThatAgree(t *testing.T) {
	for family, fields := range map[string]string{"normal": "p5=10;p50=20;p95=30", "lognormal": "p10=2;p50=10;p90=50", "logitnormal": "p25=0.2;p50=0.5;p75=0.8"} {
		if _, err := New(family, Args{Num: numbers(t, fields)}); err != nil {
			t.Errorf("%s %s: %v", family, fields, err)
		}
	}
}
