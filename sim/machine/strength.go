package machine

import (
	"weir/sim/fp"
	"weir/sim/program"
)

// A course holds the columns on which the phase of a shock depends.
type course struct{ onset, ramp, hold, half, duration *[Block]float64 }

// strength computes the strength of a course. Lanes in which it fades are gathered: powers are cheaper many at a time.
func (m *Machine) strength(dst *[Block]float64, in *program.Instr) {
	from := m.p.Courses[in.Aux]
	c := course{
		m.register(int32(from.Onset)), m.register(int32(from.Ramp)), m.register(int32(from.Hold)),
		m.register(int32(from.Half)), m.register(int32(from.Duration)),
	}
	n := phases(dst, m.sizes[:], m.lanes[:], &c, in.Imm)
	fp.HalfColumn(m.sizes[:n], m.sizes[:n])
	floor := m.register(int32(from.Floor))
	for j, lane := range m.lanes[:n] {
		dst[lane] = program.FadedTo(floor[lane], m.sizes[j])
	}
}

// phases writes the strength of a course at a time where it does not fade. It lists the lanes where it does, in which dst
// stays as it is, and for how many half-lives it has faded there, and returns how many they are.
func phases(dst *[Block]float64, halvings []float64, lanes []int32, c *course, at float64) int {
	if eight {
		return phase512(dst, &halvings[0], &lanes[0], c, at)
	}
	n := 0
	for i := range dst {
		s, x, fades := program.PhaseAt(at, c.onset[i], c.ramp[i], c.hold[i], c.half[i], c.duration[i])
		if fades {
			halvings[n], lanes[n] = x, int32(i)
			n++
			continue
		}
		dst[i] = s
	}
	return n
}

// active writes where a shock is on at a time.
func active(dst, onset, duration *[Block]float64, at float64) {
	if fp.Wide {
		activeWide(dst, onset, duration, at)
		return
	}
	for i := range dst {
		dst[i] = program.ActiveAt(at, onset[i], duration[i])
	}
}
