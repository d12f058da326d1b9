package engine

import (
	"testing"

	"weir/sim/model"
)

// No value of the benchmark's models can be infinite, and what is judged in them is never below 0 where it must not be: bounds tell
// so of each.
func TestBenchmarkNeedsNoJudgement(t *testing.T) {
	for _, files := range [][]string{{"six.toml", "six-shocks.toml"}, {"mixed.toml"}} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			p := planned(t, model.Flags{Trials: 1 << 16, Sampling: sampling}, files...)
			for _, j := range p.Judgements {
				t.Errorf("%v, %s: %s is judged in step %d", files, sampling, j.Name, j.Step)
			}
		}
	}
}
