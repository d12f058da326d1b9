package sim_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"weir/sim/result"
)

// whichever is a text of 4,096 trials under a design.
func whichever(text, design string) string {
	return strings.Replace(text, "trials = 5_000", "trials = 4_096\nsampling = '"+design+"'", 1)
}

// Any number of workers gives the same result under every design, with everything random that there is and a group of
// correlated draws.
func TestWorkersUnderDesigns(t *testing.T) {
	t.Parallel()
	for _, design := range designs {
		if testing.Short() && design != "lhs" {
			continue
		}
		text := whichever(whole, design) + pairs
		var first *result.Result
		for _, workers := range []int{1, 2, 7} {
			r := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}, workers: workers}.run(t)[0]
			if r.Sampling != design || r.Trials != 4096 {
				t.Fatalf("%d trials, %s", r.Trials, r.Sampling)
			}
			if first == nil {
				first = r
				continue
			}
			sameResult(t, design, first, r)
		}
	}
}

// pairs correlate draws of whole: once a trial, in a step, and moves of processes.
const pairs = `
[correlations]
pairs = [["climate", "it.pay", 0.4], ["it.pay", "cyber.rate", -0.5], ["season", "coal.dug", 0.6], ["cyber.mood", "price", -0.2]]
`

// Under every design the order of the file changes nothing. Under lhs as under random, neither does more in it: each
// parameter has its own permutation. Under sobol more changes which dimension a draw has.
func TestAddingAndReorderingUnderDesigns(t *testing.T) {
	t.Parallel()
	reversed := slices.Clone(blocks)
	slices.Reverse(reversed)
	more := strings.Replace(whole, "[parameters]", "[parameters]\naaa = { value = '1 to 2', unit = '1' }\nabove = { process = 'walk', start = 0, sd = 1, unit = '1' }", 1) + `
[channels.abacus]
revenue = "x + quakes + it.revenue * aaa * above"
[channels.abacus.parameters]
x = { dist = "normal", mean = 5, sd = 1, unit = "USD/year", vary = "step" }
[channels.abacus.events]
quakes = { rate = 2, size = { dist = "exponential", mean = 3 }, unit = "USD" }
`
	for _, design := range designs {
		if testing.Short() && design != "sobol" {
			continue
		}
		r := simulate(t, whichever(whole+pairs, design))
		sameRows(t, design+", reversed", r, simulate(t, whichever(head, design)+pairs+strings.Join(reversed, "")), everything(r)...)
		own := slices.DeleteFunc(everything(r), func(id string) bool { return id == "total" })
		extended := simulate(t, whichever(more+pairs, design))
		if design != "sobol" {
			sameRows(t, design+", more in the file", r, extended, own...)
		} else if reflect.DeepEqual(find(t, r, "it revenue").Scenario, find(t, extended, "it revenue").Scenario) {
			t.Error("sobol: a new parameter takes no dimension before others")
		}
	}
}

// Under lhs as under random, moving the start changes nothing that does not depend on it.
func TestMovingStartUnderHypercubes(t *testing.T) {
	text := whichever(head, "lhs") + `
[parameters]
climate = { dist = "normal", mean = 1, sd = 0.1, unit = "1" }
season  = { dist = "lognormal", mean = 1, sd = 0.2, unit = "1", vary = "step" }
[channels.it]
revenue = "workers * pay * climate * season"
[channels.it.parameters]
workers = { dist = "pert", min = 3000, mode = 6000, max = 10000, unit = "person", vary = "step" }
pay     = { value = "60k to 150k", unit = "USD/person/year" }
[shocks.raid]
onset = { from = 2026-01-01, to = 2027-01-01 }
hits = [{ target = "it.workers", cut = "20% to 50%" }, { target = "it.pay", cut = "5% to 10%" }]
`
	text = strings.Replace(text, `"raid", "watch", "talks"`, `"raid"`, 1)
	r := simulate(t, text)
	for _, start := range []string{"2024-01-01", "2026-01-01"} {
		other := simulate(t, strings.Replace(text, "start    = 2025-07-01", "start = "+start, 1))
		for _, label := range []string{"2026-Q1", "2027-Q4", "2027", "forecast"} {
			for _, series := range []string{"it revenue", "it loss"} {
				if a, b := row(t, r, series, label), row(t, other, series, label); !same(reflect.ValueOf(a), reflect.ValueOf(b)) {
					t.Errorf("start %s: %s differs in %s: %g and %g", start, series, label, a.Mean, b.Mean)
				}
			}
		}
	}
}
