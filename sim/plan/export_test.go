package plan

import "weir/sim/model"

// CompileWithin is Compile with a limit of the tests' choice.
var CompileWithin = compile

var Reciprocal = reciprocal

// Draws is where the draws of a law lie.
func Draws(l Law) Interval {
	p := newProgram(1)
	p.laws = []Law{l}
	return p.draws(0)
}

// Covering lists, by step, the periods of a model that it lies in.
func Covering(m *model.Model) [][]int { return newCompiler(m, maxProgram).newFile(m).covering }
