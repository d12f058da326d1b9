package dist

import (
	"math"
	"strings"
	"testing"
)

// Each kind of wrong input names its field and says what is wrong.
func TestErrors(t *testing.T) {
	num := func(fields string) Args { return Args{Num: numbers(t, fields)} }
	with := func(a Args, change func(*Args)) Args { change(&a); return a }
	truncated := func(fields string, bounds ...float64) Args {
		return with(num(fields), func(a *Args) { a.Truncate = bounds })
	}
	one := Point(1)
	for _, row := range []struct {
		family string
		args   Args
		field  string
		what   string // part of the message
	}{
		{"norml", num("mean=1;sd=1"), "dist", `no distribution "norml"`},
		{"normal", Args{}, "", "normal needs mean and sd, or two percentiles such as p5 and p95"},
		{"normal", num("mean=1"), "", "beside mean missing is sd"},
		{"normal", num("mean=1;sd=-2"), "sd", "sd must be above 0, not -2"},
		{"normal", num("mean=1;sd=0"), "sd", "write the number alone"},
		{"normal", num("mean=1;sd=2;median=3"), "median", "normal has no field median"},
		{"normal", num("mean=NaN;sd=1"), "mean", "NaN is not a finite number"},
		{"normal", num("mean=1;sd=Inf"), "sd", "+Inf is not a finite number"},
		{"normal", num("p5=1"), "p5", "takes two percentiles, not 1"},
		{"normal", num("p5=1;p50=2;p95=4"), "p50", `a normal is fixed by two percentiles: with p5 = 1 and p95 = 4 it has p50 2.5, not 2 (keep two of them, or meet all with { dist = "metalog", p5 = 1, p50 = 2, p95 = 4 })`},
		{"lognormal", num("p5=10;p25=13;p50=12;p95=60"), "p50", "p50, 12, must be above p25, 13"},
		{"lognormal", num("p5=10;p25=20;p50=28;p95=60"), "p50", "it has p25 16.9641, not 20 and p50 24.4949, not 28 (keep two of them, or meet all with { dist = \"metalog\", min = 0, p5 = 10, p25 = 20, p50 = 28, p95 = 60 })"},
		{"beta", num("p10=0.1;p50=0.11;p90=0.9"), "p50", "keep two of them"},
		{"normal", num("p5=1;p95=1"), "p95", "must be above p5"},
		{"normal", num("p0=1;p95=2"), "p0", "whole, from p1 to p99"},
		{"normal", num("p05=1;p95=2"), "p05", "whole, from p1 to p99"},
		{"normal", num("p2.5=1;p95=2"), "p2.5", "whole, from p1 to p99"},
		{"normal", num("mean=1;p95=2"), "", "mean, pN of normal do not go together"},
		{"uniform", num("min=0;p95=2"), "p95", "uniform takes no percentiles"},
		{"uniform", num("min=2;max=1"), "max", "max, 1, must be above min, 2"},
		{"uniform", num("min=2;max=2"), "max", "write the number alone"},
		{"uniform", num("min=2"), "", "uniform needs min and max: missing is max"},
		{"uniform", num("min=-1e308;max=1e308"), "max", "beyond the largest number"},
		{"triangular", num("min=0;mode=3;max=2"), "mode", "must lie between min, 0, and max, 2"},
		{"triangular", num("min=0;mode=1"), "", "triangular needs min, mode and max: missing is max"},
		{"pert", num("min=0;mode=-1;max=2"), "mode", "must lie between"},
		{"pert", num("min=0;mode=1;max=2;shape=-1"), "shape", "between 0 and 1e6, not -1"},
		{"lognormal", num("median=-1;sigma=1"), "median", "must be above 0"},
		{"lognormal", num("median=1;sd=1"), "", "do not go together"},
		{"lognormal", num("sigma=1"), "", "beside sigma missing is median"},
		{"lognormal", num("mean=0;sd=1"), "mean", "must be above 0"},
		{"lognormal", num("p5=0;p95=1"), "p5", "above 0, not 0"},
		{"lognormal", num("median=1;sigma=500"), "", "beyond the largest number"},
		{"logitnormal", num("median=1;sigma=1"), "median", "above 0 and below 1, not at 1"},
		{"logitnormal", num("p5=0.1;p95=1"), "p95", "must lie above 0 and below 1"},
		{"beta", num("alpha=0;beta=1"), "alpha", "must be above 0"},
		{"beta", num("alpha=1;beta=1e9"), "beta", "between 0.001 and 1e7"},
		{"beta", num("alpha=1;mean=0.5"), "", "do not go together"},
		{"beta", num("mean=1.5;sd=0.1"), "mean", "above 0 and below 1, not at 1.5"},
		{"beta", num("mean=0.5;sd=0.5"), "sd", "has an sd below 0.5, not 0.5"},
		{"beta", num("mean=0.5;sd=0.1;min=2;max=1"), "max", "must be above min"},
		{"beta", num("p5=0.5;p95=1.5"), "p95", "must lie above 0 and below 1"},
		{"beta", num("p50=0.5;p51=0.50000001"), "p50", "no beta between 0 and 1 has"},
		{"gamma", num("shape=2"), "", "beside shape missing is mean or scale"},
		{"gamma", num("shape=2;mean=1;scale=1"), "", "do not go together"},
		{"gamma", num("shape=-2;mean=1"), "shape", "must be above 0"},
		{"gamma", num("p50=1;p51=1.0000001"), "p51", "no gamma has"},
		{"weibull", num("shape=0;scale=1"), "shape", "must be above 0"},
		{"weibull", num("shape=1e9;scale=1"), "shape", "between 0.001 and 1e7"},
		{"weibull", num("shape=1;scale=0"), "scale", "must be above 0"},
		{"weibull", num("p10=1"), "p10", "takes two percentiles, not 1"},
		{"weibull", num("p10=0;p50=1"), "p10", "above 0, not 0"},
		{"weibull", num("p50=1;p51=1.000000001"), "p51", "no weibull has p50 = 1 and p51 = 1 with a shape"},
		{"weibull", num("shape=0.002;scale=1"), "", "beyond the largest number"},
		{"student", num("df=0;location=0;scale=1"), "df", "must be above 0"},
		{"student", num("df=2;location=0;scale=-1"), "scale", "must be above 0"},
		{"student", num("df=2;location=0"), "", "missing is scale"},
		{"student", num("df=0.05;location=0;scale=1"), "", "beyond the largest number"},
		{"metalog", num("p10=1;p90=2"), "p10", "three or more percentiles, not 2 (two fix a normal"},
		{"metalog", num("min=0"), "", "metalog needs three or more percentiles such as p10, p50 and p90"},
		{"metalog", num("p10=1;p50=2;p90=2"), "p90", "must be above p50"},
		{"metalog", num("p10=-1;p50=2;p90=3;min=0"), "p10", "must be above 0, not -1"},
		{"metalog", num("p10=1;p50=2;p90=3;max=3"), "p90", "must be below 3, not 3"},
		{"metalog", num("p10=1;p50=2;p90=3;max=3;min=4"), "max", "must be above min"},
		{"metalog", num("p10=1;p50=2;p90=9;max=8;min=0"), "p90", "must lie above 0 and below 8"},
		{"exponential", num("mean=-1"), "mean", "must be above 0"},
		{"pareto", num("min=0;alpha=1"), "min", "must be above 0"},
		{"pareto", num("min=1;alpha=0.01"), "", "beyond the largest number"},
		{"poisson", num("mean=-1"), "mean", "cannot be negative"},
		{"poisson", num("mean=1e7"), "mean", "at most 1e6"},
		{"poisson", truncated("mean=3", 0, 2), "truncate", "cannot be truncated"},
		{"binomial", num("n=2.5;p=0.1"), "n", "a whole number from 0 to 2^53, not 2.5"},
		{"binomial", num("n=-1;p=0.1"), "n", "a whole number"},
		{"binomial", num("n=3;p=-0.1"), "p", "between 0 and 1, not at -0.1"},
		{"binomial", num("n=1e12;p=0.5"), "n", `write { dist = "normal", mean = 5e+11, sd = 500000 }`},
		{"binomial", truncated("n=3;p=0.1", 0, 2), "truncate", "cannot be truncated"},
		{"negbinomial", num("mean=-1;dispersion=1"), "mean", "cannot be negative"},
		{"negbinomial", num("mean=1;dispersion=0"), "dispersion", "must be above 0"},
		{"negbinomial", num("mean=1e6;dispersion=2"), "mean", `write { dist = "gamma", shape = 2, mean = 1e+06 }`},
		{"empirical", Args{}, "", "empirical needs values, or file and column"},
		{"empirical", Args{Values: []float64{}}, "values", "nothing to choose from"},
		{"empirical", Args{Values: []float64{1, math.NaN()}}, "values", "entry 2, NaN, is not a finite number"},
		{"empirical", Args{Values: []float64{1}, Weights: []float64{1}}, "weights", "empirical has no field weights"},
		{"bernoulli", num("p=1.2"), "p", "between 0 and 1, not at 1.2"},
		{"discrete", Args{Values: []float64{1, 2}}, "", "missing is weights"},
		{"discrete", Args{Values: []float64{1, 2}, Weights: []float64{1}}, "weights", "1 weights for 2 in values"},
		{"discrete", Args{Values: []float64{1, 2}, Weights: []float64{1, -1}}, "weights", "weight 2 is negative"},
		{"discrete", Args{Values: []float64{1, 2}, Weights: []float64{0, 0}}, "weights", "all weights are 0"},
		{"discrete", Args{Values: []float64{1, math.NaN()}, Weights: []float64{1, 1}}, "values", "entry 2, NaN"},
		{"discrete", Args{Values: []float64{}, Weights: []float64{}}, "values", "nothing to choose from"},
		{"mixture", Args{Of: []Law{one, one}, Weights: []float64{1, math.Inf(1)}}, "weights", "entry 2, +Inf"},
		{"mixture", Args{Of: []Law{one, nil}, Weights: []float64{1, 1}}, "of", "entry 2 is no distribution"},
		{"mixture", Args{Of: []Law{one, one}, Weights: []float64{1}}, "weights", "1 weights for 2 in of"},
		{"mixture", Args{Of: []Law{one}, Weights: []float64{1}, Truncate: []float64{0, 2}}, "truncate", "cannot be truncated"},
		{"normal", truncated("mean=0;sd=1", 2, 1), "truncate", "not below"},
		{"normal", truncated("mean=0;sd=1", 1), "truncate", "1 bounds where two are needed"},
		{"normal", truncated("mean=0;sd=1", 40, 50), "truncate", "nothing is left"},
		{"normal", truncated("mean=0;sd=1", math.NaN(), 50), "truncate", "NaN is no bound"},
		{"uniform", truncated("min=0;max=1", 3, 4), "truncate", "nothing is left"},
	} {
		l, err := New(row.family, row.args)
		switch {
		case err == nil:
			t.Errorf("%s %+v is taken as %+v", row.family, row.args, l)
		case err.Field != row.field || !strings.Contains(err.Error(), row.what):
			t.Errorf("%s %+v: field %q, %q; want %q, %q", row.family, row.args, err.Field, err.Error(), row.field, row.what)
		case l != nil:
			t.Errorf("%s %+v: a law beside an error", row.family, row.args)
		}
	}
}

