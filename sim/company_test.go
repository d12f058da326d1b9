package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Files that give one path unlike laws, in ever smaller ways, do not mix them up: each gives what it gives alone.
func TestUnlikeLawsOfOnePath(t *testing.T) {
	t.Parallel()
	laws := []string{
		`{ dist = "normal", mean = 3, sd = 1, unit = "1" }`,
		`{ dist = "normal", mean = 3, sd = 1.0000000001, unit = "1" }`,
		`{ dist = "normal", mean = 3, sd = 1, truncate = [2, 4], unit = "1" }`,
		`{ dist = "normal", mean = 3, sd = 1, truncate = [2, 4.5], unit = "1" }`,
		`{ dist = "normal", mean = 3, sd = 1, unit = "1", vary = "step" }`,
		`{ dist = "normal", p5 = 3, p95 = 4, unit = "1" }`,
		`{ dist = "normal", p5 = 3, p90 = 4, unit = "1" }`,
		`{ dist = "lognormal", median = 3, sigma = 1, unit = "1" }`,
		`{ dist = "lognormal", mean = 3, sd = 1, unit = "1" }`,
		`{ dist = "beta", alpha = 2, beta = 3, unit = "1" }`,
		`{ dist = "beta", alpha = 2, beta = 3, min = 0, max = 2, unit = "1" }`,
		`{ dist = "discrete", values = [1, 2], weights = [1, 2], unit = "1" }`,
		`{ dist = "discrete", values = [1, 2], weights = [2, 1], unit = "1" }`,
		`{ dist = "mixture", of = [1, { dist = "uniform", min = 2, max = 3 }], weights = [1, 1], unit = "1" }`,
		`{ dist = "mixture", of = [1, { dist = "uniform", min = 2, max = 4 }], weights = [1, 1], unit = "1" }`,
		`{ value = "1 to 3", unit = "1" }`,
		`{ value = "10% to 30%", unit = "share" }`,
		`{ value = "10% to 30%", unit = "1" }`,
		`{ value = 3, unit = "1" }`,
		`{ process = "walk", start = 3, sd = 1, unit = "1" }`,
		`{ process = "gbm", start = 3, drift = 0, volatility = 1, unit = "1" }`,
	}
	files := map[string]string{}
	var names []string
	for i, law := range laws {
		name := fmt.Sprintf("x%02d.toml", i)
		names = append(names, name)
		scale := []string{"month", "year"}[i%2]
		files[name] = `enforce = ["s"]` + strings.Replace(quarters, "50_000", "2_000", 1) + `
[channels.a]
revenue = "events * x + y"
[channels.a.parameters]
x = ` + law + `
y = { dist = "exponential", mean = 2, unit = "USD/` + scale + `" }
[channels.a.events]
events = { rate = ` + fmt.Sprint(1+i%3) + `, size = { dist = "lognormal", median = ` + fmt.Sprint(1+i%5) + `, sigma = 0.5 }, unit = "USD" }
[shocks.s]
probability = 0.` + fmt.Sprint(2+i%4) + `
onset = { from = 2026-01-01, rate = ` + fmt.Sprint(1+i%2) + ` }
hits = [{ target = "a.y", cut = "20% to ` + fmt.Sprint(30+i) + `%" }]
`
	}
	together := call{files: files, names: names, workers: 2}.run(t)
	for i, name := range names {
		if testing.Short() && i%4 > 0 {
			continue
		}
		alone := call{files: files, names: []string{name}, workers: 1}.run(t)[0]
		sameResult(t, laws[i], alone, together[i])
	}
}

// Paths of unlike things that look alike do not share their draws.
func TestPathsDoNotCollide(t *testing.T) {
	r := simulate(t, inForce(`"x"`)+`
[parameters]
x = { process = "ar1", mean = 0, sd = 1, half_life = "1 quarter", unit = "1" }
onset = { dist = "normal", mean = 0, sd = 1, unit = "1" }
start = { dist = "normal", mean = 0, sd = 1, unit = "1" }
[channels.x]
revenue = "1"
[channels.x.parameters]
start = { dist = "normal", mean = 0, sd = 1, unit = "1" }
onset = { dist = "normal", mean = 0, sd = 1, unit = "1" }
x     = { dist = "normal", mean = 0, sd = 1, unit = "1", vary = "step" }
calm  = { value = 1, unit = "1" }
[shocks.x]
onset = { from = 2026-01-01, to = 2026-10-01 }
hits = [{ target = "x.calm", cut = { dist = "uniform", min = 0, max = 1 } }]
`+outputs("x * x.start", "x * start", "x * x.x", "x.start * start", "onset * x.onset", "x * x.onset", "x.start * x.x", "(x.calm - 0.5) * x.onset", "(x.calm - 0.5) * x.start", "(x.calm - 0.5) * x.x"))
	for i := range 10 {
		sd := 1.0
		if i >= 7 {
			sd = math.Sqrt(1 / 12.)
		}
		for _, q := range []int{0, 9} {
			if i >= 7 && q == 0 {
				continue // calm is 1 before the shock
			}
			within(t, fmt.Sprintf("pair %d in step %d", i, q), steps(t, r, output(i))[q].Mean, 0, sd/math.Sqrt(float64(r.Trials)))
		}
	}
}

