package plan

import (
	"weir/sim/dist"
	"weir/sim/model"
)

// Everything that differs between trials comes in here. A compiler of medians has one trial instead: each draw stands at
// its median, and what is computed from constants is a constant.

// sample is a draw from a law.
func (c *compiler) sample(s stream, l dist.Law, scale float64, sig string) Value {
	if c.medians {
		return c.p.constant(l.Quantile(0.5) * scale)
	}
	return c.p.sample(c.stream(s), c.p.law(l, scale, sig))
}

// uniform is a draw between 0 and 1.
func (c *compiler) uniform(s stream) Value {
	if c.medians {
		return c.p.constant(0.5)
	}
	return c.p.put(def{op: Uniform, a: none, b: none, c: none, aux: c.stream(s)})
}

// normal is a draw from the standard normal law.
func (c *compiler) normal(s stream) Value { return c.sample(s, normal, 1, "normal") }

// number is the number of events in a step, Poisson with the given mean. In the trial of medians it is that mean: the
// median of the number of a rare event would be 0 in every step.
func (c *compiler) number(mean Value, path string, step int) Value {
	if c.medians || c.p.is(mean, 0) {
		return mean
	}
	zero := c.p.unary(Exp, c.p.unary(Neg, mean, 0), 0) // the probability of no event: where steps share a mean, one column
	return c.p.put(def{op: Poisson, a: mean, b: zero, c: none, aux: c.stream(stream{Happen, path, step})})
}

// sizes is the sum of so many sizes of an event. In the trial of medians each size is at its median.
func (c *compiler) sizes(count Value, path string, step int, q *model.Quantity) Value {
	if c.medians {
		return c.p.binary(Mul, count, c.p.constant(q.Law.Quantile(0.5)*q.Scale))
	}
	return c.p.compound(count, Event{Key: c.key(stream{Happen, path, step}), Law: c.p.law(q.Law, q.Scale, q.Sig)})
}

// quantile is the quantile of a law at a uniform that was computed.
func (c *compiler) quantile(u Value, l dist.Law, scale float64, sig string) Value {
	if c.medians {
		return c.p.constant(l.Quantile(0.5) * scale)
	}
	return c.p.put(def{op: Quantile, a: u, b: none, c: none, aux2: c.p.law(l, scale, sig)})
}
