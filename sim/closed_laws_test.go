package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// year is a model of one step of one year.
const year = `
currency = "USD"
[time]
start = 2026-01-01
end   = 2027-01-01
step  = "year"
[run]
trials = 100_000
`

// still is a channel for models whose subject are their outputs.
const still = `
[channels.still]
revenue = "1"
`

// raw is a law given by its first four moments about zero.
func raw(m1, m2, m3, m4 float64) law {
	return law{m1, m2 - m1*m1, m4 - 4*m1*m3 + 6*m1*m1*m2 - 3*m1*m1*m1*m1}
}

// points is a law of finitely many values.
func points(values, weights []float64) law {
	var m [5]float64
	for i, x := range values {
		for k := range m {
			m[k] += weights[i] * math.Pow(x, float64(k))
		}
	}
	return raw(m[1]/m[0], m[2]/m[0], m[3]/m[0], m[4]/m[0])
}

// shaped is a law of mean, variance and excess kurtosis.
func shaped(mean, variance, excess float64) law {
	return law{mean, variance, (3 + excess) * variance * variance}
}

// betaLaw is the beta law of a and b stretched over lo to hi.
func betaLaw(a, b, lo, hi float64) law {
	s := a + b
	w := hi - lo
	return shaped(lo+w*a/s, w*w*a*b/(s*s*(s+1)), 6*((a-b)*(a-b)*(s+1)-a*b*(s+2))/(a*b*(s+2)*(s+3)))
}

