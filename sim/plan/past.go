package plan

import (
	"math"

	"weir/sim/diag"
	"weir/sim/model"
)

// A Past is what evidence asks of the history of a proposed trial. Its program ends with one Accept.
type Past struct {
	*Plan
	Pieces []*model.Piece // in path order
	Cells  []Cell         // what each observes in the baseline
	Means  []Cell         // the mean of the weight of each
	Probes [][2]int       // of each, where its lower and its upper figure fall; -1 where it has none
	Weight Cell           // the mean weight of them all
}

// A Probe asks for the share of the trials at or below a value of a column, by a scale.
type Probe struct {
	Column int
	Scale
	At float64
}

// A Moved parameter is drawn once a trial: its draws after evidence, and at the ends of cells of its law before.
type Moved struct {
	Symbol *model.Symbol
	Cell   Cell      // of the draws less Base
	Base   float64   // about the median of a law that is narrow, such as one of dates, so that draws are told apart
	Prior  []float64 // the law's probability up to the end of each cell, ascending
	Probes []int     // where the trials stand there
}

// past plans the acceptance of proposed trials: each with the chance of its weight, by a keyed draw (rejection sampling, von
// Neumann 1951), since no weight exceeds 1 and no shock acts in history. Without evidence it is nil. The files of a call must
// say the same of their histories.
func past(models []*model.Model) (*Past, diag.List) {
	var list diag.List
	if len(models[0].Evidence) == 0 {
		for _, m := range models[1:] {
			if len(m.Evidence) > 0 {
				list.Errorf(m.Document.At, "evidence", "files of one call share their evidence", "there is evidence here, and none in %s", models[0].File)
			}
		}
		return nil, list
	}
	c := newCompiler(models[0], maxProgram)
	out := &Past{Pieces: models[0].Evidence}
	first := none
	for i, m := range models {
		if len(m.Evidence) == 0 {
			list.Errorf(m.Document.At, "evidence", "files of one call share their evidence", "there is no evidence here, and some in %s", models[0].File)
			continue
		}
		f := c.newFile(m)
		c.files = append(c.files, f)
		sum := c.p.constant(0) // the logarithm of the weight
		for _, e := range m.Evidence {
			x := f.observed(e)
			w := c.p.logWeight(e, x)
			sum = c.p.binary(Add, sum, w)
			if i == 0 {
				cell := c.observe(x, unscaled, true)
				out.Cells, out.Means = append(out.Cells, cell), append(out.Means, c.average(c.p.unary(Exp, w, 0)))
				out.Probes = append(out.Probes, c.probes(cell, e))
			}
		}
		if i == 0 {
			first = sum
		} else if sum != first {
			list.Errorf(m.Document.At, "evidence", "files of one call share their history: its parameters and its evidence", "the past that evidence speaks of is another one here than in %s", models[0].File)
		}
	}
	out.Weight = c.average(c.p.unary(Exp, first, 0))
	u := c.uniform(stream{Chance, "evidence", noStep})
	c.p.defs = append(c.p.defs, def{op: Accept, a: first, b: u, c: none})
	if list = append(list, c.list...); list.Failed() {
		return nil, list
	}
	out.Plan = c.plan(models[0])
	return out, list
}

// probes asks where the figures of a piece fall.
func (c *compiler) probes(cell Cell, e *model.Piece) [2]int {
	out := [2]int{-1, -1}
	for i, x := range [2]float64{e.Lo, e.Hi} {
		if x > 0 {
			out[i] = c.probe(cell, x)
		}
	}
	return out
}

// probe asks for the share of the trials up to a value; -1 of what is certain.
func (c *compiler) probe(cell Cell, x float64) int {
	if cell.Column < 0 {
		return -1
	}
	c.asked = append(c.asked, Probe{cell.Column, cell.Scale, x})
	return len(c.asked) - 1
}

