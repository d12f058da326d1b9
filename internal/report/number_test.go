package report

import (
	"math"
	"testing"

	"weir/sim/result"
)

// Three digits at most, and none below the leading digit of the standard error.
func TestAmounts(t *testing.T) {
	for _, row := range []struct {
		v, se float64
		want  string
	}{
		{0, 0, "0"},
		{0, 5, "0"},
		{1.4678e9, 0, "$1.47bn"},
		{1.4678e9, 3e6, "$1.47bn"},
		{1.4678e9, 3e7, "$1.47bn"},
		{1.4678e9, 3e8, "$1.5bn"},
		{1.4678e9, 3e9, "$1bn"},
		{1.4678e9, 9e9, "$1bn"},
		{0.4e9, 3e9, "about 0"},
		{0.4e9, 3e10, "about 0"},
		{-23.94e6, 0.2e6, "−$23.9m"},
		{999.6e3, 1, "$1.00m"},
		{999.6e3, 0, "$1m"},
		{999.4e3, 0, "$999k"},
		{50, 0, "$50"},
		{4200, 0, "$4.2k"},
		{172e6, 2e7, "$170m"},
		{0.0345, 0, "$0.0345"},
		{123456e12, 0, "$1.23e+17"},
		{math.Inf(1), 0, "not a number"},
	} {
		if got := money("USD").amount(row.v, row.se); got != row.want {
			t.Errorf("amount(%g, %g) = %s, want %s", row.v, row.se, got, row.want)
		}
	}
	if got := money("KRW").amount(150e9, 0); got != "KRW\u00a0150bn" {
		t.Errorf("got %q", got)
	}
}

func TestShares(t *testing.T) {
	of := func(mean, se float64) result.Summary { return result.Summary{Mean: mean, SE: se} }
	for _, row := range []struct {
		part, whole   result.Summary
		ratio, inCell string
	}{
		{of(0, 0), of(0, 0), "0%", "0%"},
		{of(1, 0), of(0, 0), "–", "–"},
		{of(1, 0), of(7, 0), "14%", "14.3%"},
		{of(1, 0.1), of(7, 0), "14%", "14%"},
		{of(2, 0), of(300, 0), "0.67%", "0.67%"},
		{of(2, 0), of(30, 0), "6.7%", "6.7%"},
		{of(-1, 0), of(7, 0), "−14%", "−14.3%"},
		{of(7, 0), of(7, 0), "100%", "100%"},
		{of(0.001, 1), of(7, 0), "about 0%", "about 0%"},
	} {
		if got := ratio(row.part, row.whole); got != row.ratio {
			t.Errorf("ratio(%g, %g) = %s, want %s", row.part.Mean, row.whole.Mean, got, row.ratio)
		}
		if got := precise(row.part, row.whole); got != row.inCell {
			t.Errorf("precise(%g, %g) = %s, want %s", row.part.Mean, row.whole.Mean, got, row.inCell)
		}
	}
}

func TestYearsOfTheAxis(t *testing.T) {
	for v, want := range map[float64]string{2026: "2026-01", 2026.5: "2026-07", 2026.999: "2026-12"} {
		if got := yearMonth(v); got != want {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
}
