package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// past is a year of history and a year of forecast, in which a channel earns what is drawn once.
const past = `
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[parameters]
level = { dist = "lognormal", median = "100M", sigma = 0.6, unit = "USD/year" }
[channels.a]
revenue = "level"
`

// conditioned runs a text under a design.
func conditioned(t *testing.T, text, sampling string, trials int64, workers int) *result.Result {
	t.Helper()
	return call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}, workers: workers, options: sim.Options{Trials: trials, Sampling: sampling}}.run(t)[0]
}

// On a logarithmic scale a lognormal prior and "about" are normal and normal: prior N(m, s^2), claims N(y_i, r_i^2). The
// posterior has the precision 1/s^2 + sum 1/r_i^2, and the acceptance is the integral of the weights over the prior.
func TestEvidenceIsConjugate(t *testing.T) {
	t.Parallel()
	for _, sampling := range []string{"random", "lhs", "sobol"} {
		for n := 1; n <= 2; n++ {
			if testing.Short() && n > 1 {
				continue
			}
			text, precision, mean := past, 1/(0.6*0.6), math.Log(100e6)/(0.6*0.6)
			for i, y := range []float64{180e6, 140e6}[:n] {
				r := []float64{0.3, 0.2}[i]
				text += fmt.Sprintf("[evidence.e%d]\nobserve = \"sum(a.revenue, 2025-01-01, 2026-01-01)\"\nabout = %v\nspread = %v\n", i, y, r)
				precision += 1 / (r * r)
				mean += math.Log(y) / (r * r)
			}
			mean /= precision
			sd := 1 / math.Sqrt(precision)
			// log of the acceptance: -1/2 (sum of the squares at the posterior mean) + log(sd/s)
			square := math.Pow((mean-math.Log(100e6))/0.6, 2)
			for i, y := range []float64{180e6, 140e6}[:n] {
				square += math.Pow((mean-math.Log(y))/[]float64{0.3, 0.2}[i], 2)
			}
			accepted := sd / 0.6 * math.Exp(-square/2)
			r := conditioned(t, text, sampling, 16*2048, 0)
			e := r.Evidence
			if e == nil || r.Trials != 16*2048 {
				t.Fatalf("%s, %d pieces: %v, %d trials", sampling, n, e, r.Trials)
			}
			p := float64(e.Proposals)
			if z := (e.Acceptance - accepted) / math.Sqrt(accepted*(1-accepted)/p); math.Abs(z) > 4.5 {
				t.Errorf("%s, %d pieces: acceptance %v, want %v (%.1f standard errors)", sampling, n, e.Acceptance, accepted, z)
			}
			s := row(t, r, "a revenue", "history")
			trials := float64(r.Trials)
			want := math.Exp(mean + sd*sd/2)
			if z := (s.Mean - want) / (want * math.Sqrt(math.Expm1(sd*sd)/trials)); math.Abs(z) > 4.5 {
				t.Errorf("%s, %d pieces: mean %v, want %v (%.1f standard errors)", sampling, n, s.Mean, want, z)
			}
			for i, q := range map[int]float64{1: -1.6448536269514722, 4: 0, 7: 1.6448536269514722} {
				x := math.Exp(mean + sd*q)
				density := math.Exp(-q*q/2) / math.Sqrt(2*math.Pi) / (sd * x)
				at := result.Percentiles[i]
				if z := (s.P[i] - x) / (math.Sqrt(at*(1-at)/trials)/density + 1e-3*x/4.5); math.Abs(z) > 4.5 {
					t.Errorf("%s, %d pieces: p%.0f %v, want %v (%.1f)", sampling, n, 100*at, s.P[i], x, z)
				}
			}
			if f := row(t, r, "a revenue", "forecast"); f.Mean != s.Mean {
				t.Errorf("%s: the forecast is of other trials: %v, %v", sampling, f.Mean, s.Mean)
			}
			for _, workers := range []int{1, 2, 7} {
				sameResult(t, fmt.Sprintf("%s, %d workers", sampling, workers), r, conditioned(t, text, sampling, 16*2048, workers))
			}
			// Prior and posterior of the piece and of the parameter.
			if got, want := e.Pieces[0].Prior.P[4], 100e6; math.Abs(got/want-1) > 0.02 {
				t.Errorf("prior median %v, want %v", got, want)
			}
			if m := e.Moved[0]; m.Name != "level" || math.Abs(m.Prior[1]/100e6-1) > 1e-9 || math.Abs(m.Posterior[1]/math.Exp(mean)-1) > 0.02 || !(m.Divergence > 0.3) {
				t.Errorf("moved: %+v", m)
			}
		}
	}
}

