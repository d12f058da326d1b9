package plan

import (
	"math"
	"testing"

	"weir/sim/draw"
)

// linear is a value as a linear form in the draws of the program, by evaluation at unit vectors.
func linear(p *program, v Value, draws int) []float64 {
	out := make([]float64, draws)
	for i := range out {
		values := make([]float64, len(p.defs))
		for k, d := range p.defs {
			var a, b float64
			if d.a >= 0 {
				a = values[d.a]
			}
			if d.b >= 0 {
				b = values[d.b]
			}
			if d.op == Sample {
				if int(d.aux) == i {
					values[k] = 1
				}
				continue
			}
			values[k] = Eval(d.op, a, b, 0, math.Float64frombits(d.imm), d.aux)
		}
		out[i] = values[v]
	}
	return out
}

// Whatever the number of moves, the increments of a bridge are an orthogonal map of its draws: independent standard normals.
func TestBridgeIsOrthogonal(t *testing.T) {
	for _, moves := range []int{1, 2, 3, 7, 23, 64} {
		c := &compiler{p: newProgram(maxProgram), method: draw.Sobol, steps: moves + 1, firstStep: 8000}
		b := c.newBridge("x")
		if len(c.p.streams) != moves {
			t.Fatalf("%d moves take %d draws", moves, len(c.p.streams))
		}
		var rows [][]float64
		for k := range moves {
			rows = append(rows, linear(c.p, c.p.binary(Sub, b[k+1], b[k]), moves))
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
		if end := linear(c.p, b[moves], moves); math.Abs(end[0]-math.Sqrt(float64(moves))) > 1e-12 {
			t.Errorf("%d moves: the end is %v times the first draw", moves, end[0])
		}
	}
}
