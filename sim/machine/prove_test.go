package machine

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"weir/sim/program"
)

func isJudge(in program.Instr) bool { return in.Op == program.Judge || in.Op == program.JudgeRate }

// A judgement goes where its value lies within it, by its intervals or because it has been judged before.
func TestJudgementsThatStay(t *testing.T) {
	judge := func(r int32, limit float64) program.Instr { return program.Instr{Op: program.Judge, A: r, Imm: limit} }
	rate := func(r int32, limit float64) program.Instr {
		return program.Instr{Op: program.JudgeRate, A: r, Imm: limit}
	}
	for _, c := range []struct {
		what   string
		then   []program.Instr // register 0 lies within 0 and 1, 1 within -1/2 and 1/2, 2 is 1/1: anything, 3 is a constant
		stay   []int
		number float64
	}{
		{"below", []program.Instr{judge(0, 1), judge(0, 0.5), rate(0, 1)}, []int{1}, 0},
		{"of either sign", []program.Instr{judge(1, 0.6), judge(1, 0.4), rate(1, 0.6)}, []int{1, 2}, 0},
		{"anything", []program.Instr{judge(2, 1e145)}, []int{0}, 0},
		{"twice", []program.Instr{judge(2, 1e145), judge(2, 1e145), judge(2, 1e146)}, []int{0}, 0},
		{"twice, and then harder", []program.Instr{judge(2, 1e145), judge(2, 1e144), rate(2, 1e144), judge(2, 1e144)}, []int{0, 1, 2}, 0},
		{"a rate first", []program.Instr{rate(2, 1e145), judge(2, 1e145)}, []int{0}, 0},
		{"what follows from it", []program.Instr{rate(2, 1e9), {Op: program.MulI, Dst: 2, A: 2, Imm: 2}, rate(2, 2e9), judge(2, 1.9e9)}, []int{0, 3}, 0},
		{"what has another column by then", []program.Instr{judge(2, 1e9), {Op: program.RDivI, Dst: 2, A: 1, Imm: 1}, judge(2, 1e9)}, []int{0, 2}, 0},
		{"the limit itself", []program.Instr{judge(3, 8), judge(3, 7)}, []int{1}, 7},
		{"the limit below 0", []program.Instr{judge(3, 8), judge(3, 7)}, []int{1}, -7},
		{"infinite", []program.Instr{judge(3, 1e145)}, []int{0}, math.Inf(1)},
		{"no number", []program.Instr{judge(3, 1e145), rate(3, 1e145)}, []int{0, 1}, math.NaN()},
		{"a negative 0", []program.Instr{rate(3, 1)}, nil, math.Copysign(0, -1)},
	} {
		p := &program.Program{Registers: 4, Code: append([]program.Instr{
			{Op: program.Uniform}, {Op: program.AddI, Dst: 1, Imm: -0.5}, {Op: program.RDivI, Dst: 2, A: 1, Imm: 1}, {Op: program.Const, Dst: 3, Imm: c.number},
		}, c.then...)}
		for i := range p.Code {
			p.Code[i].Aux = int32(i)
		}
		needed, _ := prove(p, nil)
		var stay []int
		for _, in := range needed {
			if isJudge(in) {
				stay = append(stay, int(in.Aux)-4)
			}
		}
		if !slices.Equal(stay, c.stay) {
			t.Errorf("%s: judgements %v stay, want %v", c.what, stay, c.stay)
		}
	}
}

