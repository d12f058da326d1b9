package plan

import (
	"math"
	"testing"

	"weir/sim/formula"
	"weir/sim/program"
)

// TestEveryOperationOfFormulas computes each operation that knows no time, the functions among them, at constants.
func TestEveryOperationOfFormulas(t *testing.T) {
	args := []float64{2, 3, 5}
	want := map[formula.Op]float64{
		formula.Neg: -2, formula.Not: 0, formula.Add: 5, formula.Sub: -1, formula.Mul: 6, formula.Div: 2. / 3, formula.Pow: 8,
		formula.LT: 1, formula.LE: 1, formula.EQ: 0, formula.NE: 1, formula.GE: 0, formula.GT: 0, formula.And: 1, formula.Or: 1,
		formula.If: 3, formula.Min: 2, formula.Max: 5, formula.Clamp: 3, formula.Abs: 2, formula.Sqrt: math.Sqrt2,
		formula.Exp: math.E * math.E, formula.Log: math.Ln2, formula.Sin: 0.90929742682568169540, formula.Cos: -0.41614683654714238700,
	}
	for op := formula.Neg; op <= formula.Clamp; op++ {
		p := program.NewBuilder(maxProgram, program.Clock{})
		node := &formula.Node{Op: op}
		for _, x := range args {
			node.Args = append(node.Args, &formula.Node{Op: formula.Num, Num: x})
		}
		v := arithmetic(p, node, func(n *formula.Node) program.Value { return p.Constant(n.Num) })
		if got, known := p.Known(v); !known || math.Abs(got-want[op]) > 1e-15*max(1, math.Abs(want[op])) {
			t.Errorf("%v of %v is %v, want %v", op, args, got, want[op])
		}
	}
}
