package plan

import (
	"cmp"

	"weir/sim/formula"
	"weir/sim/model"
)

// A file is one scenario on its way into the plan: its baseline, and its scenario where a shock is in force.
type file struct {
	c          *compiler
	index      int
	m          *model.Model
	baseline   *world
	scenario   *world                          // nil where nothing is in force
	counts     map[*model.Symbol]*model.Symbol // of a flow, its count
	hits       map[*model.Symbol][]*hit
	reaches    map[*model.Symbol]map[*model.Symbol]bool
	quantities map[*model.Quantity]*model.Symbol // shares by formula, as warnings name them
	watched    map[watch]Value                   // 1 in trials that a warning counts
	order      []watch
	extremes   map[extreme][2]Value
	tallies    []*tally
	lazy       bool // some formula is read by branches of an if alone
	visited    map[visit]bool
	covering   [][]int        // by step: the periods that it lies in, ascending
	years      []model.Period // by step: the calendar year among them; none where the steps are years
	report     *Report

	alternatives map[*formula.Node]*alternative
	inOrder      []*alternative
}

const outsideShare = "leaves the range of a share, 0 to 1,"

type watch struct {
	s    *model.Symbol
	what string
}

func (c *compiler) newFile(m *model.Model) *file {
	f := &file{
		c: c, index: len(c.files), m: m,
		counts: map[*model.Symbol]*model.Symbol{}, reaches: map[*model.Symbol]map[*model.Symbol]bool{},
		quantities: map[*model.Quantity]*model.Symbol{}, watched: map[watch]Value{}, visited: map[visit]bool{}, alternatives: map[*formula.Node]*alternative{}, extremes: map[extreme][2]Value{},
		report: &Report{Model: m, Periods: m.Periods()},
	}
	for _, s := range m.Symbols {
		f.lazy = f.lazy || !s.Judged
		if s.Kind == model.Count {
			for _, flow := range m.Symbols {
				if flow.Kind == model.Flow && flow.Path == s.Path {
					f.counts[flow] = s
				}
			}
		}
	}
	f.calendar()
	f.baseline = f.newWorld(nil)
	if len(m.Enforced) > 0 {
		f.scenario = f.newWorld(f.baseline)
		f.scenario.enforce()
	}
	f.declare()
	return f
}

// calendar says in which periods each step lies.
func (f *file) calendar() {
	f.covering, f.years = make([][]int, f.m.Time.Steps), make([]model.Period, f.m.Time.Steps)
	for i, period := range f.report.Periods {
		for k := period.From; k < period.To; k++ {
			f.covering[k] = append(f.covering[k], i)
			if period.Kind == model.YearPeriod && f.m.Time.PerYear > 1 {
				f.years[k] = period
			}
		}
	}
}

// rows is the number of rows of the file's tables.
func (f *file) rows() (n int) {
	for _, s := range f.report.Series {
		n += len(s.Scenario) + len(s.Baseline)
	}
	return n
}

// reach is everything that a symbol's value may depend on, remembered.
func (f *file) reach(s *model.Symbol) map[*model.Symbol]bool {
	if f.reaches[s] == nil {
		f.reaches[s] = s.Reach()
	}
	return f.reaches[s]
}

// quantity is a field that is fixed for a trial: certain, drawn, or a formula over once-parameters without hits.
func (f *file) quantity(q *model.Quantity) Value {
	if q.Expr != nil {
		v := f.baseline.eval(q.Expr, 0, nil)
		rule, s := finite, &model.Symbol{Path: q.Path, At: q.At}
		if q.Least {
			rule = notNegative
		}
		f.baseline.judge(rule, v, s, 0, "", q.Expr)
		if x, ok := f.c.p.known(v); ok && q.Share && (x < -Slack || x > 1+Slack) && !f.c.medians {
			f.c.list.Errorf(q.At, q.Path, "a share lies between 0 and 1", "this formula gives %.6g", x)
		}
		if x, ok := f.c.p.known(v); q.Share && !(ok && x >= 0 && x <= 1) {
			if f.quantities[q] == nil {
				f.quantities[q] = s
				f.watch(s, outsideShare, f.c.p.unary(Outside, v, 0))
			}
		}
		return v
	}
	if q.Fixed {
		return f.c.p.constant(q.Value)
	}
	return f.c.sample(stream{Once, q.Path, noStep}, q.Law, q.Scale, q.Sig)
}

