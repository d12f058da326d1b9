package draw

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestSpearmanOfContinuous: REFERENCES of the normal copula, (6/pi) asin(rho/2) (Pearson 1907).
func TestSpearmanOfContinuous(t *testing.T) {
	for _, row := range []struct{ rho, want float64 }{
		{0, 0}, {0.5, 0.48258373953099745}, {0.8, 6 / math.Pi * math.Asin(0.4)}, {-0.8, -6 / math.Pi * math.Asin(0.4)}, {1, 1}, {-1, -1},
	} {
		got := Spearman(row.rho, Margin{}, Margin{})
		if math.Abs(got-row.want) > 4e-16 {
			t.Errorf("Spearman(%g) = %.17g, want %.17g", row.rho, got, row.want)
		}
		if back, ok := NormalCorrelation(got, Margin{}, Margin{}); !ok || math.Abs(back-row.rho) > 1e-15 {
			t.Errorf("NormalCorrelation(%g) = %.17g, %v, want %g", got, back, ok, row.rho)
		}
	}
	if got := Spearman(0.8, Margin{}, Margin{}); math.Abs(got-0.7859392826) > 5e-11 {
		t.Errorf("Spearman(0.8) = %.12f, printed 0.7859392826", got)
	}
}

// TestSpearmanOfDiscrete holds every pair of testdata/rank.csv to SciPy's sum over all cells, whose own error is 1e-12 or so,
// and back.
func TestSpearmanOfDiscrete(t *testing.T) {
	f, err := os.Open("testdata/rank.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 250 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	number := func(text string) float64 {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	margin := func(text string) (m Margin) {
		for _, c := range strings.Fields(text) {
			m.Cuts = append(m.Cuts, number(c))
		}
		return m
	}
	for _, row := range rows[1:] {
		rho, want, a, b := number(row[2]), number(row[3]), margin(row[4]), margin(row[5])
		got := Spearman(rho, a, b)
		if math.Abs(got-want) > 1e-10 {
			t.Errorf("%s and %s, rho %g: %.15g, want %.15g", row[0], row[1], rho, got, want)
		}
		if other := Spearman(rho, b, a); math.Abs(other-got) > 1e-14 {
			t.Errorf("%s and %s, rho %g: %.15g, but %.15g the other way", row[0], row[1], rho, got, other)
		}
		back, ok := NormalCorrelation(got, a, b)
		if again := Spearman(back, a, b); !ok || math.Abs(again-got) > 1e-12 {
			t.Errorf("%s and %s: the correlation %.15g for %.15g gives %.15g, %v", row[0], row[1], back, got, again, ok)
		}
		lo, hi := Reach(a, b)
		if math.Abs(rho) == 1 && math.Abs(got-[]float64{lo, hi}[int(rho+1)/2]) > 1e-15 {
			t.Errorf("%s and %s reach %g to %g, but have %g at rho %g", row[0], row[1], lo, hi, got, rho)
		}
		for _, beyond := range []float64{lo - 1e-6, hi + 1e-6} {
			if rho, ok := NormalCorrelation(beyond, a, b); ok {
				t.Errorf("%s and %s reach %g to %g, but %g gives rho %g", row[0], row[1], lo, hi, beyond, rho)
			}
		}
	}
}

// TestReachOfBinary: with P(a = 1) = p <= P(b = 1) = q the mid-ranks of two binary values reach
// sqrt(p (1-q) / (q (1-p))), as their product moment does.
func TestReachOfBinary(t *testing.T) {
	for _, row := range [][2]float64{{0.5, 0.5}, {0.1, 0.3}, {0.02, 0.9}} {
		p, q := row[0], row[1]
		lo, hi := Reach(Margin{[]float64{1 - p}}, Margin{[]float64{1 - q}})
		if want := math.Sqrt(p * (1 - q) / (q * (1 - p))); math.Abs(hi-want) > 1e-15 {
			t.Errorf("%g and %g reach %.16g, want %.16g", p, q, hi, want)
		}
		u := 1 - q // the other way round
		if want := -math.Sqrt(min(p, u) * (1 - max(p, u)) / (max(p, u) * (1 - min(p, u)))); math.Abs(lo-want) > 1e-15 {
			t.Errorf("%g and %g reach down to %.16g, want %.16g", p, q, lo, want)
		}
	}
}

// TestManyCells: what merging cells changes stays below 1e-4, against the sum over all of them.
func TestManyCells(t *testing.T) {
	t.Parallel()
	even := func(n int) (m Margin) {
		for i := 1; i < n; i++ {
			m.Cuts = append(m.Cuts, float64(i)/float64(n))
		}
		return m
	}
	spike := Margin{[]float64{0.4}} // an atom of 0.4, then 400 cells of 0.0015
	for i := 1; i < 400; i++ {
		spike.Cuts = append(spike.Cuts, 0.4+0.0015*float64(i))
	}
	for name, pair := range map[string][2]Margin{
		"even": {even(400), even(400)}, "even and binary": {even(400), {[]float64{0.9}}}, "spike": {spike, spike},
		"spike and continuous": {spike, {}}, "spike, mirrored": {spike, spike.reflected()}, "spike and even": {spike, even(400)},
	} {
		a, b := pair[0], pair[1]
		deviation := math.Sqrt(a.variance() * b.variance())
		whole := &pairing{damp: 1, scale: 1 / deviation, most: aligned(a, b) / deviation}
		for i, m := range pair {
			whole.at[i], whole.by[i] = m.steps()
			if len(m.Cuts) == 0 {
				whole.damp *= math.Sqrt(0.5)
			}
		}
		for _, rho := range []float64{0.3, 0.8, 0.99} {
			if testing.Short() && rho != 0.8 {
				continue
			}
			got := Spearman(rho, a, b)
			if want := whole.spearman(rho); math.Abs(got-want) > 1e-4 {
				t.Errorf("%s, rho %g: %.8f, want %.8f", name, rho, got, want)
			}
		}
	}
	if m := even(100_000).coarse(); len(m.Cuts) != 0 {
		t.Errorf("100,000 values are %d cells", len(m.Cuts)+1)
	}
	if n := len(spike.coarse().Cuts); n < 2 || n >= manyCells {
		t.Errorf("%d cuts are left of %d", n, len(spike.Cuts))
	}
}

// TestQuadrature: the rule is exact for powers up to 31, and the polynomial through its nodes for those up to 15.
func TestQuadrature(t *testing.T) {
	for power := range 32 {
		s := &stretch{from: 2, to: 1}
		for i, x := range nodes {
			s.values[i] = math.Pow(between(2, 1, x), float64(power))
		}
		n := float64(power + 1)
		if got, want := s.area(), (math.Pow(2, n)-1)/n; math.Abs(got/want-1) > 1e-14 {
			t.Errorf("power %d: area %.17g, want %.17g", power, got, want)
		}
		if got, want := s.until(1.3), (math.Pow(2, n)-math.Pow(1.3, n))/n; power < 16 && math.Abs(got/want-1) > 1e-13 {
			t.Errorf("power %d: area down to 1.3 %.17g, want %.17g", power, got, want)
		}
	}
	if !slices.IsSorted(nodes[:]) {
		t.Error("the nodes do not ascend")
	}
}
