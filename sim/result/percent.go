package result

import "fmt"

// Percent prints a share, 1 for all, with two digits or, from 10% on, without a fraction.
func Percent(share float64) string {
	if p := 100 * share; p >= 9.95 {
		return fmt.Sprintf("%.0f%%", p)
	}
	return fmt.Sprintf("%.2g%%", 100*share)
}
