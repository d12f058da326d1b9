package machine

import (
	"testing"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/program"
)

// An every is a program with every operation there is. Row r holds what is named rows[r].
type every struct {
	*program.Program
	rows   []string
	values []program.Value
	least  program.Value // judged by the limit; it is observed as column 1
}

func lawOf(tb testing.TB, family string, num map[string]float64) dist.Law {
	tb.Helper()
	l, err := dist.New(family, dist.Args{Num: num})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// everyOperation builds it; a lognormal is judged to be below a limit.
func everyOperation(tb testing.TB, limit float64) every {
	tb.Helper()
	b := program.NewBuilder(1<<12, program.Clock{Middle: []float64{0.5, 1.5, 2.5, 3.5}, DT: 1})
	root := draw.Root(7)
	stream := func(role program.Role, path string) int32 {
		return b.Stream(program.Stream{Key: root.Path(path), Role: role, Path: path, Step: program.NoStep})
	}
	normal := b.Law(lawOf(tb, "normal", map[string]float64{"mean": 0, "sd": 1}), 1, "normal")
	positive := b.Law(lawOf(tb, "lognormal", map[string]float64{"median": 1, "sigma": 0.5}), 2, "lognormal 2")
	share := b.Law(lawOf(tb, "beta", map[string]float64{"alpha": 2, "beta": 3}), 1, "beta")
	e := every{}
	row := func(name string, v program.Value) program.Value {
		b.Effect(program.Row, v, int32(len(e.rows)), 0)
		e.rows, e.values = append(e.rows, name), append(e.values, v)
		return v
	}
	k := b.Constant
	x := row("sample", b.Sample(stream(program.Once, "x"), normal))
	y := row("positive", b.Sample(stream(program.Once, "y"), positive))
	z := row("share", b.Sample(stream(program.Fresh, "z"), share))
	u := row("uniform", b.Uniform(stream(program.Chance, "u")))
	b.Effect(program.Observe, x, 0, 0)
	b.Effect(program.Judge, x, 1, 1e145) // cannot fail
	b.Effect(program.Judge, y, 2, limit)
	b.Effect(program.JudgeRate, y, 3, limit) // then this cannot
	e.least = y
	b.Effect(program.Observe, y, 1, 0)
	for _, op := range []program.Op{program.Neg, program.Abs, program.Exp, program.Sin, program.Cos, program.Not, program.Phi, program.Half, program.Outside} {
		row(op.String(), b.Unary(op, x, 0))
	}
	row("log", b.Log(y))
	row("sqrt", b.Sqrt(y))
	row("pown", b.Unary(program.PowN, x, 3))
	for op := program.Add; op <= program.Weight; op++ {
		row(op.String(), b.Binary(op, y, b.Mul(u, k(1.5))))
	}
	for _, op := range []program.Op{program.Add, program.Mul, program.Div, program.Min, program.Max, program.Pow, program.LT, program.LE, program.EQ, program.NE} {
		row(op.String()+" 1.5", b.Binary(op, y, k(1.5)))
	}
	for _, op := range []program.Op{program.Sub, program.Div, program.LT, program.LE} {
		row("1.5 "+op.String(), b.Binary(op, k(1.5), y))
	}
	row("select", b.Choose(b.LT(x, k(0)), y, z))
	row("constant read", b.Binary(program.Weight, x, k(3)))
	normals := row("quantile", b.Quantile(b.Phi(b.Add(x, y)), normal))
	course := program.Course{Onset: b.Mul(y, k(0.3)), Ramp: z, Hold: k(0.25), Half: y, Floor: z, Duration: b.Add(y, k(2))}
	for step := range 4 {
		row("strength", b.Course(program.Strength, course, step))
		row("active", b.Course(program.Active, course, step))
	}
	count := row("poisson", b.Poisson(b.Mul(y, k(1.25)), stream(program.Happen, "n")))
	row("compound", b.Compound(count, program.Event{Key: root.Path("sizes"), Law: positive}))
	row("another", b.Compound(b.Mul(count, k(3)), program.Event{Key: root.Path("others"), Law: share}))
	sum := row("fused", b.Add(b.Mul(b.Add(b.Mul(x, k(0.7)), y), z), normals))
	b.Effect(program.JudgeRate, b.Abs(sum), 4, 1e145)
	b.Effect(program.Observe, sum, 2, 0)
	b.Effect(program.Average, sum, 0, 0)
	b.Effect(program.Tally, b.LT(sum, k(0)), 0, 0)
	b.Accept(1, b.Neg(y), u)
	e.Program = b.Build()
	if n := e.Dimensions(0, nil); n > 0 {
		tb.Fatalf("%d streams have no dimension", n)
	}
	there := map[program.Op]bool{}
	for _, in := range e.Code {
		there[in.Op] = true
	}
	for op := program.Const; op <= program.Accept; op++ {
		if !there[op] {
			tb.Errorf("the program has no %s", op)
		}
	}
	return e
}

// designs are one of each method, of some blocks of trials.
func designs() map[draw.Method]draw.Design {
	out := map[draw.Method]draw.Design{}
	for _, method := range []draw.Method{draw.Random, draw.LHS, draw.Sobol} {
		out[method] = draw.NewDesign(method, 8*Block)
	}
	return out
}
