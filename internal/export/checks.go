package export

import (
	"bytes"
	"encoding/csv"

	"weir/sim/result"
)

// ChecksCSV says where figures that the model was not told fall in what it says: lo and hi are equal for a single figure, and
// empty where a bound is missing; pit is the share of the trials below it. Nil where there are no checks.
func ChecksCSV(r *result.Result) []byte {
	if len(r.Checks) == 0 {
		return nil
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"name", "lo", "hi", "p5", "p25", "p50", "p75", "p95", "pit_lo", "pit_hi"})
	bound := func(x float64) string {
		if x == 0 {
			return ""
		}
		return number(x)
	}
	for _, c := range r.Checks {
		p := c.Model.P
		w.Write([]string{c.ID, bound(c.Lo), bound(c.Hi), number(p[1]), number(p[3]), number(p[4]), number(p[5]), number(p[7]), number(c.PITLo), number(c.PITHi)})
	}
	w.Flush()
	return b.Bytes()
}
