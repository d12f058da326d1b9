package explain

import (
	"fmt"
	"math"
	"strings"

	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/unit"
)

var noDim = unit.Dimless

// picture draws the strength of a course over the forecast, a character a step, in rows where it is long.
func (e *explainer) picture(indent int, s *model.Shock, c model.Course, medians *plan.Medians) {
	t := e.m.Time
	var bars []string
	highest, when := 0.0, -1
	for k := t.Forecast; k < t.Steps; k++ {
		x := medians.Strength(s, c, k)
		if x > highest {
			highest, when = x, k
		}
		bars = append(bars, bar(x, e.ascii))
	}
	label := "strength"
	const column = 13
	wide := max(10, e.width-indent-column-length(t.Label(0))-1)
	for from := 0; from < len(bars); from += wide {
		to := min(from+wide, len(bars))
		e.line(indent, fmt.Sprintf("%-*s%s %s", column, label, t.Label(t.Forecast+from), strings.Join(bars[from:to], "")))
		label = ""
	}
	text := "none up to the end"
	if when >= 0 {
		text = fmt.Sprintf("highest: %s in %s", figure(highest, digits), t.Label(when))
		for _, k := range []int{e.at, t.Steps - 1} {
			if k >= t.Forecast && k != when && (k != e.at || k < t.Steps-1) {
				text += fmt.Sprintf("; %s in %s", figure(medians.Strength(s, c, k), digits), t.Label(k))
			}
		}
	}
	e.hang(indent+column, indent+column, text)
}

// bar is a strength as a character: a dot for none, else one of eight heights, the last for more than seven eighths.
func bar(strength float64, ascii bool) string {
	height := int(min(8, math.Ceil(strength*8)))
	switch {
	case !(height > 0):
		return "."
	case ascii:
		return string(rune('0' + height))
	}
	return string(rune('▁' - 1 + height))
}
