package engine_test

import (
	"context"
	"strings"
	"testing"

	"weir/sim/engine"
)

// TestStops: a named value that is not finite ends the run, whatever becomes of it, unless only branches of an if read it
// that are not taken.
func TestStops(t *testing.T) {
	for _, c := range []struct{ name, revenue, stops string }{
		{"read", "u * min(5, f)", "f"},
		{"hidden by a division", "u / f", "f"},
		{"not taken", "u * if(zero > 1, f, 1)", ""},
		{"not taken, beside one that is", "u * if(zero > 1, f, if(zero < 1, 2, f))", ""},
		{"taken", "u * if(zero < 1, f, 1)", "f"},
		{"taken, and hidden by a bound", "u * min(5, if(zero < 1, f, 1))", "f"},
		{"taken, and hidden by a division", "u / if(zero < 1, f, 1)", "f"},
		{"taken, and hidden by a comparison", "u * (if(zero < 1, f, 1) > 3)", "f"},
		{"no number in a condition", "u * if(log(-1 - zero) > 0, 1, 2) * g", "a.revenue"},
		{"not no number", "u * if(not (log(-1 - zero) > 0), 1, 2) * g", "a.revenue"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "_"), func(t *testing.T) {
			files := map[string]string{"m.toml": strings.Replace(quarters, "ENFORCED", "[]", 1) + `
[parameters]
u = { value = 100, unit = "USD/year" }
zero = { dist = "uniform", min = 0, max = 1e-300, unit = "1" }
[formulas]
` + map[bool]string{true: "g = 1", false: "f = '1 / (zero * 1e-300)'"}[strings.HasSuffix(c.revenue, "g")] + `
[channels.a]
revenue = "` + c.revenue + `"
`}
			built := load(t, files, "m.toml")
			built[0].Trials = 3
			p, list := reporting(built)
			if p == nil {
				t.Fatal(list)
			}
			_, err := run(context.Background(), p, engine.Options{})
			switch {
			case c.stops == "" && err != nil:
				t.Errorf("the run stops: %v", err)
			case c.stops != "" && err == nil:
				t.Errorf("%s is not finite, and the run goes on", c.stops)
			case c.stops != "" && !strings.Contains(err.Error(), c.stops+" is "):
				t.Errorf("%v: want %s", err, c.stops)
			}
		})
	}
}

// TestStopsNameWhatWasComputed: a message names no value that the program has left out, as nothing hangs on it.
func TestStopsNameWhatWasComputed(t *testing.T) {
	files := map[string]string{"m.toml": strings.Replace(quarters, "ENFORCED", "[]", 1) + `
[parameters]
low = { dist = "uniform", min = 1, max = 2, unit = "1" }
high = { dist = "uniform", min = 3, max = 4, unit = "1" }
two = { value = 2, unit = "1" }
[formulas]
f = "exp(1k * max(low, high, two))"
[channels.a]
revenue = "0"
`}
	built := load(t, files, "m.toml")
	built[0].Trials = 3
	p, list := reporting(built)
	if p == nil {
		t.Fatal(list)
	}
	_, err := run(context.Background(), p, engine.Options{})
	if err == nil || !strings.Contains(err.Error(), "f is infinite") {
		t.Fatalf("%v: f is to be infinite", err)
	}
	if text := err.Error(); !strings.Contains(text, "high = 3.") || strings.Contains(text, "low = 0") || !strings.Contains(text, "two = 2") {
		t.Error(text)
	}
}
