package export

import "weir/sim/result"

// ChecksCSV says where figures that the model was not told fall in what it says: lo and hi are equal for a single figure, and
// empty where a bound is missing; pit is the share of the trials below it.
func ChecksCSV(r *result.Result) []byte {
	t := newSheet([]string{"name", "lo", "hi", "p5", "p25", "p50", "p75", "p95", "pit_lo", "pit_hi"}, len(r.Checks))
	for _, c := range r.Checks {
		t.text(c.ID)
		for _, x := range [2]float64{c.Lo, c.Hi} {
			if x == 0 {
				t.text("")
			} else {
				t.number(x)
			}
		}
		for _, i := range [5]int{1, 3, 4, 5, 7} {
			t.number(c.Model.P[i])
		}
		t.number(c.PITLo)
		t.number(c.PITHi)
		t.end()
	}
	return t.bytes()
}
