package report

import (
	"strings"
	"testing"

	"weir/sim/result"
)

// What the uncertainty rests on is added up by source and assumption, largest figures first; a switch shows both its sides.
func TestFootings(t *testing.T) {
	r := world{years: 2, trials: 16_384, channels: []line{{title: "Ore", revenue: ends{1e9, 2e9}}}}.result()
	paper, guess := result.Provenance{Source: "paper", Reading: "range"}, result.Provenance{Assumption: "1 reads it so, 0 otherwise"}
	r.Footings = []result.Footing{{
		Measure: "net", Trials: 16_384,
		Indices: []result.Index{
			{Path: "parameters.small", Name: "small", Provenance: guess, S: 0.05, SE: 0.01},
			{Path: "parameters.noise", Name: "noise", Provenance: guess, S: 0.02, SE: 0.01},
			{Path: "parameters.large", Name: "large", Provenance: paper, S: 0.6, SE: 0.02},
		},
		Groups: []result.IndexGroup{{Basis: result.OnSource, Source: "paper", Members: 1, S: 0.6, SE: 0.02}, {Basis: result.OnAssumption, Members: 2, S: 0.07, SE: 0.01}},
	}}
	r.Switches = []result.Switch{{Path: "parameters.on", Name: "on", Measure: "net", Provenance: guess, Sides: [2]result.Side{
		{Value: 0, Trials: 16_374, Total: summary(ends{1e9, 3e9}, 16_374)}, {Value: 1, Trials: 10, Total: summary(ends{1e9, 3e9}, 10)},
	}}}
	text := strings.ReplaceAll(string(Markdown("v", r, nil)), "\u00a0", " ")
	at := 0
	for _, want := range []string{
		"## Under either reading",
		"| `parameters.on` | 0 | 16,374 | $2.00bn ($1.10bn to $2.90bn) |\n|  | 1 | 10 | too few trials |",
		"- `parameters.on`: 1 reads it so, 0 otherwise.",
		"| source `paper` | 1 | 60% ± 2% |\n| assumption | 2 | 7% ± 1% |",
		"- `parameters.large`, source `paper`: a range: 60% ± 2%\n- `parameters.small`, assumption: 5% ± 1%\n\n",
		"estimated from 16,384 trials",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("after %d no %q in\n%s", at, want, text)
		}
		at += i
	}
	r.Footings, r.Switches = nil, nil
	if text := string(Markdown("v", r, nil)); strings.Contains(text, "either reading") || strings.Contains(text, "uncertainty rests") {
		t.Error("a run that does not know says what it rests on")
	}
}
