package program

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

var opNames = [...]string{
	Const: "const", Sample: "sample", Uniform: "uniform", Neg: "neg", Abs: "abs", Exp: "exp", Log: "log", Sqrt: "sqrt", Sin: "sin", Cos: "cos",
	Not: "not", Phi: "phi", Half: "half", PowN: "pown", Outside: "outside", Add: "add", Sub: "sub", Mul: "mul", Div: "div", Pow: "pow", Min: "min", Max: "max",
	LT: "lt", LE: "le", EQ: "eq", NE: "ne", And: "and", Or: "or", Share: "share", Snap: "snap", Weight: "weight",
	AddI: "addi", MulI: "muli", DivI: "divi", RSubI: "rsubi", RDivI: "rdivi", MinI: "mini", MaxI: "maxi", PowI: "powi",
	LTI: "lti", LEI: "lei", GTI: "gti", GEI: "gei", EQI: "eqi", NEI: "nei", Select: "select", Strength: "strength", Active: "active",
	Quantile: "quantile", Poisson: "poisson", Compound: "compound", Observe: "observe", Row: "row", Average: "average", Tally: "tally", Judge: "judge", JudgeRate: "judgerate", Accept: "accept",
}

// String is the operation's name.
func (o Op) String() string { return opNames[o] }

// operands is the number of columns that an operation reads, courses apart.
func (o Op) operands() int {
	switch {
	case o == Accept:
		return 2
	case o <= Uniform || o == Strength || o == Active:
		return 0
	case o <= Outside || o >= AddI && o <= NEI || o == Quantile || o >= Compound:
		return 1
	case o == Select:
		return 3
	}
	return 2
}

// effect reports whether an operation has a purpose of its own and makes no column.
func (o Op) effect() bool { return o >= Observe }

// commutes reports whether A and B may change places, bit for bit.
func (o Op) commutes() bool {
	switch o {
	case Add, Mul, Min, Max, EQ, NE, And, Or:
		return true
	}
	return false
}

// withImm is the operation with a constant in the place of B (or of A, where left is set).
func (o Op) withImm(left bool) (Op, bool) {
	switch o {
	case Add:
		return AddI, true
	case Mul:
		return MulI, true
	case Min:
		return MinI, true
	case Max:
		return MaxI, true
	case EQ:
		return EQI, true
	case NE:
		return NEI, true
	case Sub:
		if left {
			return RSubI, true
		}
		return AddI, true // x - c = x + (-c), bit for bit
	case Div:
		if left {
			return RDivI, true
		}
		return DivI, true
	case LT:
		if left {
			return GTI, true
		}
		return LTI, true
	case LE:
		if left {
			return GEI, true
		}
		return LEI, true
	case Pow:
		return PowI, !left
	}
	return o, false
}
