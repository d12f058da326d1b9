package program

import (
	"math"

	"weir/sim/fp"
)

// Slack is how far a share may leave [0, 1], or a time its bound, before it counts: rounding, no more.
const Slack = 1e-9

// Rounding is the part of a sum that its rounding may leave when all of it is taken away: no finding.
const Rounding = 1e-12

// LeastUniform and MostUniform bound all uniforms.
const (
	LeastUniform = 0x1p-54
	MostUniform  = 1 - 0x1p-53
)

// Eval computes one value of an operation without draws and tables: what the columns of a machine hold, bit for bit.
func Eval(op Op, a, b, c, imm float64, aux int32) float64 {
	switch op {
	case Const:
		return imm
	case Neg:
		return -a
	case Abs:
		return math.Abs(a)
	case Exp:
		return fp.Exp(a)
	case Log:
		return fp.Log(a)
	case Sqrt:
		return math.Sqrt(a)
	case Sin:
		return fp.Sin(a)
	case Cos:
		return fp.Cos(a)
	case Not:
		return compare(a, 0, a == 0)
	case Phi:
		return min(max(fp.Phi(a), LeastUniform), MostUniform)
	case Half:
		return HalfPower(a)
	case PowN:
		return WholePower(a, int(aux))
	case Outside:
		return truth(a < -Slack || a > 1+Slack)
	case Add:
		return a + b
	case Sub:
		return a - b
	case Mul:
		return a * b
	case Div:
		return a / b
	case Pow:
		return fp.Pow(a, b)
	case Min:
		return min(a, b)
	case Max:
		return max(a, b)
	case LT:
		return compare(a, b, a < b)
	case LE:
		return compare(a, b, a <= b)
	case EQ:
		return compare(a, b, a == b)
	case NE:
		return compare(a, b, a != b)
	case And:
		return compare(a, b, a != 0 && b != 0)
	case Or:
		return compare(a, b, a != 0 || b != 0)
	case Share:
		if b == 0 {
			return 0
		}
		return a / b
	case Snap:
		if math.Abs(a) <= Rounding*math.Abs(b) {
			return 0
		}
		return a
	case Weight:
		return AddWeight(a, b)
	case AddI:
		return a + imm
	case MulI:
		return a * imm
	case DivI:
		return a / imm
	case RSubI:
		return imm - a
	case RDivI:
		return imm / a
	case MinI:
		return min(a, imm)
	case MaxI:
		return max(a, imm)
	case PowI:
		return fp.Pow(a, imm)
	case LTI:
		return compare(a, imm, a < imm)
	case LEI:
		return compare(a, imm, a <= imm)
	case GTI:
		return compare(a, imm, a > imm)
	case GEI:
		return compare(a, imm, a >= imm)
	case EQI:
		return compare(a, imm, a == imm)
	case NEI:
		return compare(a, imm, a != imm)
	case Select:
		if a != a {
			return a
		}
		if a != 0 {
			return b
		}
		return c
	}
	panic("program: " + op.String() + " has no value of its own")
}

func truth(t bool) float64 {
	if t {
		return 1
	}
	return 0
}

// compare gives 0 or 1, and NaN where one side is, so that no comparison hides one.
func compare(a, b float64, t bool) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(t)
}

// HalfPower is 0.5^x, exact where x is whole.
func HalfPower(x float64) float64 { return fp.Half(x) }

// WholePower is x^n by repeated squaring.
func WholePower(x float64, n int) float64 {
	if n < 0 {
		return 1 / WholePower(x, -n)
	}
	y := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			y *= x
		}
		x *= x
	}
	return y
}

// AddWeight is the weight of an addition x onto a value v: min(1, |x/v|), 0 where nothing is added, 1 where v is 0.
func AddWeight(x, v float64) float64 {
	switch {
	case x == 0:
		return 0
	case v == 0:
		return 1
	}
	return min(1, math.Abs(x/v))
}

// StrengthAt is the strength of a shock at a time, both on the year axis: 0 before onset; linear over ramp; 1 while it
// holds; then what is above the floor halves every half-life; 0 again from duration on. Onset and duration are met within Slack.
func StrengthAt(at, onset, ramp, hold, half, floor, duration float64) float64 {
	s, halvings, fades := PhaseAt(at, onset, ramp, hold, half, duration)
	if fades {
		return FadedTo(floor, HalfPower(halvings))
	}
	return s
}

// PhaseAt is the strength of a shock at a time before it fades, or else for how many half-lives it has faded.
func PhaseAt(at, onset, ramp, hold, half, duration float64) (s, halvings float64, fades bool) {
	tau := at - onset
	if !(tau >= -Slack) || tau >= duration-Slack {
		return 0, 0, false
	}
	switch tau = max(0, tau); {
	case tau < ramp:
		return tau / ramp, 0, false
	case tau <= ramp+hold || math.IsInf(half, 1):
		return 1, 0, false
	}
	return 0, (tau - ramp - hold) / half, true
}

// FadedTo is a strength of which a part is left above the floor.
func FadedTo(floor, part float64) float64 { return floor + float64((1-floor)*part) }

// ActiveAt is 1 from onset on until duration has passed, else 0.
func ActiveAt(at, onset, duration float64) float64 {
	tau := at - onset
	return truth(tau >= -Slack && tau < duration-Slack)
}