// Files that run together give what each gives alone: other shocks, another parameter, another model.
func TestTogetherAndAlone(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"whole.toml":  whole,
		"none.toml":   strings.Replace(whole, `["raid", "watch", "talks"]`, `[]`, 1),
		"child.toml":  "extends = \"whole.toml\"\nenforce = [\"raid\"]\n[channels.it.parameters.pay]\nvalue = '70k to 90k'\nunit = 'USD/person/year'\n[shocks.raid]\nprobability = 0.5\n",
		"other.toml":  head[:strings.Index(head, "enforce")] + head[strings.Index(head, "[time]"):] + "[channels.it]\nrevenue = 'x'\n[channels.it.parameters]\nx = { value = '1 to 2', unit = 'USD/year' }\n",
		"second.toml": strings.Replace(whole, "heap / dt", "0.5 * heap / dt", 1),
	}
	names := []string{"child.toml", "whole.toml", "other.toml", "none.toml", "second.toml"}
	together := call{files: files, names: names, workers: 2}.run(t)
	for i, name := range names {
		alone := call{files: files, names: []string{name}, workers: 1}.run(t)[0]
		sameResult(t, name, alone, together[i])
	}
}

// Two copies of a channel under different paths are independent: |rho| < 4/sqrt(n), of draws, paths, events and onsets.
func TestCopiesAreIndependent(t *testing.T) {
	channel := func(id string) string {
		return strings.ReplaceAll(`
[channels.ID]
revenue = "max(once, 0) / years"
[channels.ID.parameters]
years = { value = 1, unit = "year" }
once = { dist = "normal", mean = 0, sd = 1, unit = "USD" }
step = { dist = "normal", mean = 0, sd = 1, unit = "1", vary = "step" }
path = { process = "ar1", mean = 0, sd = 1, half_life = "1 year", unit = "1" }
calm = { value = 1, unit = "1" }
[channels.ID.events]
hits  = { rate = 4, size = { dist = "exponential", mean = 1 }, unit = "1" }
peace = { rate = 0.5, once = true }
[shocks.ID]
onset = { from = 2026-01-01, to = 2028-01-01 }
hits = [{ target = "ID.calm", cut = 1 }]
`, "ID", id)
	}
	pairs := []string{"(a.once * b.once) / usd / usd", "a.step * b.step", "a.path * b.path", "(a.hits - mean) * (b.hits - mean) / mean / mean / 2", // a flow of mean 4 has the variance 16 * 2
		"(a.peace - p) * (b.peace - p) / (p * (1 - p))", "(a.calm - c) * (b.calm - c) / (c * (1 - c))", "a.once * a.step / usd", "a.step * a.path", "a.once * a.path / usd"}
	r := simulate(t, inForce(`"a", "b"`)+channel("a")+channel("b")+`
[parameters]
usd  = { value = 1, unit = "USD" }
mean = { value = 4, unit = "1/year" }
p    = { value = 0.5, unit = "1" }
c    = { value = 0.5625, unit = "1" }
`+outputs(pairs...))
	n := math.Sqrt(float64(r.Trials))
	// In 2026-Q4 a peace has come with P = 1 - exp(-0.5 * 1.25); calm is left with P = 1 - (2026.875 - 2026)/2 = 0.5625.
	p := 1 - math.Exp(-0.5*1.25)
	for i, pair := range pairs {
		got := steps(t, r, output(i))[5].Mean
		switch i {
		case 4: // centred on 1/2 and scaled by 1/4 instead of by p: mean (p - 1/2)^2 * 4, and variance by the product of squares
			centre := 4 * (p - 0.5) * (p - 0.5)
			within(t, pair, got, centre, math.Sqrt(1-centre*centre)/n)
		default:
			within(t, pair, got, 0, 1/n)
		}
	}
}

// A child file: what it does not touch is its parent's, what it removes is as if it had never been.
func TestChildFiles(t *testing.T) {
	files := map[string]string{
		"whole.toml": whole,
		"less.toml":  "extends = \"whole.toml\"\nwithout = [\"channels.coal\", \"shocks.watch\", \"outputs.ratio\"]\nenforce = [\"raid\"]\n",
		"more.toml":  "extends = \"less.toml\"\nenforce = [\"raid\"]\n[channels.cyber.parameters.caught]\nvalue = 1\nunit = \"share\"\n",
	}
	results := call{files: files, names: []string{"less.toml", "more.toml"}}.run(t)
	text := strings.Replace(head, `["raid", "watch", "talks"]`, `["raid"]`, 1)
	for i, b := range blocks {
		switch i {
		case 5, 7: // coal, watch
		case 9:
			text += b[:strings.Index(b, "[outputs.ratio]")]
		default:
			text += b
		}
	}
	direct := simulate(t, text)
	sameRows(t, "without", direct, results[0], everything(direct)...)
	sameRows(t, "a parameter of another channel", results[0], results[1], "it", "outputs.staff", "shocks.raid", "shocks")
	for i, s := range find(t, results[1], "cyber revenue").Baseline { // overridden in the baseline too
		if s.Max != 0 {
			t.Errorf("the override is no part of the baseline in %s", results[1].Periods[i].Label)
		}
	}
	found := false
	for _, w := range results[1].Warnings {
		found = found || strings.Contains(w, "channels.cyber.parameters.caught") || strings.Contains(w, "cyber.caught")
	}
	if !found {
		t.Errorf("no warning that a file with shocks overrides a parameter: %q", results[1].Warnings)
	}
}
