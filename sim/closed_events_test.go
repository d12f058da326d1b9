package sim_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"weir/sim/diag"
)

// heists is one channel of compound Poisson events, in a year of quarters.
const heists = `
currency = "USD"
[time]
start = 2026-01-01
end   = 2027-01-01
step  = "quarter"
[run]
trials = 100_000
[channels.c]
revenue = "heists"
[outputs.count]
formula = "c.heists.count"
unit = "1/year"
aggregate = "sum"
`

// Over a year in quarters the sum of events of rate 3 and size LN(0, 1) is the compound Poisson law of REFERENCES.
func TestCompoundPoisson(t *testing.T) {
	r := simulate(t, heists+`
[channels.c.events]
heists = { rate = 3, size = { dist = "lognormal", median = 1, sigma = 1 }, unit = "USD" }
`)
	got := row(t, r, "c revenue", "forecast")
	v := 22.16716829679195
	law{4.946163812100385, v, 3*math.Exp(8) + 3*v*v}.moments(t, "sum of events", got, r.Trials)
	p0 := 0.049787068367863944
	within(t, "P(no event)", got.Shape.Zero, p0, math.Sqrt(p0*(1-p0)/float64(r.Trials)))
	poisson(3).moments(t, "count", row(t, r, "outputs.count value", "forecast"), r.Trials)
	for q, s := range steps(t, r, "c revenue") {
		law{math.Exp(0.5) * 0.75, v / 4, 0.75*math.Exp(8) + 3*v*v/16}.moments(t, "quarter "+r.Periods[q].Label, s, r.Trials)
		count := steps(t, r, "outputs.count value")[q]
		poisson(0.75).moments(t, "count of a quarter", count, r.Trials)
		if want := [9]float64{0, 0, 0, 0, 1, 1, 2, 2, 3}; count.P != want { // F(0, 1, 2, 3) = .472, .827, .959, .993
			t.Errorf("quantiles of the count: %v, want %v", count.P, want)
		}
	}
}

// Exponential sizes: distribution function and quantiles of REFERENCES; the density by 1/F' from neighbouring quantiles.
func TestCompoundPoissonQuantiles(t *testing.T) {
	text := strings.Replace(heists, `step  = "quarter"`, `step  = "year"`, 1) + `
[channels.c.events]
heists = { rate = 3, size = { dist = "exponential", mean = 1 }, unit = "USD" }
`
	at := map[string]float64{"f1": 0.2249847087903, "f3": 0.58332871631991, "f5": 0.81493877248656, "f10": 0.985147252422}
	for name := range at {
		text += "[outputs." + name + "]\nformula = 'if(c.heists <= " + name[1:] + ", 1, 0)'\nunit = \"1\"\naggregate = \"mean\"\n"
	}
	r := simulate(t, text)
	got := row(t, r, "c revenue", "2026")
	law{3, 6, 3*24 + 3*36}.moments(t, "sum", got, r.Trials)
	for name, p := range at {
		within(t, "P(sum <= "+name[1:]+")", row(t, r, "outputs."+name+" value", "2026").Mean, p, math.Sqrt(p*(1-p)/float64(r.Trials)))
	}
	// f(x) = e^(-lambda - x) sqrt(lambda/x) I1(2 sqrt(lambda x))
	density := func(x float64) float64 {
		bessel, term := 0.0, math.Sqrt(3*x)
		for k := 1.0; k < 100; k++ {
			bessel += term
			term *= 3 * x / (k * (k + 1))
		}
		return math.Exp(-3-x) * math.Sqrt(3/x) * bessel
	}
	quantile(t, "median", got.Median(), 2.48266725453, 0.5, density(2.48266725453), r.Trials)
	quantile(t, "p90", got.P[6], 6.33356031058, 0.9, density(6.33356031058), r.Trials)
	quantile(t, "p95", got.P95(), 7.7288556906, 0.95, density(7.7288556906), r.Trials)
	quantile(t, "p99", got.P[8], 10.7063757046, 0.99, density(10.7063757046), r.Trials)
}

