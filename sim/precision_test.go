package sim_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"weir/sim"
)

const noisy = `
currency = "USD"
[time]
start = 2026-01-01
end = 2028-01-01
step = "quarter"
[parameters]
a = { value = "10M to 1B", unit = "USD/year" }
b = { dist = "lognormal", mean = 1, sd = 0.5, unit = "1", vary = "step" }
[channels.x]
revenue = "a * b"
`

// Trials double until the headline is precise enough, and then the result is that of a run of so many trials.
func TestPrecisionDoublesTheTrials(t *testing.T) {
	for _, c := range []struct {
		sampling, precision string
		trials              int64
	}{
		{"random", "4% of p50(total.net)", 1000},
		{"random", "20M of mean(x.revenue)", 512},
		{"lhs", "4% of mean(total.revenue)", 256},
		{"sobol", "4% of p90(total.revenue) in 2027", 64},
	} {
		files := call{files: map[string]string{"x.toml": noisy}, names: []string{"x.toml"}}
		files.options = sim.Options{Trials: c.trials, Sampling: c.sampling, Precision: c.precision}
		r := files.run(t)[0]
		p := r.Precision
		if p == nil || !p.Reached || !(p.HalfWidth <= p.Target) || p.Rounds < 2 {
			t.Fatalf("%v: %+v", c, p)
		}
		start := c.trials
		if c.sampling == "random" {
			start = (c.trials + 511) / 512 * 512
		}
		if want := start << (p.Rounds - 1); r.Trials != want {
			t.Errorf("%v: %d trials after %d rounds, want %d", c, r.Trials, p.Rounds, want)
		}
		files.workers = 3
		sameRows(t, "workers", r, files.run(t)[0], everything(r)...)
		files.options.Precision, files.options.Trials = "", r.Trials
		sameRows(t, "plain run", r, files.run(t)[0], everything(r)...)
		files.options.Trials = r.Trials / 2
		if c.sampling == "random" && strings.Contains(c.precision, "mean") { // half the trials would not do
			if s := row(t, files.run(t)[0], "x revenue", "forecast"); 1.96*s.SE <= 20e6 {
				t.Errorf("%v: %v", c, s.SE)
			}
		}
	}
}

// What is certain is precise at once; so is a value of 0 asked in its own unit.
func TestCertainIsPrecise(t *testing.T) {
	text := strings.Replace(noisy, `revenue = "a * b"`, `revenue = "1M"`, 1)
	r := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}, options: sim.Options{Trials: 100, Precision: "0.1% of mean(total.net)"}}.run(t)[0]
	if p := r.Precision; p == nil || !p.Reached || p.Rounds != 1 || p.Value != 2e6 || p.HalfWidth != 0 {
		t.Errorf("%+v", p)
	}
}

// A mean that few trials carry, or that is known badly, is a doubt inside the result.
func TestShakyMeansAreWarned(t *testing.T) {
	heavy := strings.Replace(noisy, `"10M to 1B"`, `"5 to 5M"`, 1)
	r := call{files: map[string]string{"x.toml": heavy}, names: []string{"x.toml"}, options: sim.Options{Trials: 1000}}.run(t)[0]
	if !slices.ContainsFunc(r.Warnings, func(w string) bool {
		return strings.HasPrefix(w, "total.revenue over the forecast: the highest 1% of the trials carry ")
	}) {
		t.Errorf("no warning: %q", r.Warnings)
	}
	r = call{files: map[string]string{"x.toml": noisy}, names: []string{"x.toml"}, options: sim.Options{Trials: 100}}.run(t)[0]
	if s := row(t, r, "total revenue", "forecast"); !(s.SE > 0.05*s.Mean) || !slices.ContainsFunc(r.Warnings, func(w string) bool {
		return strings.HasPrefix(w, "total.revenue over the forecast: the standard error of the mean is ")
	}) {
		t.Errorf("no warning at %v of %v: %q", s.SE, s.Mean, r.Warnings)
	}
	r = call{files: map[string]string{"x.toml": noisy}, names: []string{"x.toml"}, options: sim.Options{Trials: 100_000}}.run(t)[0]
	if len(r.Warnings) > 3 || slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, "mean") }) {
		t.Errorf("a mean that is known to %.2g: %q", row(t, r, "total revenue", "forecast").SE, r.Warnings)
	}
}

// A branch that no trial takes in any step is a doubt; one that is taken in some trial, step or world is none.
func TestBranchesNeverTaken(t *testing.T) {
	r := simulate(t, `
currency = "USD"
enforce = ["raid"]
[time]
start = 2026-01-01
end = 2028-01-01
step = "quarter"
[run]
trials = 1000
[parameters]
u = { dist = "uniform", min = 0, max = 1, unit = "1" }
base = { value = 1, unit = "USD/year" }
[formulas]
never = "if(u > 2, 1, 2)"
dated = "if(date > 2040-01-01, 1, 2)"
rare  = "if(u > 0.98, 1, 2)"
world = "if(x.revenue < 1M, 1, 2)"
later = "if(t < 1, 1, 2)"
[channels.x]
revenue = "2M"
[channels.y]
revenue = "never * dated * rare * later * world * base"
[shocks.raid]
onset = 2027-01-01
hits = [{ target = "x.revenue", cut = 0.9 }]
`)
	var said []string
	for _, w := range r.Warnings {
		if strings.Contains(w, "branch") {
			said = append(said, w)
		}
	}
	want := []string{
		"never: the first branch of if(u > 2, 1, 2) is never taken",
		"dated: the first branch of if(date > 2040-01-01, 1, 2) is never taken",
	}
	slices.Sort(said)
	slices.Sort(want)
	if !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
	if math.IsNaN(row(t, r, "total revenue", "forecast").Mean) {
		t.Error("no mean")
	}
}
