package sim_test

import (
	"math"
	"testing"
)

// Under every design step draws are correlated with the moves of processes in each step, the last one too, and a process
// with another; each of them with its own law.
func TestStepDrawsWithMoves(t *testing.T) {
	text := quarters + still + `
[correlations]
pairs = [["noise", "walk", 0.6], ["walk", "gbm", -0.4]]
[parameters]
noise = { dist = "normal", mean = 0, sd = 1, unit = "1", vary = "step" }
walk  = { process = "walk", start = 0, sd = 2, unit = "1" }
gbm   = { process = "gbm", start = 1, drift = 0, volatility = 0.2, unit = "1" }
` + outputs("noise", "lag(noise, '1 quarter') * (walk - lag(walk, '1 quarter'))", "noise * (walk - lag(walk, '1 quarter'))",
		"(walk - lag(walk, '1 quarter')) * (log(gbm / lag(gbm, '1 quarter')) + 0.005) / 0.1")
	pearson := func(spearman float64) float64 { return 2 * math.Sin(math.Pi*spearman/6) }
	for _, design := range designs {
		r := designed(t, text, design, 1<<14, 2)
		for q := range 8 {
			estimated(t, "mean of the step draw", r, steps(t, r, output(0))[q], 0)
			within(t, design+": variance of the step draw", math.Pow(steps(t, r, output(0))[q].SD, 2), 1, math.Sqrt(2/float64(r.Trials)))
			if q == 0 {
				continue
			}
			estimated(t, "step draw with the move after it", r, steps(t, r, output(1))[q], pearson(0.6))
			estimated(t, "step draw with the move before it", r, steps(t, r, output(2))[q], 0)
			estimated(t, "moves of two processes", r, steps(t, r, output(3))[q], pearson(-0.4))
		}
	}
}