// A large rate and sizes that are certain: the sum is the count, and the count is Poisson far out too.
func TestLargeRate(t *testing.T) {
	t.Parallel()
	r := simulate(t, strings.Replace(heists, "100_000", strconv.Itoa(fewer(20_000, 4_000)), 1)+`
[channels.c.events]
heists = { rate = 400, size = 2, unit = "USD" }
`)
	poisson(400).moments(t, "count", row(t, r, "outputs.count value", "forecast"), r.Trials)
	shaped(800, 4*400, 1.0/400).moments(t, "sum", row(t, r, "c revenue", "forecast"), r.Trials)
}

// An uncertain rate that differs from step to step: E e^-Lambda, and the variance of a mixed Poisson law.
func TestUncertainRate(t *testing.T) {
	r := simulate(t, heists+`
[channels.c.parameters]
busy  = { dist = "gamma", shape = 2, scale = 1, unit = "1/year" }
pulse = { schedule = [[2026-01-01, 0], [2026-04-01, 1], [2026-07-01, 3], [2026-10-01, 0]], between = "hold", unit = "1" }
[channels.c.events]
heists = { rate = "busy * pulse", size = { value = 5 }, unit = "USD" }
`)
	// Lambda over the year is the gamma variable itself: the count is negative binomial with mean 2 and variance 2 + 2.
	got := row(t, r, "outputs.count value", "forecast")
	within(t, "mean", got.Mean, 2, math.Sqrt(4/float64(r.Trials)))
	within(t, "P(no event)", row(t, r, "c revenue", "forecast").Shape.Zero, 0.25, math.Sqrt(0.25*0.75/float64(r.Trials)))
	// Negative binomial r = 2, p = 1/2: excess kurtosis 6/r + p^2/((1-p) r) = 3.25.
	shaped(2, 4, 3.25).moments(t, "count", got, r.Trials)
	shaped(10, 100, 3.25).moments(t, "sum", row(t, r, "c revenue", "forecast"), r.Trials)
	exact(t, "quarter without a rate", steps(t, r, "c revenue")[0], 0)
	exact(t, "quarter without a rate", steps(t, r, "c revenue")[3], 0)
}

// Under a hit on the rate the first events stay the same events: the loss has one sign, it is zero exactly where the count
// stays, and the counts of the two worlds come from one uniform.
func TestEventsUnderShock(t *testing.T) {
	for _, hit := range []struct {
		text   string
		factor float64
	}{{"cut = 0.6", 0.4}, {"raise = 0.5", 1.5}, {"cut = 1", 0}} {
		r := simulate(t, "enforce = ['s']"+strings.Replace(heists, `step  = "quarter"`, `step  = "year"`, 1)+`
[channels.c.parameters]
rate = { value = 6, unit = "1/year" }
[channels.c.events]
heists = { rate = "rate", size = { dist = "lognormal", median = 1, sigma = 0.5 }, unit = "USD" }
[shocks.s]
onset = 2026-01-01
hits = [{ target = "c.rate", `+hit.text+` }]
`)
		loss, count := row(t, r, "c loss", "forecast"), row(t, r, "outputs.count loss", "forecast")
		if hit.factor < 1 && loss.Min < 0 || hit.factor > 1 && loss.Max > 0 {
			t.Errorf("%s: the loss runs from %g to %g", hit.text, loss.Min, loss.Max)
		}
		if loss.Shape.Zero != count.Shape.Zero {
			t.Errorf("%s: no loss in %g of the trials, the same count in %g", hit.text, loss.Shape.Zero, count.Shape.Zero)
		}
		d := countDifference(6, 6*hit.factor)
		n := float64(r.Trials)
		within(t, hit.text+": share without loss", loss.Shape.Zero, d.same, math.Sqrt(d.same*(1-d.same)/n))
		size := lognormal(0, 0.5)
		within(t, hit.text+": mean loss of count", count.Mean, d.mean, math.Sqrt(d.variance/n))
		within(t, hit.text+": mean loss", loss.Mean, d.mean*size.mean, math.Sqrt((math.Abs(d.mean)*size.variance+d.variance*size.mean*size.mean)/n))
	}
}

// difference is the law of the difference of two Poisson counts from one uniform, with the chance that they agree.
type difference struct{ same, mean, variance float64 }

