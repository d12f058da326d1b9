package plan

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

// A Stream is one uniform a trial. Dim is its dimension among Sobol' points, -1 for random draws; 0 in a Latin hypercube,
// which stratifies each stream by itself.
type Stream struct {
	Key  draw.Key
	Dim  int
	Once bool // it decides what is not known
}

// A stream is a Stream on its way into the plan: which it is, and in what order it comes.
type stream struct {
	role Role
	path string
	step int // calendar number; noStep for one draw a trial
}

const noStep = -1 << 31 // before all calendar numbers, and an int of 32 bits holds it

// key is the identity of its draws. In a twin everything but what is drawn once is drawn anew.
func (c *compiler) key(s stream) draw.Key {
	k := c.root.Path(s.path)
	if s.step != noStep {
		k = k.Step(s.step)
	}
	if c.replica > 0 && s.role != Once {
		k = k.Replica(c.replica)
	}
	return k
}

// stream is the number of a stream, a new one where it is asked for first.
func (c *compiler) stream(s stream) int32 {
	k := c.key(s)
	if i, ok := c.p.keyAt[k]; ok {
		return i
	}
	i := int32(len(c.p.streams))
	c.p.streams = append(c.p.streams, s)
	c.p.keys = append(c.p.keys, k)
	c.p.keyAt[k] = i
	return i
}

// dimensions gives the streams that the program reads their dimensions: parameters and chances by path, then processes, then
// step draws, by path and order within each; events have none. It returns how many had to go without.
func (plan *Plan) dimensions(streams []stream) (without int) {
	var used []int
	seen := make([]bool, len(streams))
	for _, in := range plan.Program {
		if (in.Op == Sample || in.Op == Uniform || in.Op == Poisson) && !seen[in.Aux] && streams[in.Aux].role != Happen {
			seen[in.Aux] = true
			used = append(used, int(in.Aux))
		}
	}
	slices.SortFunc(used, func(i, j int) int {
		a, b := streams[i], streams[j]
		return cmp.Or(cmp.Compare(max(a.role, Chance), max(b.role, Chance)), cmp.Compare(a.path, b.path), cmp.Compare(a.step, b.step))
	})
	for i, s := range used {
		if i == draw.MaxDims {
			return len(used) - i
		}
		plan.Streams[s].Dim = i
	}
	return 0
}

// placedStreams are the streams as a plan has them, as yet without dimensions.
func (p *program) placedStreams() []Stream {
	out := make([]Stream, len(p.keys))
	for i, k := range p.keys {
		out[i] = Stream{Key: k, Dim: -1, Once: p.streams[i].role == Once}
	}
	return out
}
