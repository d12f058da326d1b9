package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"weir/sim"
	"weir/sim/result"
)

// designed runs one text under a design. The number of trials must suit it.
func designed(t *testing.T, text, sampling string, trials int64, seed uint64) *result.Result {
	t.Helper()
	c := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}}
	c.options = sim.Options{Sampling: sampling, Trials: trials, Seed: &seed}
	return c.run(t)[0]
}

var designs = []string{"random", "lhs", "sobol"}

// estimated checks a mean against a closed form in the standard errors that the run gives: 4 of them, or where these rest on
// 16 randomisations as many as Student's law of 15 degrees of freedom exceeds with the same probability, 5.5.
func estimated(t *testing.T, what string, r *result.Result, got result.Summary, want float64) {
	t.Helper()
	limit := 4.0
	if r.Sampling != "random" {
		limit = distuv.StudentsT{Sigma: 1, Nu: 15}.Quantile(cdf(4))
	}
	if z := (got.Mean - want) / got.SE; !(math.Abs(z) <= limit) {
		t.Errorf("%s, %s: %.10g, want %.10g: %.2f standard errors away", r.Sampling, what, got.Mean, want, z)
	}
}

// A margin is a parameter with the formula of its mid-distribution function, F(x-)/2 + F(x)/2, whose correlation is
// Spearman's (ties by mid-rank), and the standard deviation of that. What a margin's name is replaces an x.
type margin struct {
	id, law, rank string
	sd            float64
	shown         law // of the parameter itself
}

// normalRank is Phi to 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17), as a formula of a score.
const normalRank = `if(SCORE > 0, 1, 0) + if(SCORE > 0, -1, 1) * exp(-(SCORE)^2/2) / sqrt(2*pi) * ROOT *
 (0.319381530 + ROOT * (-0.356563782 + ROOT * (1.781477937 + ROOT * (-1.821255978 + ROOT * 1.330274429))))`

func normalRankOf(score string) string {
	return strings.NewReplacer("ROOT", "(1 / (1 + 0.2316419 * abs("+score+")))", "SCORE", score, "\n", "").Replace(normalRank)
}

// tied is the standard deviation of mid-ranks of a law of steps: sqrt((1 - sum of p^3)/12) (Kendall 1945).
func tied(weights ...float64) float64 {
	left := 1.0
	for _, p := range weights {
		left -= p * p * p
	}
	return math.Sqrt(left / 12)
}

var margins = []margin{
	{"a", `{ dist = "normal", mean = 3, sd = 2, unit = "1" }`, normalRankOf("((x - 3) / 2)"), tied(), normal(3, 2)},
	{"b", `{ dist = "lognormal", median = 20, sigma = 0.4, unit = "1" }`, normalRankOf("(log(x / 20) / 0.4)"), tied(), lognormal(math.Log(20), 0.4)},
	{"c", `{ dist = "beta", alpha = 2, beta = 5, unit = "1" }`, "1 - (1 - x)^5 * (1 + 5 * x)", tied(), betaLaw(2, 5, 0, 1)},
	{"d", `{ dist = "discrete", values = [0, 1, 5], weights = [2, 5, 3], unit = "1" }`, "if(x < 0.5, 0.1, if(x < 3, 0.45, 0.85))", tied(0.2, 0.5, 0.3), points([]float64{0, 1, 5}, []float64{2, 5, 3})},
	{"e", `{ dist = "empirical", values = [3, 1, 4, 1, 5], unit = "1" }`, "if(x < 2, 0.2, if(x < 3.5, 0.5, if(x < 4.5, 0.7, 0.9)))", tied(0.4, 0.2, 0.2, 0.2), points([]float64{1, 3, 4, 5}, []float64{2, 1, 1, 1})},
}

// targets are rank correlations of all pairs of margins.
var targets = []struct {
	a, b     int
	spearman float64
}{{0, 1, 0.5}, {0, 2, -0.3}, {0, 3, 0.4}, {0, 4, 0.2}, {1, 2, -0.2}, {1, 3, 0.3}, {1, 4, 0.5}, {2, 3, -0.6}, {2, 4, 0.1}, {3, 4, 0.3}}

