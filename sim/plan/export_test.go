package plan

// CompileWithin is Compile with a limit of the tests' choice.
var CompileWithin = compile

var Reciprocal = reciprocal

// Draws is where the draws of a law lie.
func Draws(l Law) Interval {
	p := newProgram(1)
	p.laws = []Law{l}
	return p.draws(0)
}
