package program

import (
	"math"
	"slices"
)

// Build drops what nothing needs, and gives every value a register for as long as it is read. The program's order
// stays; constants that a column operation reads are filled in where they are first needed.
func (p *Builder) Build() *Program {
	needed := make([]bool, len(p.defs))
	last := make([]int, len(p.defs)) // where a value is read last
	for i := len(p.defs) - 1; i >= 0; i-- {
		d := &p.defs[i]
		if d.op.Makes() && !needed[i] {
			continue
		}
		needed[i] = true
		reads, n := p.reads(d)
		for _, v := range reads[:n] {
			if !needed[v] {
				needed[v], last[v] = true, i
			}
		}
	}
	for i := range p.defs {
		p.Bounds(Value(i))
	}
	out := &Program{read: p.readStreams(), Streams: p.streams, Laws: p.laws, Events: p.events, Constants: map[Value]float64{}, Traced: len(p.defs)}
	out.Courses = make([]Course, len(p.courses))
	place := make([]int32, len(p.defs))
	for i := range place {
		place[i] = -1
	}
	var free []int32
	for v := range p.defs {
		if p.defs[v].op == Const { // also those that are only named in messages
			out.Constants[Value(v)] = math.Float64frombits(p.defs[v].imm)
		}
	}
	take := func(v Value) int32 {
		var r int32
		if n := len(free); n > 0 {
			r, free = free[n-1], free[:n-1]
		} else {
			r = int32(out.Registers)
			out.Registers++
		}
		place[v] = r
		return r
	}
	emit := func(in Instr, v Value) {
		out.Code = append(out.Code, in)
		out.Values = append(out.Values, v)
		out.bounds = append(out.bounds, p.bounds[v])
	}
	for i := range p.defs {
		d := &p.defs[i]
		if !needed[i] || d.op == Const { // constants are filled in where they are read
			continue
		}
		reads, n := p.reads(d)
		for _, v := range reads[:n] {
			if place[v] < 0 { // a constant
				emit(Instr{Op: Const, Dst: take(v), Imm: math.Float64frombits(p.defs[v].imm)}, v)
			}
		}
		in := Instr{Op: d.op, Aux: d.aux, Aux2: d.aux2, Imm: math.Float64frombits(d.imm)}
		for j, slot := range [3]*int32{&in.A, &in.B, &in.C} {
			if v := [3]Value{d.a, d.b, d.c}[j]; v != None {
				*slot = place[v]
			}
		}
		if d.op == Strength || d.op == Active {
			out.Courses = append(out.Courses, p.placed(p.courses[d.aux], place))
			in.Aux = int32(len(out.Courses) - 1)
		}
		slices.Sort(reads[:n])
		for k, v := range reads[:n] {
			if last[v] == i && (k == 0 || v != reads[k-1]) {
				free = append(free, place[v])
			}
		}
		switch {
		case !d.op.Makes():
			emit(in, d.a)
		default:
			in.Dst = take(Value(i))
			emit(in, Value(i))
		}
	}
	return out
}

// reads lists the values that a definition reads, and says how many there are.
func (p *Builder) reads(d *def) (v [6]Value, n int) {
	if d.op == Strength || d.op == Active {
		return p.courses[d.aux].values(), len(v)
	}
	v[0], v[1], v[2] = d.a, d.b, d.c
	return v, d.op.operands()
}

// placed is a course with the registers of its values.
func (p *Builder) placed(c Course, place []int32) Course {
	at := func(v Value) Value { return Value(place[v]) }
	return Course{at(c.Onset), at(c.Ramp), at(c.Hold), at(c.Half), at(c.Floor), at(c.Duration)}
}

// readStreams are the streams that matter to an effect, or to a judgement that cannot fail.
func (p *Builder) readStreams() []bool {
	matter := slices.Clone(p.proven)
	for i := range p.defs {
		if d := &p.defs[i]; !d.op.Makes() {
			reads, n := p.reads(d)
			matter = append(matter, reads[:n]...)
		}
	}
	out := make([]bool, len(p.streams))
	for v, reached := range p.Reach(matter...) {
		if d := &p.defs[v]; reached && (d.op == Sample || d.op == Uniform || d.op == Poisson) {
			out[d.aux] = true
		}
	}
	return out
}
