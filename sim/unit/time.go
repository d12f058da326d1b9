package unit

import "strings"

// A timeRatio is the length of a time unit in years, as an exact ratio.
type timeRatio struct{ over, under float64 }

// timeNames are the time units, by length. 365.25 days = 1461/4 days = 1 year.
var timeNames = []string{"day", "week", "month", "quarter", "year"}

var timeRatios = map[string]timeRatio{
	"day":     {4, 1461},
	"week":    {28, 1461},
	"month":   {1, 12},
	"quarter": {1, 4},
	"year":    {1, 1},
}

// timeUnit is the singular of a time unit's name, which may be written in the plural.
func timeUnit(name string) (string, bool) {
	name = strings.TrimSuffix(name, "s")
	_, ok := timeRatios[name]
	return name, ok
}
