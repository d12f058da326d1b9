package program

import "math"

// A Clock holds the times of the steps, on the year axis.
type Clock struct {
	Middle   []float64 // of each step
	Forecast int       // the first step of the forecast
	DT       float64   // the length of a step, in years
}

// A Course holds what the strength of a shock depends on, all in years.
type Course struct{ Onset, Ramp, Hold, Half, Floor, Duration Value }

func (c Course) values() [6]Value {
	return [6]Value{c.Onset, c.Ramp, c.Hold, c.Half, c.Floor, c.Duration}
}

// Course makes Strength or Active of a course at the middle of a step.
func (p *Builder) Course(op Op, c Course, step int) Value {
	at := p.clock.Middle[step]
	var x [6]float64
	all := true
	for i, v := range c.values() {
		k, ok := p.Known(v)
		x[i], all = k, all && ok
	}
	switch {
	case all && op == Strength:
		return p.Constant(StrengthAt(at, x[0], x[1], x[2], x[3], x[4], x[5]))
	case all:
		return p.Constant(ActiveAt(at, x[0], x[5]))
	case op == Strength:
		if v, ok := p.phase(c, step); ok {
			return v
		}
	}
	i, ok := p.courseAt[c]
	if !ok {
		i = int32(len(p.courses))
		p.courses = append(p.courses, c)
		p.courseAt[c] = i
	}
	return p.put(def{op: op, a: None, b: None, c: None, imm: math.Float64bits(at), aux: i})
}

// phase is the strength of a course whose phase in a step is certain, as of StrengthAt: drawn are only the half-life, which is a
// finite number in every trial that counts, and the floor.
func (p *Builder) phase(c Course, step int) (v Value, ok bool) {
	var x [4]float64
	for i, v := range [4]Value{c.Onset, c.Ramp, c.Hold, c.Duration} {
		if x[i], ok = p.Known(v); !ok {
			return None, false
		}
	}
	onset, ramp, hold, duration := x[0], x[1], x[2], x[3]
	at := p.clock.Middle[step]
	tau := at - onset
	if !(tau >= -Slack) || tau >= duration-Slack || tau < ramp || tau <= ramp+hold {
		return p.Constant(StrengthAt(at, onset, ramp, hold, 1, 0, duration)), true
	}
	if half, ok := p.Known(c.Half); ok && math.IsInf(half, 1) {
		return p.Constant(1), true
	}
	power := p.fading(fade{c.Half, onset, ramp, hold, step})
	return p.Binary(Add, c.Floor, p.Binary(Mul, p.Binary(Sub, p.Constant(1), c.Floor), power)), true
}

// A fade is what time leaves of a course by a step, above its floor.
type fade struct {
	half              Value
	onset, ramp, hold float64
	step              int
}

// fading is 0.5^(elapsed/half). From the first step of the forecast in which anything has elapsed, each step takes the same
// part off what the one before it has left: that costs a product instead of a power, and rounds once a step.
func (p *Builder) fading(f fade) Value {
	if v, ok := p.fades[f]; ok {
		return v
	}
	elapsed := func(step int) float64 { return p.clock.Middle[step] - f.onset - f.ramp - f.hold }
	before := f
	before.step--
	v := None
	if before.step >= p.clock.Forecast && elapsed(before.step) > 0 {
		part := p.Unary(Half, p.Binary(Div, p.Constant(p.clock.DT), f.half), 0)
		v = p.Binary(Mul, p.fading(before), part)
	} else {
		v = p.Unary(Half, p.Binary(Div, p.Constant(elapsed(f.step)), f.half), 0)
	}
	p.fades[f] = v
	return v
}

// StrengthBounds is where StrengthAt lies: 0, on the ramp or at 1; or where a course can be past its hold, floor + (1-floor) 0.5^x.
// There x is not below 0: a number above the rounded ramp + hold is not below their sum, so that rounded or not, less the ramp
// it is not below hold.
func StrengthBounds(at float64, onset, ramp, hold, half, floor Interval) Interval {
	if !onset.Known() || !(ramp.Lo >= 0) || !(hold.Lo >= 0) {
		return Anything
	}
	longest := at - onset.Lo // since the onset
	if longest <= ramp.Lo+hold.Lo || half.Lo > math.MaxFloat64 {
		return Share01
	}
	if !(half.Lo > 0) || !floor.Finite() || !(longest <= math.MaxFloat64) {
		return Anything
	}
	x := floor.Plus(Exactly(1).Minus(floor).Times(Share01))
	if floor.Lo >= 0 && floor.Hi <= 1 {
		x.Hi = 1 // as floor + (1-floor) is, rounded
	}
	return x.Or(Share01)
}