// countDifference walks along the unit interval over the stairs of both distribution functions.
func countDifference(a, b float64) difference {
	var d difference
	var i, j int
	fa, fb := math.Exp(-a), math.Exp(-b)
	pa, pb := fa, fb
	second := 0.0
	for u := 0.0; i < 80 && j < 80; {
		next := math.Min(fa, fb)
		gap := float64(i - j)
		d.mean += gap * (next - u)
		second += gap * gap * (next - u)
		if i == j {
			d.same += next - u
		}
		u = next
		if fa <= fb {
			i++
			pa *= a / float64(i)
			fa += pa
		} else {
			j++
			pb *= b / float64(j)
			fb += pb
		}
	}
	d.variance = second - d.mean*d.mean
	return d
}

// A once-event is 0, and 1 from the first step at whose beginning the integral of its rate has passed an exponential draw.
func TestOnceEvent(t *testing.T) {
	r := simulate(t, quarters+still+`
[events]
peace = { rate = 0.5, once = true }
other = { rate = "pulse", once = true }
[parameters]
pulse = { schedule = [[2026-01-01, 0], [2026-07-01, 2], [2026-10-01, 0]], between = "hold", unit = "1/year" }
`+outputs("peace", "other", "peace * other", "max(lag(peace, '1 quarter', 0) - peace, 0)"))
	share := func(what string, got, p float64) {
		t.Helper()
		within(t, what, got, p, math.Sqrt(p*(1-p)/float64(r.Trials)))
	}
	peace, other, both, back := steps(t, r, output(0)), steps(t, r, output(1)), steps(t, r, output(2)), steps(t, r, output(3))
	exact(t, "first step", peace[0], 0)
	for q := 1; q < 8; q++ {
		p := 1 - math.Exp(-0.125*float64(q))
		share("peace", peace[q].Mean, p)
		if q < 3 {
			exact(t, "before its rate rises", other[q], 0)
			continue
		}
		share("other", other[q].Mean, 1-math.Exp(-0.5))
		share("both, which are independent", both[q].Mean, p*(1-math.Exp(-0.5)))
		if q > 3 && other[q] != other[3] {
			t.Errorf("the event whose rate is over still changes in step %d", q)
		}
		exact(t, "peace that ends again", back[q], 0)
	}
}

// A shock on the rate makes a once-event come sooner in the same world, and never later.
func TestOnceEventUnderShock(t *testing.T) {
	r := simulate(t, "enforce = ['push']"+quarters+still+`
[parameters]
rate = { value = 0.4, unit = "1/year" }
[events.peace]
rate = "rate"
once = true
[shocks.push]
onset = 2026-07-01
hits = [{ target = "rate", raise = 2 }]
`+outputs("peace"))
	for q, s := range steps(t, r, "outputs.y0 loss") {
		base := find(t, r, output(0)).Baseline[q]
		p0 := 1 - math.Exp(-0.1*float64(q))
		p1 := 1 - math.Exp(-0.1*float64(q)-0.2*math.Max(0, float64(q-2)))
		if q <= 2 {
			exact(t, "before the shock can tell", s, 0)
			continue
		}
		n := float64(r.Trials)
		within(t, "baseline", base.Mean, p0, math.Sqrt(p0*(1-p0)/n))
		within(t, "scenario", steps(t, r, output(0))[q].Mean, p1, math.Sqrt(p1*(1-p1)/n))
		within(t, "sooner", -s.Mean, p1-p0, math.Sqrt((p1-p0)*(1-p1+p0)/n))
		if s.Max > 0 {
			t.Errorf("later in some trial of step %d", q)
		}
	}
}

// A negative rate ends the run as NaN does: as a problem of the file.
func TestNegativeRate(t *testing.T) {
	for _, rate := range []string{"2 * busy", "busy * sqrt(-1)"} {
		_, err := call{files: map[string]string{"x.toml": heists + `
[channels.c.parameters]
busy = { dist = "normal", mean = 3, sd = 1, unit = "1/year" }
[channels.c.events]
heists = { rate = "` + rate + `", size = 1, unit = "USD" }
`}, names: []string{"x.toml"}}.try(t)
		if problems := new(diag.Error); !errors.As(err, &problems) {
			t.Errorf("rate %q: the run ends with %v, want a problem of the file", rate, err)
		}
	}
}
