package plan

import (
	"cmp"
	"math"
	"slices"

	"weir/sim/model"
	"weir/sim/program"
)

// A shock is an enforcement action at work in a scenario's world.
type shock struct {
	s        *model.Shock
	happens  program.Value
	onset    program.Value // the date; while a trigger waits, infinity
	waiting  int           // for a trigger: the step up to which onset is known
	duration program.Value
	base     program.Course // without onset
	hits     []*hit
}

// A hit is one effect at work. Its values are known step by step.
type hit struct {
	h      *model.Hit
	k      *shock
	x      program.Value
	course program.Course
	effect []program.Value // x times strength, by step
	weight []program.Value // for the attribution of displacement, by step
}

// enforce puts the shocks of the file in force.
func (w *world) enforce() {
	p := w.p
	for _, s := range w.m.Enforced {
		k := &shock{s: s, duration: w.field(s.Duration, math.Inf(1)), base: w.course(s.Course)}
		k.happens = p.Constant(1)
		if s.Probability != nil {
			probability := w.f.quantity(s.Probability)
			k.happens = p.LT(w.f.draws.uniform(stream{program.Chance, s.Path + ".occurs", program.NoStep}), probability)
			if p.Is(probability, 1) || p.Is(probability, 0) {
				k.happens = probability
			}
		}
		k.onset = w.onset(s)
		for _, h := range s.Hits {
			k.hits = append(k.hits, &hit{h: h, k: k, x: w.f.quantity(h.X), course: w.course(h.Course), effect: absent(w.m.Time.Steps), weight: absent(w.m.Time.Steps)})
		}
		w.shocks = append(w.shocks, k)
	}
	w.f.hits = map[*model.Symbol][]*hit{}
	for _, k := range w.shocks {
		for _, h := range k.hits {
			w.f.hits[h.h.Target] = append(w.f.hits[h.h.Target], h)
		}
	}
	for _, list := range w.f.hits {
		slices.SortFunc(list, func(a, b *hit) int { return cmp.Compare(a.h.Path, b.h.Path) })
	}
}

// field is a field of a shock, or what holds where it is not given.
func (w *world) field(q *model.Quantity, otherwise float64) program.Value {
	if q == nil {
		return w.p.Constant(otherwise)
	}
	return w.f.quantity(q)
}

func (w *world) course(c model.Course) program.Course {
	return program.Course{Ramp: w.field(c.Ramp, 0), Hold: w.field(c.Hold, 0), Half: w.field(c.HalfLife, math.Inf(1)), Floor: w.field(c.Floor, 0)}
}

// onset is the date on which a shock begins; a trigger's is found step by step.
func (w *world) onset(s *model.Shock) program.Value {
	p, o := w.p, s.Onset
	when := stream{program.Chance, s.Path + ".onset", program.NoStep}
	switch o.Form {
	case model.Between:
		return p.Add(p.Constant(o.From), p.Mul(p.Constant(o.To-o.From), w.f.draws.uniform(when)))
	case model.Hazard:
		wait := w.f.draws.sample(when, exponential, 1, "exponential")
		return p.Add(p.Constant(o.From), p.Div(wait, w.f.quantity(o.Rate)))
	case model.When:
		return p.Constant(math.Inf(1))
	}
	return p.Constant(o.From)
}

// onsetAt is a shock's onset as far as a step can know it: a trigger pulled in one step acts from the next one on.
func (w *world) onsetAt(k *shock, step int) program.Value {
	if k.s.Onset.Form != model.When {
		return k.onset
	}
	p, t := w.p, w.m.Time
	for k.waiting = max(k.waiting, t.Forecast); k.waiting < step; k.waiting++ {
		holds := w.eval(k.s.Onset.Condition, k.waiting, nil)
		w.judgeCondition(holds, k.s, k.waiting)
		begins := p.Choose(holds, p.Constant(t.Begin(k.waiting+1)), p.Constant(math.Inf(1)))
		k.onset = p.Min(k.onset, begins)
	}
	return k.onset
}

// strength is the strength of a course of a shock at the middle of a step, 0 where the shock does not happen.
func (w *world) strength(k *shock, c program.Course, step int) program.Value {
	if step < w.m.Time.Forecast || w.p.Is(k.happens, 0) {
		return w.p.Constant(0)
	}
	return w.inForce(program.Strength, k, c, step)
}

// inForce is the strength of a course, or whether it is active, where the shock happens. Before the earliest onset it is 0.
func (w *world) inForce(op program.Op, k *shock, c program.Course, step int) program.Value {
	if o := k.s.Onset; o.Form != model.When && w.m.Time.Middle(step)-o.From < -program.Slack {
		return w.p.Constant(0)
	}
	c.Onset, c.Duration = w.onsetAt(k, step), k.duration
	return w.p.Product(w.p.Course(op, c, step), k.happens)
}

// active is 1 in the steps in which a shock is on and costs those who enforce.
func (w *world) active(k *shock, step int) program.Value {
	if step < w.m.Time.Forecast {
		return w.p.Constant(0)
	}
	return w.inForce(program.Active, k, k.base, step)
}

// effectAt is x times strength.
func (w *world) effectAt(h *hit, step int) program.Value {
	if h.effect[step] == program.None {
		h.effect[step] = w.p.Product(h.x, w.strength(h.k, h.course, step))
	}
	return h.effect[step]
}

// hit is a value after the hits on its symbol in a step: cuts and raises multiply, then the additions.
func (w *world) hit(s *model.Symbol, step int, v program.Value) program.Value {
	if w.base == nil || step < w.m.Time.Forecast {
		return v
	}
	p := w.p
	hits := w.f.hits[s]
	for _, h := range hits {
		if h.h.Verb == model.Add {
			continue
		}
		e := w.effectAt(h, step)
		switch {
		case p.Is(e, 0):
		case h.h.Verb == model.Cut:
			v = p.Mul(v, p.Sub(p.Constant(1), e))
		default:
			v = p.Mul(v, p.Add(p.Constant(1), e))
		}
	}
	without := v
	for i, h := range hits {
		if h.h.Verb != model.Add {
			continue
		}
		e := w.effectAt(h, step)
		others := without // the value without this addition
		for j, o := range hits {
			if o.h.Verb == model.Add && j != i {
				others = p.Add(others, w.effectAt(o, step))
			}
		}
		h.weight[step] = p.Binary(program.Weight, e, others)
		v = p.Add(v, e)
	}
	return v
}

// weightAt is a hit's weight in the attribution of displacement.
func (w *world) weightAt(h *hit, step int) program.Value {
	if step < w.m.Time.Forecast {
		return w.p.Constant(0)
	}
	if h.h.Verb != model.Add { // known without its target, which may itself read what arrives in this step
		return w.p.Abs(w.effectAt(h, step))
	}
	if h.weight[step] == program.None {
		switch t := h.h.Target; {
		case t.Kind == model.Stock:
			w.change(t, step)
		case t.Kind == model.Revenue || t.Kind == model.Gross:
			w.ownRate(t, step)
		default:
			w.value(t, step)
		}
	}
	return h.weight[step]
}

// judgeCondition judges the condition of a trigger.
func (w *world) judgeCondition(v program.Value, s *model.Shock, step int) {
	w.judge(finite, v, &model.Symbol{Name: s.Path + ".onset.when", At: s.Onset.At}, step, "", s.Onset.Condition)
}