// A reliability makes the weight r w + (1 - r): the acceptance is r a + 1 - r, and the posterior is the mixture.
func TestReliabilityIsAMixture(t *testing.T) {
	text := past + "[evidence.e]\nobserve = \"mean(a.revenue, 2025-01-01, 2026-01-01)\"\nat_most = \"60M\"\nspread = 0.2\nreliability = 0.7\n"
	// E w = P(x <= y) + the tail of the kernel, by the midpoint rule over z.
	s, r, y := 0.6, 0.2, math.Log(60e6/100e6)
	weight, first := 0.0, 0.0
	const cells = 200_000
	for i := range cells {
		z := -10 + 20*(float64(i)+0.5)/cells
		w := 1.0
		if over := s*z - y; over > 0 {
			w = math.Exp(-over * over / (2 * r * r))
		}
		w = 0.7*w + 0.3
		phi := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) * 20 / cells
		weight += w * phi
		first += w * phi * 100e6 * math.Exp(s*z)
	}
	got := conditioned(t, text, "random", 40_000, 0)
	e := got.Evidence
	if z := (e.Acceptance - weight) / math.Sqrt(weight*(1-weight)/float64(e.Proposals)); math.Abs(z) > 4.5 {
		t.Errorf("acceptance %v, want %v", e.Acceptance, weight)
	}
	if m := row(t, got, "a revenue", "history"); math.Abs(m.Mean-first/weight) > 4.5*m.SE {
		t.Errorf("mean %v +- %v, want %v", m.Mean, m.SE, first/weight)
	}
	if w := e.Pieces[0].Weight; math.Abs(w-weight) > 4.5*math.Sqrt(weight*(1-weight)/65536) {
		t.Errorf("mean weight %v, want %v", w, weight)
	}
}

// Evidence that excludes nothing changes nothing, bit for bit.
func TestEvidenceThatExcludesNothing(t *testing.T) {
	for _, sampling := range []string{"random", "sobol"} {
		plain := conditioned(t, past, sampling, 4096, 0)
		with := conditioned(t, past+"[evidence.e]\nobserve = \"sum(a.revenue, 2025-01-01, 2026-01-01)\"\nat_least = 1\n", sampling, 4096, 0)
		if with.Evidence.Acceptance != 1 || with.Evidence.Proposals != 4096 {
			t.Errorf("%+v", with.Evidence)
		}
		for _, label := range []string{"history", "forecast"} {
			a, b := row(t, plain, "a revenue", label), row(t, with, "a revenue", label)
			if a.Mean != b.Mean || a.SD != b.SD || a.P != b.P {
				t.Errorf("%s: %v and %v", sampling, a, b)
			}
		}
	}
}

// A window that begins or ends within a step takes part of it: with a revenue of 4M a year from April on, February to May
// holds the 2/3 of the first quarter at 0 and the 2/3 of the second one.
func TestWindowsAreCutProRata(t *testing.T) {
	text := strings.Replace(past, `revenue = "level"`, `revenue = "if(date < 2025-04-01, 0, 4M) + 0 * level"`, 1) + `
[checks.part]
observe = "sum(a.revenue, 2025-02-01, 2025-06-01)"
about = "1M"
[checks.mean]
observe = "mean(a.revenue, 2025-02-01, 2025-06-01)"
between = ["1M", "3M"]
[checks.days]
observe = "sum(a.revenue, 2025-05-16, 2026-07-01)"
at_most = "9M"
`
	r := conditioned(t, text, "random", 1000, 0)
	want := map[string]float64{"part": 4e6 * 2 / 12, "mean": 2e6, "days": 4e6 * (1.0/12*16/31 + 1.0/12 + 1)}
	for _, c := range r.Checks {
		if math.Abs(c.Model.P[4]/want[c.ID]-1) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.ID, c.Model.P[4], want[c.ID])
		}
	}
	if len(r.Checks) != 3 || r.Evidence != nil {
		t.Errorf("%d checks, evidence %v", len(r.Checks), r.Evidence)
	}
}

// Evidence that contradicts itself is refused, and the piece that excludes most is named.
func TestContradictionIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("millions of proposals are made before a contradiction is refused")
	}
	t.Parallel()
	_, err := call{files: map[string]string{"x.toml": past + `
[evidence.fine]
observe = "sum(a.revenue, 2025-01-01, 2026-01-01)"
about = "110M"
spread = 0.5
[evidence.culprit]
observe = "sum(a.revenue, 2025-01-01, 2026-01-01)"
about = "90B"
spread = 0.05
`}, names: []string{"x.toml"}, options: sim.Options{Trials: 100}}.try(t)
	if err == nil || !strings.Contains(err.Error(), "evidence.culprit: the evidence excludes too much") {
		t.Errorf("%v", err)
	}
}