// phi and cdf are the standard normal density and distribution function.
func phi(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
func cdf(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// z95 is the 95th percentile of the standard normal law.
var z95 = math.Sqrt2 * math.Erfinv(0.9)

// truncatedNormal is the standard normal law between a and b: E x^k = (k-1) E x^(k-2) - (b^(k-1) phi(b) - a^(k-1) phi(a))/Z.
func truncatedNormal(a, b float64) law {
	z := cdf(b) - cdf(a)
	m := [5]float64{1, -(phi(b) - phi(a)) / z}
	for k := 2; k < 5; k++ {
		n := float64(k - 1)
		m[k] = n*m[k-2] - (math.Pow(b, n)*phi(b)-math.Pow(a, n)*phi(a))/z
	}
	return raw(m[1], m[2], m[3], m[4])
}

// truncatedLognormal is exp(N(0, sigma^2)) between 1/c and c.
func truncatedLognormal(sigma, c float64) law {
	h := math.Log(c) / sigma
	moment := func(k float64) float64 {
		return math.Exp(k*k*sigma*sigma/2) * (cdf(h-k*sigma) - cdf(-h-k*sigma)) / (cdf(h) - cdf(-h))
	}
	return raw(moment(1), moment(2), moment(3), moment(4))
}

// pareto is the law with P(X > x) = (least/x)^alpha.
func pareto(least, alpha float64) law {
	m := func(k float64) float64 { return alpha * math.Pow(least, k) / (alpha - k) }
	return raw(m(1), m(2), m(3), m(4))
}

func triangular(a, m, b float64) law {
	return shaped((a+m+b)/3, (a*a+m*m+b*b-a*m-a*b-m*b)/18, -0.6)
}

func uniform(a, b float64) law { return shaped((a+b)/2, (b-a)*(b-a)/12, -1.2) }

func poisson(mean float64) law { return shaped(mean, mean, 1/mean) }

// Mean and variance of each family, as written in a scenario.
func TestLawsMoments(t *testing.T) {
	twoNormals := raw(0.25*1+0.75*4, 0.25*2+0.75*(16+4), 0.25*4+0.75*(64+3*4*4), 0.25*10+0.75*(256+6*16*4+3*16))
	rows := []struct {
		text string
		want law
	}{
		{`{ dist = "uniform", min = -1, max = 3 }`, uniform(-1, 3)},
		{`{ dist = "triangular", min = 1, mode = 2, max = 6 }`, triangular(1, 2, 6)},
		{`{ dist = "triangular", min = 1, mode = 1, max = 6 }`, triangular(1, 1, 6)},
		{`{ dist = "pert", min = 10, mode = 20, max = 60 }`, betaLaw(1.8, 4.2, 10, 60)}, // REFERENCES: mean 25, variance 75
		{`{ dist = "pert", min = 10, mode = 20, max = 60, shape = 9 }`, betaLaw(1+9*0.2, 1+9*0.8, 10, 60)},
		{`{ dist = "normal", mean = -3, sd = 2 }`, normal(-3, 2)},
		{`{ dist = "normal", p5 = 2, p95 = 12 }`, normal(7, 5/z95)},
		{`{ dist = "normal", mean = 0, sd = 1, truncate = [-1, 1] }`, truncatedNormal(-1, 1)},
		{`{ dist = "normal", mean = 0, sd = 1, truncate = [0.5, 4] }`, truncatedNormal(0.5, 4)},
		{`{ dist = "lognormal", median = 20, sigma = 0.4 }`, lognormal(math.Log(20), 0.4)},
		{`{ dist = "lognormal", mean = 2, sd = 0.5 }`, lognormal(math.Log(2)-math.Log(1.0625)/2, math.Sqrt(math.Log(1.0625)))},
		{`{ dist = "lognormal", p5 = 10, p95 = 20 }`, lognormal(math.Log(200)/2, math.Log(2)/(2*z95))},
		{`{ dist = "lognormal", median = 1, sigma = 1, truncate = [0.5, 2] }`, truncatedLognormal(1, 2)},
		{`{ dist = "beta", alpha = 2, beta = 5 }`, betaLaw(2, 5, 0, 1)},
		{`{ dist = "beta", alpha = 0.5, beta = 0.5, min = 1, max = 4 }`, betaLaw(0.5, 0.5, 1, 4)},
		{`{ dist = "beta", mean = 0.3, sd = 0.1 }`, betaLaw(0.3*20, 0.7*20, 0, 1)}, // a + b = 0.3*0.7/0.01 - 1
		{`{ dist = "gamma", shape = 2.5, scale = 2 }`, shaped(5, 10, 6/2.5)},
		{`{ dist = "gamma", shape = 0.7, mean = 2 }`, shaped(2, 4/0.7, 6/0.7)},
		{`{ dist = "exponential", mean = 3 }`, shaped(3, 9, 6)},
		{`{ dist = "bernoulli", p = 0.2 }`, points([]float64{0, 1}, []float64{0.8, 0.2})},
		{`{ dist = "discrete", values = [-2, 1, 10], weights = [1, 2, 5] }`, points([]float64{-2, 1, 10}, []float64{1, 2, 5})},
		{`{ dist = "poisson", mean = 0.5 }`, poisson(0.5)},
		{`{ dist = "poisson", mean = 37 }`, poisson(37)},
		{`{ dist = "pareto", min = 2, alpha = 20 }`, pareto(2, 20)},
		{`{ dist = "mixture", of = [{ dist = "normal", mean = 1, sd = 1 }, { dist = "normal", mean = 4, sd = 2 }], weights = [1, 3] }`, twoNormals},
		{`{ dist = "mixture", of = [7, { dist = "uniform", min = 0, max = 2 }], weights = [0.5, 0.5] }`,
			raw(0.5*7+0.5*1, 0.5*49+0.5*4/3, 0.5*343+0.5*2, 0.5*2401+0.5*16/5.)},
	}
	var texts []string
	for _, c := range rows {
		texts = append(texts, c.text)
	}
	r := simulate(t, year+still+laws("1", texts))
	for i, c := range rows {
		c.want.moments(t, c.text, row(t, r, fmt.Sprintf("outputs.y%d value", i), "forecast"), r.Trials)
	}
}

// laws declares the parameters x0, x1, ... of a unit, each with its distribution, and outputs y0, y1, ... that show them.
func laws(unit string, tables []string) string {
	var b strings.Builder
	b.WriteString("[parameters]\n")
	for i, table := range tables {
		fmt.Fprintf(&b, "x%d = %s, unit = %q }\n", i, strings.TrimSuffix(table, " }"), unit)
	}
	for i := range tables {
		fmt.Fprintf(&b, "[outputs.y%d]\nformula = \"x%d\"\nunit = %q\naggregate = \"mean\"\n", i, i, unit)
	}
	return b.String()
}

// Order statistics of the families that have no moments worth testing, and what was written as percentiles.
func TestLawsQuantiles(t *testing.T) {
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	logitnormal := func(mu, sigma float64) func(x float64) float64 {
		return func(x float64) float64 { return phi((logit(x)-mu)/sigma) / (sigma * x * (1 - x)) }
	}
	lognormal := func(mu, sigma float64) func(x float64) float64 {
		return func(x float64) float64 { return phi((math.Log(x)-mu)/sigma) / (sigma * x) }
	}
	mu := (logit(0.2) + logit(0.6)) / 2
	rows := []struct {
		text    string
		median  float64
		p5, p95 float64
		density func(x float64) float64
	}{
		{`{ value = "10 to 60" }`, math.Sqrt(600), 10, 60, lognormal(3.198464827608, 0.5446562052299)}, // REFERENCES
		{`{ value = "-10 to 60" }`, 25, -10, 60, func(x float64) float64 { return phi((x-25)*z95/35) * z95 / 35 }},
		{`{ value = "0 to 2" }`, 1, 0, 2, func(x float64) float64 { return phi((x-1)*z95) * z95 }},
		{`{ dist = "logitnormal", median = 0.3, sigma = 0.5 }`, 0.3, 1 / (1 + 7/3.*math.Exp(0.5*z95)), 1 / (1 + 7/3.*math.Exp(-0.5*z95)), logitnormal(logit(0.3), 0.5)},
		{`{ dist = "logitnormal", p5 = 0.2, p95 = 0.6 }`, 1 / (1 + math.Exp(-mu)), 0.2, 0.6, logitnormal(mu, (logit(0.6)-logit(0.2))/(2*z95))},
		{`{ dist = "pareto", min = 5, alpha = 1.1 }`, 5 * math.Pow(2, 1/1.1), 5 * math.Pow(0.95, -1/1.1), 5 * math.Pow(0.05, -1/1.1),
			func(x float64) float64 { return 1.1 / x * math.Pow(5/x, 1.1) }},
		{`{ dist = "exponential", mean = 2 }`, 2 * math.Ln2, -2 * math.Log(0.95), -2 * math.Log(0.05), func(x float64) float64 { return math.Exp(-x/2) / 2 }},
		{`{ dist = "uniform", min = 3, max = 5 }`, 4, 3.1, 4.9, func(float64) float64 { return 0.5 }},
		{`{ dist = "pert", min = 10, mode = 20, max = 60 }`, 23.83361297, 12.94886937, 41.06383620, func(x float64) float64 { // REFERENCES
			u := (x - 10) / 50
			c, _ := math.Lgamma(6)
			d, _ := math.Lgamma(1.8)
			e, _ := math.Lgamma(4.2)
			return math.Exp(c-d-e) * math.Pow(u, 0.8) * math.Pow(1-u, 3.2) / 50
		}},
	}
	var texts []string
	for _, c := range rows {
		texts = append(texts, c.text)
	}
	r := simulate(t, year+still+laws("1", texts))
	for i, c := range rows {
		got := row(t, r, fmt.Sprintf("outputs.y%d value", i), "forecast")
		quantile(t, c.text+": p5", got.P5(), c.p5, 0.05, c.density(c.p5), r.Trials)
		quantile(t, c.text+": median", got.Median(), c.median, 0.5, c.density(c.median), r.Trials)
		quantile(t, c.text+": p95", got.P95(), c.p95, 0.95, c.density(c.p95), r.Trials)
	}
}

// The interval of a share is logit-normal, one that carries its unit in the string needs no other, and 5% of the trials lie
// below its lower end and 5% above its upper one.
func TestIntervalStrings(t *testing.T) {
	r := simulate(t, year+`
[channels.a]
revenue = "pay * kept"
[channels.a.parameters]
pay  = { value = "60k to 150k USD/year" }
kept = { value = "50% to 80%", unit = "share" }
gap  = { value = "-0.1 to 0.3", unit = "1" }
k60  = { value = "60k USD/year" }
k150 = { value = 150_000, unit = "USD/year" }
[outputs]
low  = { formula = "if(a.kept < 50%, 1, 0)", unit = "1", aggregate = "mean" }
high = { formula = "if(a.kept > 80%, 1, 0)", unit = "1", aggregate = "mean" }
mid  = { formula = "if(a.kept < 2/3, 1, 0)", unit = "1", aggregate = "mean" } # odds 1 and 4: their geometric mean is 2
pay_low  = { formula = "if(a.pay < 60k, 1, 0)", unit = "1", aggregate = "mean" }
pay_mid  = { formula = "if(log(a.pay / a.k60) + log(a.pay / a.k150) < 0, 1, 0)", unit = "1", aggregate = "mean" }
pay_high = { formula = "if(a.pay > 150k, 1, 0)", unit = "1", aggregate = "mean" }
gap_low  = { formula = "if(a.gap < -0.1, 1, 0)", unit = "1", aggregate = "mean" }
gap_mid  = { formula = "if(a.gap < 10%, 1, 0)", unit = "1", aggregate = "mean" }
gap_high = { formula = "if(a.gap > 0.3, 1, 0)", unit = "1", aggregate = "mean" }
`)
	for name, p := range map[string]float64{
		"low": 0.05, "mid": 0.5, "high": 0.05, "pay_low": 0.05, "pay_mid": 0.5, "pay_high": 0.05, "gap_low": 0.05, "gap_mid": 0.5, "gap_high": 0.05,
	} {
		got := row(t, r, "outputs."+name+" value", "forecast")
		within(t, name, got.Mean, p, math.Sqrt(p*(1-p)/float64(r.Trials)))
	}
}

// Independent factors of lognormal law multiply to a lognormal law.
func TestProductOfLognormals(t *testing.T) {
	r := simulate(t, year+`
[channels.a]
revenue = "x * y * z"
[channels.a.parameters]
x = { dist = "lognormal", median = 2, sigma = 0.3, unit = "USD/year" }
y = { dist = "lognormal", median = 3, sigma = 0.4, unit = "1" }
z = { dist = "lognormal", median = 0.5, sigma = 0.2, unit = "1" }
`)
	got := row(t, r, "a revenue", "forecast")
	sigma := math.Sqrt(0.29)
	lognormal(math.Log(3), sigma).moments(t, "revenue", got, r.Trials)
	for i, z := range []float64{-2.3263478740408408, -z95, -1.2815515655446004, -0.6744897501960817, 0, 0.6744897501960817, 1.2815515655446004, z95, 2.3263478740408408} {
		x := 3 * math.Exp(sigma*z)
		quantile(t, "order statistic", got.P[i], x, cdf(z), phi(z)/(sigma*x), r.Trials)
	}
	// The mean of a lognormal beyond its quantile q is its mean times cdf(z -+ sigma)/p; the second moment likewise with
	// 2 sigma. The estimate over the n p trials beyond has the variance (Var(X beyond) + (1-p) (mean beyond - q)^2)/(n p).
	tail := func(what string, got, side float64) {
		const p = 0.05
		q := 3 * math.Exp(side*sigma*z95)
		m1 := 3 * math.Exp(sigma*sigma/2) * cdf(side*sigma-z95) / p
		m2 := 9 * math.Exp(2*sigma*sigma) * cdf(side*2*sigma-z95) / p
		within(t, what, got, m1, math.Sqrt((m2-m1*m1+(1-p)*(m1-q)*(m1-q))/(p*float64(r.Trials))))
	}
	tail("cvar5", got.CVaR5, -1)
	tail("cvar95", got.CVaR95, 1)
}

// A product of independent positive factors: CV^2 = prod(1 + c^2) - 1 whatever the laws. REFERENCES: c = .1, .2, .4.
func TestProductOfUnlikeFactors(t *testing.T) {
	r := simulate(t, year+`
[channels.a]
revenue = "x * y * z"
[channels.a.parameters]
x = { dist = "gamma", shape = 100, mean = 1, unit = "USD/year" }
y = { dist = "lognormal", mean = 1, sd = 0.2, unit = "1" }
z = { dist = "gamma", shape = 6.25, mean = 1, unit = "1" }
`)
	got := row(t, r, "a revenue", "forecast")
	gammaMoment := func(k float64, n int) float64 {
		m := 1.0
		for i := range n {
			m *= (k + float64(i)) / k
		}
		return m
	}
	m := func(n int) float64 {
		return gammaMoment(100, n) * gammaMoment(6.25, n) * math.Pow(1.04, float64(n*(n-1))/2)
	}
	want := raw(1, m(2), m(3), m(4))
	if math.Abs(want.variance-0.218464) > 1e-12 {
		t.Fatalf("the closed form itself gives %g", want.variance)
	}
	want.moments(t, "revenue", got, r.Trials)
}

// The Ishigami function of three uniform parameters, through an output.
func TestIshigami(t *testing.T) {
	r := simulate(t, year+still+`
[parameters]
x1 = { dist = "uniform", min = -3.141592653589793, max = 3.141592653589793, unit = "1" }
x2 = { dist = "uniform", min = -3.141592653589793, max = 3.141592653589793, unit = "1" }
x3 = { dist = "uniform", min = -3.141592653589793, max = 3.141592653589793, unit = "1" }
a  = { value = 7, unit = "1" }
[outputs.ishigami]
formula = "sin(x1) + a*sin(x2)^2 + 0.1*x3^4*sin(x1)"
unit = "1"
aggregate = "mean"
`)
	// Fourth central moment by the even moments of the sines and of x3^4; odd ones of sin x1 vanish.
	p4, p8 := math.Pow(math.Pi, 4), math.Pow(math.Pi, 8)
	b2 := 1 + 2*0.1*p4/5 + 0.01*p8/9
	b4 := 1 + 4*0.1*p4/5 + 6*0.01*p8/9 + 4*0.001*p4*p8/13 + 0.0001*p8*p8/17
	second := 49.0 / 8 // of 7 (sin^2 - 1/2) = -7 cos(2 x)/2
	fourth := 2401.0 / 16 * 3 / 8
	want := law{3.5, 13.844587940719254, b4*3/8 + 6*b2/2*second + fourth}
	if v := b2/2 + second; math.Abs(v-want.variance) > 1e-9 {
		t.Fatalf("the closed form itself gives %g", v)
	}
	want.moments(t, "ishigami", row(t, r, "outputs.ishigami value", "forecast"), r.Trials)
}
