package report

import (
	"math"
	"testing"

	"weir/sim/result"
)

// A number keeps no digit below the first one of its error.
func TestRounded(t *testing.T) {
	for _, row := range []struct {
		v, se  float64
		digits int
		x      float64
		place  int
	}{
		{404.3e6, 0, 3, 404e6, 6},
		{404.3e6, 0, 4, 404.3e6, 5},
		{404.3e6, 3.06e6, 3, 404e6, 6}, // an interval of 6M to both sides
		{404.3e6, 9.99e6, 3, 404e6, 6},
		{404.3e6, 10e6, 3, 400e6, 7},
		{404.3e6, 99e6, 3, 400e6, 7},
		{404.3e6, 300e6, 3, 400e6, 8},
		{404.3e6, 3e9, 3, 0, 9},
		{604.3e6, 3e9, 3, 1e9, 9},
		{-604.3e6, 3e9, 3, -1e9, 9},
		{999.6, 0, 3, 1000, 1},
		{999.6, 0.2, 3, 1000, 1},
		{999.6, 20, 3, 1000, 1},
		{0.0346, 0.001, 3, 0.035, -3},
		{0, 5, 3, 0, 0},
		{7.25, math.NaN(), 3, 7.25, -2},
		{7.25, math.Inf(1), 3, 7.25, -2},
	} {
		if x, place := Rounded(row.v, row.se, row.digits); x != row.x || place != row.place {
			t.Errorf("Rounded(%g, %g, %d) = %g, %d, want %g, %d", row.v, row.se, row.digits, x, place, row.x, row.place)
		}
	}
}

// The standard error of an order statistic of a uniform law on 0 to 1 is sqrt(p (1-p)/n).
func TestErrorOfPercentiles(t *testing.T) {
	s := summary(ends{0, 1}, 400)
	for _, row := range []struct {
		i    int
		want float64
	}{{result.P5, math.Sqrt(0.05 * 0.95 / 400)}, {result.P50, 0.025}, {result.P95, math.Sqrt(0.05 * 0.95 / 400)}} {
		if got := QuantileError(s, row.i); math.Abs(got-row.want) > 1e-12 {
			t.Errorf("at %g: %g, want %g", result.Percentiles[row.i], got, row.want)
		}
	}
	few := result.Summary{Min: -2, Max: 8}
	few.P[result.P50], few.Lo[result.P50], few.Hi[result.P50] = 2, math.NaN(), math.NaN()
	if got, want := QuantileError(few, result.P50), 6/1.96; math.Abs(got-want) > 1e-12 {
		t.Errorf("without any bound: %g, want %g", got, want)
	}
	few.P[result.P95], few.Lo[result.P95], few.Hi[result.P95] = 8, 3, math.NaN()
	if got, want := QuantileError(few, result.P95), 5/1.96; math.Abs(got-want) > 1e-12 {
		t.Errorf("with a lower bound only: %g, want %g", got, want)
	}
}

// Ratios of means with errors of 1% and 2% have one of at most 3%.
func TestErrorOfRatios(t *testing.T) {
	got := RatioError(result.Summary{Mean: -50, SE: 0.5}, result.Summary{Mean: 200, SE: 4})
	if want := 0.25 * 0.03; math.Abs(got-want) > 1e-15 {
		t.Errorf("%g, want %g", got, want)
	}
}

// A gain is the mirror image of a loss, its intervals too.
func TestGainsMirrorTheirIntervals(t *testing.T) {
	g := effect{summary(ends{-300, 100}, 100)}.gain()
	want := summary(ends{-100, 300}, 100)
	for i := range g.P {
		for _, pair := range [][2]float64{{g.P[i], want.P[i]}, {g.Lo[i], want.Lo[i]}, {g.Hi[i], want.Hi[i]}} {
			if math.Abs(pair[0]-pair[1]) > 1e-12 && !(math.IsNaN(pair[0]) && math.IsNaN(pair[1])) {
				t.Errorf("at %g: %g, want %g", result.Percentiles[i], pair[0], pair[1])
			}
		}
	}
}
