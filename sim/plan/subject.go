package plan

import (
	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

// A subject is one model on its way into the plan: its baseline, and its scenario where a shock is in force.
type subject struct {
	c        *compiler
	index    int
	m        *model.Model
	draws    draws
	judges   bool // values are judged
	lazy     bool // some formula is read by branches of an if alone
	periods  []model.Period
	baseline *world
	scenario *world                          // nil where nothing is in force
	counts   map[*model.Symbol]*model.Symbol // of a flow, its count
	hits     map[*model.Symbol][]*hit
	reaches  map[*model.Symbol]map[*model.Symbol]bool
	visited  map[visit]bool
	covering [][]int        // by step: the periods that it lies in, ascending
	years    []model.Period // by step: the calendar year among them; none where the steps are years
	tallies  []*tally       // those of parts before those that sum them up
	report   *Report        // nil where it is not asked
	watches  *watches       // what warnings count; nil without a report
}

// newSubject adds a subject to the program.
func (c *compiler) newSubject(m *model.Model, d draws, judges bool) *subject {
	f := &subject{
		c: c, index: len(c.subjects), m: m, draws: d, judges: judges, periods: m.Periods(),
		counts: map[*model.Symbol]*model.Symbol{}, reaches: map[*model.Symbol]map[*model.Symbol]bool{}, visited: map[visit]bool{},
	}
	c.subjects = append(c.subjects, f)
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
	return f
}

// calendar says in which periods each step lies.
func (f *subject) calendar() {
	f.covering, f.years = make([][]int, f.m.Time.Steps), make([]model.Period, f.m.Time.Steps)
	for i, period := range f.periods {
		for k := period.From; k < period.To; k++ {
			f.covering[k] = append(f.covering[k], i)
			if period.Kind == model.YearPeriod && f.m.Time.PerYear > 1 {
				f.years[k] = period
			}
		}
	}
}

// worlds are the baseline and, where a shock is in force, the scenario.
func (f *subject) worlds() []*world {
	if f.scenario == nil {
		return []*world{f.baseline}
	}
	return []*world{f.baseline, f.scenario}
}

// forecast is the number of the forecast among the periods: the last.
func (f *subject) forecast() int { return len(f.periods) - 1 }

// reach is everything that a symbol's value may depend on, remembered.
func (f *subject) reach(s *model.Symbol) map[*model.Symbol]bool {
	if f.reaches[s] == nil {
		f.reaches[s] = s.Reach()
	}
	return f.reaches[s]
}

// quantity is a field that is fixed for a trial: certain, drawn, or a formula over once-parameters without hits.
func (f *subject) quantity(q *model.Quantity) program.Value {
	p := f.c.p
	switch {
	case q.Expr == nil && q.Fixed:
		return p.Constant(q.Value)
	case q.Expr == nil:
		return f.draws.sample(stream{program.Once, q.Path, program.NoStep}, q.Law, q.Scale, q.Sig)
	}
	v := f.baseline.eval(q.Expr, 0, nil)
	rule, s := finite, &model.Symbol{Path: q.Path, At: q.At}
	if q.Least {
		rule = notNegative
	}
	f.baseline.judge(rule, v, s, 0, "", q.Expr)
	x, known := p.Known(v)
	if known && q.Share && (x < -program.Slack || x > 1+program.Slack) {
		f.c.list.Errorf(q.At, q.Path, "a share lies between 0 and 1", "this formula gives %.6g", x)
	}
	if q.Share && !(known && x >= 0 && x <= 1) {
		f.watches.field(q, s, func() program.Value { return p.Outside(v) })
	}
	return v
}

// step plans one step of what is asked, and of a report all that is judged or watched; then the state that its next step begins
// with, so that none has to reach far back.
func (f *subject) step(k int) {
	if f.report != nil {
		for _, w := range f.worlds() {
			for _, s := range f.m.Symbols {
				if s.Kind >= model.Process && s.Judged {
					w.value(s, k)
				}
			}
			w.totals(k)
		}
	}
	for _, t := range f.tallies {
		t.add(k)
	}
	if f.report != nil {
		f.balance(k)
	}
	if k+1 < f.m.Time.Steps && f.report != nil {
		for _, w := range f.worlds() {
			w.carry(k + 1)
		}
	}
}

// totals makes sure that the totals are planned.
func (w *world) totals(k int) {
	for kind := model.Gross; kind <= model.Net; kind++ {
		w.value(w.m.Total(kind), k)
	}
}

// carry plans the state at the beginning of a step.
func (w *world) carry(k int) {
	for _, s := range w.m.Symbols {
		switch s.Kind {
		case model.Process, model.Stock:
			w.path(s, k)
		case model.OnceEvent:
			w.hazard(s, k)
		}
		w.sumsOf(s, k)
	}
	for _, s := range w.shocks {
		w.onsetAt(s, k)
	}
}

// sumsOf carries the integrals within a symbol's formula forward.
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
