package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Of a column that is exactly known the mean has the error that its moments give, with the degrees of freedom of its
// kurtosis: of an event with the chance p that is 1/(p (1-p)) - 3.
func TestInfluenceOfTheMean(t *testing.T) {
	for _, row := range []struct{ k, n int }{{1, 2}, {1, 10}, {3, 1000}, {500, 1000}} {
		x := make([]float64, row.n)
		for i := range row.k {
			x[i] = 1
		}
		var c Counts
		c.Add(x)
		se, df := c.Distribution().Influence(func(x float64) float64 { return 1e6 + 5*x })
		if want := 5 * BlockMoments(x).SE(); math.Abs(se-want) > 1e-8*want { // of 1e6
			t.Errorf("%v: %g, want %g", row, se, want)
		}
		p := float64(row.k) / float64(row.n)
		want := float64(row.n) - 1
		if excess := 1/(p*(1-p)) - 4; excess > 0 {
			want = min(max(2*float64(row.n)/excess, 1), want)
		}
		if math.Abs(df-want) > 1e-6*want {
			t.Errorf("%v: %g degrees of freedom, want %g", row, df, want)
		}
	}
	var one Counts
	one.Add([]float64{3})
	if se, df := one.Distribution().Influence(math.Abs); !math.IsNaN(se) || !math.IsNaN(df) {
		t.Errorf("one trial: %g, %g", se, df)
	}
	if se := new(Replicas).Influence(math.Abs); !math.IsNaN(se) {
		t.Errorf("no trials: %g", se)
	}
}

// Influence does not depend on the order in which values came.
func TestInfluenceDoesNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for _, k := range columns {
		x := draw(r, k.value, 50*Randomisations)
		f := func(v float64) float64 { return v / (1 + math.Abs(v)) }
		var a, b Counts
		var ra, rb Replicas
		a.Add(x)
		ra.Add(x)
		shuffleRows(r, x)
		b.Add(x)
		rb.Add(x)
		s1, d1 := a.Distribution().Influence(f)
		s2, d2 := b.Distribution().Influence(f)
		if s1 != s2 || d1 != d2 || ra.Influence(f) != rb.Influence(f) {
			t.Errorf("%s: another order gives another error", k.name)
		}
	}
}

// A statistic of the tests, with its influence function on a column.
type statistic struct {
	name  string
	value func(x []float64, d *Distribution) float64
	curve func(x []float64, d *Distribution) func(x float64) float64
}

var statistics = []statistic{
	{
		"sd",
		func(x []float64, _ *Distribution) float64 { return momentsOf(x).SD() },
		func(x []float64, _ *Distribution) func(float64) float64 {
			m := momentsOf(x)
			return func(v float64) float64 { return (v - m.Mean) * (v - m.Mean) / (2 * m.SD()) }
		},
	},
	{
		"cvar95",
		func(_ []float64, d *Distribution) float64 { return d.UpperMean(5, 100) },
		func(_ []float64, d *Distribution) func(float64) float64 {
			q := d.Quantile(95, 100)
			return func(v float64) float64 { return max(v-q, 0) / 0.05 }
		},
	},
	{
		"cvar5",
		func(_ []float64, d *Distribution) float64 { return d.LowerMean(5, 100) },
		func(_ []float64, d *Distribution) func(float64) float64 {
			q := d.Quantile(5, 100)
			return func(v float64) float64 { return -max(q-v, 0) / 0.05 }
		},
	},
}

func momentsOf(x []float64) Moments {
	var m Moments
	for block := range slices.Chunk(x, 512) {
		m = Merge(m, BlockMoments(block))
	}
	return m
}

// By simulation: the variance of a statistic over many samples is the mean of the squared errors that they give, under
// independent trials and, where these are counted by randomisation, under Latin hypercubes. The variance is known to
// sqrt(2/samples) of itself; 4 of that are allowed, and under hypercubes a squared error of twice the variance, for what the
// bins leave unseen.
func TestInfluenceIsTheError(t *testing.T) {
	t.Parallel()
	const m = 64
	samples := 300
	if testing.Short() {
		samples = 60
	}
	r := rand.New(rand.NewPCG(53, 54))
	for _, law := range []struct {
		name string
		x    func(u, v float64) float64
	}{
		{"a sum of uniforms", func(u, v float64) float64 { return 1 + u + v }},
		{"of both signs", func(u, v float64) float64 { return math.Sqrt2 * (math.Erfinv(2*u-1) + math.Erfinv(2*v-1)) }},
		{"lognormal", func(u, v float64) float64 {
			return 1e9 * math.Exp(math.Sqrt2*(math.Erfinv(2*u-1)+math.Erfinv(2*v-1))/4)
		}},
	} {
		for _, hypercube := range []bool{false, true} {
			var values, squares [3]Moments
			for range samples {
				u, v := stratified(r, m)
				if !hypercube {
					for i := range u {
						u[i], v[i] = r.Float64(), r.Float64()
					}
				}
				x := make([]float64, len(u))
				for i := range x {
					x[i] = law.x(u[i], v[i])
				}
				var c Counts
				c.Add(x)
				d := c.Distribution()
				var by Replicas
				by.Add(x)
				for i, s := range statistics {
					se, _ := d.Influence(s.curve(x, d))
					if hypercube {
						se = by.Influence(s.curve(x, d))
					}
					values[i] = Merge(values[i], BlockMoments([]float64{s.value(x, d)}))
					squares[i] = Merge(squares[i], BlockMoments([]float64{se * se}))
				}
			}
			for i, s := range statistics {
				ratio := values[i].SD() * values[i].SD() / squares[i].Mean
				noise := 4 * math.Sqrt(2/float64(samples))
				least := 1 - noise
				if hypercube {
					least = 0.5 - noise
				}
				t.Logf("%s, hypercube %v, %s: %.3f", law.name, hypercube, s.name, ratio)
				if ratio < least || ratio > 1+noise {
					t.Errorf("%s, hypercube %v: the variance of %s is %.3f of its squared error, want %.3f to %.3f", law.name, hypercube, s.name, ratio, least, 1+noise)
				}
			}
		}
	}
}
