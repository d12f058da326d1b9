package dist_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"weir/sim/dist"
	"weir/sim/draw"
)

// costs are laws with constant parameters, and gonum's, where it has the family.
var costs = []struct {
	name  string
	law   func(b *testing.B) dist.Law
	gonum interface{ Quantile(p float64) float64 }
}{
	{"uniform", family("uniform", "min", 10, "max", 20), distuv.Uniform{Min: 10, Max: 20}},
	{"triangular", family("triangular", "min", 0, "mode", 1, "max", 4), distuv.NewTriangle(0, 4, 1, nil)},
	{"pert", family("pert", "min", 10, "mode", 20, "max", 60), distuv.Beta{Alpha: 1.8, Beta: 4.2}},
	{"normal", family("normal", "mean", 3, "sd", 2), distuv.Normal{Mu: 3, Sigma: 2}},
	{"lognormal", family("lognormal", "median", 1, "sigma", 1.5), distuv.LogNormal{Mu: 0, Sigma: 1.5}},
	{"lognormal, sigma 3", family("lognormal", "median", 1, "sigma", 3), distuv.LogNormal{Mu: 0, Sigma: 3}},
	{"logitnormal", family("logitnormal", "median", 0.3, "sigma", 0.5), nil},
	{"beta", family("beta", "alpha", 2, "beta", 5), distuv.Beta{Alpha: 2, Beta: 5}},
	{"beta, 0.05 and 0.05", family("beta", "alpha", 0.05, "beta", 0.05), distuv.Beta{Alpha: 0.05, Beta: 0.05}},
	{"gamma", family("gamma", "shape", 2, "scale", 3), distuv.Gamma{Alpha: 2, Beta: 1. / 3}},
	{"gamma, shape 0.02", family("gamma", "shape", 0.02, "scale", 1), distuv.Gamma{Alpha: 0.02, Beta: 1}},
	{"exponential", family("exponential", "mean", 4), distuv.Exponential{Rate: 0.25}},
	{"weibull", family("weibull", "shape", 1.5, "scale", 300), distuv.Weibull{K: 1.5, Lambda: 300}},
	{"weibull, shape 0.1", family("weibull", "shape", 0.1, "scale", 1), distuv.Weibull{K: 0.1, Lambda: 1}},
	{"pareto", family("pareto", "min", 2, "alpha", 1.5), distuv.Pareto{Xm: 2, Alpha: 1.5}},
	{"student", family("student", "df", 4, "location", 10, "scale", 2), distuv.StudentsT{Mu: 10, Sigma: 2, Nu: 4}},
	{"metalog", family("metalog", "p10", 10, "p50", 20, "p90", 60), nil},
	{"metalog, min", family("metalog", "p10", 10, "p50", 20, "p90", 60, "min", 0), nil},
	{"normal truncated", truncated(0, 5, "normal", "mean", 3, "sd", 2), nil},
	{"beta truncated", truncated(0.2, 0.9, "beta", "alpha", 2, "beta", 5), nil},
	{"triangular truncated", truncated(0.5, 3, "triangular", "min", 0, "mode", 1, "max", 4), nil},
	{"poisson", family("poisson", "mean", 3.5), nil},
	{"binomial", family("binomial", "n", 40, "p", 0.3), nil},
	{"negbinomial", family("negbinomial", "mean", 20, "dispersion", 1.5), nil},
	{"bernoulli", family("bernoulli", "p", 0.3), nil},
	{"empirical", empirical(1000), nil},
	{"mixture of two normals", mixture(family("normal", "mean", 0, "sd", 1), family("normal", "mean", 2, "sd", 1)), nil},
	{"mixture of far humps", mixture(family("normal", "mean", 0, "sd", 1), family("lognormal", "median", 100, "sigma", 0.5)), nil},
	{"mixture with an atom", mixture(family("poisson", "mean", 0.01), family("lognormal", "median", 1, "sigma", 1.5)), nil},
	{"mixture of experts", mixture(family("pert", "min", 10, "mode", 20, "max", 60), family("lognormal", "p5", 12, "p95", 70), family("metalog", "p10", 10, "p50", 20, "p90", 60, "min", 0)), nil},
}

