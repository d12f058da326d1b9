package plan

import (
	"weir/sim/diag"
	"weir/sim/model"
)

// A Past is what evidence asks of the history of a proposed trial: its program ends with one Accept.
type Past struct {
	*Plan
	Observed []Cell // of each piece of the models' evidence, in order: what is observed, in base units
	Weights  []Cell // the means of the weights of each piece
	Weight   Cell   // of their product
}

// NewPast plans the acceptance of trials: with the chance of its weight, by a keyed draw (von Neumann's rejection). No weight
// exceeds 1. It is nil where there is no evidence; the files of a call must say the same of their histories.
func NewPast(models []*model.Model) (*Past, diag.List) {
	if len(models[0].Evidence) == 0 {
		return nil, nil
	}
	var list diag.List
	c := newCompiler(models[0], maxProgram)
	var past *Past
	first := none
	for _, m := range models {
		f := c.newFile(m)
		c.files = append(c.files, f)
		p, weight := f.past(past == nil)
		if past == nil {
			past, first = p, weight
			continue
		}
		if weight != first {
			list.Errorf(m.Document.At, "", "files of one call share their history: its parameters and its evidence", "the past that evidence speaks of is another one here than in %s", models[0].File)
		}
	}
	u := c.uniform(stream{Chance, "evidence", noStep})
	c.p.effect(Accept, c.p.binary(LT, u, first), 0, 0)
	past.Plan = c.p.allocate()
	past.Trials, past.Seed, past.Method = models[0].Trials, models[0].Seed, models[0].Sampling
	past.Columns, past.Averages = len(c.columns), len(c.averages)
	past.Judgements = c.judgements
	for _, f := range c.files {
		past.Reports = append(past.Reports, f.report)
	}
	return past, list
}

// past plans the weight of a file's history.
func (f *file) past(observed bool) (*Past, Value) {
	p := f.c.p
	out := &Past{}
	product := p.constant(1)
	for _, e := range f.m.Evidence {
		x := f.observed(e)
		w := p.weight(e, x)
		product = p.binary(Mul, product, w)
		if observed {
			out.Observed = append(out.Observed, f.c.observe(x, true))
			out.Weights = append(out.Weights, f.c.average(w))
		}
	}
	if observed {
		out.Weight = f.c.average(product)
	}
	return out, product
}

// observed is what a piece speaks of, in the baseline: the time integral of its rate over the window, each step with the
// part of it that lies within; or its mean.
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

// weight is the weight of a simulated x: 1 where the claim holds, and outside exp(-(ln(x/y)/spread)^2/2) from the edge y that
// was crossed; 0 where x is not above 0 and the claim has a lower edge. A reliability r makes it r w + (1-r).
func (p *program) weight(e *model.Piece, x Value) Value {
	kernel := func(y float64) Value {
		z := p.binary(Div, p.unary(Log, p.binary(Div, x, p.constant(y)), 0), p.constant(e.Spread))
		return p.unary(Exp, p.binary(Mul, p.binary(Mul, z, z), p.constant(-0.5)), 0)
	}
	w := p.constant(1)
	if e.Claim != model.AtLeast {
		w = p.choose(p.binary(LE, x, p.constant(e.Hi)), w, kernel(e.Hi))
	}
	if e.Claim != model.AtMost {
		below := p.choose(p.binary(LT, p.constant(0), x), kernel(e.Lo), p.constant(0))
		w = p.choose(p.binary(LE, p.constant(e.Lo), x), w, below)
	}
	if e.Reliability == 1 {
		return w
	}
	return p.binary(Add, p.binary(Mul, w, p.constant(e.Reliability)), p.constant(1-e.Reliability))
}
