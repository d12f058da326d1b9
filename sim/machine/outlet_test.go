package machine

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// sameBits reports whether two values are the same, or both no number.
func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// kept is an Outlet that keeps all that it gets.
type kept []given

// A given is one column of an Outlet; u is that of Accept.
type given struct {
	op   program.Op
	aux  int32
	x, u []float64
}

func (k *kept) keep(op program.Op, aux int32, x, u []float64) {
	*k = append(*k, given{op, aux, slices.Clone(x), slices.Clone(u)})
}

func (k *kept) Observe(column int32, x []float64) { k.keep(program.Observe, column, x, nil) }
func (k *kept) Row(row int32, x []float64)        { k.keep(program.Row, row, x, nil) }
func (k *kept) Average(column int32, x []float64) { k.keep(program.Average, column, x, nil) }
func (k *kept) Tally(counter int32, x []float64)  { k.keep(program.Tally, counter, x, nil) }
func (k *kept) Accept(list int32, c, u []float64) { k.keep(program.Accept, list, c, u) }

// String says of each column: the operation, its index, how many values, and their mean.
func (k kept) String() string {
	var words []string
	for _, g := range k {
		sum := 0.0
		for _, v := range g.x {
			sum += v
		}
		words = append(words, fmt.Sprintf("%s %d:%d*%g", g.op, g.aux, len(g.x), sum/float64(len(g.x))))
	}
	return strings.Join(words, ", ")
}

// An outlet gets columns in the program's order, as they are then, of the trials alone. From the first failure on nothing is
// observed; all else comes.
func TestOutlet(t *testing.T) {
	constant := func(x float64) program.Instr { return program.Instr{Op: program.Const, Imm: x} }
	effect := func(op program.Op, aux int32) program.Instr { return program.Instr{Op: op, Aux: aux, Imm: 10} }
	for _, c := range []struct {
		what string
		code []program.Instr
		want string
		fail *Failure // by its judgement
	}{
		{"all kinds", []program.Instr{
			constant(1), effect(program.Tally, 3), effect(program.Observe, 2), constant(2), effect(program.Observe, 1),
			effect(program.Average, 0), effect(program.Row, 5), effect(program.Accept, 4), effect(program.Judge, 0), effect(program.Row, 0),
		}, "tally 3:7*1, observe 2:7*1, observe 1:7*2, average 0:7*2, row 5:7*2, accept 4:7*2, row 0:7*2", nil},
		{"a failure", []program.Instr{
			constant(20), effect(program.Observe, 0), effect(program.Judge, 8), effect(program.Observe, 1), effect(program.Row, 1),
			effect(program.Average, 1), effect(program.Tally, 1), effect(program.Accept, 1), constant(3), effect(program.Judge, 9), effect(program.Observe, 2),
		}, "observe 0:7*20, row 1:7*20, average 1:7*20, tally 1:7*20, accept 1:7*20", &Failure{4, 0, 8}},
		{"the first of two", []program.Instr{constant(-1), effect(program.JudgeRate, 6), effect(program.JudgeRate, 7)}, "", &Failure{4, 0, 6}},
		{"no rate", []program.Instr{constant(-1), effect(program.Judge, 6), effect(program.Observe, 0)}, "observe 0:7*-1", nil},
		{"nothing", nil, "", nil},
	} {
		m := New(&program.Program{Registers: 1, Code: c.code}, nil, draw.Design{}, nil)
		for _, ids := range [][]uint64{nil, {9, 8, 7, 6, 5, 4, 1 << 50}} {
			var got kept
			f := m.Block(4, 7, ids, &got)
			if got.String() != c.want || (f == nil) != (c.fail == nil) || f != nil && *f != *c.fail {
				t.Errorf("%s: %v, fails with %+v\nwant %s, %+v", c.what, got, f, c.want, c.fail)
			}
			if g := m.Block(4, 7, ids, nil); (f == nil) != (g == nil) || f != nil && *f != *g {
				t.Errorf("%s: without an outlet it fails with %+v", c.what, g)
			}
		}
	}
}

// A block's failure is that of its lowest trial, and there of the first judgement; lanes that are no trials do not fail, and
// the next block knows nothing of it.
func TestFailureIsTheLowest(t *testing.T) {
	p := &program.Program{
		Registers: 2,
		Streams:   []program.Stream{{Key: draw.Root(1).Path("a"), Dim: -1}, {Key: draw.Root(1).Path("b"), Dim: -1}},
		Code: []program.Instr{
			{Op: program.Uniform, Dst: 0, Aux: 0}, {Op: program.Uniform, Dst: 1, Aux: 1},
			{Op: program.Judge, A: 0, Imm: 0.99, Aux: 10}, {Op: program.Observe, A: 0},
			{Op: program.Judge, A: 1, Imm: 0.99, Aux: 11}, {Op: program.Judge, A: 1, Imm: 0.98, Aux: 12},
		},
	}
	m := New(p, nil, draw.Design{}, nil)
	seen := map[int32]int{}
	var before, same *Failure // the last one, and what it was
	for b := range int64(300) {
		n := 1 + int(b)%40
		want := Failure{b, n, 0}
		observed := true
		for lane := n - 1; lane >= 0; lane-- {
			x, y := p.Streams[0].Key.At(uint64(b)*Block+uint64(lane)), p.Streams[1].Key.At(uint64(b)*Block+uint64(lane))
			observed = observed && x < 0.99
			switch {
			case x >= 0.99:
				want = Failure{b, lane, 10}
			case y >= 0.99:
				want = Failure{b, lane, 11}
			case y >= 0.98:
				want = Failure{b, lane, 12}
			}
		}
		var got kept
		f := m.Block(b, n, nil, &got)
		if want.Lane == n && f != nil || want.Lane < n && (f == nil || *f != want) {
			t.Fatalf("block %d of %d trials fails with %+v, want %+v", b, n, f, want)
		}
		if observed != (len(got) == 1) {
			t.Errorf("block %d: observed %v, want %v", b, got, observed)
		}
		if before != nil && *before != *same {
			t.Fatalf("block %d changed an earlier failure", b)
		}
		if seen[want.Judgement]++; f != nil {
			before, same = f, &want
		}
	}
	for _, judgement := range []int32{0, 10, 11, 12} {
		if seen[judgement] < 10 {
			t.Errorf("judgement %d came %d times", judgement, seen[judgement])
		}
	}
}

// Accept's uniforms are those of its second column.
func TestAcceptGetsUniforms(t *testing.T) {
	code := []program.Instr{{Op: program.Const, Imm: -2}, {Op: program.Const, Dst: 1, Imm: 0.25}, {Op: program.Accept, A: 0, B: 1}}
	var got kept
	New(&program.Program{Registers: 2, Code: code}, nil, draw.Design{}, nil).Block(0, 3, nil, &got)
	if len(got) != 1 || !slices.Equal(got[0].x, []float64{-2, -2, -2}) || !slices.Equal(got[0].u, []float64{0.25, 0.25, 0.25}) {
		t.Errorf("got %+v", got)
	}
}
