package plan

import (
	"math"

	"weir/sim/dist"
	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

// Medians is a model in the one trial in which every draw is at its median: parameters once a trial and afresh in every
// step, the noise of processes (which is 0), onsets, the wait for an event that happens once, the sizes of events; the
// number of events is at its mean. A shock happens there where its probability is above 1/2. Values are computed as they
// are asked for, by the rules of a run; they are in base units.
//
// No value here is judged: where a run would end, it is NaN or infinite. It is not safe for concurrent use.
type Medians struct{ f *subject }

// AtMedians evaluates a model that Compile accepts.
func AtMedians(m *model.Model) *Medians {
	c := newCompiler(m, math.MaxInt) // bounded by the model's own plan, which has at least as many operations
	return &Medians{c.newSubject(m, atMedians{c.p}, false)}
}

// atMedians are draws that stand at their medians: constants, so that all that is computed from them is constant.
type atMedians struct{ p *program.Builder }

func (d atMedians) sample(_ stream, l dist.Law, scale float64, _ string) program.Value {
	return d.p.Constant(l.Quantile(0.5) * scale)
}

func (d atMedians) quantile(_ program.Value, l dist.Law, scale float64, _ string) program.Value {
	return d.p.Constant(l.Quantile(0.5) * scale)
}

func (d atMedians) uniform(stream) program.Value { return d.p.Constant(0.5) }

func (d atMedians) move(*model.Symbol, int) program.Value { return normalOf(d, stream{}) }

// number is the mean: the median of the number of a rare event would be 0 in every step.
func (d atMedians) number(mean program.Value, _ string, _ int) program.Value { return mean }

func (d atMedians) sizes(count program.Value, _ string, _ int, q *model.Quantity) program.Value {
	return d.p.Mul(count, d.p.Constant(q.Law.Quantile(0.5)*q.Scale))
}

// world is the scenario's or its baseline's; the baseline stands for a scenario where nothing is in force.
func (m *Medians) world(scenario bool) *world {
	if scenario && m.f.scenario != nil {
		return m.f.scenario
	}
	return m.f.baseline
}

// number is what a value of constants is.
func (m *Medians) number(v program.Value) float64 {
	x, ok := m.f.c.p.Known(v)
	if !ok {
		panic("plan: a value at medians is not certain")
	}
	return x
}

// Value is a symbol as its readers see it in a step, in the scenario's world or its baseline.
func (m *Medians) Value(s *model.Symbol, step int, scenario bool) float64 {
	return m.number(m.world(scenario).value(s, step))
}

// Eval is the value of a formula, or of a part of it, in a step. The formula is that of a symbol, or of none (nil).
func (m *Medians) Eval(n *formula.Node, step int, of *model.Symbol, scenario bool) float64 {
	return m.number(m.world(scenario).eval(n, step, of))
}

// Quantity is the median of a field that is fixed for a trial.
func (m *Medians) Quantity(q *model.Quantity) float64 { return m.number(m.f.quantity(q)) }

// Happens reports whether a shock in force happens in this trial.
func (m *Medians) Happens(s *model.Shock) bool {
	k := m.shock(s)
	return k != nil && m.number(k.happens) != 0
}

// Onset is when a shock in force begins, if it happens: on the year axis; infinity where it never does within the model.
func (m *Medians) Onset(s *model.Shock) float64 {
	return m.number(m.f.scenario.onsetAt(m.shock(s), m.f.m.Time.Steps-1))
}

// Strength is the strength of a course of a shock in force at the middle of a step, if it happens; 0 in history.
func (m *Medians) Strength(s *model.Shock, course model.Course, step int) float64 {
	w := m.f.scenario
	if step < m.f.m.Time.Forecast {
		return 0
	}
	k := m.shock(s)
	c := w.course(course)
	c.Onset, c.Duration = w.onsetAt(k, step), k.duration
	return m.number(w.p.Course(program.Strength, c, step))
}

// shock is a shock in force at work; nil where it is not.
func (m *Medians) shock(s *model.Shock) *shock {
	if m.f.scenario != nil {
		for _, k := range m.f.scenario.shocks {
			if k.s == s {
				return k
			}
		}
	}
	return nil
}

// Displaced is what a displacement of a shock in force takes up in a step, as a rate; it arrives after the lag.
func (m *Medians) Displaced(d *model.Displacement, step int) float64 {
	if step < m.f.m.Time.Forecast {
		return 0
	}
	return m.number(m.f.scenario.displaced(d, step))
}