type maker func(b *testing.B) dist.Law

func newLaw(b *testing.B, name string, a dist.Args) dist.Law {
	l, err := dist.New(name, a)
	if err != nil {
		b.Fatal(err)
	}
	return l
}

func numbers(fields []any) map[string]float64 {
	num := map[string]float64{}
	for i := 0; i < len(fields); i += 2 {
		switch x := fields[i+1].(type) {
		case int:
			num[fields[i].(string)] = float64(x)
		case float64:
			num[fields[i].(string)] = x
		}
	}
	return num
}

func family(name string, fields ...any) maker {
	return func(b *testing.B) dist.Law { return newLaw(b, name, dist.Args{Num: numbers(fields)}) }
}

func truncated(lo, hi float64, name string, fields ...any) maker {
	return func(b *testing.B) dist.Law {
		return newLaw(b, name, dist.Args{Num: numbers(fields), Truncate: []float64{lo, hi}})
	}
}

func empirical(n int) maker {
	return func(b *testing.B) dist.Law {
		r := rand.New(rand.NewPCG(1, 1))
		values := make([]float64, n)
		for i := range values {
			values[i] = r.NormFloat64()
		}
		return newLaw(b, "empirical", dist.Args{Values: values})
	}
}

func mixture(of ...maker) maker {
	return func(b *testing.B) dist.Law {
		var a dist.Args
		for _, m := range of {
			a.Of = append(a.Of, m(b))
			a.Weights = append(a.Weights, 1)
		}
		return newLaw(b, "mixture", a)
	}
}

var sink float64

// A draw, its uniform included, beside the generator of the standard library and gonum's quantile, in turns, so that what
// else the machine does strikes all alike; of each the fastest of all rounds. x-pcg is the price of a draw in uniforms of
// that generator.
func BenchmarkDraw(b *testing.B) {
	const block, blocks = 256, 16
	for _, row := range costs {
		b.Run(row.name, func(b *testing.B) {
			s := dist.Compile(row.law(b), 1)
			key := draw.Root(1).Path("x")
			pcg := rand.NewPCG(1, 2)
			u, column, bits := make([]float64, block), make([]float64, block), make([]uint64, block)
			ours, theirs, gonum := time.Hour, time.Hour, time.Hour
			trial := uint64(0)
			for b.Loop() {
				ours = min(ours, timed(func() {
					for range blocks {
						key.Fill(u, trial)
						s.Fill(column, u)
						trial += block
					}
				}))
				theirs = min(theirs, timed(func() {
					for range blocks {
						for i := range bits {
							bits[i] = pcg.Uint64()
						}
					}
				}))
				if row.gonum != nil {
					gonum = min(gonum, timed(func() {
						for _, u := range u {
							sink += row.gonum.Quantile(u)
						}
					}))
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(ours)/(block*blocks), "ns/draw")
			b.ReportMetric(float64(theirs)/(block*blocks), "ns/pcg")
			b.ReportMetric(float64(ours)/float64(theirs), "x-pcg")
			if row.gonum != nil {
				b.ReportMetric(float64(gonum)/block, "ns/gonum")
			}
		})
	}
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// What a law costs once, before the first draw.
func BenchmarkCompile(b *testing.B) {
	for _, row := range costs {
		b.Run(row.name, func(b *testing.B) {
			l := row.law(b)
			for b.Loop() {
				dist.Compile(l, 1)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1e3, "ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func ExampleCompile() {
	law, _ := dist.New("pert", dist.Args{Num: map[string]float64{"min": 10, "mode": 20, "max": 60}})
	fmt.Printf("%.6f\n", dist.Compile(law, 1).At(0.5))
	// Output: 23.833613
}
