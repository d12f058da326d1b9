package engine_test

import (
	"math"

	"weir/sim/formula"
	"weir/sim/fp"
	"weir/sim/model"
)

// unnamed judges a value that no symbol holds.
func (w *world) unnamed(name string, v float64) float64 {
	return w.judged(&model.Symbol{Name: name, Judged: true}, v)
}

// instants closer than this, in years, are one.
const instant = 1e-9

// acts reports whether shocks act in a step of this world.
func (w *world) acts(k int) bool { return w.baseline != nil && k >= w.m.Time.Forecast }

func (w *world) happens(s *model.Shock) float64 {
	if s.Probability == nil {
		return 1
	}
	return truth(w.uniform(w.root.Path(s.Path+".occurs")) < w.fixed(s.Probability))
}

// onset is the date of a shock as far as it is known in step k: a trigger that is pulled in a step acts from the next one on.
func (w *world) onset(s *model.Shock, k int) float64 {
	o, key := s.Onset, w.root.Path(s.Path+".onset")
	switch o.Form {
	case model.Between:
		return o.From + (o.To-o.From)*w.uniform(key)
	case model.Hazard:
		return o.From + w.exponential(key)/w.fixed(o.Rate)
	case model.When:
		for j := w.m.Time.Forecast; j < k; j++ {
			if w.ask("condition", s, j, func() float64 { return w.unnamed(s.Path, w.eval(o.Condition, j, nil)) }) != 0 {
				return w.begin(j + 1)
			}
		}
		return math.Inf(1)
	}
	return o.From
}

// since is the time from a shock's onset to the middle of a step, and whether the shock is on.
func (w *world) since(s *model.Shock, k int) (tau float64, on bool) {
	if !w.acts(k) || w.happens(s) == 0 {
		return 0, false
	}
	tau = w.middle(k) - w.onset(s, k)
	on = tau >= -instant && (s.Duration == nil || tau < w.fixed(s.Duration)-instant)
	return max(0, tau), on
}

// strength is s(tau) of a course of a shock.
func (w *world) strength(s *model.Shock, c model.Course, k int) float64 {
	tau, on := w.since(s, k)
	field := func(q *model.Quantity) float64 {
		if q == nil {
			return 0
		}
		return w.fixed(q)
	}
	ramp, hold, floor := field(c.Ramp), field(c.Hold), field(c.Floor)
	switch {
	case !on:
		return 0
	case tau < ramp:
		return tau / ramp
	case tau <= ramp+hold || c.HalfLife == nil:
		return 1
	}
	return floor + (1-floor)*fp.Pow(0.5, (tau-ramp-hold)/w.fixed(c.HalfLife))
}

// cost is what a shock costs a year, in a step.
func (w *world) cost(s *model.Shock, k int) float64 {
	if _, on := w.since(s, k); !on || s.Cost == nil {
		return 0
	}
	return w.fixed(s.Cost)
}

// effect is x s of a hit.
func (w *world) effect(s *model.Shock, h *model.Hit, k int) float64 {
	return w.fixed(h.X) * w.strength(s, h.Course, k)
}

// hits calls f for each hit on a target.
func (w *world) hits(target *model.Symbol, f func(s *model.Shock, h *model.Hit)) {
	for _, s := range w.m.Enforced {
		for _, h := range s.Hits {
			if h.Target == target {
				f(s, h)
			}
		}
	}
}

// hit is a value after the hits on it: cuts and raises multiply, then the adds.
func (w *world) hit(target *model.Symbol, k int, v float64) float64 {
	if !w.acts(k) {
		return v
	}
	w.hits(target, func(s *model.Shock, h *model.Hit) {
		switch h.Verb {
		case model.Cut:
			v *= 1 - w.effect(s, h, k)
		case model.Raise:
			v *= 1 + w.effect(s, h, k)
		}
	})
	multiplied := v
	w.hits(target, func(s *model.Shock, h *model.Hit) {
		if h.Verb == model.Add {
			v += w.effect(s, h, k)
		}
	})
	w.known[question{"multiplied", target, k}] = multiplied
	return v
}

