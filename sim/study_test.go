// Package sim_test holds the engine to the contract of the language through the public road: a TOML text goes in, a Result
// comes out, and what comes out is compared with closed forms, with numbers worked out by hand, or with another run.
package sim_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// A call is one run of one or more scenario texts. Files are named by their keys, and run in the order of names.
type call struct {
	files   map[string]string
	names   []string
	workers int
	options sim.Options
}

// run executes the call and fails the test where anything but warnings is in the way.
func (c call) run(t *testing.T) []*result.Result {
	t.Helper()
	results, err := c.try(t)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

// try executes the call and returns the error of the run itself.
func (c call) try(t *testing.T) ([]*result.Result, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range c.files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	paths := make([]string, len(c.names))
	for i, name := range c.names {
		paths[i] = filepath.Join(dir, name)
	}
	study, err := sim.Load(c.options, paths...)
	if err != nil {
		t.Fatal(err)
	}
	return study.Run(context.Background(), sim.Control{Workers: c.workers})
}

// simulate runs one scenario text.
func simulate(t *testing.T, text string) *result.Result {
	t.Helper()
	return call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}}.run(t)[0]
}

// fewer is n, or in short mode the smaller number: of runs or trials in a test whose tolerance follows from it.
func fewer(n, short int) int {
	if testing.Short() {
		return short
	}
	return n
}

// period is the index of the period with a label.
func period(t *testing.T, r *result.Result, label string) int {
	t.Helper()
	for i, p := range r.Periods {
		if p.Label == label {
			return i
		}
	}
	t.Fatalf("no period %s", label)
	return -1
}

// row is the summary of "channel measure" in the scenario's world, in the period with a label.
func row(t *testing.T, r *result.Result, series, label string) result.Summary {
	t.Helper()
	return find(t, r, series).Scenario[period(t, r, label)]
}

// find returns the series "channel measure".
func find(t *testing.T, r *result.Result, series string) *result.Series {
	t.Helper()
	channel, measure, _ := strings.Cut(series, " ")
	s := r.Find(channel, measure)
	if s == nil {
		t.Fatalf("no series %s", series)
	}
	return s
}

// steps are the summaries of the single steps of "channel measure" in the scenario's world.
func steps(t *testing.T, r *result.Result, series string) []result.Summary {
	t.Helper()
	s := find(t, r, series)
	var list []result.Summary
	for i, p := range r.Periods {
		if p.Kind == result.Step {
			list = append(list, s.Scenario[i])
		}
	}
	return list
}

// exact checks that a quantity is want in every trial, to a relative error of 1e-9.
func exact(t *testing.T, what string, got result.Summary, want float64) {
	t.Helper()
	slack := 1e-9 * math.Abs(want)
	for _, x := range []float64{got.Mean, got.Min, got.Max, got.P[4]} {
		if !(math.Abs(x-want) <= slack) {
			t.Errorf("%s: mean %.15g, from %.15g to %.15g; want %.15g in every trial", what, got.Mean, got.Min, got.Max, want)
			return
		}
	}
}

// exactSteps checks the steps of a series one by one.
func exactSteps(t *testing.T, r *result.Result, series string, want ...float64) {
	t.Helper()
	got := steps(t, r, series)
	if len(got) != len(want) {
		t.Errorf("%s: %d steps, want %d", series, len(got), len(want))
		return
	}
	for i := range want {
		exact(t, series+" in "+r.Periods[i].Label, got[i], want[i])
	}
}

// within checks an estimate against a closed form: it may lie 4 standard errors away, no more.
func within(t *testing.T, what string, got, want, standardError float64) {
	t.Helper()
	if z := (got - want) / standardError; !(math.Abs(z) <= 4) {
		t.Errorf("%s = %.10g, want %.10g: %.2f standard errors away", what, got, want, z)
	}
}

// A law is a closed form to compare a sample with: mean, variance and fourth central moment.
type law struct{ mean, variance, fourth float64 }

// normal is the law of mean and standard deviation.
func normal(mean, sd float64) law { return law{mean, sd * sd, 3 * sd * sd * sd * sd} }

// lognormal is the law of exp(N(mu, sigma^2)).
func lognormal(mu, sigma float64) law {
	w := math.Exp(sigma * sigma)
	m := math.Exp(mu + sigma*sigma/2)
	v := m * m * (w - 1)
	return law{m, v, v * v * (w*w*w*w + 2*w*w*w + 3*w*w - 3)}
}

// moments checks mean and variance, with the standard errors sd/sqrt(n) and sqrt((mu4 - sigma^4)/n).
func (l law) moments(t *testing.T, what string, got result.Summary, trials int64) {
	t.Helper()
	n := float64(trials)
	within(t, what+": mean", got.Mean, l.mean, math.Sqrt(l.variance/n))
	within(t, what+": variance", got.SD*got.SD, l.variance, math.Sqrt((l.fourth-l.variance*l.variance)/n))
}

// quantile checks an order statistic through its density: its standard error is sqrt(p(1-p)/n)/f, beside the 0.1% to which
// the contract gives quantiles.
func quantile(t *testing.T, what string, got, want, p, density float64, trials int64) {
	t.Helper()
	se := math.Sqrt(p*(1-p)/float64(trials)) / density
	within(t, what, got, want, se+0.001*math.Abs(want)/4)
}

// merged are the results of a run in parts.
func merged(ctx context.Context, study *sim.Study, whole *sim.Partial) ([]*result.Result, error) {
	a, err := study.Report().Merged(ctx, whole, 2)
	if err != nil {
		return nil, err
	}
	return a.Results, nil
}
