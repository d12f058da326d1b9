package program

import (
	"math"

	"weir/sim/dist"
	"weir/sim/draw"
)

// A Value is a column of the program before it has a place: each is written once.
type Value int32

// None is no value.
const None Value = -1

// def is how a value comes about; equal ones are one value.
type def struct {
	op      Op
	a, b, c Value
	imm     uint64 // bits
	aux     int32
	aux2    int32
}

// A Law is a distribution in use: the sampler is Compile(Law, Scale).
type Law struct {
	Law   dist.Law
	Scale float64
	Sig   string // equal exactly where law and scale are
}

// An Event keys the sizes of one event in one step.
type Event struct {
	Key draw.Key
	Law int32
}

// A Builder collects definitions in order. Equal definitions become one value, and constants fold: so what a shock does
// not touch is the baseline's own value.
type Builder struct {
	defs     []def
	values   map[def]Value
	streams  []Stream
	streamAt map[draw.Key]int32
	laws     []Law
	lawAt    map[string]int32
	courses  []Course
	courseAt map[Course]int32
	events   []Event
	eventAt  map[Event]int32
	bounds   []Interval // by value, as far as they were asked for
	proven   []Value    // judgements of these cannot fail
	drawn    []Interval // bounds by law, once they were asked for
	fades    map[fade]Value
	clock    Clock
	limit    int
	full     bool // the limit was met
}

// NewBuilder makes a builder of a program of up to limit definitions, over the steps of a clock.
func NewBuilder(limit int, clock Clock) *Builder {
	return &Builder{limit: limit, values: map[def]Value{}, clock: clock, streamAt: map[draw.Key]int32{}, lawAt: map[string]int32{}, courseAt: map[Course]int32{}, fades: map[fade]Value{}, eventAt: map[Event]int32{}}
}

func (p *Builder) put(d def) Value {
	if v, ok := p.values[d]; ok {
		return v
	}
	if len(p.defs) >= p.limit {
		p.full = true
		return 0
	}
	if x := p.boundsOf(&d); d.op != Const && x.Lo == x.Hi && x.Finite() { // one number in every trial
		return p.Constant(x.Lo)
	}
	v := Value(len(p.defs))
	p.defs = append(p.defs, d)
	p.values[d] = v
	return v
}

// Effect appends an operation that makes no value.
func (p *Builder) Effect(op Op, a Value, aux int32, imm float64) {
	if len(p.defs) >= p.limit {
		p.full = true
		return
	}
	p.defs = append(p.defs, def{op: op, a: a, b: None, c: None, aux: aux, imm: math.Float64bits(imm)})
}

// Judge appends a judgement: the magnitude of v must stay below a limit, and at a rate it must not be negative either. It reports
// whether the judgement can fail: where not, none is needed. In all trials that it does not end v lies within it from then on.
func (p *Builder) Judge(v Value, rate bool, limit float64, aux int32) (needed bool) {
	op, lowest := Judge, math.Inf(-1)
	if rate {
		op, lowest = JudgeRate, 0
	}
	x := p.Bounds(v)
	if x.Known() && x.Size() < limit && x.Lo >= lowest {
		p.proven = append(p.proven, v)
		return false
	}
	p.Effect(op, v, aux, limit)
	most := math.Float64frombits(math.Float64bits(limit) - 1) // the largest below
	lo, hi := max(lowest, -most), most
	if x.Known() {
		lo, hi = max(lo, x.Lo), min(hi, x.Hi)
	}
	p.bounds[v] = Interval{lo, hi}
	return true
}

// Constant is a number in every trial.
func (p *Builder) Constant(x float64) Value {
	if x == 0 {
		x = 0 // no negative zero
	}
	return p.put(def{op: Const, a: None, b: None, c: None, imm: math.Float64bits(x)})
}

// Known returns the constant that a value is.
func (p *Builder) Known(v Value) (float64, bool) {
	d := &p.defs[v]
	return math.Float64frombits(d.imm), d.op == Const
}

// Is reports whether a value is a given constant.
func (p *Builder) Is(v Value, x float64) bool {
	k, ok := p.Known(v)
	return ok && k == x
}

// Unary, Binary and Choose build operations, folding what is known.

func (p *Builder) Unary(op Op, a Value, aux int32) Value {
	if x, ok := p.Known(a); ok {
		return p.Constant(Eval(op, x, 0, 0, 0, aux))
	}
	if op == Abs && p.Bounds(a).Lo >= 0 {
		return a
	}
	return p.put(def{op: op, a: a, b: None, c: None, aux: aux})
}

func (p *Builder) Binary(op Op, a, b Value) Value {
	x, xKnown := p.Known(a)
	y, yKnown := p.Known(b)
	if xKnown && yKnown {
		return p.Constant(Eval(op, x, y, 0, 0, 0))
	}
	if v, ok := p.trivial(op, a, b); ok {
		return v
	}
	if operations[op].commutes && (xKnown || !yKnown && a > b) {
		a, b, x, xKnown, y, yKnown = b, a, y, yKnown, x, xKnown
	}
	if op == Sub && yKnown { // x - c is x + (-c), bit for bit
		op, y = Add, -y
	}
	if form := operations[op].right; yKnown && form != Const {
		return p.put(def{op: form, a: a, b: None, c: None, imm: math.Float64bits(y)})
	}
	if form := operations[op].left; xKnown && form != Const {
		return p.put(def{op: form, a: b, b: None, c: None, imm: math.Float64bits(x)})
	}
	return p.put(def{op: op, a: a, b: b, c: None})
}

