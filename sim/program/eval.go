package program

import (
	"math"

	"weir/sim/fp"
)

// Slack is how far a share may leave [0, 1], or a time its bound, before it counts: rounding, no more.
const Slack = 1e-9

// Rounding is the part of a sum that its rounding may leave when all of it is taken away: no finding.
const Rounding = 1e-12

// LeastUniform and MostUniform bound all uniforms.
const (
	LeastUniform = 0x1p-54
	MostUniform  = 1 - 0x1p-53
)

func truth(t bool) float64 {
	if t {
		return 1
	}
	return 0
}

// compare gives 0 or 1, and NaN where one side is, so that no comparison hides one.
func compare(a, b float64, t bool) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(t)
}

// WholePower is x^n by repeated squaring.
func WholePower(x float64, n int) float64 {
	if n < 0 {
		return 1 / WholePower(x, -n)
	}
	y := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			y *= x
		}
		x *= x
	}
	return y
}

// AddWeight is the weight of an addition x onto a value v: min(1, |x/v|), 0 where nothing is added, 1 where v is 0.
func AddWeight(x, v float64) float64 {
	switch {
	case x == 0:
		return 0
	case v == 0:
		return 1
	}
	return min(1, math.Abs(x/v))
}

// StrengthAt is the strength of a shock at a time, both on the year axis: 0 before onset; linear over ramp; 1 while it
// holds; then what is above the floor halves every half-life; 0 again from duration on. Onset and duration are met within Slack.
func StrengthAt(at, onset, ramp, hold, half, floor, duration float64) float64 {
	s, halvings, fades := PhaseAt(at, onset, ramp, hold, half, duration)
	if fades {
		return FadedTo(floor, fp.Half(halvings))
	}
	return s
}

// PhaseAt is the strength of a shock at a time before it fades, or else for how many half-lives it has faded.
func PhaseAt(at, onset, ramp, hold, half, duration float64) (s, halvings float64, fades bool) {
	tau := at - onset
	if !(tau >= -Slack) || tau >= duration-Slack {
		return 0, 0, false
	}
	switch tau = max(0, tau); {
	case tau < ramp:
		return tau / ramp, 0, false
	case tau <= ramp+hold || math.IsInf(half, 1):
		return 1, 0, false
	}
	return 0, (tau - ramp - hold) / half, true
}

// FadedTo is a strength of which a part is left above the floor.
func FadedTo(floor, part float64) float64 { return floor + float64((1-floor)*part) }

// ActiveAt is 1 from onset on until duration has passed, else 0.
func ActiveAt(at, onset, duration float64) float64 {
	tau := at - onset
	return truth(tau >= -Slack && tau < duration-Slack)
}
