package model_test

import (
	"math"
	"testing"

	"weir/sim/model"
)

// TestUnitsWithinLaws: every argument that has a unit takes numbers in the declared one, strings in any of its dimension, and
// dates where it is time; what has none takes bare numbers. Quantiles are in base units.
func TestUnitsWithinLaws(t *testing.T) {
	const month = 1. / 12
	for _, row := range []struct {
		law  string
		p    float64
		want float64
	}{
		{`{ dist = "uniform", min = "6 months", max = "2 years", unit = "year" }`, 0.5, 1.25},
		{`{ dist = "uniform", min = 2026-07-01, max = 2027-07-01, unit = "month" }`, 0.5, 2027},
		{`{ dist = "weibull", shape = 1, scale = 6, unit = "month" }`, 1 - math.Exp(-1), 6 * month},
		{`{ dist = "weibull", p10 = "1 month", p90 = 1, unit = "year" }`, 0.1, month},
		{`{ dist = "weibull", shape = 1, scale = "1 year", truncate = ["1 month", 100], unit = "month" }`, 0, month},
		{`{ dist = "student", df = 3, location = 2026-07-01, scale = "1 month", unit = "year" }`, 0.5, 2026.5},
		{`{ dist = "student", df = 3, location = "1 year", scale = 1, truncate = [12, 15], unit = "month" }`, 0, 1},
		{`{ dist = "metalog", p10 = 1, p50 = "2 months", p90 = "1 quarter", unit = "month" }`, 0.9, 0.25},
		{`{ dist = "metalog", p10 = 2, p50 = 3, p90 = 5, min = "1 month", max = "1 year", unit = "month" }`, 0, month},
		{`{ dist = "metalog", p10 = 2027-01-01, p50 = 2027-07-01, p90 = 2028-07-01, truncate = [2027-01-01, 2029-01-01], unit = "year" }`, 0, 2027},
		{`{ dist = "binomial", n = 1, p = "100%", unit = "month" }`, 0.5, month},
		{`{ dist = "negbinomial", mean = "120 months", dispersion = 1e9, unit = "year" }`, 0.5, 10},
		{`{ dist = "poisson", mean = "10 years", unit = "year" }`, 0.5, 10},
		{`{ dist = "empirical", values = [1, "1 quarter", "1 year"], unit = "month" }`, 0.5, 0.25},
		{`{ dist = "empirical", values = [2026-07-01, 2026-10-01], unit = "year" }`, 1, 2026.75},
		{`{ dist = "empirical", file = "data.csv", column = "span", unit = "month" }`, 1, 1.5},
		{`{ dist = "mixture", of = [{ dist = "empirical", file = "data.csv", column = "span" }, "2 years"], weights = [1, 1], unit = "month" }`, 1, 2},
		{`{ dist = "mixture", of = [{ dist = "empirical", file = "data.csv", column = "span", unit = "year" }, "1 to 2 months"], weights = [1, 0], unit = "month" }`, 1, 18},
		{`{ dist = "mixture", of = ["1 to 2 months", { dist = "weibull", shape = 2, scale = "1 year" }, { dist = "metalog", p10 = 1, p50 = 2, p90 = 3 }], weights = [1, 1, 1], truncate = [1, "1 year"], unit = "month" }`, 1, 1},
		{`{ dist = "discrete", values = [2026-07-01, 2027-01-01], weights = ["50%", 0.5], unit = "year" }`, 0.2, 2026.5},
		{`{ dist = "logitnormal", p10 = "20%", p90 = 0.6, truncate = [0.1, "50%"], unit = "share" }`, 1, 0.5},
		{`{ dist = "beta", p10 = "1 month", p90 = 6, min = 0, max = "1 year", truncate = ["1 month", 11], unit = "month" }`, 1, 11 * month},
		{`{ dist = "gamma", shape = 2, scale = "1 month", truncate = [0, "1 year"], unit = "year" }`, 1, 1},
	} {
		m := mustAll(t, map[string]string{
			"x.toml":   head + "[channels.a]\nrevenue = 1\n[parameters]\nx = " + row.law + "\n",
			"data.csv": "day,span\n2026-01-01,3\n2026-01-02,18\n2026-01-03,1_2\n",
		})
		q := symbol(t, m, "parameters.x").Quantity
		if got := q.Law.Quantile(row.p) * q.Scale; math.Abs(got-row.want) > 1e-9*math.Abs(row.want) {
			t.Errorf("%s: quantile %g is %.12g in base units, want %.12g", row.law, row.p, got, row.want)
		}
	}
}

