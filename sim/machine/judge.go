package machine

import (
	"math"

	"weir/sim/fp"
	"weir/sim/program"
)

// A Failure is a judged value that is not finite or too large, or a rate that is negative.
type Failure struct {
	Block     int64
	Lane      int   // among the trials of the block
	Judgement int32 // the Aux of the operation that judges
}

// judge runs a judgement. It finds the lowest lane that fails; where several columns fail in one lane, the first counts.
func (m *Machine) judge(in *program.Instr, rate bool) {
	if sound(m.register(in.A), in.Imm, rate) {
		return
	}
	lowest := math.Inf(-1)
	if rate {
		lowest = 0
	}
	for i, x := range m.column(in.A)[:m.failure.Lane] {
		if !(math.Abs(x) < in.Imm) || x < lowest {
			m.failure.Lane, m.failure.Judgement = i, in.Aux
			return
		}
	}
}

// sound reports whether all of a column is of a magnitude below the limit and, for a rate, nothing negative. It looks at
// bits: without the sign they ascend with the magnitude, infinity and NaN last.
func sound(x *[Block]float64, limit float64, rate bool) bool {
	mask, bound := uint64(1<<63), math.Float64bits(limit)
	if rate {
		mask = 0
	}
	var below bool
	if fp.Wide {
		below = soundWide(x, mask, bound)
	} else {
		var largest uint64
		for _, v := range x {
			largest = max(largest, math.Float64bits(v)&^mask)
		}
		below = largest < bound
	}
	if below || !rate {
		return below
	}
	for _, v := range x { // -0 is no negative number
		if !(v >= 0 && v < limit) {
			return false
		}
	}
	return true
}