func TestRangeErrors(t *testing.T) {
	for _, row := range []struct {
		lo, hi  float64
		isShare bool
		what    string
	}{
		{5, 2, false, "falls (write 2 to 5)"},
		{5, 5, false, "equal (write the number alone)"},
		{1, math.Inf(1), false, "finite"},
		{0, 0.5, true, `{ dist = "uniform", min = 0, max = 0.5 }`},
		{0.5, 1, true, `{ dist = "uniform", min = 0.5, max = 1 }`},
		{20, 50, true, "between 0 and 1"},
		{-0.1, 0.5, true, "between 0 and 1"},
	} {
		if _, err := FromRange(row.lo, row.hi, row.isShare); err == nil || !strings.Contains(err.Error(), row.what) {
			t.Errorf("%v: %v", row, err)
		}
	}
}

func TestNames(t *testing.T) {
	if known := Known(); len(known) != 20 || known[0] != "uniform" {
		t.Errorf("known: %v", known)
	}
	for family, want := range map[string]string{
		"pert": "min mode max shape truncate", "lognormal": "median sigma mean sd pN truncate", "gamma": "shape mean scale pN truncate",
		"beta": "alpha beta mean sd min max pN truncate", "bernoulli": "p", "metalog": "min max pN truncate",
		"weibull": "shape scale pN truncate", "student": "df location scale truncate", "negbinomial": "mean dispersion", "empirical": "values file column", "mixture": "of weights truncate", "nonsense": "",
	} {
		if f, ok := find(family); ok != (want != "") || ok && strings.Join(f.fields(), " ") != want {
			t.Errorf("fields of %s: %s", family, f.fields())
		}
	}
}

// The table of fields holds those of every family, and no others.
func TestFieldsAreThoseOfTheFamilies(t *testing.T) {
	taken := map[string]bool{}
	for _, f := range families {
		for _, name := range f.fields() {
			taken[name] = true
			if name != "pN" && KindOf(name) == None {
				t.Errorf("%s takes %s, which is not among the fields", f.name, name)
			}
		}
	}
	for _, f := range Fields() {
		if !taken[f.Name] || f.Kind == None {
			t.Errorf("no family takes %s, or it holds nothing", f.Name)
		}
	}
	for name, want := range map[string]Kind{"p5": Amount, "p99": Amount, "p": Pure, "p0": None, "p100": None, "p05": None, "vary": None} {
		if got := KindOf(name); got != want {
			t.Errorf("%s is of kind %d, want %d", name, got, want)
		}
	}
}