// Difference is a - b of judged values, which are finite: exactly 0 where they are one value.
func (p *Builder) Difference(a, b Value) Value {
	if a == b {
		return p.Constant(0)
	}
	return p.Binary(Sub, a, b)
}

// Product is a * b of drawn or judged values, which are finite: exactly 0 where one is.
func (p *Builder) Product(a, b Value) Value {
	if p.Is(a, 0) || p.Is(b, 0) {
		return p.Constant(0)
	}
	return p.Binary(Mul, a, b)
}

// Snapped is a difference without the rounding that its terms leave.
func (p *Builder) Snapped(difference, of Value) Value {
	if _, ok := p.Known(difference); ok {
		return difference
	}
	return p.Binary(Snap, difference, of)
}

// trivial finds operations that change nothing.
func (p *Builder) trivial(op Op, a, b Value) (Value, bool) {
	switch op {
	case Add:
		if p.Is(a, 0) {
			return b, true
		}
		if p.Is(b, 0) {
			return a, true
		}
	case Sub:
		if p.Is(b, 0) {
			return a, true
		}
	case Mul:
		if p.Is(a, 1) {
			return b, true
		}
		if p.Is(b, 1) {
			return a, true
		}
	case Div:
		if p.Is(b, 1) {
			return a, true
		}
	case Share:
		if a == b && p.Bounds(a).Finite() { // a / a is 1
			return p.Binary(NE, a, p.Constant(0)), true
		}
	case Min, Max:
		x, y := p.Bounds(a), p.Bounds(b)
		if op == Min {
			x, y = y, x
		}
		if a == b || x.Lo >= y.Hi {
			return a, true
		}
		if y.Lo >= x.Hi {
			return b, true
		}
	}
	return 0, false
}

func (p *Builder) Choose(cond, then, otherwise Value) Value {
	if x, ok := p.Known(cond); ok && x == x {
		if x != 0 {
			return then
		}
		return otherwise
	}
	if then == otherwise {
		return then
	}
	if _, ok := p.Known(cond); ok { // NaN chooses neither
		return cond
	}
	return p.put(def{op: Select, a: cond, b: then, c: otherwise})
}

// Sample is a draw from a law.
func (p *Builder) Sample(stream, law int32) Value {
	return p.put(def{op: Sample, a: None, b: None, c: None, aux: stream, aux2: law})
}

// Law is the number of a law by a scale; sig is equal exactly where both are.
func (p *Builder) Law(l dist.Law, scale float64, sig string) int32 {
	if i, ok := p.lawAt[sig]; ok {
		return i
	}
	i := int32(len(p.laws))
	p.laws = append(p.laws, Law{l, scale, sig})
	p.lawAt[sig] = i
	return i
}

// Compound is the sum of so many sizes of an event.
func (p *Builder) Compound(count Value, e Event) Value {
	if p.Is(count, 0) {
		return count
	}
	i, ok := p.eventAt[e]
	if !ok {
		i = int32(len(p.events))
		p.events = append(p.events, e)
		p.eventAt[e] = i
	}
	return p.put(def{op: Compound, a: count, b: None, c: None, aux: i})
}

// Uniform is the uniform of a stream.
func (p *Builder) Uniform(stream int32) Value {
	return p.put(def{op: Uniform, a: None, b: None, c: None, aux: stream})
}

// Poisson is a count with the given mean, from the uniform of a stream.
func (p *Builder) Poisson(mean Value, stream int32) Value {
	zero := p.Exp(p.Neg(mean)) // the probability of no event: where steps share a mean, one column
	return p.put(def{op: Poisson, a: mean, b: zero, c: None, aux: stream})
}

// Quantile is the quantile of a law at a uniform that was computed.
func (p *Builder) Quantile(u Value, law int32) Value {
	return p.put(def{op: Quantile, a: u, b: None, c: None, aux2: law})
}

// Accept takes the trials in which a uniform is below the exponential of a chance into a list.
func (p *Builder) Accept(list int32, chance, u Value) {
	p.defs = append(p.defs, def{op: Accept, a: chance, b: u, c: None, aux: list})
}

// Full reports whether there are more definitions than the limit.
func (p *Builder) Full() bool { return p.full }

// Len is the number of definitions, the last of which is the highest Value.
func (p *Builder) Len() int { return len(p.defs) }

// Reach marks every value that the given ones are computed from, themselves included.
func (p *Builder) Reach(of ...Value) []bool {
	out := make([]bool, len(p.defs))
	for _, v := range of {
		out[v] = true
	}
	for v := len(out) - 1; v >= 0; v-- {
		if out[v] {
			reads, n := p.reads(&p.defs[v])
			for _, r := range reads[:n] {
				out[r] = true
			}
		}
	}
	return out
}
