package machine

import (
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// Columns keep within the bounds of the builder.
func TestColumnsKeepWithinBounds(t *testing.T) {
	for _, limit := range []float64{1e145, 25, 9, 3} {
		p := everyOperation(t, limit)
		tables := Tables{}.Compile(p.Laws, 1)
		fails := 0
		for method, design := range designs() {
			for _, n := range []int{Block, 300, 1} {
				if err := Stray(p.Program, tables, design, n); err != nil {
					t.Errorf("limit %g, %v, %d trials: %v", limit, method, n, err)
				}
				if New(p.Program, tables, design, nil).Block(0, n, nil, nil) != nil {
					fails++
				}
			}
		}
		if (fails > 0) != (limit < 10) {
			t.Errorf("limit %g: %d blocks fail", limit, fails)
		}
	}
}

// What does not hold is found.
func TestStrayFindsIt(t *testing.T) {
	p := everyOperation(t, 9)
	tables := Tables{}.Compile(p.Laws, 1)
	narrow := func(i int) program.Interval {
		x := p.Bounds(i)
		if p.Code[i].Op == program.Uniform {
			x.Hi = 0.5
		}
		return x
	}
	if stray(p.Program, tables, draw.NewDesign(draw.LHS, 8*Block), Block, narrow) == nil {
		t.Error("a uniform above its bounds is not found")
	}
}
