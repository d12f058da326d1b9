package model_test

import (
	"strings"
	"testing"

	"weir/sim/draw"
	"weir/sim/model"
)

// TestRunAndFlags: flags stand over the file; a number of the call must suit the design that counts, one of the file is
// raised with a warning, and the default is the next that suits.
func TestRunAndFlags(t *testing.T) {
	seven := uint64(7)
	for _, row := range []struct {
		run    string
		flags  model.Flags
		trials int64
		method draw.Method
		given  bool
		said   string
	}{
		{"", model.Flags{}, 100_000, draw.Random, false, ""},
		{"sampling = 'lhs'", model.Flags{}, 100_000, draw.LHS, false, ""},
		{"sampling = 'sobol'", model.Flags{}, 131_072, draw.Sobol, false, ""},
		{"", model.Flags{Sampling: "sobol"}, 131_072, draw.Sobol, false, ""},
		{"sampling = 'sobol'\ntrials = 5000", model.Flags{}, 8192, draw.Sobol, true, "sobol takes 8,192 trials in place of 5,000"},
		{"sampling = 'sobol'\ntrials = 5000", model.Flags{Sampling: "random"}, 5000, draw.Random, true, ""},
		{"sampling = 'random'\ntrials = 5000", model.Flags{Sampling: "sobol"}, 8192, draw.Sobol, true, ""},
		{"sampling = 'lhs'\ntrials = 5000", model.Flags{}, 5008, draw.LHS, true, "lhs takes 5,008 trials in place of 5,000"},
		{"sampling = 'sobol'\ntrials = 5000", model.Flags{Trials: 4096}, 4096, draw.Sobol, true, ""},
		{"sampling = 'sobol'", model.Flags{Trials: 5000}, 0, draw.Sobol, true, "sobol cannot take 5,000 trials (the next number that suits it is 8_192)"},
		{"trials = 8", model.Flags{Trials: 5, Sampling: "lhs"}, 0, draw.LHS, true, "lhs cannot take 5 trials (the next number that suits it is 16)"},
		{"sampling = 'sobol'\ntrials = 9_000_000_000", model.Flags{}, 0, draw.Sobol, true, "sobol cannot take so many trials: the next number that suits it is beyond 10,000,000,000 (take fewer trials, or another sampling)"},
		{"", model.Flags{Trials: -1}, 0, draw.Random, true, "-1 is no number of trials (write a whole number from 1 to 10_000_000_000)"},
		{"", model.Flags{Sampling: "sobel"}, 0, draw.Random, false, `"sobel" is no design (write "random", "lhs" or "sobol")`},
		{"seed = 7", model.Flags{}, 100_000, draw.Random, false, ""},
		{"seed = 6", model.Flags{Seed: &seven}, 100_000, draw.Random, false, ""},
	} {
		m, list := buildWith(t, row.flags, head+"[run]\n"+row.run+"\n[channels.a]\nrevenue = 1\n")
		said := ""
		for _, d := range list {
			said += d.What
			if !d.Warning {
				said += " (" + d.Mend + ")"
			}
		}
		if said != row.said || (m == nil) != (row.trials == 0) {
			t.Errorf("%q and %+v: says %q, want %q", row.run, row.flags, said, row.said)
		}
		if m != nil && (m.Trials != row.trials || m.Sampling != row.method || m.TrialsGiven != row.given) {
			t.Errorf("%q and %+v: %d trials of %s, given %v; want %d of %s, %v", row.run, row.flags, m.Trials, m.Sampling, m.TrialsGiven, row.trials, row.method, row.given)
		}
		if m != nil && strings.Contains(row.run, "seed") && m.Seed != seven {
			t.Errorf("%q and %+v: seed %d", row.run, row.flags, m.Seed)
		}
	}
}

func TestPrecision(t *testing.T) {
	const text = head + `[channels.ore]
revenue = "sales"
gross = "2 * sales"
[channels.tin]
revenue = "sales"
[parameters]
sales = { value = "1 to 2", unit = "USD/year", assumption = "x" }
shells = { value = "1 to 2", unit = "shell/year", assumption = "x" }
[outputs.shot]
formula = "shells"
unit = "shell/quarter"
[outputs.rate]
formula = "sales"
unit = "USD/month"
aggregate = "mean"
`
	for _, row := range []struct {
		text string
		want model.Precision
	}{
		{"0.5% of p50(total.net)", model.Precision{Amount: 0.005, Relative: true, Percent: 50, Channel: "total", Measure: "net"}},
		{"  1%  of  mean ( ore.gross )  in 2027 ", model.Precision{Amount: 0.01, Relative: true, Channel: "ore", Measure: "gross", Period: "2027"}},
		{"2M of mean(total.gross) in 2027-Q3", model.Precision{Amount: 2e6, Channel: "total", Measure: "gross", Period: "2027-Q3"}},
		{"2M USD of p99(tin.loss) in history", model.Precision{Amount: 2e6, Percent: 99, Channel: "tin", Measure: "loss", Period: "history"}},
		{"0.02 of p1(tin.cost) in forecast", model.Precision{Amount: 0.02, Percent: 1, Channel: "tin", Measure: "cost"}},
		{"5 of p50(outputs.shot)", model.Precision{Amount: 5, Percent: 50, Channel: "outputs.shot", Measure: "value"}},
		{"5 shell of p50(outputs.shot.loss)", model.Precision{Amount: 5, Percent: 50, Channel: "outputs.shot", Measure: "loss"}},
		{"12 USD/year of mean(outputs.rate)", model.Precision{Amount: 1, Channel: "outputs.rate", Measure: "value"}},
	} {
		row.want.Text = row.text
		file, list := build(t, text+"[run]\nprecision = \""+row.text+"\"\n")
		flag, flagList := buildWith(t, model.Flags{Precision: row.text}, text+"[run]\nprecision = \"1 of mean(ore.loss)\"\n")
		if file == nil || flag == nil {
			t.Errorf("%q: %v %v", row.text, list, flagList)
			continue
		}
		if *file.Precision != row.want || *flag.Precision != row.want {
			t.Errorf("%q: %+v, by a flag %+v, want %+v", row.text, *file.Precision, *flag.Precision, row.want)
		}
	}
	if m := must(t, text); m.Precision != nil {
		t.Errorf("nobody asked for %+v", m.Precision)
	}
	_, list := buildWith(t, model.Flags{Precision: "1% of p50(ore.net)x", Trials: -1, Sampling: "x"}, text)
	var paths []string
	for _, d := range list {
		paths = append(paths, d.Path)
	}
	if got := strings.Join(paths, " "); got != "--sampling --precision" {
		t.Errorf("the flags %s are wrong", got)
	}
}
