package machine

import (
	"math"
	"math/rand/v2"
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// A column of strengths holds what program.StrengthAt gives for each trial by itself, bit for bit, also at the bounds of phases
// and where a column of the course makes room for it; and so for whether a shock is on.
func TestStrength(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	odd := []float64{0, math.Copysign(0, -1), program.Slack, -program.Slack, 1, 2, math.Inf(1), math.Inf(-1), math.NaN(), 0x1p-1074, -3}
	value := func() float64 {
		if r.IntN(6) == 0 {
			return odd[r.IntN(len(odd))]
		}
		return float64(r.IntN(12)) / 4
	}
	p := &program.Program{Registers: 7, Courses: []program.Course{{Onset: 1, Ramp: 2, Hold: 3, Half: 4, Floor: 5, Duration: 6}}}
	m := New(p, nil, draw.Design{}, nil)
	for _, at := range []float64{0, 1.5, 3, 3 - program.Slack, 40} {
		for dst := range int32(7) {
			var in [7][Block]float64
			for c := 1; c < len(in); c++ {
				for i := range in[c] {
					in[c][i] = value()
				}
			}
			for _, op := range []program.Op{program.Strength, program.Active} {
				for c := 1; c < len(in); c++ {
					copy(m.column(int32(c)), in[c][:])
				}
				m.step(&program.Instr{Op: op, Dst: dst, Imm: at})
				for i, got := range m.column(dst) {
					want := program.StrengthAt(at, in[1][i], in[2][i], in[3][i], in[4][i], in[5][i], in[6][i])
					if op == program.Active {
						want = program.ActiveAt(at, in[1][i], in[6][i])
					}
					if math.Float64bits(got) != math.Float64bits(want) && !(got != got && want != want) {
						t.Fatalf("%s at %g, onset %g, ramp %g, hold %g, half-life %g, floor %g, duration %g, into column %d: %g, want %g",
							op, at, in[1][i], in[2][i], in[3][i], in[4][i], in[5][i], in[6][i], dst, got, want)
					}
				}
			}
		}
	}
}
