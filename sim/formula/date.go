package formula

import "time"

// Axis is a date on the year axis: months are twelfths, days fractions of their month (2027-02-15 is
// 2027 + 1/12 + 14/28/12). The date is one of the calendar.
func Axis(year, month, day int) float64 {
	months := float64(month-1) + float64(day-1)/float64(daysIn(year, month))
	return float64(year) + months/12
}

// daysIn is the length of a month of the Gregorian calendar.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// isDay reports whether the calendar has such a day, from the year 1 on.
func isDay(year, month, day int) bool {
	return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}
