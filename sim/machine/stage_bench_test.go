package machine

import (
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// BenchmarkOperation is what an operation of formulas costs a value.
func BenchmarkOperation(b *testing.B) {
	m := New(&program.Program{Registers: 4}, nil, draw.Design{}, nil)
	for r, path := range []string{"a", "b", "c"} {
		x := m.column(int32(r))
		draw.Root(1).Path(path).Fill(x, 0)
		for i := range x {
			x[i] += 0.5
		}
	}
	for op := program.Neg; op <= program.Select; op++ {
		in := &program.Instr{Op: op, Dst: 3, A: 0, B: 1, C: 2, Imm: 1.1, Aux: 3}
		b.Run(op.String(), func(b *testing.B) {
			for b.Loop() {
				m.step(in)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*Block), "ns/value")
			b.ReportMetric(0, "ns/op")
		})
	}
}
