package plan

// CompileWithin is Compile with a limit of the tests' choice.
var CompileWithin = compile

var Reciprocal = reciprocal
