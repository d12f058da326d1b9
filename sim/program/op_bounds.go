package program

import (
	"math"

	"weir/sim/dist"
)

// OpBounds is where the column of an operation lies, from where those lie that it reads: as Eval of intervals. Draws and courses
// are left to those who know them.
func OpBounds(op Op, a, b, c Interval, imm float64, aux int32) Interval {
	i := Exactly(imm)
	switch op {
	case Const:
		return i
	case Uniform:
		return Interval{0x1p-54, 1 - 0x1p-53} // of the middles of 2^52 cells, of strata, or bent
	case Poisson:
		if a.Finite() {
			return Interval{0, dist.PoissonMost(a.Hi)}
		}
	case Active:
		return Share01
	case Outside:
		if a.Lo >= 0 && a.Hi <= 1 {
			return Exactly(0)
		}
		return Share01
	case Select:
		switch {
		case a.Known() && !a.Has(0):
			return b
		case a == Exactly(0):
			return c
		case a.Known():
			return b.Or(c)
		}
	case Phi:
		if a.Known() {
			return Interval{0x1p-54, 1 - 0x1p-53}
		}
	case Not:
		return a.compared(EQ, Exactly(0))
	case LTI:
		return a.compared(LT, i)
	case LEI:
		return a.compared(LE, i)
	case GTI:
		return i.compared(LT, a)
	case GEI:
		return i.compared(LE, a)
	case EQI:
		return a.compared(EQ, i)
	case NEI:
		return a.compared(NE, i)
	case LT, LE, EQ, NE:
		return a.compared(op, b)
	case And, Or:
		if a.Known() && b.Known() {
			return Share01
		}
	case Weight:
		if a.Finite() && b.Finite() {
			return Share01
		}
	case Share:
		return a.Over(b)
	case Snap:
		return a.Or(Exactly(0))
	case Neg:
		return a.neg()
	case Abs:
		return a.Abs()
	case Exp:
		return a.exp()
	case Log:
		return a.log()
	case Sqrt:
		return a.sqrt()
	case Sin, Cos:
		return a.wave()
	case Half:
		return a.half()
	case PowN:
		return a.whole(int(aux))
	case Add:
		return a.Plus(b)
	case Sub:
		return a.Minus(b)
	case Mul:
		return a.Times(b)
	case Div:
		return a.Over(b)
	case Min:
		return a.least(b)
	case Max:
		return a.most(b)
	case Pow:
		return a.power(b)
	case AddI:
		return a.Plus(i)
	case MulI:
		return a.Times(i)
	case DivI:
		return a.Over(i)
	case RSubI:
		return i.Minus(a)
	case RDivI:
		return i.Over(a)
	case MinI:
		return a.least(i)
	case MaxI:
		return a.most(i)
	case PowI:
		return a.power(i)
	}
	return Anything
}

// StrengthBounds is where StrengthAt lies: 0, on the ramp or at 1; or where a course can be past its hold, floor + (1-floor) 0.5^x.
// There x is not below 0: a number above the rounded ramp + hold is not below their sum, so that rounded or not, less the ramp
// it is not below hold.
func StrengthBounds(at float64, onset, ramp, hold, half, floor Interval) Interval {
	if !onset.Known() || !(ramp.Lo >= 0) || !(hold.Lo >= 0) {
		return Anything
	}
	longest := at - onset.Lo // since the onset
	if longest <= ramp.Lo+hold.Lo || half.Lo > math.MaxFloat64 {
		return Share01
	}
	if !(half.Lo > 0) || !floor.Finite() || !(longest <= math.MaxFloat64) {
		return Anything
	}
	x := floor.Plus(Exactly(1).Minus(floor).Times(Share01))
	if floor.Lo >= 0 && floor.Hi <= 1 {
		x.Hi = 1 // as floor + (1-floor) is, rounded
	}
	return x.Or(Share01)
}