// Where hardly any trial agrees, proposals are adapted; the posterior is the same. Two parameters make up a product, so that
// one piece ties them: on a logarithmic scale x and y are N(0, s^2) each, their sum is claimed to be about d with the spread r,
// and x | d is normal with mean d s^2 / (2 s^2 + r^2) and variance s^2 - s^4 / (2 s^2 + r^2). The same closed forms hold for
// evidence that is met without adapting.
func TestAdaptedProposalsAgree(t *testing.T) {
	t.Parallel()
	const s, r = 0.5, 0.1
	for _, d := range []float64{1.2, 2.6} {
		text := fmt.Sprintf(`
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[parameters]
x = { dist = "lognormal", median = "1M", sigma = 0.5, unit = "USD/year" }
y = { dist = "lognormal", median = 1, sigma = 0.5, unit = "1" }
idle = { dist = "uniform", min = 0, max = 1, unit = "1" }
[channels.a]
revenue = "x * y"
[channels.x]
revenue = "x"
[outputs.idle]
formula = "idle"
unit = "1"
aggregate = "last"
[evidence.e]
observe = "mean(a.revenue, 2025-01-01, 2026-01-01)"
about = %v
spread = 0.1
`, 1e6*math.Exp(d))
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			if testing.Short() && sampling != map[float64]string{1.2: "random", 2.6: "sobol"}[d] {
				continue
			}
			trials := int64(fewer(16*1024, 16*256))
			got := conditioned(t, text, sampling, trials, 0)
			e := got.Evidence
			if adapted := e.Adapted > 0; adapted != (d > 2) {
				t.Errorf("%s, %v: %d adapted, %v agree", sampling, d, e.Adapted, e.Agreeing)
			}
			mean, sd := d*s*s/(2*s*s+r*r), math.Sqrt(s*s-s*s*s*s/(2*s*s+r*r))
			n := float64(got.Trials)
			for i, q := range map[int]float64{1: -1.6448536269514722, 4: 0, 7: 1.6448536269514722} {
				x := 1e6 * math.Exp(mean+sd*q)
				density := math.Exp(-q*q/2) / math.Sqrt(2*math.Pi) / (sd * x)
				at := result.Percentiles[i]
				if p := row(t, got, "x revenue", "2026").P[i]; math.Abs(p-x) > 4.5*math.Sqrt(at*(1-at)/n)/density+1e-3*x {
					t.Errorf("%s, %v: p%.0f of x is %v, want %v", sampling, d, 100*at, p, x)
				}
			}
			if m := row(t, got, "outputs.idle value", "2026"); math.Abs(m.Mean-0.5) > 4.5*math.Sqrt(1/(12*n)) {
				t.Errorf("%s, %v: what nothing is known of has the mean %v", sampling, d, m.Mean)
			}
			for _, w := range got.Warnings {
				if strings.Contains(w, "evidence") && !strings.Contains(w, "provenance") && !strings.Contains(w, "outer 1%") {
					t.Errorf("%s, %v: %s", sampling, d, w)
				}
			}
			sameResult(t, sampling, got, conditioned(t, text, sampling, trials, 3))
		}
	}
}

// A claim far out in the tail is met by proposals that are fine there.
func TestProposalsReachTheTail(t *testing.T) {
	text := past + "[evidence.e]\nobserve = \"mean(a.revenue, 2025-01-01, 2026-01-01)\"\nabout = \"1.2B\"\nspread = 0.05\n"
	precision := 1/(0.6*0.6) + 1/(0.05*0.05)
	mean, sd := (math.Log(100e6)/(0.6*0.6)+math.Log(1.2e9)/(0.05*0.05))/precision, 1/math.Sqrt(precision)
	r := conditioned(t, text, "random", 4096, 0)
	if e := r.Evidence; e.Adapted != 1 || e.Acceptance < 0.002 {
		t.Errorf("%d adapted, acceptance %v", e.Adapted, e.Acceptance)
	}
	s := row(t, r, "a revenue", "history")
	if want := math.Exp(mean + sd*sd/2); math.Abs(s.Mean-want) > 4.5*want*sd/math.Sqrt(4096) {
		t.Errorf("mean %v, want %v", s.Mean, want)
	}
	if want := math.Exp(mean) * sd; math.Abs(s.SD/want-1) > 0.06 {
		t.Errorf("sd %v, want %v", s.SD, want)
	}
}
