package main

import (
	"math"
	"testing"
)

func TestAmountsHaveThreeDigits(t *testing.T) {
	for _, row := range []struct {
		v    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{1, "$1.00"},
		{12.34, "$12.3"},
		{999.4, "$999"},
		{999.6, "$1.00k"}, // rounded before the suffix is chosen
		{1234, "$1.23k"},
		{999_499_999, "$999M"},
		{999_500_001, "$1.00B"},
		{-45_600_000, "-$45.6M"},
		{1.7e12, "$1.70T"},
		{9.999e14, "$1e+15"},
		{0.01234, "$0.0123"},
		{1e-9, "$1e-09"},
	} {
		if got := amount(row.v, "$"); got != row.want {
			t.Errorf("amount(%g) = %q, want %q", row.v, got, row.want)
		}
	}
	if got := amount(2.5e9, ""); got != "2.50B" {
		t.Errorf("without a symbol: %q", got)
	}
}

func TestSharesHaveOneDecimal(t *testing.T) {
	for _, row := range []struct {
		v    float64
		want string
	}{
		{0, "0%"}, {0.2284, "22.8%"}, {1, "100.0%"}, {-0.05, "-5.0%"}, {-0.0001, "0.0%"}, {math.NaN(), "-"}, {math.Inf(1), "-"},
	} {
		if got := percent(row.v); got != row.want {
			t.Errorf("percent(%g) = %q, want %q", row.v, got, row.want)
		}
	}
	if got := percent(share(0, 0)); got != "0%" {
		t.Errorf("no loss of nothing is %q", got)
	}
	if got := percent(share(-5, 0)); got != "-" {
		t.Errorf("a gain on nothing is %q", got)
	}
}

func TestWholeNumbersAreGrouped(t *testing.T) {
	for _, row := range []struct {
		n    int64
		want string
	}{{0, "0"}, {999, "999"}, {1000, "1,000"}, {10_000_000_000, "10,000,000,000"}} {
		if got := grouped(row.n, ","); got != row.want {
			t.Errorf("grouped(%d) = %q, want %q", row.n, got, row.want)
		}
	}
}
