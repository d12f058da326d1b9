package main

import (
	"strings"
	"testing"

	"weir/sim/result"
)

func TestLinesKeepToTheWidth(t *testing.T) {
	for _, row := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 0, "one two three\n"},
		{"one two three", 13, "one two three\n"},
		{"one two three", 12, "one two\n    three\n"},
		{"one two three four", 9, "one two\n    three\n    four\n"},
		{"größe größe", 11, "größe größe\n"},
		{"a_word_that_is_too_long no", 8, "a_word_that_is_too_long\n    no\n"},
		{"", 20, "\n"},
	} {
		if got := wrapped(row.text, row.width); got != row.want {
			t.Errorf("%q in %d: %q, want %q", row.text, row.width, got, row.want)
		}
	}
}

// TestHeadlineNamesTheDesign: how the trials were chosen, what was asked of them, and every doubt but those said before.
func TestHeadlineNamesTheDesign(t *testing.T) {
	summary := result.Summary{Mean: 404.3e6, SE: 4e6, Min: 100e6, Max: 900e6}
	for i := range summary.P {
		summary.P[i], summary.Lo[i], summary.Hi[i] = 404.3e6, 344.3e6, 464.3e6
	}
	r := &result.Result{
		Name: "here", Currency: "USD", Trials: 131_072, Seed: 7, Sampling: "sobol",
		Periods:   []result.Period{{Label: "forecast", Kind: result.Forecast, Start: "2026-01-01", End: "2027-01-01"}},
		Channels:  []result.Channel{{ID: "ore"}},
		Series:    []result.Series{{Channel: "ore", Measure: "revenue", Unit: "USD", Scenario: []result.Summary{summary}}},
		Precision: &result.Precision{Text: "1% of p50(total.net)", Value: 404.3e6, HalfWidth: 6e6, Target: 4.043e6},
		Warnings:  []string{"said before", "a doubt"},
	}
	want := strings.Join([]string{
		"here",
		"revenue in USD from 2026-01-01 up to 2027-01-01; median, and 5th to 95th percentile, of 131,072 trials, 16 randomised Sobol' point sets, seed 7",
		"",
		"channel  median  5% to 95%",
		"ore       $400M  $400M to $400M", // half the width is 60M, the standard error 31M
		"",
		"precision of 1% of p50(total.net): not reached, half the width of the 95% interval is still 1.5%",
		"",
		"warning: a doubt",
		"",
	}, "\n")
	if got := headline(r, []string{"said before"}, 0); got != want {
		t.Errorf("it says\n%s\nwant\n%s", got, want)
	}
}
