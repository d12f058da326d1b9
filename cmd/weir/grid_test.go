package main

import (
	"strings"
	"testing"

	"weir/sim/result"
)

// TestGridKeepsItsColumns: whatever letters the cells have, and whatever a stranger puts into them.
func TestGridKeepsItsColumns(t *testing.T) {
	g := grid{right: []bool{false, true}}
	g.add("channel", "median", "5% to 95%")
	g.add("東方貿易", "$1M", "x")
	g.add("🚢 🚢", "$10M", "x")
	g.add("o\u0308l", "$100M", "x")
	g.add("a\x1b[2J\n", "東", "x")
	want := strings.Join([]string{
		"channel       median  5% to 95%",
		"東方貿易         $1M  x",
		"🚢 🚢           $10M  x",
		"o\u0308l             $100M  x",
		`a\u001b[2J\n      東  x`,
		"",
	}, "\n")
	if got := g.String(); got != want {
		t.Errorf("it says\n%s\nwant\n%s", got, want)
	}
}

// TestNamesStayApart: in all tables that cut names, and a name that is not seen is none.
func TestNamesStayApart(t *testing.T) {
	summary := result.Summary{Mean: 1, Max: 1, Min: 1}
	window := []result.Summary{summary}
	r := &result.Result{
		Name: "n\x1b[2J", Title: "t", Currency: "USD",
		Periods: []result.Period{{Label: "forecast", Kind: result.Forecast, Start: "2026-01-01", End: "2027-01-01"}},
		Channels: []result.Channel{
			{ID: "east", Title: "Commodity trade through coastal ports, east"}, {ID: "west", Title: "Commodity trade through coastal ports, west"},
			{ID: "one", Title: "Ore"}, {ID: "two", Short: "Ore"}, {ID: "none"}, {ID: "sum", Title: "total"},
		},
		Outputs: []result.Output{{ID: "the_tonnes_of_ore_that_are_shipped_east"}, {ID: "the_tonnes_of_ore_that_are_shipped_west"}},
	}
	for _, c := range append(r.Channels, result.Channel{ID: "total"}) {
		r.Series = append(r.Series, result.Series{Channel: c.ID, Measure: "revenue", Unit: "USD", Scenario: window})
	}
	for _, o := range r.Outputs {
		r.Series = append(r.Series, result.Series{Channel: "outputs." + o.ID, Measure: "value", Unit: "t", Scenario: window})
	}
	var names []string
	for line := range strings.Lines(headline(r, nil, 0)) {
		if name, _, ok := strings.Cut(line, "  "); ok {
			names = append(names, name)
		}
	}
	want := "channel|Commodity tra…al ports, east|Commodity tra…al ports, west|one|two|none|sum|total|output|the_tonnes_of…e_shipped_east|the_tonnes_of…e_shipped_west"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("the rows are %s\nwant %s", got, want)
	}
	if first, _, _ := strings.Cut(headline(r, nil, 0), "\n"); first != `n\u001b[2J: t` {
		t.Errorf("it begins with %q", first)
	}
}