// observed is what a piece speaks of, in the baseline: the time integral of its rate over the window, of each step the part
// that lies within; or its mean.
func (f *file) observed(e *model.Piece) Value {
	p, t, w := f.c.p, f.m.Time, f.baseline
	sum := p.constant(0)
	of := &model.Symbol{Path: e.Path, Name: e.Path, At: e.At, Judged: true}
	for k := range t.Steps {
		part := min(t.Begin(k+1), e.To) - max(t.Begin(k), e.From)
		if part <= model.Slack {
			continue
		}
		v := w.eval(e.Expr, k, nil)
		w.judge(finite, v, of, k, "", e.Expr)
		if e.Mean {
			part /= e.To - e.From
		}
		sum = p.binary(Add, sum, p.binary(Mul, v, p.constant(part)))
	}
	return sum
}

// impossible is the logarithm of a weight of 0.
const impossible = -1e6

// logWeight is the logarithm of the weight of a simulated x: 0 where the claim holds, and outside -(ln(x/y)/spread)^2/2 from
// the edge y that was crossed; impossible where x is not above 0 and the claim has a lower edge. A reliability r makes a
// weight w r w + (1-r).
func (p *program) logWeight(e *model.Piece, x Value) Value {
	kernel := func(y float64) Value {
		z := p.binary(Div, p.unary(Log, p.binary(Div, x, p.constant(y)), 0), p.constant(e.Spread))
		return p.binary(Max, p.binary(Mul, p.binary(Mul, z, z), p.constant(-0.5)), p.constant(impossible))
	}
	w := p.constant(0)
	if e.Claim != model.AtLeast {
		w = p.choose(p.binary(LE, x, p.constant(e.Hi)), w, kernel(e.Hi))
	}
	if e.Claim != model.AtMost {
		below := p.choose(p.binary(LT, p.constant(0), x), kernel(e.Lo), p.constant(impossible))
		w = p.choose(p.binary(LE, p.constant(e.Lo), x), w, below)
	}
	if e.Reliability == 1 {
		return w
	}
	return p.unary(Log, p.binary(Add, p.binary(Mul, p.unary(Exp, w, 0), p.constant(e.Reliability)), p.constant(1-e.Reliability)), 0)
}

// figures plans what evidence and checks are compared with after conditioning, and how far parameters have moved.
func (f *file) figures() {
	for _, e := range f.m.Evidence {
		cell := f.c.observe(f.observed(e), unscaled, true)
		f.report.Evidence = append(f.report.Evidence, Figure{e, cell, f.c.probes(cell, e)})
	}
	for _, e := range f.m.Checks {
		cell := f.c.observe(f.observed(e), unscaled, true)
		f.report.Checks = append(f.report.Checks, Figure{e, cell, f.c.probes(cell, e)})
	}
	if len(f.m.Evidence) == 0 {
		return
	}
	for _, s := range f.m.Symbols {
		if s.Kind != model.Once || s.Quantity.Fixed {
			continue
		}
		m := Moved{Symbol: s}
		q := s.Quantity
		v := f.baseline.value(s, 0)
		if lo, mid, hi := float64(q.Law.Quantile(0.05)*q.Scale), float64(q.Law.Quantile(0.5)*q.Scale), float64(q.Law.Quantile(0.95)*q.Scale); hi-lo < float64(narrow*math.Abs(mid)) {
			m.Base = mid
			v = f.c.p.binary(Sub, v, f.c.p.constant(mid))
		}
		m.Cell = f.c.observe(v, unscaled, false)
		m.cells(f.c, q)
		f.report.Moved = append(f.report.Moved, m)
	}
}

// narrow is the width of a law, as a part of its median, below which the bins of a distribution are too coarse for it.
const narrow = 0.125

// cells cuts a law into twentieths, or what comes next to that where it steps.
func (m *Moved) cells(c *compiler, q *model.Quantity) {
	const parts = 20
	last := q.Law.Quantile(0)
	for i := 1; i < parts; i++ {
		x := q.Law.Quantile(float64(i) / parts)
		if up := q.Law.CDF(x); x != last && up > 0 && up < 1 {
			if n := len(m.Prior); n == 0 || up > m.Prior[n-1] {
				m.Prior = append(m.Prior, up)
				m.Probes = append(m.Probes, c.probe(m.Cell, float64(x*q.Scale)-m.Base))
			}
		}
		last = x
	}
}

// A Figure is a piece of evidence, or a check, and what the model says of it.
type Figure struct {
	Piece  *model.Piece
	Cell   Cell
	Probes [2]int // where its lower and its upper figure fall; -1 where it has none
}