// correlated declares the margins, shows each as an output, and with pairs correlates them and shows the standardised
// products of their ranks.
func correlated(vary string, pairs bool) string {
	text := year + still + "[parameters]\n"
	formulas, outputs, list := "[formulas]\n", "[outputs]\n", ""
	for _, m := range margins {
		text += fmt.Sprintf("%s = %s, vary = %q }\n", m.id, strings.TrimSuffix(m.law, " }"), vary)
		formulas += fmt.Sprintf("rank_%s = \"((%s) - 0.5) / %.17g\"\n", m.id, strings.NewReplacer("exp", "exp", "x", m.id).Replace(m.rank), m.sd)
		outputs += fmt.Sprintf("%s = { formula = %q, unit = \"1\", aggregate = \"mean\" }\n", m.id, m.id)
	}
	for _, p := range targets {
		a, b := margins[p.a].id, margins[p.b].id
		list += fmt.Sprintf("[%q, %q, %g], ", a, b, p.spearman)
		outputs += fmt.Sprintf("%s%s = { formula = \"rank_%s * rank_%s\", unit = \"1\", aggregate = \"mean\" }\n", a, b, a, b)
	}
	if pairs {
		text = strings.Replace(text, "[run]", "[correlations]\npairs = ["+list+"]\n[run]", 1)
	}
	return text + formulas + outputs
}

// Spearman targets are met between margins of all kinds under every design, and change no margin.
func TestTargetsAreMet(t *testing.T) {
	for _, vary := range []string{"once", "step"} {
		text := correlated(vary, true)
		for _, design := range designs {
			r := designed(t, text, design, 1<<16, 3)
			for _, p := range targets {
				a, b := margins[p.a].id, margins[p.b].id
				estimated(t, vary+" "+a+" with "+b, r, row(t, r, "outputs."+a+b+" value", "forecast"), p.spearman)
			}
			for _, m := range margins {
				got := row(t, r, "outputs."+m.id+" value", "forecast")
				estimated(t, vary+" mean of "+m.id, r, got, m.shown.mean)
				se := math.Sqrt((m.shown.fourth - m.shown.variance*m.shown.variance) / float64(r.Trials)) // designs do not do worse
				within(t, design+": variance of "+m.id, got.SD*got.SD, m.shown.variance, se)
			}
			if len(r.Correlations) != len(targets) {
				t.Errorf("the result names %d correlations", len(r.Correlations))
			}
		}
	}
}

// Without pairs the same products have the mean 0: the test above can tell.
func TestWithoutPairsIndependent(t *testing.T) {
	for _, design := range designs {
		r := designed(t, correlated("once", false), design, 1<<16, 3)
		for _, p := range targets {
			a, b := margins[p.a].id, margins[p.b].id
			estimated(t, a+" with "+b, r, row(t, r, "outputs."+a+b+" value", "forecast"), 0)
		}
	}
}

// Two lognormal parameters with sigma 0.8 and the normal correlation 0.5, which is 6/pi asin(1/4) in ranks, have Pearson's
// correlation .42067574785 (REFERENCES): (e^(rho sigma^2) - 1)/(e^(sigma^2) - 1).
func TestPearsonOfLognormals(t *testing.T) {
	text := year + still + `
[correlations]
pairs = [["x", "y", 0.48258373953099745]]
[parameters]
x = { dist = "lognormal", median = 1, sigma = 0.8, unit = "1" }
y = { dist = "lognormal", median = 1, sigma = 0.8, unit = "1" }
` + outputs("x * y", "x", "y")
	const pearson = .42067574785
	one := lognormal(0, 0.8)
	product := lognormal(0, 0.8*math.Sqrt(2+2*0.5))
	if want := one.mean*one.mean + pearson*one.variance; math.Abs(product.mean-want) > 1e-10*want {
		t.Fatalf("the closed form itself gives %.15g, not %.15g", product.mean, want)
	}
	for _, design := range designs {
		r := designed(t, text, design, 1<<18, 1)
		estimated(t, "mean of the product", r, row(t, r, output(0), "forecast"), product.mean)
		within(t, design+": mean of the product", row(t, r, output(0), "forecast").Mean, product.mean, math.Sqrt(product.variance/float64(r.Trials)))
		for i := 1; i <= 2; i++ {
			estimated(t, "mean", r, row(t, r, output(i), "forecast"), one.mean)
		}
	}
}
