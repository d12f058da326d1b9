package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// symbols are the signs of currencies that everybody reads at once; of the others the heading gives the code.
var symbols = map[string]string{"USD": "$", "EUR": "€", "GBP": "£"}

// amount writes an amount with three significant digits and a suffix of the language: $1.23B, -$45.6M, 0.
func amount(v float64, symbol string) string {
	if v == 0 {
		return "0"
	}
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return sign + symbol + strconv.FormatFloat(v, 'g', -1, 64)
	}
	// Rounding comes before the choice of the suffix: 999.6k is 1.00M.
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'e', 2, 64), 64)
	for _, s := range []struct {
		factor float64
		suffix string
	}{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "k"}, {1, ""}} {
		if v >= s.factor && v < 1e15 {
			digits := strconv.FormatFloat(v/s.factor, 'e', 2, 64)
			exponent := int(digits[len(digits)-1] - '0') // 0, 1 or 2
			return sign + symbol + strconv.FormatFloat(v/s.factor, 'f', 2-exponent, 64) + s.suffix
		}
	}
	return sign + symbol + strconv.FormatFloat(v, 'g', 3, 64)
}

// percent writes a share with one decimal; what is exactly nothing is "0%".
func percent(share float64) string {
	switch {
	case math.IsNaN(share) || math.IsInf(share, 0):
		return "-"
	case share == 0:
		return "0%"
	}
	text := strconv.FormatFloat(100*share, 'f', 1, 64)
	if text == "-0.0" {
		text = "0.0"
	}
	return text + "%"
}

// grouped writes a whole number with a separator between thousands.
func grouped[T int64 | uint64](n T, separator string) string {
	digits := fmt.Sprint(n)
	var b strings.Builder
	for i, d := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return b.String()
}
