package selftest

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"weir/sim/display"
)

// Text is the report as a table for a terminal. What does not hold is marked at the end of its line.
func (r *Report) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s trials, seed %d, sampling %s\n", display.Grouped(r.Trials, ","), r.Seed, r.Sampling)
	const layout = "%-*s  %12s  %12s  %9s  %s\n"
	width := r.width()
	for _, c := range r.Cases {
		fmt.Fprintf(&b, "\n%s\n    (%s)\n", c.Title, c.Source)
		fmt.Fprintf(&b, layout, width, "", "expected", "observed", "distance", "allowed")
		for _, row := range c.Rows {
			distance, allowed := row.cells()
			if !row.OK() {
				allowed += "  <- FAILS"
			}
			blanks := strings.Repeat(" ", width-2-utf8.RuneCountInString(row.Quantity))
			fmt.Fprintf(&b, "  %s%s  %12s  %12s  %9s  %s\n", row.Quantity, blanks, figure(row.Expected), figure(row.Observed), distance, allowed)
		}
	}
	all, failed := r.Rows()
	b.WriteString(`
distance: observed - expected, in standard errors of the estimate; "exact" where chance plays no part
allowed:  how far chance may carry the estimate, by its law
`)
	fmt.Fprintf(&b, "By chance alone a row fails in fewer than 1 of %s seeds, over the whole table.\n\n", display.Grouped(int64(math.Round(1/FalseAlarm)), ","))
	if failed > 0 {
		fmt.Fprintf(&b, "%d of %d rows FAIL: do not rely on this program on this machine\n", failed, all)
	} else {
		fmt.Fprintf(&b, "all %d rows hold\n", all)
	}
	return b.String()
}

// width is that of the first column.
func (r *Report) width() int {
	width := 0
	for _, c := range r.Cases {
		for _, row := range c.Rows {
			width = max(width, 2+utf8.RuneCountInString(row.Quantity))
		}
	}
	return width
}

// cells are the distance of a row and what is allowed.
func (r Row) cells() (distance, allowed string) {
	if !r.Exact {
		return fmt.Sprintf("%+.2f", r.Distance), fmt.Sprintf("%.1f to %.1f", r.Low, r.High)
	}
	distance, allowed = "exact", fmt.Sprintf("%.0e of it", r.High)
	if r.High == 0 {
		allowed = "nothing"
	}
	if !r.OK() {
		distance = fmt.Sprintf("%+.1e", r.Distance)
	}
	return distance, allowed
}

// figure prints seven digits, without an exponent where that is short.
func figure(x float64) string {
	return strconv.FormatFloat(x, 'g', 7, 64)
}
