package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"weir/sim/draw"
)

// A judgement goes where its value lies within it, by its bounds or because it has been judged before.
func TestJudgementsThatStay(t *testing.T) {
	type judgement struct {
		rate  bool
		limit float64
	}
	for _, c := range []struct {
		what string
		of   func(p *Builder, u Value) Value // u lies within 0 and 1
		then []judgement
		stay []bool
	}{
		{"below", func(p *Builder, u Value) Value { return u }, []judgement{{false, 1}, {false, 0.5}, {true, 1}}, []bool{false, true, false}},
		{"of either sign", func(p *Builder, u Value) Value { return p.Sub(u, p.Constant(0.5)) }, []judgement{{false, 0.6}, {false, 0.4}, {true, 0.6}}, []bool{false, true, true}},
		{"anything, twice", func(p *Builder, u Value) Value { return p.Div(p.Constant(1), p.Sub(u, p.Constant(0.5))) },
			[]judgement{{false, 1e145}, {false, 1e145}, {false, 1e146}}, []bool{true, false, false}},
		{"and then harder", func(p *Builder, u Value) Value { return p.Div(p.Constant(1), p.Sub(u, p.Constant(0.5))) },
			[]judgement{{false, 1e145}, {false, 1e144}, {true, 1e144}, {false, 1e144}}, []bool{true, true, true, false}},
		{"a rate first", func(p *Builder, u Value) Value { return p.Div(p.Constant(1), p.Sub(u, p.Constant(0.5))) }, []judgement{{true, 1e145}, {false, 1e145}}, []bool{true, false}},
		{"what follows from a judgement", func(p *Builder, u Value) Value {
			x := p.Div(p.Constant(1), p.Sub(u, p.Constant(0.5)))
			p.Judge(x, true, 1e9, 0)
			return p.Mul(x, p.Constant(2))
		}, []judgement{{true, 2e9}, {false, 1.9e9}}, []bool{false, true}},
		{"the limit itself", func(p *Builder, u Value) Value { return p.Constant(-7) }, []judgement{{false, 8}, {false, 7}}, []bool{false, true}},
		{"infinite", func(p *Builder, u Value) Value { return p.Constant(math.Inf(1)) }, []judgement{{false, 1e145}}, []bool{true}},
		{"no number", func(p *Builder, u Value) Value { return p.Constant(math.NaN()) }, []judgement{{false, 1e145}, {true, 1e145}}, []bool{true, true}},
	} {
		p := NewBuilder(100, Clock{})
		v := c.of(p, p.Uniform(p.Stream(Stream{Key: draw.Root(1)})))
		for i, j := range c.then {
			if got := p.Judge(v, j.rate, j.limit, int32(i)); got != c.stay[i] {
				t.Errorf("%s: judgement %d is needed: %v", c.what, i, got)
			}
		}
	}
}

// A part of a sum of terms that are not below 0 is a share of it; of others nothing is known that may be 0 in all.
func TestPartsOfSums(t *testing.T) {
	p := NewBuilder(100, Clock{})
	root := draw.Root(1)
	term := func(path string, low float64) Value { // from low up to 1/2 above it
		u := p.Uniform(p.Stream(Stream{Key: root.Path(path)}))
		return p.Add(p.Max(u, p.Constant(0.5)), p.Constant(low-0.5))
	}
	a, b, c, negative := term("a", 0), term("b", 0), term("c", 0), term("d", -0.5)
	ab := p.Add(a, b)
	abc, abd := p.Add(ab, c), p.Add(ab, negative)
	for _, x := range []struct {
		what      string
		part, sum Value
		known     bool
	}{
		{"a term", a, abc, true}, {"the middle one", b, abc, true}, {"a sum", ab, abc, true}, {"none of the terms", c, ab, false},
		{"the whole of a part", abc, ab, false}, {"a term beside a negative one", a, abd, false}, {"a negative term", negative, abd, false},
	} {
		if got := p.Bounds(p.Share(x.part, x.sum)); got.Known() != x.known || x.known && got != Share01 {
			t.Errorf("%s lies within %v", x.what, got)
		}
	}
}

// numbers are where operations turn, fail or leave the range.
var numbers = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 2, -3, 1e-9, 1e-300, -1e-310, math.SmallestNonzeroFloat64, 1e300, -1e300, 707.9, -745.2, 709.8, 1000, -1021.5, math.Inf(1), math.Inf(-1)}

func someNumber(r *rand.Rand) float64 {
	switch r.IntN(3) {
	case 0:
		return numbers[r.IntN(len(numbers))]
	case 1:
		return r.NormFloat64()
	}
	return float64(r.IntN(9)) / 4
}

