package program

import (
	"math"

	"weir/sim/dist"
	"weir/sim/fp"
)

// An Op is one operation over columns. Columns hold one value a trial.
type Op uint8

// The operations. A, B and C are columns, Imm a constant, Aux an index into a table of the Program.
const (
	Const   Op = iota // Imm
	Sample            // the quantile of Laws[Aux2] at the uniform of Streams[Aux]
	Uniform           // the uniform of Streams[Aux]

	Neg
	Abs
	Exp
	Log
	Sqrt
	Sin
	Cos
	Not     // 1 where A is 0, else 0
	Phi     // the standard normal distribution function at A, kept within the range of uniforms
	Half    // 0.5^A, exact where A is whole
	PowN    // A to the whole power Aux, by repeated squaring
	Outside // 1 where A leaves [0, 1] by more than rounding, else 0

	Add
	Sub
	Mul
	Div
	Pow
	Min
	Max
	LT
	LE
	EQ
	NE
	And
	Or
	Share  // A / B, 0 where B is 0
	Snap   // A, but 0 where it is rounding beside B: |A| <= Rounding |B|
	Weight // of an addition A onto a value B: min(1, |A/B|); 0 where A is 0, 1 where only B is

	AddI  // A + Imm
	MulI  // A * Imm
	DivI  // A / Imm
	RSubI // Imm - A
	RDivI // Imm / A
	MinI
	MaxI
	PowI // A ^ Imm
	LTI  // A < Imm
	LEI
	GTI
	GEI
	EQI
	NEI

	Select // B where A is not 0, else C

	Strength // of the course Courses[Aux] at the time Imm
	Active   // 1 where the time Imm lies within onset and duration of Courses[Aux], else 0

	Quantile // of Laws[Aux2] at the uniform A
	Poisson  // count with mean A from the uniform of Streams[Aux]; B is exp(-A)
	Compound // sum of A sizes of Events[Aux]

	Observe   // A into the statistics column Aux
	Row       // A into the row Aux, trial by trial
	Average   // A into the mean Aux
	Tally     // trials in which A is not 0, into the counter Aux
	Judge     // the magnitude of A must stay below Imm, or the run ends with Judgements[Aux]
	JudgeRate // A must not be negative either
	Accept    // the trials in which the uniform B is below exp(A) are taken into the list Aux
)

// An operation is what there is to say of an Op, but how it is run over columns: that is for sim/machine.
type operation struct {
	name     string
	reads    int  // columns, those of a course apart
	effect   bool // it has a purpose of its own and makes no column
	commutes bool // A and B may change places, bit for bit
	function bool // formulas call it by its name

	right, left Op // the operation with a constant in the place of B, or of A; Const where there is none
	of          Op // of an operation with a constant, the one that it is a form of
	leftOf      bool

	value  func(a, b, c float64, aux int32) float64   // nil for draws, courses and effects
	bounds func(a, b, c Interval, aux int32) Interval // where that lies; nil for anything
}

// operations are all there are. An operation of two columns that has forms with a constant stands once, with its value and bounds:
// those of the forms follow from it.
var operations = [...]operation{
	Const:   {name: "const"},
	Sample:  {name: "sample"},
	Uniform: {name: "uniform", bounds: always(Interval{LeastUniform, MostUniform})},

	Neg:     unary("neg", func(a float64) float64 { return -a }, Interval.neg),
	Abs:     function("abs", math.Abs, Interval.Abs),
	Exp:     function("exp", fp.Exp, Interval.exp),
	Log:     function("log", fp.Log, Interval.log),
	Sqrt:    function("sqrt", math.Sqrt, Interval.sqrt),
	Sin:     function("sin", fp.Sin, Interval.wave),
	Cos:     function("cos", fp.Cos, Interval.wave),
	Not:     unary("not", func(a float64) float64 { return compare(a, 0, a == 0) }, func(a Interval) Interval { return a.compared(EQ, Exactly(0)) }),
	Phi:     unary("phi", func(a float64) float64 { return min(max(fp.Phi(a), LeastUniform), MostUniform) }, Interval.uniform),
	Half:    unary("half", fp.Half, Interval.half),
	Outside: unary("outside", func(a float64) float64 { return truth(a < -Slack || a > 1+Slack) }, Interval.outside),
	PowN: {name: "pown", reads: 1,
		value:  func(a, _, _ float64, n int32) float64 { return WholePower(a, int(n)) },
		bounds: func(a, _, _ Interval, n int32) Interval { return a.whole(int(n)) }},

	Add: binary("add", func(a, b float64) float64 { return a + b }, Interval.Plus).either(AddI),
	Sub: binary("sub", func(a, b float64) float64 { return a - b }, Interval.Minus).forms(Const, RSubI), // x - c is x + (-c)
	Mul: binary("mul", func(a, b float64) float64 { return a * b }, Interval.Times).either(MulI),
	Div: binary("div", func(a, b float64) float64 { return a / b }, Interval.Over).forms(DivI, RDivI),
	Pow: binary("pow", fp.Pow, Interval.power).forms(PowI, Const),
	Min: binary("min", func(a, b float64) float64 { return min(a, b) }, Interval.least).either(MinI),
	Max: binary("max", func(a, b float64) float64 { return max(a, b) }, Interval.most).either(MaxI),
	LT:  comparison("lt", LT, func(a, b float64) bool { return a < b }).forms(LTI, GTI),
	LE:  comparison("le", LE, func(a, b float64) bool { return a <= b }).forms(LEI, GEI),
	EQ:  comparison("eq", EQ, func(a, b float64) bool { return a == b }).either(EQI),
	NE:  comparison("ne", NE, func(a, b float64) bool { return a != b }).either(NEI),
	And: binary("and", func(a, b float64) float64 { return compare(a, b, a != 0 && b != 0) }, Interval.truths).either(Const),
	Or:  binary("or", func(a, b float64) float64 { return compare(a, b, a != 0 || b != 0) }, Interval.truths).either(Const),
	Share: binary("share", func(a, b float64) float64 {
		if b == 0 {
			return 0
		}
		return a / b
	}, Interval.Over),
	Snap: binary("snap", func(a, b float64) float64 {
		if math.Abs(a) <= Rounding*math.Abs(b) {
			return 0
		}
		return a
	}, func(a, _ Interval) Interval { return a.Or(Exactly(0)) }),
	Weight: binary("weight", AddWeight, Interval.shares),

	AddI: {name: "addi", of: Add}, MulI: {name: "muli", of: Mul}, DivI: {name: "divi", of: Div}, RSubI: {name: "rsubi", of: Sub, leftOf: true},
	RDivI: {name: "rdivi", of: Div, leftOf: true}, MinI: {name: "mini", of: Min}, MaxI: {name: "maxi", of: Max}, PowI: {name: "powi", of: Pow},
	LTI: {name: "lti", of: LT}, LEI: {name: "lei", of: LE}, GTI: {name: "gti", of: LT, leftOf: true}, GEI: {name: "gei", of: LE, leftOf: true},
	EQI: {name: "eqi", of: EQ}, NEI: {name: "nei", of: NE},

	Select: {name: "select", reads: 3, value: chosen, bounds: chosenOf},

	Strength: {name: "strength"},
	Active:   {name: "active", bounds: always(Share01)},

	Quantile: {name: "quantile", reads: 1},
	Poisson: {name: "poisson", reads: 2, bounds: func(a, _, _ Interval, _ int32) Interval {
		if a.Finite() {
			return Interval{0, dist.PoissonMost(a.Hi)}
		}
		return Anything
	}},
	Compound: {name: "compound", reads: 1},

	Observe: effect("observe"), Row: effect("row"), Average: effect("average"), Tally: effect("tally"), Judge: effect("judge"), JudgeRate: effect("judgerate"),
	Accept: {name: "accept", reads: 2, effect: true},
}

