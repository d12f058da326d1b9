package engine

import (
	"math"
	"testing"

	"weir/sim/draw"
	"weir/sim/plan"
)

// TestKernelsAreEval runs every operation over columns that hold ordinary values, zeros, infinities and NaN, and compares
// bit for bit with plan.Eval, which folds constants: a program must not change when a column turns out to be known.
func TestKernelsAreEval(t *testing.T) {
	special := []float64{0, 1, -1, 0.5, 2, math.Inf(1), math.Inf(-1), math.NaN(), 1e-300, -1e300, 3}
	fill := func(x []float64, path string) {
		draw.Root(1).Path(path).Fill(x, 0)
		for i := range x {
			if x[i] = 6*x[i] - 3; i < len(special)*len(special) {
				if path == "a" {
					x[i] = special[i%len(special)]
				} else {
					x[i] = special[i/len(special)]
				}
			}
		}
	}
	p := &plan.Plan{Registers: 4}
	m := newMachine(p, nil, draw.Design{}, nil)
	for op := plan.Neg; op <= plan.Select; op++ {
		for _, imm := range []float64{0, 2.5, -3, math.Inf(1)} {
			fill(m.column(0), "a")
			fill(m.column(1), "b")
			fill(m.column(2), "c")
			in := &plan.Instr{Op: op, Dst: 3, A: 0, B: 1, C: 2, Imm: imm, Aux: 3}
			m.step(in)
			for i := range Block {
				got, want := m.column(3)[i], plan.Eval(op, m.column(0)[i], m.column(1)[i], m.column(2)[i], imm, 3)
				if got != want && !(got != got && want != want) {
					t.Fatalf("%s of %v, %v, %v with %v is %v in the engine and %v alone", op, m.column(0)[i], m.column(1)[i], m.column(2)[i], imm, got, want)
				}
			}
		}
	}
}

// TestSound looks for what judgements must find.
func TestSound(t *testing.T) {
	for _, c := range []struct {
		x     float64
		sound bool
		rate  bool
	}{
		{0, true, true}, {math.Copysign(0, -1), true, true}, {-1e-300, true, false}, {1e144, true, true}, {1e145, false, false}, {-1e151, false, false},
		{math.Inf(1), false, false}, {math.Inf(-1), false, false}, {math.NaN(), false, false}, {math.Copysign(math.NaN(), -1), false, false},
	} {
		x := []float64{1, c.x, 2}
		if got := sound(x, plan.Magnitude, false); got != c.sound {
			t.Errorf("sound(%v) = %v", c.x, got)
		}
		if got := sound(x, plan.Magnitude, true); got != c.rate {
			t.Errorf("sound(%v) as a rate = %v", c.x, got)
		}
	}
}
