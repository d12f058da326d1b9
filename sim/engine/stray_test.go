package engine_test

import (
	"fmt"
	"testing"

	"weir/sim/draw"
	"weir/sim/engine"
	"weir/sim/machine"
	"weir/sim/program"
)

// What is proved of random models holds, whichever way their trials are drawn, in a whole block and in one cut short.
func TestRandomModelsKeepWithin(t *testing.T) {
	t.Parallel()
	for seed := range models() / 5 {
		keepWithin(t, seed)
	}
}

func FuzzKeepWithin(f *testing.F) {
	f.Fuzz(keepWithin)
}

func keepWithin(t *testing.T, seed uint64) {
	t.Helper()
	files, names := document(seed)
	built := load(t, files, names...)
	for _, method := range []draw.Method{draw.Random, draw.LHS, draw.Sobol} {
		for _, m := range built {
			m.Trials, m.Seed, m.Sampling = engine.Block>>(seed%2), seed, method
		}
		p, list := reporting(built)
		if p == nil {
			t.Fatal(list)
		}
		n := int(min(engine.Block, p.Trials))
		out := &bounded{Program: p.Program, lanes: n}
		m := machine.New(p.Program, machine.Tables{}.Compile(p.Laws, 1), draw.NewDesign(p.Method, p.Trials), nil)
		if f := m.Block(0, n, nil, nil); f != nil {
			out.lanes = f.Lane
		}
		m.With(out.code()).Block(0, n, nil, out)
		if out.err != nil {
			t.Fatalf("model %d, %v: %v\n%s", seed, method, out.err, text(files))
		}
	}
}

// bounded is an outlet of every column that a program makes: it tells which leaves its bounds.
type bounded struct {
	*program.Program
	lanes int // before the first that a judgement ends
	err   error
}

// code is that of the program, with the column of each instruction as a row.
func (o *bounded) code() (out []program.Instr) {
	for i, in := range o.Code {
		if out = append(out, in); in.Op.Makes() {
			out = append(out, program.Instr{Op: program.Row, A: in.Dst, Aux: int32(i)})
		}
	}
	return out
}

func (o *bounded) Row(i int32, x []float64) {
	bounds := o.Bounds(int(i))
	for lane, v := range x[:o.lanes] {
		if bounds.Known() && !bounds.Has(v) && o.err == nil {
			o.err = fmt.Errorf("%s of instruction %d is %.17g in trial %d, outside %.17g to %.17g", o.Code[i].Op, i, v, lane, bounds.Lo, bounds.Hi)
		}
	}
}

func (o *bounded) Observe(int32, []float64)           {}
func (o *bounded) Average(int32, []float64)           {}
func (o *bounded) Tally(int32, []float64)             {}
func (o *bounded) Accept(int32, []float64, []float64) {}
