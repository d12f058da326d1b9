package plan

import (
	"weir/sim/diag"
	"weir/sim/model"
	"weir/sim/program"
)

// A History is what evidence asks of the history of a proposed trial. Its program ends with one Accept.
type History struct {
	*Plan
	Pieces []*model.Piece // in path order
	Cells  []Cell         // what each observes in the baseline
	Means  []Cell         // the mean of the weight of each
	Probes [][2]int       // of each, where its lower and its upper figure fall; -1 where it has none
	Weight Cell           // the mean weight of them all
}

// history plans the acceptance of proposed trials: each with the chance of its weight, by a keyed draw (rejection sampling, von
// Neumann 1951), since no weight exceeds 1 and no shock acts in history. Without evidence it is nil. The files of a call must
// say the same of their histories.
func history(models []*model.Model) (*History, diag.List) {
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
	draws := newKeyed(c.p, models[0], models[0].Sampling, 0)
	out := &History{Pieces: models[0].Evidence}
	first := program.None
	for i, m := range models {
		if len(m.Evidence) == 0 {
			list.Errorf(m.Document.At, "evidence", "files of one call share their evidence", "there is no evidence here, and some in %s", models[0].File)
			continue
		}
		f := c.newSubject(m, draws, true)
		sum := c.p.Constant(0) // the logarithm of the weight
		for _, e := range m.Evidence {
			x := f.observed(e)
			w := logWeight(c.p, e, x)
			sum = c.p.Add(sum, w)
			if i == 0 {
				cell := c.observe(unscaled(x), true)
				out.Cells, out.Means = append(out.Cells, cell), append(out.Means, c.average(c.p.Exp(w)))
				out.Probes = append(out.Probes, c.figureProbes(cell, e))
			}
		}
		if i == 0 {
			first = sum
		} else if sum != first {
			list.Errorf(m.Document.At, "evidence", "files of one call share their history: its parameters and its evidence", "the past that evidence speaks of is another one here than in %s", models[0].File)
		}
	}
	out.Weight = c.average(c.p.Exp(first))
	c.p.Accept(0, first, c.subjects[0].acceptance())
	if list = append(list, c.list...); list.Failed() {
		return nil, list
	}
	out.Plan = c.plan(models[0])
	for _, f := range c.subjects {
		out.Models = append(out.Models, f.m)
	}
	return out, list
}

// acceptance is the uniform by which a proposal is accepted.
func (f *subject) acceptance() program.Value {
	return f.draws.uniform(stream{program.Chance, "evidence", program.NoStep})
}

// observed is what a piece speaks of, in the baseline: the time integral of its rate over the window, of each step the part
// that lies within; or its mean.
func (f *subject) observed(e *model.Piece) program.Value {
	p, t, w := f.c.p, f.m.Time, f.baseline
	sum := p.Constant(0)
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
		sum = p.Add(sum, p.Mul(v, p.Constant(part)))
	}
	return sum
}

// impossible is the logarithm of a weight of 0.
const impossible = -1e6

// logWeight is the logarithm of the weight of a simulated x: 0 where the claim holds, and outside -(ln(x/y)/spread)^2/2 from
// the edge y that was crossed; impossible where x is not above 0 and the claim has a lower edge. A reliability r makes a
// weight w r w + (1-r).
func logWeight(p *program.Builder, e *model.Piece, x program.Value) program.Value {
	kernel := func(y float64) program.Value {
		z := p.Div(p.Log(p.Div(x, p.Constant(y))), p.Constant(e.Spread))
		return p.Max(p.Mul(p.Mul(z, z), p.Constant(-0.5)), p.Constant(impossible))
	}
	w := p.Constant(0)
	if e.Claim != model.AtLeast {
		w = p.Choose(p.LE(x, p.Constant(e.Hi)), w, kernel(e.Hi))
	}
	if e.Claim != model.AtMost {
		below := p.Choose(p.LT(p.Constant(0), x), kernel(e.Lo), p.Constant(impossible))
		w = p.Choose(p.LE(p.Constant(e.Lo), x), w, below)
	}
	if e.Reliability == 1 {
		return w
	}
	return p.Log(p.Add(p.Mul(p.Exp(w), p.Constant(e.Reliability)), p.Constant(1-e.Reliability)))
}
