package unit

import "strings"

// meant are names that people write for units that the language has.
var meant = map[string]string{
	"y": "year", "yr": "year", "yrs": "year", "annum": "year", "q": "quarter", "qtr": "quarter",
	"mo": "month", "mth": "month", "wk": "week", "d": "day", "percent": "share", "fraction": "share", "ratio": "1", "number": "1",
}

// near is the name that a written one probably stands for: a common abbreviation, or one edit away; "" if none.
func near(written string, known []string) string {
	lower := strings.ToLower(written)
	if m, ok := meant[lower]; ok {
		return m
	}
	for _, k := range known {
		if known := strings.ToLower(k); oneEdit(lower, known) || oneEdit(strings.TrimSuffix(lower, "s"), known) { // a plural too
			return k
		}
	}
	return ""
}

// oneEdit reports whether two words differ by at most one letter put in, left out, replaced, or swapped with its neighbour.
func oneEdit(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}
