package plan

import (
	"weir/sim/model"
	"weir/sim/program"
)

// A push is one displacement in one step.
type push struct {
	d    *model.Displacement
	step int
}

// arrivals is what is displaced to a channel and arrives in a step, as a rate; none where nothing can.
func (w *world) arrivals(c *model.Channel, step int) program.Value {
	if w.base == nil {
		return program.None
	}
	sum := program.None
	for _, s := range w.m.Enforced {
		for _, d := range s.Displaces {
			if d.To != c || step-d.Lag < w.m.Time.Forecast {
				continue
			}
			v := w.displaced(d, step-d.Lag)
			if sum == program.None {
				sum = v
			} else {
				sum = w.p.Add(sum, v)
			}
		}
	}
	return sum
}

// ownLoss is what a channel loses by itself in a step, as a rate, not below 0.
func (w *world) ownLoss(c *model.Channel, step int) program.Value {
	p := w.p
	return p.Max(p.Constant(0), p.Difference(w.base.ownRate(c.Revenue, step), w.ownRate(c.Revenue, step)))
}

// displaced is what one displacement takes up in a step, as a rate: share * own loss * w_k / (sum of w).
func (w *world) displaced(d *model.Displacement, step int) program.Value {
	if v, ok := w.pushed[push{d, step}]; ok {
		return v
	}
	p := w.p
	v := p.Constant(0)
	if loss := w.ownLoss(d.From, step); !p.Is(loss, 0) {
		part := p.Share(w.weight(d.Shock, d.From, step), w.weights(d.From, step))
		v = p.Mul(p.Mul(w.share(d), loss), part)
	}
	w.pushed[push{d, step}] = v
	return v
}

// weight sums the weights of a shock's hits on what a channel's own revenue reads.
func (w *world) weight(s *model.Shock, from *model.Channel, step int) program.Value {
	sum := w.p.Constant(0)
	reads := w.f.reach(from.Revenue)
	for _, k := range w.shocks {
		if k.s != s {
			continue
		}
		for _, h := range k.hits {
			if reads[h.h.Target] {
				sum = w.p.Add(sum, w.weightAt(h, step))
			}
		}
	}
	return sum
}

// weights sums over all shocks in force, in path order.
func (w *world) weights(from *model.Channel, step int) program.Value {
	sum := w.p.Constant(0)
	for _, k := range w.shocks {
		sum = w.p.Add(sum, w.weight(k.s, from, step))
	}
	return sum
}

// share is the share of a displacement, scaled where those of one shock from one channel sum to over 1.
func (w *world) share(d *model.Displacement) program.Value {
	p := w.p
	x := w.f.quantity(d.Share)
	sum := w.shares(d)
	if sum == x && d.Share.Expr == nil { // alone, and its law keeps it within 1
		return x
	}
	return p.Div(x, p.Max(p.Constant(1), sum))
}

// shares is the sum of the shares of one shock from one channel.
func (w *world) shares(d *model.Displacement) program.Value {
	sum := w.p.Constant(0)
	for _, other := range d.Shock.Displaces {
		if other.From == d.From {
			sum = w.p.Add(sum, w.f.quantity(other.Share))
		}
	}
	return sum
}
