package sim_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weir/sim"
)

// years is a model of two years by quarters, the second of them the forecast. What it ends with stands at the top level.
func years(rest string) string {
	return `
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[run]
trials = 1000
` + rest
}

// problems are what loading a scenario text says.
func problems(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := sim.Load(sim.Options{}, file)
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestRatesBeyondBounds: a rate of a million million events is refused at once, and a parameter that also serves as a
// hazard, which has no such bound, is refused where it serves as the rate.
func TestRatesBeyondBounds(t *testing.T) {
	for name, text := range map[string]string{
		"far": years("[channels.a]\nrevenue = 'heists'\n[channels.a.parameters]\nr = { value = '1e10 to 1e12', unit = '1/year' }\n" +
			"[channels.a.events]\nheists = { rate = 'r', size = { dist = 'exponential', mean = 1 }, unit = 'USD' }\n"),
		"shared": "enforce = ['s']" + years("[parameters]\nr = { value = '9M to 9.1M', unit = '1/year' }\n[channels.a]\nrevenue = 'heists'\n"+
			"[channels.a.events]\nheists = { rate = 'r', size = { dist = 'exponential', mean = 1 }, unit = 'USD' }\n"+
			"[shocks.s]\nonset = { from = 2026-01-01, rate = 'r' }\nhits = [{ target = 'a.revenue', cut = '5% to 50%' }]\n"),
	} {
		c := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}}
		if _, err := c.try(t); err == nil || !strings.Contains(err.Error(), "more than 1e+06 events are expected in a step") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLongHalfLife: a half-life of millions of years is a half-life.
func TestLongHalfLife(t *testing.T) {
	r := simulate(t, years("[channels.a]\nrevenue = 'x'\n[channels.a.parameters]\nh = { value = 5000000, unit = 'year' }\n"+
		"x = { process = 'ar1', start = 8, mean = 4, sd = 0, half_life = 'h', unit = 'USD/year' }\n"))
	if got := row(t, r, "a revenue", "2026").Mean; got < 7.999 || got > 8 {
		t.Errorf("the process that forgets nothing is at %v, began at 8", got)
	}
}

// TestSharesByFormula: a share that a formula takes over 1 is scaled to 1 in those trials, also where it stands alone, and a
// median over 1 is refused.
func TestSharesByFormula(t *testing.T) {
	text := func(share string) string {
		return "enforce = ['s']" + years("[channels.a]\nrevenue = '100'\n[channels.b]\nrevenue = '100'\n[parameters]\nk = { dist = 'uniform', min = 0.6, max = 1.2, unit = '1' }\n"+
			"[shocks.s]\nonset = 2026-01-01\nhits = [{ target = 'a.revenue', cut = 0.5 }]\ndisplaces = [{ from = 'a', to = 'b', share = '"+share+"' }]\n")
	}
	r := simulate(t, text("k"))
	if got := row(t, r, "total loss", "forecast"); got.Min != 0 || got.Shape.Negative != 0 || got.Max < 19 {
		t.Errorf("the total loses from %v to %v, of at most 20; 0 where the share is 1", got.Min, got.Max)
	}
	if r.Leaks[0].Destroyed.Min < 0 {
		t.Errorf("%v is destroyed", r.Leaks[0].Destroyed.Min)
	}
	if !slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, "scaled to 1 in 3") }) {
		t.Errorf("no warning of a third of the trials: %q", r.Warnings)
	}
	if got := problems(t, text("k + 0.3")); !strings.Contains(got, "sum to 1.2 at their medians") {
		t.Errorf("no refusal: %s", got)
	}
}

