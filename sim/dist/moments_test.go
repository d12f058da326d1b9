package dist

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

// tableLaw makes a law of a row of moments.csv or families.csv.
func tableLaw(t *testing.T, family, fields string) Law {
	t.Helper()
	a := Args{Num: map[string]float64{}}
	lists := map[string][]float64{}
	for _, pair := range strings.Split(fields, ";") {
		name, text, _ := strings.Cut(pair, "=")
		var values []float64
		for _, one := range strings.Split(strings.Trim(text, "[]"), "|") {
			x, err := strconv.ParseFloat(one, 64)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, x)
		}
		lists[name] = values
		if name != "values" && name != "weights" && name != "lo" && name != "hi" {
			a.Num[name] = values[0]
		}
	}
	a.Values, a.Weights = lists["values"], lists["weights"]
	name, isTruncated := strings.CutPrefix(family, "truncated ")
	if isTruncated {
		a.Truncate = []float64{lists["lo"][0], lists["hi"][0]}
	}
	if family == "mixture of normals" {
		name = "mixture"
		a.Num = nil
		for i, mean := range lists["means"] {
			part, err := New("normal", Args{Num: map[string]float64{"mean": mean, "sd": lists["sds"][i]}})
			if err != nil {
				t.Fatal(err)
			}
			a.Of = append(a.Of, part)
		}
	}
	l, err := New(name, a)
	if err != nil {
		t.Fatalf("%s %s: %v", family, fields, err)
	}
	return l
}

// meanAndSd sums over steps; other laws are integrated by Gauss and Legendre over the octaves of both tails, from the
// median outwards until nothing is added, and cut where the density is not smooth.
func meanAndSd(l Law, sampler *Sampler) (mean, sd float64) {
	center := l.Quantile(0.5)
	first, second := 0.0, 0.0
	if s, ok := l.form().(*steps); ok {
		for _, x := range s.values {
			first += s.mass(x) * (x - center)
			second += s.mass(x) * (x - center) * (x - center)
		}
		return center + first, math.Sqrt(second - first*first)
	}
	s := l.form().(smooth)
	for side := range 2 {
		value := func(q float64) float64 {
			switch {
			case q < 0x1p-20:
				return tail(s, side, q)
			case side == 0:
				return sampler.At(q)
			default:
				return sampler.At(1 - q)
			}
		}
		for e := -1; e > -400; e-- {
			stops := []float64{}
			for cell := range 9 {
				stops = append(stops, math.Ldexp(1+float64(cell)/8, e-1))
			}
			for _, x := range s.kinks() {
				q := s.CDF(x)
				if side == 1 {
					q = s.Survival(x)
				}
				if q > stops[0] && q < stops[8] {
					stops = append(stops, q)
				}
			}
			slices.Sort(stops)
			before := second
			for i := 1; i < len(stops); i++ {
				n := 16
				if e < -20 {
					n = 4
				}
				first += quad.Fixed(func(q float64) float64 { return value(q) - center }, stops[i-1], stops[i], n, quad.Legendre{}, 1)
				second += quad.Fixed(func(q float64) float64 { x := value(q) - center; return x * x }, stops[i-1], stops[i], n, quad.Legendre{}, 1)
			}
			if second-before < 1e-12*second && e < -8 {
				break
			}
		}
	}
	return center + first, math.Sqrt(second - first*first)
}

// Mean, sd, quantiles and tail ratios of SciPy and of R, see testdata/moments.py and families.R, to 1e-9: what their
// quadratures and their quantiles far out promise.
func TestMomentsAndQuantiles(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"moments.csv", "families.csv"} {
		file, err := os.Open("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		rows, err := csv.NewReader(file).ReadAll()
		if err != nil || len(rows) < 1000 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		var l Law
		var s *Sampler
		var mean, sd float64
		last, n := "", 0
		families := map[string]bool{}
		for _, row := range rows {
			if id := row[0] + row[1]; id != last {
				last = id
				if n++; testing.Short() && n%6 > 0 && families[row[0]] {
					l = nil
				} else {
					l = tableLaw(t, row[0], row[1])
					s = Compile(l, 1)
					mean, sd = meanAndSd(l, s)
					families[row[0]] = true
				}
			}
			if l == nil {
				continue
			}
			want, err := strconv.ParseFloat(row[3], 64)
			if err != nil {
				t.Fatal(err)
			}
			size := math.Abs(want)
			var got float64
			ratio := func(far, near float64) float64 {
				return (l.Quantile(far) - l.Quantile(0.5)) / (l.Quantile(near) - l.Quantile(0.5))
			}
			switch row[2] {
			case "mean":
				got = mean
				size = max(size, math.Abs(l.Quantile(0.9)-l.Quantile(0.1)))
			case "sd":
				got = sd
			case "lower":
				got = ratio(0.001, 0.05)
			case "upper":
				got = ratio(0.999, 0.95)
			default:
				p, err := strconv.ParseFloat(row[2], 64)
				if err != nil {
					t.Fatal(err)
				}
				got = l.Quantile(p)
				size = max(size, 1e-3*math.Abs(l.Quantile(0.9)-l.Quantile(0.1))) // a quantile near 0
				if at := s.At(p); !nearInU(l, p, at, 1e-10) {
					t.Errorf("%s %v: sampler gives %.17g", name, row, at)
				}
			}
			if math.Abs(got-want) > 1e-9*size {
				t.Errorf("%s %v: %.17g, off by %.2g", name, row, got, (got-want)/size)
			}
		}
		for _, family := range Known() {
			if family != "mixture" && !families[family] {
				t.Errorf("%s has no row of %s", name, family)
			}
		}
	}
}
