package scenario

import (
	"fmt"
	"time"
)

// A Day is a date of the Gregorian calendar.
type Day struct {
	Year, Month, Day int
}

// Axis is the beginning of the day on the year axis: months are twelfths of a year, days fractions of their month
// (2027-02-15 is 2027 + 1/12 + 14/28/12).
func (d Day) Axis() float64 {
	days := time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	months := float64(d.Month-1) + float64(d.Day-1)/float64(days)
	return float64(d.Year) + months/12
}

// String is the day as TOML writes it.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
