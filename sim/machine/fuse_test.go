package machine

import (
	"math"
	"math/rand/v2"
	"testing"

	"weir/sim/draw"
	"weir/sim/fp"
	"weir/sim/program"
)

// What two operations make one after the other they make together, bit for bit, wherever their columns are; and what reads
// something else than it should is left alone.
func TestFuse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	odd := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 0x1p-1074, math.MaxFloat64, 3e-12}
	value := func() float64 {
		if r.IntN(4) == 0 {
			return odd[r.IntN(len(odd))]
		}
		return math.Ldexp(r.NormFloat64(), r.IntN(80)-40)
	}
	p := &program.Program{Registers: 4}
	apart, together := New(p, p.Code, nil, draw.Design{}, nil), New(p, p.Code, nil, draw.Design{}, nil)
	for pair := range fusions {
		joined := 0
		for range 300 {
			register := func() int32 { return int32(r.IntN(p.Registers)) }
			x := program.Instr{Op: pair[0], Dst: register(), A: register(), B: register(), Imm: value()}
			y := program.Instr{Op: pair[1], Dst: register(), A: register(), B: register(), Imm: value()}
			if r.IntN(2) == 0 {
				y.Dst, y.A = x.Dst, x.Dst
			}
			in := fuse([]program.Instr{x, y})
			joined += 2 - len(in)
			for c := range int32(p.Registers) {
				for i := range apart.column(c) {
					apart.column(c)[i] = value()
				}
				copy(together.column(c), apart.column(c))
			}
			apart.step(&x)
			apart.step(&y)
			for i := range in {
				together.step(&in[i])
			}
			for c := range int32(p.Registers) {
				for i, want := range apart.column(c) {
					if got := together.column(c)[i]; math.Float64bits(got) != math.Float64bits(want) && !(got != got && want != want) {
						t.Fatalf("%+v and %+v: column %d holds %g, want %g", x, y, c, got, want)
					}
				}
			}
		}
		if fp.Wide != (joined > 50) {
			t.Errorf("%s and %s joined %d times", pair[0], pair[1], joined)
		}
	}
}
