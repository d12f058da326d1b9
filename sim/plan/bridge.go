package plan

import (
	"math"

	"weir/sim/model"
	"weir/sim/program"
)

// move is the normal draw of a process's move.
func (d *keyed) move(s *model.Symbol, step int) program.Value {
	if !d.bridged {
		return normalOf(d, stream{program.Move, s.Path, step})
	}
	b := d.bridges[s.Path]
	if b == nil {
		b = d.newBridge(s.Path)
		d.bridges[s.Path] = b
	}
	k := step - d.firstStep
	if k+1 == len(b) { // no move follows the last step, but step draws of it may go together with one
		return normalOf(d, stream{program.Move, s.Path, step})
	}
	return d.p.Sub(b[k+1], b[k])
}

// newBridge is a Brownian motion at the whole times 0 to the number of moves, so that its increments are independent
// standard normals. The first draw decides where it ends, the next the middle, then the quarters: the first dimensions,
// in which Sobol' points are best, decide most (Caflisch and Moskowitz 1995; Glasserman 2003, section 3.1).
//
//	B(m) = ((r-m) B(l) + (m-l) B(r)) / (r-l) + sqrt((m-l)(r-m)/(r-l)) w
func (d *keyed) newBridge(path string) []program.Value {
	moves := d.steps - 1
	b := absent(moves + 1)
	drawn := 0
	next := func(sd float64) program.Value {
		w := normalOf(d, stream{program.Move, path, d.firstStep + drawn})
		drawn++
		return d.p.Mul(w, d.p.Constant(sd))
	}
	b[0] = d.p.Constant(0)
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
			mean := d.p.Add(d.p.Mul(b[l], d.p.Constant(right/all)), d.p.Mul(b[r], d.p.Constant(left/all)))
			b[m] = d.p.Add(mean, next(math.Sqrt(float64(left*right)/all)))
			finer = append(finer, [2]int{l, m}, [2]int{m, r})
		}
		level = finer
	}
	return b
}