// someInterval has ends among numbers, and is one of them now and then, or anything.
func someInterval(r *rand.Rand) Interval {
	a, b := someNumber(r), someNumber(r)
	switch r.IntN(12) {
	case 0:
		return Anything
	case 1:
		return Exactly(a)
	case 2:
		return Share01
	}
	return Interval{Lo: min(a, b), Hi: max(a, b)}
}

// pickOf is a number within an interval, often an end, and any within anything.
func pickOf(r *rand.Rand, x Interval) float64 {
	if !x.Known() {
		if r.IntN(3) == 0 {
			return math.NaN()
		}
		return someNumber(r)
	}
	for range 20 {
		if v := someNumber(r); x.Has(v) {
			return v
		}
	}
	v := x.Lo + r.Float64()*(x.Hi-x.Lo)
	switch {
	case r.IntN(3) == 0:
		return x.Lo
	case r.IntN(2) == 0 || !x.Has(v):
		return x.Hi
	}
	return v
}

// Each operation on any numbers out of intervals gives a number out of the interval that OpBounds gives, where it gives one.
func TestOperationsKeepWithin(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 5))
	known := map[Op]int{}
	rounds := 3000
	if testing.Short() {
		rounds = 500
	}
	for op := Neg; op <= Select; op++ {
		for range rounds {
			x := [3]Interval{someInterval(r), someInterval(r), someInterval(r)}
			imm, aux := someNumber(r), int32(r.IntN(9)-4)
			got := OpBounds(op, x[0], x[1], x[2], imm, aux)
			if got.Known() {
				known[op]++
			}
			for range 30 {
				a, b, c := pickOf(r, x[0]), pickOf(r, x[1]), pickOf(r, x[2])
				if v := Eval(op, a, b, c, imm, aux); got.Known() && !got.Has(v) {
					t.Fatalf("%s of %v with %g and %d: %v, but of %g, %g and %g it is %g", op, x, imm, aux, got, a, b, c, v)
				}
			}
		}
		if known[op] < rounds/10 {
			t.Errorf("%s: %d intervals of %d are known", op, known[op], rounds)
		}
	}
}

// So does the strength of a course, whatever its fields.
func TestStrengthKeepsWithin(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 7))
	known, past := 0, 0
	rounds := 20000
	if testing.Short() {
		rounds = 4000
	}
	for range rounds {
		var x [5]Interval
		for i := range x {
			if x[i] = someInterval(r); r.IntN(4) > 0 {
				x[i] = x[i].Abs()
			}
		}
		const at = 2
		bounds := StrengthBounds(at, x[0], x[1], x[2], x[3], x[4])
		if bounds.Known() {
			known++
		}
		for range 30 {
			var v [5]float64
			for i := range v {
				v[i] = pickOf(r, x[i])
			}
			got := StrengthAt(at, v[0], v[1], v[2], v[3], v[4], someNumber(r))
			if got != 0 && got != 1 && bounds.Known() {
				past++
			}
			if bounds.Known() && !bounds.Has(got) {
				t.Fatalf("%v at %d: %v, but of %v it is %g", x, at, bounds, v, got)
			}
		}
	}
	if known < rounds/10 || past < rounds/10 {
		t.Errorf("%d of %d are known, %d values are neither 0 nor 1", known, rounds, past)
	}
}

// The sum of n terms stays below n times the largest and its roundings; without a bound on n, where a term no longer tells.
func TestSumsKeepWithin(t *testing.T) {
	for _, c := range []struct {
		x, count Interval
		lo, hi   float64 // within which its ends lie
	}{
		{Interval{Lo: 1, Hi: 3}, Interval{Lo: 0, Hi: 10}, 0, 30.000001},
		{Interval{Lo: -2, Hi: 3}, Interval{Lo: 0, Hi: 9.5}, -20.000001, 30.000001},
		{Interval{Lo: 1, Hi: 3}, Interval{Lo: -5, Hi: 0}, 0, 0},
		{Interval{Lo: 0, Hi: 1}, Interval{Lo: 0, Hi: 1 << 53}, 0, 0x1p55},
		{Interval{Lo: 0, Hi: 1}, Interval{Lo: 0, Hi: 1e18}, 0, 0x1p55},
		{Interval{Lo: -1, Hi: 1}, Anything, -0x1p55, 0x1p55},
	} {
		got := c.x.SumOf(c.count)
		n := max(0, min(c.count.Hi, 1e5))
		sum := 0.0
		for k := 0.0; k < n; k++ {
			sum += c.x.Hi
		}
		if !(got.Lo >= c.lo && got.Hi <= c.hi && got.Has(0) && got.Has(sum)) {
			t.Errorf("%v of %v: %v", c.count, c.x, got)
		}
	}
	if got := (Interval{Lo: 1, Hi: math.Inf(1)}).SumOf(Share01); got.Known() {
		t.Errorf("the sum of infinite terms lies within %v", got)
	}
}
