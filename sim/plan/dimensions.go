package plan

import (
	"slices"

	"weir/sim/draw"
	"weir/sim/model"
	"weir/sim/program"
)

// A Dimension says which dimensions of a Sobol' design the draws of a path have: so many, one for each step from the first on,
// or one for a draw a trial. A call gives them to the draws of all its files together, in an order that hangs on what there is:
// so a file needs them to be run by itself in the same trials.
type Dimension struct {
	Path  string
	First int // calendar number of the step; 0 of a draw a trial
	Steps int // 0 of a draw a trial
	Dim   int
}

// has reports whether a stream is one of the draws, and which dimension it has then.
func (d Dimension) has(s *program.Stream) (dim int, ok bool) {
	switch {
	case s.Path != d.Path || (s.Step == program.NoStep) != (d.Steps == 0):
		return 0, false
	case s.Step == program.NoStep:
		return d.Dim, true
	}
	at := s.Step - d.First
	return d.Dim + at, at >= 0 && at < d.Steps
}

// place gives the streams that the program reads the dimensions that they had, and none to others. It returns how many have none.
func (plan *Plan) place(given []Dimension) (without int) {
	byPath := map[string][]Dimension{}
	for _, d := range given {
		byPath[d.Path] = append(byPath[d.Path], d)
	}
	for _, i := range plan.Spread() {
		s := &plan.Streams[i]
		s.Dim = -1
		without++
		for _, d := range byPath[s.Path] {
			if dim, ok := d.has(s); ok && dim >= 0 && dim < draw.MaxDims {
				s.Dim = dim
				without--
				break
			}
		}
	}
	return without
}

// note notes for each file the dimensions that its draws have, by number, and how many of them have none. Those of a file that is
// alone are no news.
func (plan *Plan) note(alone bool) {
	used := plan.Spread()
	slices.SortFunc(used, func(i, j int) int { return plan.Streams[i].Dim - plan.Streams[j].Dim })
	for _, r := range plan.Reports {
		r.Dimensions, r.Random = nil, 0
		draws := drawsOf(r.Model)
		for _, i := range used {
			s := &plan.Streams[i]
			switch last := len(r.Dimensions) - 1; {
			case !draws(s.Path):
			case s.Dim < 0:
				r.Random++
			case alone:
			case s.Step == program.NoStep:
				r.Dimensions = append(r.Dimensions, Dimension{Path: s.Path, Dim: s.Dim})
			case last >= 0 && r.Dimensions[last].follows(s):
				r.Dimensions[last].Steps++
			default:
				r.Dimensions = append(r.Dimensions, Dimension{Path: s.Path, First: s.Step, Steps: 1, Dim: s.Dim})
			}
		}
	}
}

// follows reports whether a stream is the next of the draws.
func (d Dimension) follows(s *program.Stream) bool {
	return d.Path == s.Path && d.Steps > 0 && d.First+d.Steps == s.Step && d.Dim+d.Steps == s.Dim
}

// drawsOf tells the paths of the draws of a model from those of others.
func drawsOf(m *model.Model) func(path string) bool {
	paths := map[string]bool{}
	for _, s := range m.Symbols {
		paths[s.Path], paths[s.Path+".start"] = true, true
	}
	for _, s := range m.Enforced {
		paths[s.Path+".occurs"], paths[s.Path+".onset"] = true, true
		for _, q := range s.Quantities() {
			paths[q.Path] = true
		}
	}
	return func(path string) bool { return paths[path] }
}
