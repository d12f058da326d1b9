package main

import (
	"math"
	"testing"

	"weir/sim/result"
)

func TestAmountsHaveThreeDigits(t *testing.T) {
	for _, row := range []struct {
		v, se float64
		want  string
	}{
		{0, 0, "0"},
		{0, 3, "0"},
		{math.Copysign(0, -1), 0, "0"},
		{1, 0, "$1.00"},
		{12.34, 0, "$12.3"},
		{999.4, 0, "$999"},
		{999.6, 0, "$1.00k"}, // rounded before the suffix is chosen
		{1234, 0, "$1.23k"},
		{999_499_999, 0, "$999M"},
		{999_500_001, 0, "$1.00B"},
		{-45_600_000, 0, "-$45.6M"},
		{1.7e12, 0, "$1.70T"},
		{9.999e14, 0, "$1e+15"},
		{0.01234, 0, "$0.0123"},
		{1e-9, 0, "$1e-09"},
		{404.3e6, 3e6, "$404M"},
		{404.3e6, 30e6, "$400M"},
		{1234, 300, "$1.2k"},
		{-434, 3000, "about 0"},
		{-1834, 3000, "-$2k"},
		{1234, math.NaN(), "$1.23k"},
	} {
		if got := amount(row.v, row.se, "$"); got != row.want {
			t.Errorf("amount(%g, %g) = %q, want %q", row.v, row.se, got, row.want)
		}
	}
	if got := amount(2.5e9, 0, ""); got != "2.50B" {
		t.Errorf("without a symbol: %q", got)
	}
}

func TestSharesHaveOneDecimal(t *testing.T) {
	for _, row := range []struct {
		v, se float64
		want  string
	}{
		{0, 0, "0%"}, {0.2284, 0, "22.8%"}, {1, 0, "100.0%"}, {-0.05, 0, "-5.0%"}, {-0.0001, 0, "0.0%"}, {math.NaN(), 0, "-"}, {math.Inf(1), 0, "-"},
		{0.2284, 0.001, "22.8%"}, {0.2284, 0.01, "23%"}, {0.2284, 0.1, "20%"}, {0.002, 0.01, "about 0%"}, {-0.007, 0.01, "-1%"}, {-0.00151, 0.0002, "-0.2%"},
	} {
		if got := percent(row.v, row.se); got != row.want {
			t.Errorf("percent(%g, %g) = %q, want %q", row.v, row.se, got, row.want)
		}
	}
	of := func(mean, se float64) result.Summary { return result.Summary{Mean: mean, SE: se} }
	for _, row := range []struct {
		loss, baseline result.Summary
		want           string
	}{
		{of(0, 0), of(0, 0), "0%"}, {of(-5, 0), of(0, 0), "-"}, {of(50, 1), of(200, 0), "25.0%"}, {of(50, 1), of(200, 4), "25%"},
	} {
		if got := share(row.loss, row.baseline); got != row.want {
			t.Errorf("%g of %g is %q, want %q", row.loss.Mean, row.baseline.Mean, got, row.want)
		}
	}
}
