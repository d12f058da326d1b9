package export

import "weir/sim/result"

// ChecksCSV says where figures that the model was not told fall in what it says: lo and hi are equal for a single figure, and
// empty where a bound is missing; pit is the share of the trials below it.
func ChecksCSV(r *result.Result) []byte {
	shown := []int{result.P5, result.P25, result.P50, result.P75, result.P95}
	columns := []string{"name", "lo", "hi"}
	for _, i := range shown {
		columns = append(columns, percentiles[i])
	}
	t := newSheet(append(columns, "pit_lo", "pit_hi"), len(r.Checks))
	for _, c := range r.Checks {
		t.text(c.ID)
		for _, x := range [2]float64{c.Lo, c.Hi} {
			if x == 0 {
				t.text("")
			} else {
				t.number(x)
			}
		}
		for _, i := range shown {
			t.number(c.Model.P[i])
		}
		t.number(c.PITLo)
		t.number(c.PITHi)
		t.end()
	}
	return t.bytes()
}
