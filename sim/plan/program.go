package plan

import (
	"math"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/model"
)

// A Value is a column of the program before it has a place: each is written once.
type Value int32

// none is no value.
const none Value = -1

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

// maxProgram bounds the program, so that absurd sizes end in a message and not in the memory.
const maxProgram = 2_000_000

// A program collects definitions in order. Equal definitions become one value, and constants fold: so what a shock does
// not touch is the baseline's own value.
type program struct {
	defs      []def
	values    interned
	streams   []stream
	keys      []draw.Key // of the streams
	keyAt     map[draw.Key]int32
	laws      []Law
	lawAt     map[string]int32
	courses   []Course
	courseAt  map[Course]int32
	events    []Event
	eventAt   map[Event]int32
	multiples []multiple // by value, as far as they were asked for
	extents   []Interval // likewise
	laid      []Interval // by law, once it was asked for
	fades     map[fade]Value
	clock     model.Time // of all files
	limit     int
	full      bool // the limit was met
}

func newProgram(limit int) *program {
	return &program{limit: limit, keyAt: map[draw.Key]int32{}, lawAt: map[string]int32{}, courseAt: map[Course]int32{}, fades: map[fade]Value{}, eventAt: map[Event]int32{}}
}

func (p *program) put(d def) Value {
	place := p.values.find(&d, p.defs)
	if *place != none {
		return *place
	}
	if len(p.defs) >= p.limit {
		p.full = true
		return 0
	}
	if x := p.where(&d); d.op != Const && x.Lo == x.Hi && x.Finite() { // one number in every trial
		return p.constant(x.Lo)
	}
	v := Value(len(p.defs))
	p.defs = append(p.defs, d)
	p.values.add(place, v)
	return v
}

// effect appends an operation that makes no value.
func (p *program) effect(op Op, a Value, aux int32, imm float64) {
	if len(p.defs) >= p.limit {
		p.full = true
		return
	}
	p.defs = append(p.defs, def{op: op, a: a, b: none, c: none, aux: aux, imm: math.Float64bits(imm)})
}

func (p *program) constant(x float64) Value {
	if x == 0 {
		x = 0 // no negative zero
	}
	return p.put(def{op: Const, a: none, b: none, c: none, imm: math.Float64bits(x)})
}

// known returns the constant that a value is.
func (p *program) known(v Value) (float64, bool) {
	d := &p.defs[v]
	return math.Float64frombits(d.imm), d.op == Const
}

// is reports whether a value is a given constant.
func (p *program) is(v Value, x float64) bool {
	k, ok := p.known(v)
	return ok && k == x
}

// unary, binary and choose build operations, folding what is known.

func (p *program) unary(op Op, a Value, aux int32) Value {
	if x, ok := p.known(a); ok {
		return p.constant(Eval(op, x, 0, 0, 0, aux))
	}
	if op == Abs && p.lies(a).Lo >= 0 {
		return a
	}
	return p.put(def{op: op, a: a, b: none, c: none, aux: aux})
}

func (p *program) binary(op Op, a, b Value) Value {
	x, xKnown := p.known(a)
	y, yKnown := p.known(b)
	if xKnown && yKnown {
		return p.constant(Eval(op, x, y, 0, 0, 0))
	}
	if v, ok := p.trivial(op, a, b); ok {
		return v
	}
	if op.commutes() && (xKnown || !yKnown && a > b) {
		a, b, x, xKnown, y, yKnown = b, a, y, yKnown, x, xKnown
	}
	if r, ok := reciprocal(y); op == Div && yKnown && ok {
		op, y = Mul, r
	}
	if yKnown {
		if o, ok := op.withImm(false); ok {
			if op == Sub {
				y = -y
			}
			return p.put(def{op: o, a: a, b: none, c: none, imm: math.Float64bits(y)})
		}
	}
	if xKnown {
		if o, ok := op.withImm(true); ok {
			return p.put(def{op: o, a: b, b: none, c: none, imm: math.Float64bits(x)})
		}
	}
	return p.put(def{op: op, a: a, b: b, c: none})
}

// reciprocal is 1/x where that is exact: for powers of two, by which multiplying and dividing give the same bits, the former
// much sooner.
func reciprocal(x float64) (r float64, ok bool) {
	r = 1 / x
	return r, math.Float64bits(x)<<12 == 0 && r != 0 && !math.IsInf(r, 0)
}

// difference is a - b of judged values, which are finite: exactly 0 where they are one value.
func (p *program) difference(a, b Value) Value {
	if a == b {
		return p.constant(0)
	}
	return p.binary(Sub, a, b)
}

// product is a * b of drawn or judged values, which are finite: exactly 0 where one is.
func (p *program) product(a, b Value) Value {
	if p.is(a, 0) || p.is(b, 0) {
		return p.constant(0)
	}
	return p.binary(Mul, a, b)
}

// snapped is a difference without the rounding that its terms leave.
func (p *program) snapped(difference, of Value) Value {
	if _, ok := p.known(difference); ok {
		return difference
	}
	if a, b := p.multiple(difference), p.multiple(of); a.base == b.base && a.Of(1) > 2*Rounding*b.Of(1) {
		return difference // a certain part
	}
	return p.binary(Snap, difference, of)
}

// trivial finds operations that change nothing.
func (p *program) trivial(op Op, a, b Value) (Value, bool) {
	switch op {
	case Add:
		if p.is(a, 0) {
			return b, true
		}
		if p.is(b, 0) {
			return a, true
		}
	case Sub:
		if p.is(b, 0) {
			return a, true
		}
	case Mul:
		if p.is(a, 1) {
			return b, true
		}
		if p.is(b, 1) {
			return a, true
		}
	case Div:
		if p.is(b, 1) {
			return a, true
		}
	case Share:
		if a == b && p.lies(a).Finite() { // a / a is 1
			return p.binary(NE, a, p.constant(0)), true
		}
	case Min, Max:
		x, y := p.lies(a), p.lies(b)
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

func (p *program) choose(cond, then, otherwise Value) Value {
	if x, ok := p.known(cond); ok && x == x {
		if x != 0 {
			return then
		}
		return otherwise
	}
	if then == otherwise {
		return then
	}
	if _, ok := p.known(cond); ok { // NaN chooses neither
		return cond
	}
	return p.put(def{op: Select, a: cond, b: then, c: otherwise})
}

// sample is a draw from a law.
func (p *program) sample(stream, law int32) Value {
	return p.put(def{op: Sample, a: none, b: none, c: none, aux: stream, aux2: law})
}

func (p *program) law(l dist.Law, scale float64, sig string) int32 {
	if i, ok := p.lawAt[sig]; ok {
		return i
	}
	i := int32(len(p.laws))
	p.laws = append(p.laws, Law{l, scale, sig})
	p.lawAt[sig] = i
	return i
}

// compound is the sum of so many sizes of an event.
func (p *program) compound(count Value, e Event) Value {
	if p.is(count, 0) {
		return count
	}
	i, ok := p.eventAt[e]
	if !ok {
		i = int32(len(p.events))
		p.events = append(p.events, e)
		p.eventAt[e] = i
	}
	return p.put(def{op: Compound, a: count, b: none, c: none, aux: i})
}
