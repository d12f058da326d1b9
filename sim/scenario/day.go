package scenario

import (
	"fmt"

	"weir/sim/formula"
)

// A Day is a date of the Gregorian calendar.
type Day struct {
	Year, Month, Day int
}

// Axis is the beginning of the day on the year axis, as formulas count it.
func (d Day) Axis() float64 { return formula.Axis(d.Year, d.Month, d.Day) }

// String is the day as TOML writes it.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
