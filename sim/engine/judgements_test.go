package engine

import (
	"testing"

	"weir/sim/machine"
	"weir/sim/model"
	"weir/sim/program"
)

// No value of the benchmark's models can be infinite, and what is judged in them is never below 0 where it must not be.
func TestBenchmarkNeedsNoJudgement(t *testing.T) {
	judgements := func(code []program.Instr) (n int) {
		for _, in := range code {
			if in.Op == program.Judge || in.Op == program.JudgeRate {
				n++
			}
		}
		return n
	}
	for _, files := range [][]string{{"six.toml", "six-shocks.toml"}, {"mixed.toml"}} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			p := planned(t, model.Flags{Trials: 1 << 16, Sampling: sampling}, files...)
			needed := machine.Needed(p.Program, machine.Tables{}.Compile(p.Laws, 1))
			if all, left := judgements(p.Code), judgements(needed); all < 100 || left > 0 {
				t.Errorf("%v, %s: %d of %d judgements are needed", files, sampling, left, all)
			}
		}
	}
}
