package program_test

import (
	"math"
	"testing"

	"weir/sim/program"
)

// Just before its onset, within the slack, a shock is where it begins: at 1 without a ramp, at 0 with one.
func TestStrengthMeetsItsOnset(t *testing.T) {
	for _, c := range []struct{ tau, ramp, want float64 }{
		{0, 0, 1}, {-program.Slack / 2, 0, 1}, {-2 * program.Slack, 0, 0},
		{0, 1, 0}, {-program.Slack / 2, 1, 0}, {0.25, 1, 0.25}, {0.25, 0, 1},
	} {
		if got := program.StrengthAt(0, -c.tau, c.ramp, 0, math.Inf(1), 0, math.Inf(1)); got != c.want {
			t.Errorf("%g after the onset, with a ramp of %g: %g, want %g", c.tau, c.ramp, got, c.want)
		}
	}
}
