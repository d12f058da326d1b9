package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Files that give one path unlike laws, in ever smaller ways, do not mix them up: each gives what it gives alone.
func TestUnlikeLawsOfOnePath(t *testing.T) {
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
