package machine

import (
	"slices"
	"testing"

	"weir/sim/draw"
	"weir/sim/fp"
	"weir/sim/program"
)

// What is needed of a program gives the columns and the failures of the whole, and leaves out what can be.
func TestNeeded(t *testing.T) {
	for _, limit := range []float64{1e145, 25, 9, 3} {
		p := everyOperation(t, limit)
		tables := Tables{}.Compile(p.Laws, 1)
		needed := Needed(p.Program, tables)
		var judgements []int32
		joined := 0
		for _, in := range needed {
			if isJudge(in) {
				judgements = append(judgements, in.Aux)
			}
			if in.Op > program.Accept {
				joined++
			}
		}
		var want []int32 // the lognormal's values have an end that its table knows
		if _, hi := tables[1].Extent(); hi >= limit {
			want = []int32{2}
		}
		if !slices.Equal(judgements, want) || (joined > 0) != fp.Wide {
			t.Errorf("limit %g: judgements %v stay, want %v, and %d operations are joined", limit, judgements, want, joined)
		}
		fails := 0
		for method, design := range designs() {
			for _, n := range []int{Block, 300, 1} {
				if err := Stray(p.Program, tables, design, n); err != nil {
					t.Errorf("limit %g, %v, %d trials: %v", limit, method, n, err)
				}
				if New(p.Program, needed, tables, design, nil).Block(0, n, nil, nil) != nil {
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
	design := draw.NewDesign(draw.LHS, 8*Block)
	whole, right := prove(p.Program, tables)
	find := func(what string, change func(code []program.Instr, made []made) []program.Instr) {
		t.Helper()
		code, made := slices.Clone(whole), slices.Clone(right)
		if err := stray(p.Program, tables, design, Block, change(code, made), made); (err == nil) != (what == "") {
			t.Errorf("%q: %v", what, err)
		}
	}
	find("", func(code []program.Instr, _ []made) []program.Instr { return code })
	find("a judgement that can fail", func(code []program.Instr, _ []made) []program.Instr {
		return slices.DeleteFunc(code, isJudge)
	})
	find("another column", func(code []program.Instr, _ []made) []program.Instr {
		i := slices.IndexFunc(code, func(in program.Instr) bool { return in.Op == program.RSubI })
		code[i].Imm++
		return code
	})
	find("a column less", func(code []program.Instr, _ []made) []program.Instr { return code[:len(code)-1] })
	find("an interval that is too narrow", func(code []program.Instr, made []made) []program.Instr {
		made[slices.IndexFunc(p.Code, func(in program.Instr) bool { return in.Op == program.Uniform })].Hi = 0.5
		return code
	})
}
