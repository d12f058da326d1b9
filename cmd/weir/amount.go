package main

import (
	"math"
	"strconv"

	"weir/internal/report"
	"weir/sim/result"
)

// symbols are the signs of currencies that everybody reads at once; of the others the heading gives the code.
var symbols = map[string]string{"USD": "$", "EUR": "€", "GBP": "£"}

// amount writes an amount with a suffix of the language, and with at most three significant digits, fewer where its Monte
// Carlo standard error se leaves fewer: $1.23B, -$45.6M, 0. What rounds to nothing without being nothing is "about 0".
func amount(v, se float64, symbol string) string {
	if v == 0 {
		return "0"
	}
	sign := symbol
	if v < 0 {
		sign, v = "-"+symbol, -v
	}
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return sign + strconv.FormatFloat(v, 'g', -1, 64)
	}
	// Rounding comes before the choice of the suffix: 999.6k is 1.00M.
	v, place := report.Rounded(v, se, 3)
	if v == 0 {
		return "about 0"
	}
	for _, s := range []struct {
		exponent int
		suffix   string
	}{{12, "T"}, {9, "B"}, {6, "M"}, {3, "k"}, {0, ""}} {
		if factor := math.Pow10(s.exponent); v >= factor && v < 1e15 {
			return sign + strconv.FormatFloat(v/factor, 'f', max(0, s.exponent-place), 64) + s.suffix
		}
	}
	return sign + strconv.FormatFloat(v, 'g', 3, 64)
}

// median and interval write the 50th, and the 5th to the 95th percentile.
func median(s result.Summary, symbol string) string { return percentile(s, result.P50, symbol) }

func interval(s result.Summary, symbol string) string {
	return percentile(s, result.P5, symbol) + " to " + percentile(s, result.P95, symbol)
}

// percentile writes the one at a place such as result.P50.
func percentile(s result.Summary, i int, symbol string) string {
	return amount(s.P[i], report.QuantileError(s, i), symbol)
}

// mean writes a mean.
func mean(s result.Summary, symbol string) string { return amount(s.Mean, s.SE, symbol) }

// share writes a mean loss in percent of a mean baseline, with one decimal at most. Without a loss it is 0%, whatever the
// baseline.
func share(loss, baseline result.Summary) string {
	switch {
	case loss.Mean == 0:
		return "0%"
	case baseline.Mean == 0:
		return "-"
	}
	return percent(loss.Mean/baseline.Mean, report.RatioError(loss, baseline))
}

// percent writes a share with one decimal, or none where its standard error se leaves none; what is exactly nothing is "0%".
func percent(share, se float64) string {
	switch {
	case math.IsNaN(share) || math.IsInf(share, 0):
		return "-"
	case share == 0:
		return "0%"
	}
	x, place := report.Rounded(100*share, 100*se, 17)
	switch {
	case x == 0:
		return "about 0%"
	case place >= 0:
		return strconv.FormatFloat(x, 'f', 0, 64) + "%"
	}
	text := strconv.FormatFloat(100*share, 'f', 1, 64) // Note: not x, which would be rounded twice.
	if text == "-0.0" {
		text = "0.0"
	}
	return text + "%"
}
