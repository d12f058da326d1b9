package plan

import (
	"math"

	"weir/sim/draw"
	"weir/sim/model"
)

// noise is the normal draw of a process's move from a step with this calendar number.
func (c *compiler) noise(s *model.Symbol, step int) Value {
	if c.method != draw.Sobol || c.medians {
		return c.normal(stream{Move, s.Path, step})
	}
	b := c.bridges[s.Path]
	if b == nil {
		b = c.newBridge(s.Path)
		c.bridges[s.Path] = b
	}
	k := step - c.firstStep
	if k+1 == len(b) { // no move follows the last step, but step draws of it may go together with one
		return c.normal(stream{Move, s.Path, step})
	}
	return c.p.binary(Sub, b[k+1], b[k])
}

// newBridge is a Brownian motion at the whole times 0 to the number of moves, so that its increments are independent
// standard normals. The first draw decides where it ends, the next the middle, then the quarters: the first dimensions,
// in which Sobol' points are best, decide most (Caflisch and Moskowitz 1995; Glasserman 2003, section 3.1).
//
//	B(m) = ((r-m) B(l) + (m-l) B(r)) / (r-l) + sqrt((m-l)(r-m)/(r-l)) w
func (c *compiler) newBridge(path string) []Value {
	moves := c.steps - 1
	b := absent(moves + 1)
	drawn := 0
	next := func(sd float64) Value {
		w := c.normal(stream{Move, path, c.firstStep + drawn})
		drawn++
		return c.p.binary(Mul, w, c.p.constant(sd))
	}
	b[0] = c.p.constant(0)
	b[moves] = next(math.Sqrt(float64(moves)))
	for level := [][2]int{{0, moves}}; len(level) > 0; {
		var finer [][2]int
		for _, span := range level {
			l, r := span[0], span[1]
			if r-l < 2 {
				continue
			}
			m := (l + r) / 2
			left, right, all := float64(m-l), float64(r-m), float64(r-l)
			mean := c.p.binary(Add, c.p.binary(Mul, b[l], c.p.constant(right/all)), c.p.binary(Mul, b[r], c.p.constant(left/all)))
			b[m] = c.p.binary(Add, mean, next(math.Sqrt(float64(left*right)/all)))
			finer = append(finer, [2]int{l, m}, [2]int{m, r})
		}
		level = finer
	}
	return b
}