// TestDataIsTheSameInTheResolvedScenario: its laws have the same signature, its words are the same.
func TestDataIsTheSameInTheResolvedScenario(t *testing.T) {
	files := map[string]string{
		"x.toml": head + `[channels.a]
revenue = "x * y"
[parameters]
x = { dist = "empirical", file = "data.csv", column = "p", unit = "USD/year", assumption = "x" }
y = { dist = "mixture", of = ["1 to 2", { dist = "empirical", file = "data.csv", column = "q" }], weights = [1, 1], unit = "1", assumption = "x" }
`,
		"data.csv": "p,q\n1M,0.1\n3e5,1e-30\n-2,12%\n0,7\n5,8\n6,9\n7,123456789.125\n",
	}
	first := mustAll(t, files)
	again := mustAll(t, map[string]string{"x.toml": first.Document.TOML()})
	for _, path := range []string{"parameters.x", "parameters.y"} {
		a, b := symbol(t, first, path).Quantity, symbol(t, again, path).Quantity
		if a.Sig != b.Sig {
			t.Errorf("%s: %s, but resolved %s", path, a.Sig, b.Sig)
		}
	}
	for i, p := range first.Appendix().Parameters {
		if q := again.Appendix().Parameters[i]; p.Law != q.Law {
			t.Errorf("%s: %q, but resolved %q", p.Name, p.Law, q.Law)
		}
	}
	if want := "draws from 7 values from -2 to 1000000"; first.Appendix().Parameters[0].Law != want {
		t.Errorf("x is %q, want %q", first.Appendix().Parameters[0].Law, want)
	}
}

// TestFit: what a law makes of the percentiles that fix it, before it is truncated; and its mean. The lognormal is that of
// REFERENCES: mean 28.41138709. A part of a mixture is not asked.
func TestFit(t *testing.T) {
	for _, row := range []struct {
		law  string
		fit  []model.Fitted
		mean float64
	}{
		{`"10 to 60 USD"`, []model.Fitted{{5, 10, 10}, {95, 60, 60}}, 28.41138709},
		{`{ dist = "lognormal", p5 = 10, p95 = 60, truncate = [20, 1000], unit = "USD" }`, []model.Fitted{{5, 10, 10}, {95, 60, 60}}, math.NaN()},
		{`{ value = "10 to 60", truncate = [20, 1000], unit = "USD" }`, []model.Fitted{{5, 10, 10}, {95, 60, 60}}, math.NaN()},
		{`{ dist = "normal", p95 = 60, p50 = 35, unit = "USD" }`, []model.Fitted{{50, 35, 35}, {95, 60, 60}}, 35},
		{`{ dist = "weibull", p10 = 1, p90 = 3, unit = "USD" }`, []model.Fitted{{10, 1, 1}, {90, 3, 3}}, math.NaN()},
		{`{ dist = "metalog", p10 = 1, p50 = 2, p90 = 3, unit = "USD" }`, []model.Fitted{{10, 1, 1}, {50, 2, 2}, {90, 3, 3}}, 2},
		{`{ dist = "mixture", of = ["1 to 2"], weights = [1], unit = "USD" }`, nil, math.NaN()},
		{`{ dist = "normal", mean = 3, sd = 1, unit = "USD" }`, nil, 3},
	} {
		m := must(t, head+"[channels.a]\nrevenue = 1\n[parameters]\nx = "+row.law+"\n")
		q := symbol(t, m, "parameters.x").Quantity
		if len(q.Fit) != len(row.fit) {
			t.Errorf("%s: fit %v, want %v", row.law, q.Fit, row.fit)
			continue
		}
		for i, f := range q.Fit {
			if w := row.fit[i]; f.Percent != w.Percent || f.Asked != w.Asked || math.Abs(f.Met/w.Met-1) > 1e-10 {
				t.Errorf("%s: fit %v, want %v", row.law, f, w)
			}
		}
		mean, ok := q.Mean()
		if !ok || math.Abs(mean/row.mean-1) > 1e-9 {
			t.Errorf("%s: mean %.10g, %v, want %.10g", row.law, mean, ok, row.mean)
		}
	}
	m := must(t, head+"[channels.a]\nrevenue = 1\n[parameters]\nx = { dist = \"pareto\", min = 1, alpha = 0.9, unit = \"1\" }\n")
	if mean, ok := symbol(t, m, "parameters.x").Quantity.Mean(); ok {
		t.Errorf("a Pareto without a mean has %g", mean)
	}
}
