package plan

import (
	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/model"
)

// Everything that differs between trials comes in here. A compiler of medians has one trial instead: each draw stands at
// its median, and what is computed from constants is a constant.

// sample is a draw from a law.
func (c *compiler) sample(k draw.Key, l dist.Law, scale float64, sig string) Value {
	if c.medians {
		return c.p.constant(l.Quantile(0.5) * scale)
	}
	return c.p.sample(k, c.p.law(l, scale, sig))
}

// uniform is a draw between 0 and 1.
func (c *compiler) uniform(k draw.Key) Value {
	if c.medians {
		return c.p.constant(0.5)
	}
	return c.p.uniform(k)
}

// number is the number of events in a step, Poisson with the given mean. In the trial of medians it is that mean: the
// median of the number of a rare event would be 0 in every step.
func (c *compiler) number(mean Value, k draw.Key) Value {
	if c.medians {
		return mean
	}
	return c.p.poisson(mean, k)
}

// sizes is the sum of so many sizes of an event. In the trial of medians each size is at its median.
func (c *compiler) sizes(count Value, k draw.Key, q *model.Quantity) Value {
	if c.medians {
		return c.p.binary(Mul, count, c.p.constant(q.Law.Quantile(0.5)*q.Scale))
	}
	return c.p.compound(count, Event{Key: k, Law: c.p.law(q.Law, q.Scale, q.Sig)})
}