// TestNoRoundingIsFound: what is displaced as a whole leaves a loss of exactly nothing, and shares that sum to 1 as they are
// written are not said to be scaled.
func TestNoRoundingIsFound(t *testing.T) {
	channels := "[channels.a]\nrevenue = 'p'\n[channels.a.parameters]\np = { value = '1M to 2M', unit = 'USD/year', vary = 'step' }\n"
	for i, shares := range [][]string{{"0.3", "0.7"}, {"0.05", "0.55", "0.3", "0.1"}} {
		text, list := channels, []string{}
		for j, share := range shares {
			id := string(rune('b' + j))
			text += "[channels." + id + "]\nrevenue = '100'\n"
			list = append(list, "{ from = 'a', to = '"+id+"', share = "+share+" }")
		}
		r := simulate(t, "enforce = ['s']"+years(text+"[shocks.s]\nonset = 2026-01-01\nhits = [{ target = 'a.p', cut = '5% to 50%' }]\ndisplaces = ["+strings.Join(list, ", ")+"]\n"))
		if got := row(t, r, "total loss", "forecast"); got.Min != 0 || got.Max != 0 {
			t.Errorf("case %d: the total loses from %g to %g", i, got.Min, got.Max)
		}
		if got := r.Leaks[0].Destroyed; got.Min != 0 || got.Max != 0 {
			t.Errorf("case %d: from %g to %g is destroyed", i, got.Min, got.Max)
		}
		if slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, "scaled") }) {
			t.Errorf("case %d: %q", i, r.Warnings)
		}
	}
}

// TestTwiceTheSameHit: one shock may hit a target twice, each with its own course, and the place in the list is no identity.
func TestTwiceTheSameHit(t *testing.T) {
	first, second := "{ target = 'a.revenue', cut = '20% to 40%', half_life = '1 year' }", "{ target = 'a.revenue', cut = '5% to 10%' }"
	with := func(hits string) string {
		return "enforce = ['s']" + years("[channels.a]\nrevenue = '100'\n[shocks.s]\nonset = 2026-01-01\nhits = ["+hits+"]\n")
	}
	a, b := simulate(t, with(first+", "+second)), simulate(t, with(second+", "+first))
	both := row(t, a, "a loss", "forecast")
	if both.Mean != row(t, b, "a loss", "forecast").Mean {
		t.Errorf("the order of two hits changes the loss: %v and %v", both.Mean, row(t, b, "a loss", "forecast").Mean)
	}
	if alone := row(t, simulate(t, with(first)), "a loss", "forecast"); !(both.Min > alone.Min && both.Mean > alone.Mean+4) {
		t.Errorf("the second hit adds nothing: %v beside %v", both.Mean, alone.Mean)
	}
}

// TestDeepBranches: formulas that only a branch reads, each twice the next, are judged once each.
func TestDeepBranches(t *testing.T) {
	text := "[channels.a]\nrevenue = 'if(x > 0, f0, 0)'\n[channels.a.parameters]\nx = { value = '1 to 2', unit = '1' }\n[channels.a.formulas]\n"
	for i := range 60 {
		text += "f" + strconv.Itoa(i) + " = '(f" + strconv.Itoa(i+1) + " + f" + strconv.Itoa(i+1) + ") / 2'\n"
	}
	r := simulate(t, years(text+"f60 = { formula = '7', unit = 'USD/year' }\n"))
	if got := row(t, r, "a revenue", "2026").Mean; got != 7 {
		t.Errorf("the mean of sevens is %v", got)
	}
}

// TestWarningsHaveAnOrder: the same file gives the same warnings in the same order.
func TestWarningsHaveAnOrder(t *testing.T) {
	names := []string{"x1", "x2", "x3", "x4", "x5", "x6"}
	top, inside := "[parameters]\n", "[channels.a.parameters]\ny = { value = 9, unit = 'USD/year' }\n"
	for _, n := range names {
		top += n + " = { value = 1, unit = '1' }\n"
		inside += n + " = { value = 1, unit = '1' }\n"
	}
	text := years(top + "[channels.a]\nrevenue = 'y * " + strings.Join(names, " * ") + "'\n" + inside)
	want := simulate(t, text).Warnings
	if len(want) < len(names) {
		t.Fatalf("warnings: %q", want)
	}
	for range 5 {
		if got := simulate(t, text).Warnings; !slices.Equal(got, want) {
			t.Fatalf("another order:\n%q\n%q", got, want)
		}
	}
}
