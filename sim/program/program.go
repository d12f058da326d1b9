// Package program holds straight-line programs over columns of trials. It knows no model and no formula.
//
//  1. A Builder takes operations one after the other. Equal operations become one Value, constants fold, and what bounds leave
//     no choice is a constant: Builder.Binary, Unary, Choose, Sample, Course, ... -> Value.
//  2. Builder.Bounds says where a value lies in every trial; Builder.Judge leaves out what cannot fail.
//  3. Builder.Build drops what no effect (Observe, Judge, ...) needs, and gives every value a register: -> *Program.
//
// What an operation computes is said by Eval, one trial at a time, and by OpBounds, of intervals; sim/machine does the same to
// columns, bit for bit.
package program

import (
	"fmt"
	"strings"
)

// A Program is complete and never changes once its streams have their dimensions; it is safe for concurrent use.
type Program struct {
	Code      []Instr
	Values    []Value // of each instruction, for tracing: the value that it makes or looks at
	Traced    int     // number of values
	Registers int     // columns that live at a time
	Streams   []Stream
	Laws      []Law
	Courses   []Course // registers in place of values
	Events    []Event
	Constants map[Value]float64 // values that are known before any trial

	read   []bool     // by stream: something hangs on it
	bounds []Interval // by instruction
}

// Bounds is where the column of an instruction lies in every trial that no judgement ends.
func (p *Program) Bounds(instruction int) Interval { return p.bounds[instruction] }

// An Instr is one operation on registers. Dst, A, B and C are registers; what they mean stands with each Op.
type Instr struct {
	Op        Op
	Dst       int32
	A, B, C   int32
	Aux, Aux2 int32
	Imm       float64
}

// String prints the program, one operation a line.
func (p *Program) String() string {
	var b strings.Builder
	for i, in := range p.Code {
		if !in.Op.Makes() {
			fmt.Fprintf(&b, "%s r%d #%d\n", in.Op, in.A, in.Aux)
			continue
		}
		fmt.Fprintf(&b, "r%d = v%d: %s", in.Dst, p.Values[i], in.Op)
		for j, r := range [3]int32{in.A, in.B, in.C} {
			if j < in.Op.operands() {
				fmt.Fprintf(&b, " r%d", r)
			}
		}
		if in.Op == Const || in.Op.isForm() || in.Op == Strength || in.Op == Active {
			fmt.Fprintf(&b, " %v", in.Imm)
		}
		switch in.Op {
		case Quantile:
			fmt.Fprintf(&b, " #%d", in.Aux2)
		case Sample, Uniform, PowN, Strength, Active, Poisson, Compound:
			fmt.Fprintf(&b, " #%d", in.Aux)
		}
		b.WriteString("\n")
	}
	return b.String()
}
