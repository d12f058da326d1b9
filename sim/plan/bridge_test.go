package plan

import (
	"math"
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// linear is a value as a linear form in the draws of a program, by running it at unit vectors: its row is the only one.
func linear(t *testing.T, p *program.Program, draws int) []float64 {
	t.Helper()
	out := make([]float64, draws)
	for i := range out {
		registers := make([]float64, p.Registers)
		for _, in := range p.Code {
			switch in.Op {
			case program.Sample:
				registers[in.Dst] = 0
				if int(in.Aux) == i {
					registers[in.Dst] = 1
				}
			case program.Row:
				out[i] = registers[in.A]
			default:
				registers[in.Dst] = program.Eval(in.Op, registers[in.A], registers[in.B], registers[in.C], in.Imm, in.Aux)
			}
		}
	}
	return out
}

// Whatever the number of moves, the increments of a bridge are an orthogonal map of its draws: independent standard normals.
func TestBridgeIsOrthogonal(t *testing.T) {
	for _, moves := range []int{1, 2, 3, 7, 23, 64} {
		form := func(of func(p *program.Builder, b []program.Value) program.Value) []float64 {
			p := program.NewBuilder(maxProgram, program.Clock{})
			d := &keyed{p: p, root: draw.Root(1), bridged: true, steps: moves + 1, firstStep: 8000, bridges: map[string][]program.Value{}}
			p.Effect(program.Row, of(p, d.newBridge("x")), 0, 0)
			built := p.Build()
			if len(built.Streams) != moves {
				t.Fatalf("%d moves take %d draws", moves, len(built.Streams))
			}
			return linear(t, built, moves)
		}
		var rows [][]float64
		for k := range moves {
			rows = append(rows, form(func(p *program.Builder, b []program.Value) program.Value { return p.Sub(b[k+1], b[k]) }))
		}
		for i := range rows {
			for j := range rows {
				dot, want := 0.0, 0.0
				for k := range rows[i] {
					dot += rows[i][k] * rows[j][k]
				}
				if i == j {
					want = 1
				}
				if math.Abs(dot-want) > 1e-12 {
					t.Errorf("%d moves: increments %d and %d have the covariance %v", moves, i, j, dot)
				}
			}
		}
		// The first draw decides where the path ends.
		end := form(func(_ *program.Builder, b []program.Value) program.Value { return b[moves] })
		if math.Abs(end[0]-math.Sqrt(float64(moves))) > 1e-12 {
			t.Errorf("%d moves: the end is %v times the first draw", moves, end[0])
		}
	}
}
