package program

import (
	"cmp"
	"slices"

	"weir/sim/draw"
)

// A Role says what a stream of uniforms decides.
type Role uint8

// The roles. Under Sobol' points the streams of Once and Chance come first, then those of Move, then those of Fresh.
const (
	Once   Role = iota // a parameter that is drawn once a trial: what we do not know
	Chance             // one draw a trial of what stays random: whether and when a shock occurs, an event that happens once
	Move               // a process: its first value and its moves
	Fresh              // a parameter that is drawn afresh in every step
	Happen             // the number of events in a step
)

// NoStep is the step of what is drawn once a trial.
const NoStep = -1 << 31 // before all calendar numbers, and an int of 32 bits holds it

// A Stream is one uniform a trial. Dim is its dimension among Sobol' points, -1 for random draws; 0 in a Latin hypercube,
// which stratifies each stream by itself.
type Stream struct {
	Key  draw.Key
	Role Role
	Path string
	Step int // calendar number, or NoStep
	Dim  int
}

// Stream is the number of a stream, by its key; a new one where it is asked for first.
func (p *Builder) Stream(s Stream) int32 {
	if i, ok := p.streamAt[s.Key]; ok {
		return i
	}
	i := int32(len(p.streams))
	s.Dim = -1
	p.streams = append(p.streams, s)
	p.streamAt[s.Key] = i
	return i
}

// Spread lists the streams on which something hangs and that Sobol' points spread evenly: all but the numbers of events.
func (p *Program) Spread() (out []int) {
	for i, s := range p.Streams {
		if p.read[i] && s.Role != Happen {
			out = append(out, i)
		}
	}
	return out
}

// Dimensions numbers from first on the streams on which something hangs and that have no dimension yet: parameters and chances by
// path, then processes, then step draws, by path and order within each; events and those that are to stay random have none. It
// returns how many had to go without.
func (p *Program) Dimensions(first int, random map[draw.Key]bool) (without int) {
	used := slices.DeleteFunc(p.Spread(), func(i int) bool { return p.Streams[i].Dim >= 0 || random[p.Streams[i].Key] })
	slices.SortFunc(used, func(i, j int) int {
		a, b := &p.Streams[i], &p.Streams[j]
		return cmp.Or(cmp.Compare(max(a.Role, Chance), max(b.Role, Chance)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Step, b.Step))
	})
	for i, s := range used {
		if first+i >= draw.MaxDims {
			return len(used) - i
		}
		p.Streams[s].Dim = first + i
	}
	return 0
}

// SameDimensions gives the streams of p the dimensions that they have in another program, and those that it has not none: equal
// trials are then equal draws.
func (p *Program) SameDimensions(as *Program) {
	dims := map[draw.Key]int{}
	for _, s := range as.Streams {
		dims[s.Key] = s.Dim
	}
	for i := range p.Streams {
		s := &p.Streams[i]
		dim, ok := dims[s.Key]
		if s.Dim = dim; !ok {
			s.Dim = -1
		}
	}
}