func unary(name string, value func(a float64) float64, bounds func(a Interval) Interval) operation {
	return operation{
		name: name, reads: 1,
		value:  func(a, _, _ float64, _ int32) float64 { return value(a) },
		bounds: func(a, _, _ Interval, _ int32) Interval { return bounds(a) },
	}
}

// function is an operation that formulas call by its name.
func function(name string, value func(a float64) float64, bounds func(a Interval) Interval) operation {
	o := unary(name, value, bounds)
	o.function = true
	return o
}

func binary(name string, value func(a, b float64) float64, bounds func(a, b Interval) Interval) operation {
	return operation{
		name: name, reads: 2,
		value:  func(a, b, _ float64, _ int32) float64 { return value(a, b) },
		bounds: func(a, b, _ Interval, _ int32) Interval { return bounds(a, b) },
	}
}

// comparison is 1 where it holds, 0 where not, and not a number where one side is none.
func comparison(name string, op Op, holds func(a, b float64) bool) operation {
	return binary(name, func(a, b float64) float64 { return compare(a, b, holds(a, b)) }, func(a, b Interval) Interval { return a.compared(op, b) })
}

func effect(name string) operation { return operation{name: name, reads: 1, effect: true} }

// forms are those with a constant on the right, and on the left.
func (o operation) forms(right, left Op) operation {
	o.right, o.left = right, left
	return o
}

// either is an operation that commutes, with its form with a constant.
func (o operation) either(form Op) operation {
	o.commutes = true
	return o.forms(form, form)
}

func always(x Interval) func(a, b, c Interval, aux int32) Interval {
	return func(_, _, _ Interval, _ int32) Interval { return x }
}

func chosen(a, b, c float64, _ int32) float64 {
	switch {
	case a != a:
		return a
	case a != 0:
		return b
	}
	return c
}

func chosenOf(a, b, c Interval, _ int32) Interval {
	switch {
	case !a.Known():
		return Anything
	case !a.Has(0):
		return b
	case a == Exactly(0):
		return c
	}
	return b.Or(c)
}

// String is the operation's name.
func (o Op) String() string { return operations[o].name }

// Makes reports whether an operation makes a column; the others are effects.
func (o Op) Makes() bool { return !operations[o].effect }

// isForm reports whether an operation is one with a constant.
func (o Op) isForm() bool { return operations[o].of != Const }

// operands is the number of columns that an operation reads, courses apart.
func (o Op) operands() int {
	if o.isForm() {
		return 1
	}
	return operations[o].reads
}

// Function is the operation that formulas call by a name.
func Function(name string) (Op, bool) {
	for op, o := range operations {
		if o.function && o.name == name {
			return Op(op), true
		}
	}
	return Const, false
}

// Eval computes one value of an operation without draws, courses and effects: what the columns of a machine hold, bit for bit.
func Eval(op Op, a, b, c, imm float64, aux int32) float64 {
	o := &operations[op]
	if o.of != Const {
		if b = imm; o.leftOf {
			a, b = imm, a
		}
		o = &operations[o.of]
	}
	return o.value(a, b, c, aux)
}

// OpBounds is where the column of an operation lies, from where those lie that it reads: as Eval of intervals. Draws and courses
// are left to those who know them.
func OpBounds(op Op, a, b, c Interval, imm float64, aux int32) Interval {
	o := &operations[op]
	if o.of != Const {
		if b = Exactly(imm); o.leftOf {
			a, b = b, a
		}
		o = &operations[o.of]
	}
	if o.bounds == nil {
		return Anything
	}
	return o.bounds(a, b, c, aux)
}
