package plan

import (
	"math"

	"weir/sim/fp"
)

// size bounds the magnitude of a value in every trial; infinity where nothing is known. What is bounded is a number. It depends
// on nothing but how the value comes about.
func (p *program) size(v Value) float64 {
	for i := len(p.sizes); i <= int(v); i++ {
		size := p.sizeOf(&p.defs[i])
		if !(size <= math.MaxFloat64) {
			size = math.Inf(1)
		}
		p.sizes = append(p.sizes, size)
	}
	return p.sizes[v]
}

// sizeOf bounds what a definition makes, from the bounds of what it reads.
func (p *program) sizeOf(d *def) float64 {
	var sizes [6]float64
	reads, n := p.reads(d)
	for i, v := range reads[:n] {
		if sizes[i] = p.sizes[v]; math.IsInf(sizes[i], 1) {
			return sizes[i]
		}
	}
	a, b, c := sizes[0], sizes[1], sizes[2]
	imm := math.Abs(math.Float64frombits(d.imm))
	const manyEvents = 1000 // and a hundred times as many as are expected: no uniform reaches as far
	switch d.op {
	case Const:
		return imm
	case Sample, Quantile:
		return p.draw(d.aux2)
	case Compound:
		return a * p.draw(p.events[d.aux].Law)
	case Poisson:
		return manyEvents + float64(100*a)
	case Uniform, Phi, Not, Outside, LT, LE, EQ, NE, And, Or, LTI, LEI, GTI, GEI, EQI, NEI, Weight, Active:
		return 1
	case Neg, Abs, Snap:
		return a
	case Sin, Cos:
		return 2
	case Exp:
		return 2 * fp.Exp(a)
	case Half:
		return 2 * fp.Exp(a) // that is more than 2^a
	case Add, Sub:
		return a + b
	case AddI, RSubI:
		return a + imm
	case Mul:
		return a * b
	case MulI:
		return a * imm
	case DivI:
		return a / imm
	case Min, Max:
		return max(a, b)
	case MinI, MaxI:
		return max(a, imm)
	case Select:
		return max(b, c)
	}
	return math.Inf(1)
}

// draw bounds the magnitude of the draws of a law, twice as far off as it says, as they come from a table.
func (p *program) draw(law int32) float64 {
	l := p.laws[law]
	return 2 * math.Abs(l.Scale) * max(math.Abs(l.Law.Quantile(0x1p-60)), math.Abs(l.Law.Quantile(1-0x1p-53)))
}

// positive reports whether a value is above 0 in every trial for a reason that is plain to see.
func (p *program) positive(v Value) bool {
	d := &p.defs[v]
	switch imm := math.Float64frombits(d.imm); d.op {
	case Const:
		return imm > 0
	case MaxI:
		return imm > 0 && p.size(d.a) < math.Inf(1)
	}
	return false
}
