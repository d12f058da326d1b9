package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim/scenario"
)

const cited = `
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[sources.paper]
title = "A paper"
[channels.a]
revenue = "pay"
[channels.a.parameters]
pay = { value = "60k to 150k USD/year", source = "PARAMETER", reading = "range" }
[channels.b]
revenue = "x"
[channels.b.parameters]
x = { value = "60k to 150k USD/year", source = "paper", reading = "range" }
[evidence.year]
observe = "sum(a.revenue, 2025-01-01, 2026-01-01)"
at_most = "9M"
source = "EVIDENCE"
reading = "at most"
`

// A warning names a parameter whose source a piece of evidence that it feeds uses too, and only such a one.
func TestFigureUsedTwice(t *testing.T) {
	for _, c := range []struct {
		parameter, evidence string
		twice               bool
	}{
		{"paper", "paper", true},
		{"paper", "other", false},
		{"other", "paper", false}, // x rests on the paper, but does not feed the evidence
	} {
		text := strings.NewReplacer("PARAMETER", c.parameter, "EVIDENCE", c.evidence).Replace(cited)
		path := filepath.Join(t.TempDir(), "x.toml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		docs, list := scenario.Load(scenario.Options{}, path)
		if list.Failed() {
			t.Fatal(list)
		}
		m, list := Build(docs[0])
		if m == nil {
			t.Fatal(list)
		}
		if got := strings.Contains(list.Error(), "a.pay rests on paper, which evidence year also uses"); got != c.twice {
			t.Errorf("%s and %s: warned %v, want %v:\n%s", c.parameter, c.evidence, got, c.twice, list.Error())
		}
		if strings.Contains(list.Error(), "b.x rests") {
			t.Errorf("b.x feeds no evidence:\n%s", list.Error())
		}
	}
}
