package sim_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"weir/sim/result"
)

// warned finds the warning that names a quantity and returns the share of trials that it gives.
func warned(t *testing.T, r *result.Result, name string) float64 {
	t.Helper()
	percent := regexp.MustCompile(`([0-9.]+)%`)
	for _, w := range r.Warnings {
		if strings.Contains(w, name) {
			if m := percent.FindStringSubmatch(w); m != nil {
				share, err := strconv.ParseFloat(m[1], 64)
				if err != nil {
					t.Fatal(err)
				}
				return share / 100
			}
		}
	}
	t.Errorf("no warning of %s: %q", name, r.Warnings)
	return 0
}

// A share that leaves 0 to 1 and a stock that falls below 0 are warnings with their share of the trials; nothing is clipped.
func TestDoubtsAreCounted(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
part  = { value = 0.8, unit = "share" }
boost = { dist = "uniform", min = 0.5, max = 1.5, unit = "1" }
fine  = { value = 0.5, unit = "share" }
first = { dist = "uniform", min = 0, max = 2, unit = "1" }
used  = { value = 0.4, unit = "1/year" }
[formulas]
reach = { formula = "part * boost", unit = "share" }
inside = { formula = "fine * 2", unit = "share" }
[stocks]
box   = { initial = "first", change = "-used", unit = "1" }
empty = { initial = 0.8, change = "-0.4", unit = "1" }
`+outputs("reach", "box", "empty", "inside"))
	share := func(name string, p float64) {
		t.Helper()
		within(t, name, warned(t, r, name), p, math.Sqrt(p*(1-p)/float64(r.Trials))+0.0005/4) // printed to 0.1%
	}
	share("reach", 0.25) // boost above 1.25
	share("box", 0.35)   // 1.75 years at 0.4 are 0.7 of 2
	for _, w := range r.Warnings {
		if strings.Contains(w, "empty") || strings.Contains(w, "inside") {
			t.Errorf("a warning too many: %s", w)
		}
	}
	if s := row(t, r, output(0), "forecast"); s.Max < 1.19 {
		t.Errorf("the share was clipped at %g", s.Max)
	}
	if s := steps(t, r, output(1))[7]; s.Min > -0.69 {
		t.Errorf("the stock was clipped at %g", s.Min)
	}
}

// A named value that is NaN or infinite in any trial ends the run with its name, the step and the lowest such trial, which
// depend neither on the number of trials nor on that of workers.
func TestNaNEndsTheRun(t *testing.T) {
	text := func(trials int, formula string) string {
		return strings.Replace(quarters, "50_000", strconv.Itoa(trials), 1) + `
[channels.a]
revenue = "1"
[channels.a.parameters]
x = { dist = "normal", mean = 3.3, sd = 1, unit = "1", vary = "step" }
[channels.a.formulas]
odd = "` + formula + `"
`
	}
	// The first trial in which x falls below 0 in some step: the mean of a growing number of trials tells which.
	lowest := -1
	for trials := range 2000 {
		r := simulate(t, text(trials+1, "if(x < 0, 1, 0)")+"[outputs.any]\nformula = 'a.odd'\nunit = '1'\naggregate = 'max'\n")
		if row(t, r, "outputs.any value", "forecast").Max == 1 {
			lowest = trials
			break
		}
	}
	if lowest < 0 {
		t.Fatal("no such trial")
	}
	for _, formula := range []string{"sqrt(x)", "log(x)", "1 / max(x, 0)"} {
		var first string
		for _, c := range [][2]int{{lowest + 1, 1}, {20_000, 1}, {20_000, 2}, {30_000, 7}} {
			_, err := call{files: map[string]string{"x.toml": text(c[0], formula)}, names: []string{"x.toml"}, workers: c[1]}.try(t)
			if err == nil {
				t.Fatalf("%s: the run does not end", formula)
			}
			message := regexp.MustCompile(`\S*/`).ReplaceAllString(err.Error(), "") // temporary folders
			if first == "" {
				first = message
			}
			if message != first {
				t.Errorf("%d trials, %d workers: %s\nbut before: %s", c[0], c[1], message, first)
			}
		}
		for _, part := range []string{"odd", fmt.Sprintf("trial %d", lowest), "x ="} {
			if !strings.Contains(first, part) {
				t.Errorf("%q is missing in %s", part, first)
			}
		}
	}
	if lowest > 0 { // below that trial all is well
		simulate(t, text(lowest, "sqrt(x)"))
	}
}

// The branch of an if that is not taken is not judged.
func TestBranchNotTaken(t *testing.T) {
	r := simulate(t, quarters+still+`
[parameters]
x = { dist = "normal", mean = 0, sd = 1, unit = "1" }
`+outputs("if(x > 0, log(x), 0)", "if(x > 0, sqrt(x), sqrt(-x))", "if(x < 0, 0, 1 / if(x < 0, 0, 1))"))
	chance(t, "zero", row(t, r, output(0), "forecast").Shape.Zero, 0.5, r)
	if s := row(t, r, output(1), "forecast"); s.Min < 0 {
		t.Errorf("a root of %g", s.Min)
	}
}

// Formulas mean what arithmetic means: precedence, powers to the right, conditions, functions, suffixes.
func TestFormulaValues(t *testing.T) {
	rows := map[string]float64{
		"2^3^2": 512, "-2^2": -4, "2^-1": 0.5, "7 - 2 - 1": 4, "12 / 3 / 2": 2, "1 + 2 * 3": 7, "-3 + 5": 2, "2 * -3": -6,
		"1 < 2 and 2 < 3": 1, "not 1 > 2": 1, "1 > 2 or not 2 > 3": 1, "1 > 2 and 1 > 0 or 3 > 2": 1, "if(two, 5, 6)": 5, "if(two - 2, 5, 6)": 6,
		"if(two == 2, if(two >= 2.5, 1, 2), 3)": 2, "(two != 2) + (two <= 2)": 1,
		"min(3, 1, 2)": 1, "max(3, 1, 7, 2)": 7, "abs(-4)": 4, "clamp(9, 0, 4)": 4, "clamp(-9, 0, 4)": 0, "clamp(3, 0, 4)": 3,
		"exp(1)": math.E, "log(8)": math.Log(8), "sqrt(49)": 7, "sin(pi / 6)": 0.5, "cos(pi)": -1, "12%": 0.12, "3k + 2M + 1B + 1T": 1_001_002_003_000, "1_000": 1000, "1e-3": 0.001,
	}
	var formulas, keys []string
	for key := range rows {
		keys = append(keys, key)
		formulas = append(formulas, key)
	}
	r := simulate(t, year+still+"[parameters]\ntwo = { value = 2, unit = '1' }\n"+outputs(formulas...))
	for i, key := range keys {
		exact(t, key, row(t, r, output(i), "2026"), rows[key])
	}
}

// A bare name is looked up in the channel, then at the top; CHANNEL.name reaches another channel; shocks and outputs start at
// the top.
func TestScopes(t *testing.T) {
	r := simulate(t, inForce(`"s"`)+`
[parameters]
x = { value = 1, unit = "USD/year" }
y = { value = 2, unit = "USD/year" }
[formulas]
f = "x + y"
[channels.a]
revenue = "x + y + f + b.x + b.f"
[channels.a.parameters]
x = { value = 10, unit = "USD/year" }
[channels.b]
revenue = "f"
[channels.b.parameters]
x = { value = 100, unit = "USD/year" }
[channels.b.formulas]
f = "x + y + a.x"
[outputs]
top = { formula = "x + f + a.x", unit = "USD/year" }
[shocks.s]
onset = 2026-01-01
hits = [{ target = "x", add = 1000 }]
`)
	exact(t, "a before", steps(t, r, "a revenue")[0], (10+2+3+100+112)/4.)
	exact(t, "b before", steps(t, r, "b revenue")[0], 112/4.)
	exact(t, "output before", steps(t, r, "outputs.top value")[0], (1+3+10)/4.)
	exact(t, "a after", steps(t, r, "a revenue")[9], (10+2+1003+100+112)/4.)
	exact(t, "b after", steps(t, r, "b revenue")[9], 112/4.)
	exact(t, "output after", steps(t, r, "outputs.top value")[9], (1001+1003+10)/4.)
	found := false
	for _, w := range r.Warnings {
		found = found || strings.Contains(w, "shadow") || strings.Contains(w, "hides")
	}
	if !found {
		t.Errorf("no warning of a name that hides another: %q", r.Warnings)
	}
}
