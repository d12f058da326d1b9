package plan

import (
	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/model"
	"weir/sim/program"
)

// Draws are where everything that differs between trials comes from.
type draws interface {
	sample(s stream, l dist.Law, scale float64, sig string) program.Value // a draw from a law
	quantile(u program.Value, l dist.Law, scale float64, sig string) program.Value
	uniform(s stream) program.Value
	move(s *model.Symbol, step int) program.Value                                      // the normal draw of a process's move from the step with this calendar number
	number(mean program.Value, path string, step int) program.Value                    // of events in a step, Poisson
	sizes(count program.Value, path string, step int, q *model.Quantity) program.Value // the sum of so many sizes of an event
}

// A stream is what a uniform decides, and when.
type stream struct {
	role program.Role
	path string
	step int // calendar number; program.NoStep for one draw a trial
}

// normalOf is a draw from the standard normal law.
func normalOf(d draws, s stream) program.Value { return d.sample(s, normal, 1, "normal") }

// Keyed draws come from streams of uniforms, each with a key of its own.
type keyed struct {
	p         *program.Builder
	root      draw.Key
	redraw    int // above 0, everything but what is drawn once a trial is drawn anew
	bridged   bool
	steps     int
	firstStep int                        // calendar number
	bridges   map[string][]program.Value // by path of a process
}

// newKeyed makes the draws of a run of a model. Under Sobol' points the moves of processes are bridged.
func newKeyed(p *program.Builder, m *model.Model, method draw.Method, redraw int) *keyed {
	return &keyed{
		p: p, root: draw.Root(m.Seed), redraw: redraw, bridged: method == draw.Sobol,
		steps: m.Time.Steps, firstStep: m.Time.Number(0), bridges: map[string][]program.Value{},
	}
}

// key is the identity of the draws of a stream.
func (d *keyed) key(s stream) draw.Key {
	k := d.root.Path(s.path)
	if s.step != program.NoStep {
		k = k.Step(s.step)
	}
	if d.redraw > 0 && s.role != program.Once {
		k = k.Replica(d.redraw)
	}
	return k
}

func (d *keyed) stream(s stream) int32 {
	return d.p.Stream(program.Stream{Key: d.key(s), Role: s.role, Path: s.path, Step: s.step})
}

func (d *keyed) sample(s stream, l dist.Law, scale float64, sig string) program.Value {
	return d.p.Sample(d.stream(s), d.p.Law(l, scale, sig))
}

func (d *keyed) quantile(u program.Value, l dist.Law, scale float64, sig string) program.Value {
	return d.p.Quantile(u, d.p.Law(l, scale, sig))
}

func (d *keyed) uniform(s stream) program.Value { return d.p.Uniform(d.stream(s)) }

func (d *keyed) number(mean program.Value, path string, step int) program.Value {
	if d.p.Is(mean, 0) {
		return mean
	}
	return d.p.Poisson(mean, d.stream(stream{program.Happen, path, step}))
}

func (d *keyed) sizes(count program.Value, path string, step int, q *model.Quantity) program.Value {
	return d.p.Compound(count, program.Event{Key: d.key(stream{program.Happen, path, step}), Law: d.p.Law(q.Law, q.Scale, q.Sig)})
}

// drawn is a parameter's draw from its law, in a step or (program.NoStep) once a trial, with what its group adds.
func (f *subject) drawn(s *model.Symbol, step int) program.Value {
	q, role := s.Quantity, program.Once
	if step != program.NoStep {
		role = program.Fresh
	}
	if q.Fixed {
		return f.c.p.Constant(q.Value)
	}
	if alone(s) {
		return f.draws.sample(stream{role, q.Path, step}, q.Law, q.Scale, q.Sig)
	}
	u := f.c.p.Phi(f.score(s, func(m *model.Symbol) program.Value { return f.noise(m, step) }))
	return f.draws.quantile(u, q.Law, q.Scale, q.Sig)
}

// noise is a member's own normal draw.
func (f *subject) noise(s *model.Symbol, step int) program.Value {
	role := program.Fresh
	switch {
	case s.Kind == model.Process:
		return f.draws.move(s, step)
	case step == program.NoStep:
		role = program.Once
	}
	return normalOf(f.draws, stream{role, s.Quantity.Path, step})
}