// A part of a sum of terms that are not below 0 is a share of it; of others nothing is known that may be 0 in all.
func TestPartsOfSums(t *testing.T) {
	for _, c := range []struct {
		what      string
		low       float64 // of the third term, which goes 1 up from there
		part, sum int32
		known     bool
	}{
		{"a term", 0, 0, 4, true}, {"the middle one", 0, 1, 4, true}, {"a sum", 0, 3, 4, true}, {"all", 0, 4, 4, true},
		{"none of the terms", 0, 2, 3, false}, {"the whole of a part", 0, 4, 3, false},
		{"a term beside a negative one", -0.5, 0, 4, false}, {"a negative term", -0.5, 2, 4, false},
	} {
		p := &program.Program{Registers: 6, Code: []program.Instr{
			{Op: program.Uniform}, {Op: program.MaxI, Imm: 0.5}, {Op: program.AddI, Imm: -0.5},
			{Op: program.Uniform, Dst: 1}, {Op: program.MaxI, Dst: 1, A: 1, Imm: 0.5}, {Op: program.AddI, Dst: 1, A: 1, Imm: -0.5},
			{Op: program.Uniform, Dst: 2}, {Op: program.MaxI, Dst: 2, A: 2, Imm: 0.5}, {Op: program.AddI, Dst: 2, A: 2, Imm: c.low - 0.5},
			{Op: program.Add, Dst: 3, A: 0, B: 1}, {Op: program.Add, Dst: 4, A: 3, B: 2},
			{Op: program.Share, Dst: 5, A: c.part, B: c.sum},
		}}
		_, made := prove(p, nil)
		if got := made[len(made)-1]; got.Known() != c.known || c.known && got.Interval != program.Share01 {
			t.Errorf("%s lies within %v", c.what, got.Interval)
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
func someInterval(r *rand.Rand) program.Interval {
	a, b := someNumber(r), someNumber(r)
	switch r.IntN(12) {
	case 0:
		return program.Anything
	case 1:
		return program.Exactly(a)
	case 2:
		return program.Share01
	}
	return program.Interval{Lo: min(a, b), Hi: max(a, b)}
}

// pickOf is a number within an interval, often an end, and any within anything.
func pickOf(r *rand.Rand, x program.Interval) float64 {
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

// Each operation on any numbers out of intervals gives a number out of the interval that the proof gives, where it gives one.
func TestOperationsKeepWithin(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 5))
	known := map[program.Op]int{}
	rounds := 3000
	if testing.Short() {
		rounds = 500
	}
	for op := program.Neg; op <= program.Select; op++ {
		for range rounds {
			in := &program.Instr{Op: op, A: 0, B: 1, C: 2, Imm: someNumber(r), Aux: int32(r.IntN(9) - 4)}
			if r.IntN(4) == 0 {
				in.B = 0
			}
			f := &proof{made: make([]made, 3), maker: []int32{0, 1, 2}}
			for i := range f.made {
				f.made[i].Interval = someInterval(r)
			}
			x := f.interval(in)
			if x.Known() {
				known[op]++
			}
			for range 30 {
				a, b, c := pickOf(r, f.made[0].Interval), pickOf(r, f.made[1].Interval), pickOf(r, f.made[2].Interval)
				if in.B == 0 {
					b = a
				}
				if v := program.Eval(op, a, b, c, in.Imm, in.Aux); x.Known() && !x.Has(v) {
					t.Fatalf("%s of %v, %v and %v with %g and %d: %v, but of %g, %g and %g it is %g",
						op, f.made[0].Interval, f.made[in.B].Interval, f.made[2].Interval, in.Imm, in.Aux, x, a, b, c, v)
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
		f := &proof{p: &program.Program{Courses: []program.Course{{Onset: 0, Ramp: 1, Hold: 2, Half: 3, Floor: 4, Duration: 5}}}, made: make([]made, 6), maker: []int32{0, 1, 2, 3, 4, 5}}
		for i := range f.made {
			f.made[i].Interval = someInterval(r)
			if r.IntN(4) > 0 {
				f.made[i].Interval = f.made[i].Abs()
			}
		}
		in := &program.Instr{Op: program.Strength, Imm: 2}
		x := f.interval(in)
		if x.Known() {
			known++
		}
		for range 30 {
			var v [6]float64
			for i := range v {
				v[i] = pickOf(r, f.made[i].Interval)
			}
			got := program.StrengthAt(in.Imm, v[0], v[1], v[2], v[3], v[4], v[5])
			if got != 0 && got != 1 && x.Known() {
				past++
			}
			if x.Known() && !x.Has(got) {
				t.Fatalf("%v at %g: %v, but of %v it is %g", f.made, in.Imm, x, v, got)
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
		x, count program.Interval
		lo, hi   float64 // within which its ends lie
	}{
		{program.Interval{Lo: 1, Hi: 3}, program.Interval{Lo: 0, Hi: 10}, 0, 30.000001},
		{program.Interval{Lo: -2, Hi: 3}, program.Interval{Lo: 0, Hi: 9.5}, -20.000001, 30.000001},
		{program.Interval{Lo: 1, Hi: 3}, program.Interval{Lo: -5, Hi: 0}, 0, 0},
		{program.Interval{Lo: 0, Hi: 1}, program.Interval{Lo: 0, Hi: 1 << 53}, 0, 0x1p55},
		{program.Interval{Lo: 0, Hi: 1}, program.Interval{Lo: 0, Hi: 1e18}, 0, 0x1p55},
		{program.Interval{Lo: -1, Hi: 1}, program.Anything, -0x1p55, 0x1p55},
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
	if got := (program.Interval{Lo: 1, Hi: math.Inf(1)}).SumOf(program.Share01); got.Known() {
		t.Errorf("the sum of infinite terms lies within %v", got)
	}
}