// weight is how much a hit counts where a loss is attributed.
func (w *world) weight(s *model.Shock, h *model.Hit, k int) float64 {
	e := w.effect(s, h, k)
	if h.Verb != model.Add {
		return math.Abs(e)
	}
	if e == 0 {
		return 0
	}
	switch t := h.Target; {
	case t.Kind == model.Stock:
		w.change(t, k)
	case t.Kind == model.Revenue || t.Kind == model.Gross:
		w.own(t.Channel, t.Kind, k)
	default:
		w.value(t, k)
	}
	without := w.known[question{"multiplied", h.Target, k}]
	w.hits(h.Target, func(other *model.Shock, o *model.Hit) {
		if o.Verb == model.Add && o != h {
			without += w.effect(other, o, k)
		}
	})
	if without == 0 {
		return 1
	}
	return min(1, math.Abs(e/without))
}

// weights sums the weights of a shock's hits on what own revenue of a channel reads.
func (w *world) weights(s *model.Shock, from *model.Channel, k int) float64 {
	sum := 0.0
	for _, h := range s.Hits {
		if w.reads(from)[h.Target] {
			sum += w.weight(s, h, k)
		}
	}
	return sum
}

// reads is what own revenue of a channel reads, directly or through others, itself included.
func (in *interpreter) reads(c *model.Channel) map[*model.Symbol]bool {
	if seen, ok := in.reaches[c]; ok {
		return seen
	}
	seen := map[*model.Symbol]bool{}
	in.reaches[c] = seen
	var visit func(s *model.Symbol)
	names := func(n *formula.Node) {
		formula.Walk(n, func(n *formula.Node) bool {
			if n.Op == formula.Name {
				visit(in.m.Symbols[n.Ref])
			}
			return true
		})
	}
	visit = func(s *model.Symbol) {
		if seen[s] {
			return
		}
		seen[s] = true
		names(s.Expr)
		names(s.Initial)
		if m := s.Move; m != nil {
			for _, n := range []*formula.Node{m.Start, m.Drift, m.Volatility, m.Mean, m.SD, m.HalfLife} {
				names(n)
			}
		}
		parts := map[model.Kind][]model.Kind{model.Net: {model.Revenue, model.Cost}}
		switch {
		case s.Kind < model.Gross:
		case s.Channel == nil:
			for _, c := range in.m.Channels {
				for _, kind := range append(parts[s.Kind], s.Kind) {
					visit([]*model.Symbol{c.Gross, c.Revenue, c.Cost, c.Net}[kind-model.Gross])
				}
			}
		case s.Kind == model.Net:
			visit(s.Channel.Revenue)
			visit(s.Channel.Cost)
		case s.Kind == model.Gross && s.Expr == nil:
			visit(s.Channel.Revenue)
		}
	}
	visit(c.Revenue)
	return seen
}

// lost is the own loss of a channel in a step, as a rate.
func (w *world) lost(c *model.Channel, k int) float64 {
	if !w.acts(k) {
		return 0
	}
	return max(0, w.baseline.own(c, model.Revenue, k)-w.own(c, model.Revenue, k))
}

// displaced is what a displacement takes up in a step, as a rate.
func (w *world) displaced(d *model.Displacement, k int) float64 {
	return w.ask("displaced", d, k, func() float64 {
		loss := w.lost(d.From, k)
		if loss == 0 {
			return 0
		}
		all := 0.0
		for _, s := range w.m.Enforced {
			all += w.weights(s, d.From, k)
		}
		if all == 0 {
			return 0
		}
		shares := 0.0
		for _, other := range d.Shock.Displaces {
			if other.From == d.From {
				shares += w.fixed(other.Share)
			}
		}
		return w.fixed(d.Share) / max(1, shares) * loss * w.weights(d.Shock, d.From, k) / all
	})
}

// arrivals is what arrives at a channel in a step, as a rate.
func (w *world) arrivals(c *model.Channel, k int) float64 {
	sum := 0.0
	for _, s := range w.m.Enforced {
		for _, d := range s.Displaces {
			if d.To == c && w.acts(k-d.Lag) {
				sum += w.displaced(d, k-d.Lag)
			}
		}
	}
	return sum
}