// watch notes that a warning counts the trials in which v is 1 in any step and either world.
func (f *file) watch(s *model.Symbol, what string, v Value) {
	key := watch{s, what}
	old, ok := f.watched[key]
	if !ok {
		f.order = append(f.order, key)
		f.watched[key] = v
		return
	}
	f.watched[key] = f.c.p.binary(Max, old, v)
}

// step plans one step of both worlds, then the state that the next step begins with.
func (f *file) step(k int) {
	worlds := []*world{f.baseline}
	if f.scenario != nil {
		worlds = append(worlds, f.scenario)
	}
	for _, w := range worlds {
		for _, s := range f.m.Symbols {
			if s.Kind >= model.Process && s.Judged {
				w.value(s, k)
			}
		}
		f.total(w, k)
	}
	for _, t := range f.tallies {
		t.add(k)
	}
	f.balance(k)
	if k+1 == f.m.Time.Steps {
		return
	}
	for _, w := range worlds {
		for _, s := range f.m.Symbols {
			switch s.Kind {
			case model.Process, model.Stock:
				w.path(s, k+1)
			case model.OnceEvent:
				w.hazard(s, k+1)
			}
			w.sumsOf(s, k+1)
		}
	}
	if f.scenario != nil {
		for _, s := range f.scenario.shocks {
			f.scenario.onsetAt(s, k+1)
		}
	}
}

// sumsOf carries the integrals within a symbol's formula forward, so that none has to reach far back.
func (w *world) sumsOf(s *model.Symbol, k int) {
	if s.Expr == nil || s.Kind == model.Formula && !s.Judged {
		return
	}
	formula.Walk(s.Expr, func(n *formula.Node) bool {
		switch n.Op {
		case formula.If, formula.Lag:
			return false
		case formula.Cumulative:
			w.cumulative(n, k, s)
		}
		return true
	})
}

// total makes sure that the totals are planned.
func (f *file) total(w *world, k int) {
	for kind := model.Gross; kind <= model.Net; kind++ {
		w.value(f.m.Total(kind), k)
	}
}

// finish plans what is known after the last step: the counters of warnings.
func (f *file) finish() {
	p := f.c.p
	for _, s := range f.m.Symbols {
		for _, scenario := range []bool{false, true} {
			if e, ok := f.extremes[extreme{s, scenario}]; ok {
				largest := p.binary(Max, e[1], p.unary(Neg, e[0], 0))
				f.watch(s, "is negative", p.binary(LT, e[0], p.binary(Mul, largest, p.constant(-Slack))))
			}
		}
	}
	for _, s := range f.m.Enforced {
		scaled := map[*model.Channel]bool{}
		for _, d := range s.Displaces {
			if scaled[d.From] {
				continue
			}
			scaled[d.From] = true
			name := &model.Symbol{Name: s.Path + ".displaces." + d.From.ID}
			f.watch(name, "displaces more than there is and is scaled to 1", p.binary(LT, p.constant(1+Slack), f.scenario.shares(d)))
		}
	}
	for _, key := range f.order {
		v := f.watched[key]
		if p.is(v, 0) {
			continue
		}
		f.report.Counters = append(f.report.Counters, Counter{Name: cmp.Or(key.s.Name, key.s.Path), What: key.what, Index: f.c.tally(v)})
	}
	f.countBranches()
	f.goal()
	f.figures()
	f.expect()
}
