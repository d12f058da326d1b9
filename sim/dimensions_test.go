package sim_test

import (
	"strings"
	"testing"

	"weir/sim"
)

// A file that is run with others under Sobol' points gives the same results by itself, to the last bit, once it is given the
// dimensions that its results tell; and other ones without. What its results tell is then the same too.
func TestDimensionsBringTheTrialsBack(t *testing.T) {
	const head = `
enforce = ["s"]
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2028-01-01
step = "quarter"
[run]
trials = 4096
sampling = "sobol"
`
	const body = `
[channels.NAME]
revenue = "a * noise * level"
[channels.NAME.parameters]
a = { value = "1M to 2M", unit = "USD/year" }
noise = { value = "0.5 to 2", unit = "1", vary = "step" }
level = { process = "ar1", mean = 3, sd = 1, half_life = "1 year", unit = "1" }
[shocks.s]
probability = 0.5
onset = { from = 2026-01-01, to = 2027-01-01 }
hits = [{ target = "NAME.a", cut = "10% to 30%" }]
`
	const evidence = `
[channels.shared]
revenue = "x"
[channels.shared.parameters]
x = { value = "1M to 3M", unit = "USD/year" }
[evidence.e]
observe = "mean(shared.revenue, 2025-01-01, 2026-01-01)"
between = ["1M", "2M"]
`
	for what, more := range map[string]string{"alone": "", "with evidence": evidence} {
		files := map[string]string{}
		for _, name := range []string{"c", "b"} {
			files[name+".toml"] = head + strings.ReplaceAll(body, "NAME", name) + more
		}
		together := call{files: files, names: []string{"c.toml", "b.toml"}}.run(t)[0]
		if len(together.Dimensions) < 6 {
			t.Fatalf("%s: the results tell the dimensions %v", what, together.Dimensions)
		}
		again := call{files: files, names: []string{"c.toml"}, options: sim.Options{Dimensions: together.Dimensions}}.run(t)[0]
		sameResult(t, what, together, again)
		plain := call{files: files, names: []string{"c.toml"}}.run(t)[0]
		if plain.Dimensions != nil {
			t.Errorf("%s: a file by itself tells the dimensions %v", what, plain.Dimensions)
		}
		if row(t, plain, "c net", "forecast").Mean == row(t, together, "c net", "forecast").Mean {
			t.Errorf("%s: the company makes no difference, so that the test shows nothing", what)
		}
	}
}

// Beyond the last dimension draws are random: a file counts its own.
func TestDrawsWithoutDimension(t *testing.T) {
	const text = `
currency = "USD"
[time]
start = 2026-01-01
end = 2076-01-01
step = "month"
[run]
trials = 64
sampling = "sobol"
[channels.NAME]
revenue = "a"
[channels.NAME.parameters]
a = { value = "1M to 2M", unit = "USD/year", vary = "step" }
`
	files := map[string]string{"c.toml": strings.ReplaceAll(text, "NAME", "c"), "b.toml": strings.ReplaceAll(text, "NAME", "b")}
	together := call{files: files, names: []string{"c.toml", "b.toml"}}.run(t)[0]
	again := call{files: files, names: []string{"c.toml"}, options: sim.Options{Dimensions: together.Dimensions}}.run(t)[0]
	sameResult(t, "c", together, again)
	if want := "176 draws a trial find no dimension"; len(together.Warnings) == 0 || !strings.Contains(strings.Join(together.Warnings, "\n"), want) {
		t.Errorf("warnings %q, want %q", together.Warnings, want)
	}
}
