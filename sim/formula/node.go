// Package formula reads formulas: text to tree to unit check.
//
// Parse gives a tree or all that is wrong with the text; Check finds the unit of every node from the units of the names;
// Settle compares the whole with the unit that is wanted. Nothing is computed here.
package formula

import (
	"slices"

	"weir/sim/unit"
)

// An Error is what is wrong with a formula, and where: bytes [Pos, End) of its text.
type Error = unit.Error

// An Op says what a node does.
type Op uint8

// The operations. Comparisons, And, Or and Not give 0 or 1.
const (
	Num  Op = iota // Node.Num
	Name           // Node.Name
	Date           // a date literal: Node.Num on the year axis, Node.Text as written
	Neg
	Add
	Sub
	Mul
	Div
	Pow
	LT
	LE
	GT
	GE
	EQ
	NE
	And
	Or
	Not
	If  // condition, value where it is not 0, value where it is
	Min // one argument or more
	Max // one argument or more
	Abs
	Exp
	Log
	Sqrt
	Sin
	Cos
	Clamp      // x, lowest, highest
	Lag        // x and, where given, x0; Node.Text is the duration
	Cumulative // time integral from the start to the beginning of the step
	T          // years since the start, at the beginning of the step
	Now        // the same on the year axis, written "date"
	Dt         // the step's length in years
	Pi
)

// A Node is one operation of a formula, or a leaf.
type Node struct {
	Op       Op
	Args     []*Node
	Num      float64 // Num and Date
	Name     string  // Name: one to three ids with points between, such as "pay", "cyber.revenue", "cyber.heists.count"
	Text     string  // Lag: the duration, such as "2 quarters"; Date: the literal
	Pos, End int     // bytes of the formula's text
	TextPos  int     // Lag: the bytes of Text, within its quotes
	TextEnd  int

	// Set by Check.
	Unit    unit.Dim
	Free    bool // literals only: takes the unit of what stands beside it
	Unknown bool // Free, because of a name that lookup did not know or of an error that was reported

	Ref int // for the caller's use; -1 after Parse

	opPos, opEnd int // the operator's own bytes
}

// A function is a name that takes arguments in parentheses.
type function struct {
	name  string
	op    Op
	least int
	most  int // 0: any number
	form  string
	plain bool // it takes a plain number and gives one; Check knows the units of the others
}

var functions = []function{
	{"if", If, 3, 3, "if(condition, a, b)", false},
	{"min", Min, 1, 0, "min(a, b)", false},
	{"max", Max, 1, 0, "max(a, b)", false},
	{"abs", Abs, 1, 1, "abs(x)", false},
	{"exp", Exp, 1, 1, "exp(x)", true},
	{"log", Log, 1, 1, "log(x)", true},
	{"sqrt", Sqrt, 1, 1, "sqrt(x)", false},
	{"sin", Sin, 1, 1, "sin(x)", true},
	{"cos", Cos, 1, 1, "cos(x)", true},
	{"clamp", Clamp, 3, 3, "clamp(x, lowest, highest)", false},
	{"lag", Lag, 1, 2, `lag(x, "2 quarters") or lag(x, "2 quarters", x0)`, false},
	{"cumulative", Cumulative, 1, 1, "cumulative(x)", false},
}

// constants are names of values that every formula can read.
var constants = map[string]Op{"t": T, "date": Now, "dt": Dt, "pi": Pi}

// symbols are the operators by their text, with what binds tighter having the larger power.
var symbols = map[string]struct {
	op    Op
	power int
}{
	"or": {Or, powerOr}, "and": {And, powerAnd},
	"<": {LT, powerCompare}, "<=": {LE, powerCompare}, ">": {GT, powerCompare}, ">=": {GE, powerCompare}, "==": {EQ, powerCompare}, "!=": {NE, powerCompare},
	"+": {Add, powerAdd}, "-": {Sub, powerAdd}, "*": {Mul, powerMul}, "/": {Div, powerMul}, "^": {Pow, powerPow},
}

const (
	powerOr = 10 * (iota + 1)
	powerAnd
	powerNot
	powerCompare
	powerAdd
	powerMul
	powerNeg
	powerPow
	powerLeaf
)

var opNames = func() map[Op]string {
	names := map[Op]string{Num: "number", Name: "name", Date: "date literal", Neg: "-", Not: "not"}
	for _, f := range functions {
		names[f.op] = f.name
	}
	for name, op := range constants {
		names[op] = name
	}
	for text, s := range symbols {
		names[s.op] = text
	}
	return names
}()

// String is the operator or function as a formula writes it.
func (op Op) String() string { return opNames[op] }

// Reserved reports whether a word has a meaning in formulas, so that nothing else can have it as its name.
func Reserved(word string) bool {
	_, isConstant := constants[word]
	return isConstant || word == "and" || word == "or" || word == "not" || findFunction(word) != nil
}

func findFunction(name string) *function {
	if i := slices.IndexFunc(functions, func(f function) bool { return f.name == name }); i >= 0 {
		return &functions[i]
	}
	return nil
}

// plain reports whether an operation is a function of a plain number that gives one.
func (op Op) plain() bool {
	return slices.ContainsFunc(functions, func(f function) bool { return f.op == op && f.plain })
}

// Walk calls f for the node and all below it, a node before its arguments; where f returns false, what is below is left out.
func Walk(n *Node, f func(*Node) bool) {
	if n == nil || !f(n) {
		return
	}
	for _, a := range n.Args {
		Walk(a, f)
	}
}

// Names lists the names that a formula reads, each once, in the order of the text.
func Names(n *Node) []string {
	var names []string
	seen := map[string]bool{}
	Walk(n, func(n *Node) bool {
		if n.Op == Name && !seen[n.Name] {
			seen[n.Name] = true
			names = append(names, n.Name)
		}
		return true
	})
	return names
}
