package model_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"weir/sim/draw"
	"weir/sim/fp"
	"weir/sim/model"
)

// drawn are n draws of every member of a group, as a run makes them: independent normal scores, mixed, through the margins.
func drawn(g *model.Group, root draw.Key, n int) [][]float64 {
	z, out := make([][]float64, len(g.Members)), make([][]float64, len(g.Members))
	for i, s := range g.Members {
		z[i], out[i] = make([]float64, n), make([]float64, n)
		root.Path(s.Path).Fill(z[i], 0)
		for t, u := range z[i] {
			z[i][t] = fp.PhiInv(u)
		}
		for t := range n {
			score := 0.0
			for j, factor := range g.Mix[i] {
				score += factor * z[j][t]
			}
			out[i][t] = s.Quantity.Law.Quantile(fp.Phi(score))
		}
	}
	return out
}

// ranks are the mid-ranks.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	out := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, t := range order[i:j] {
			out[t] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

func pearson(x, y []float64) float64 {
	n := float64(len(x))
	mx, my := fp.Sum(x)/n, fp.Sum(y)/n
	var xx, yy, xy float64
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		yy += (y[i] - my) * (y[i] - my)
		xy += (x[i] - mx) * (y[i] - my)
	}
	return xy / math.Sqrt(xx*yy)
}

// batches gives the mean of a statistic over batches of draws, and its standard error.
func batches(f func(batch int) float64) (mean, se float64) {
	const n = 25
	var sum, squares float64
	for b := range n {
		v := f(b)
		sum += v
		squares += v * v
	}
	mean = sum / n
	return mean, math.Sqrt((squares/n - mean*mean) / (n - 1))
}

// TestTargetsAreMet: the rank correlations of draws lie within 4 standard errors of their targets, for normal, lognormal,
// beta, discrete and empirical margins, all pairs of them; and so do those of pairs that are not given, of 0.
func TestTargetsAreMet(t *testing.T) {
	m := must(t, head+`[channels.x]
revenue = "a * b * c * d * e"
[channels.x.parameters]
a = { dist = "normal", mean = 3, sd = 1, unit = "USD/year", assumption = "x" }
b = { dist = "lognormal", median = 1, sigma = 2, unit = "1", assumption = "x" }
c = { dist = "beta", alpha = 0.5, beta = 3, unit = "1", assumption = "x" }
d = { dist = "discrete", values = [1, 5, 2], weights = [5, 1, 4], unit = "1", assumption = "x" }
e = { dist = "empirical", values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], unit = "1", assumption = "x" }
[correlations]
pairs = [["x.a", "x.b", 0.6], ["x.b", "x.c", -0.3], ["x.a", "x.d", 0.4], ["x.d", "x.e", 0.5], ["x.e", "x.a", 0.3], ["x.c", "x.d", -0.2], ["x.e", "x.c", 0.25], ["x.b", "x.e", 0.1]]
`)
	g := m.Groups[0]
	size := 2000
	if testing.Short() {
		size = 500
	}
	columns := make([][][]float64, 25)
	for b := range columns {
		columns[b] = drawn(g, draw.Root(uint64(b)), size)
		for i := range columns[b] {
			columns[b][i] = ranks(columns[b][i])
		}
	}
	for i := range g.Members {
		for j := range i {
			want := 0.0
			for _, target := range g.Targets {
				if target.A.Member == i && target.B.Member == j || target.A.Member == j && target.B.Member == i {
					want = target.Spearman
				}
			}
			got, se := batches(func(b int) float64 { return pearson(columns[b][i], columns[b][j]) })
			if math.Abs(got-want) > 4*se {
				t.Errorf("%s and %s: rank correlation %.4f with a standard error of %.4f, want %g", g.Members[i].Name, g.Members[j].Name, got, se, want)
			}
		}
	}
}

// TestPearsonOfLognormals: two lognormals with sigma 0.8 and normal correlation 0.5, of rank correlation
// (6/pi) asin(1/4), have the product moment (exp(0.32) - 1)/(exp(0.64) - 1) = .42067574785 (REFERENCES).
func TestPearsonOfLognormals(t *testing.T) {
	m := must(t, head+fmt.Sprintf(`[channels.x]
revenue = "a * b"
[channels.x.parameters]
a = { dist = "lognormal", median = 3, sigma = 0.8, unit = "USD/year", assumption = "x" }
b = { dist = "lognormal", median = 1, sigma = 0.8, unit = "1", assumption = "x" }
[correlations]
pairs = [["x.a", "x.b", %.17g]]
`, 6/math.Pi*math.Asin(0.25)))
	g := m.Groups[0]
	if got := g.Mix[1][0]; math.Abs(got-0.5) > 1e-15 {
		t.Errorf("the normal correlation is %.17g", got)
	}
	size, most := 8_000, 0.01
	if testing.Short() {
		size, most = 2_000, 0.02
	}
	got, se := batches(func(b int) float64 {
		x := drawn(g, draw.Root(uint64(b)), size)
		return pearson(x[0], x[1])
	})
	if want := 0.42067574785; math.Abs(got-want) > 4*se || se > most {
		t.Errorf("correlation %.5f with a standard error of %.5f, want %g", got, se, want)
	}
}
