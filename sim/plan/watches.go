package plan

import (
	"cmp"

	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

// Watches are what the warnings of a report count: trials in which a share leaves its range, a stock is negative, a branch is
// taken. A nil *watches watches nothing.
type watches struct {
	f        *subject
	values   map[watch]program.Value // 1 in trials that a warning counts
	order    []watch
	fields   map[*model.Quantity]bool
	extremes map[extreme][2]program.Value
	branches map[*formula.Node]*alternative
	inOrder  []*alternative
}

// A watch is what is said of a symbol.
type watch struct {
	s    *model.Symbol
	what string
}

// An extreme is a stock in one of the worlds.
type extreme struct {
	s        *model.Symbol
	scenario bool
}

const outsideShare = "leaves the range of a share, 0 to 1,"

func newWatches(f *subject) *watches {
	return &watches{f: f, values: map[watch]program.Value{}, fields: map[*model.Quantity]bool{}, extremes: map[extreme][2]program.Value{}, branches: map[*formula.Node]*alternative{}}
}

// add notes that a warning counts the trials in which v is 1 in any step and either world.
func (o *watches) add(s *model.Symbol, what string, v program.Value) {
	key := watch{s, what}
	old, ok := o.values[key]
	if !ok {
		o.order = append(o.order, key)
		o.values[key] = v
		return
	}
	o.values[key] = o.f.c.p.Max(old, v)
}

// field watches a field that is a formula, once.
func (o *watches) field(q *model.Quantity, s *model.Symbol, outside func() program.Value) {
	if o != nil && !o.fields[q] {
		o.fields[q] = true
		o.add(s, outsideShare, outside())
	}
}

// flag watches a share that may leave [0, 1] in the run, and returns the value.
func (w *world) flag(s *model.Symbol, v program.Value) program.Value {
	o := w.f.watches
	if o == nil || !s.Share {
		return v
	}
	if x, ok := w.p.Known(v); ok && x >= 0 && x <= 1 {
		return v
	}
	if s.Kind <= model.Step && !w.raised(s) {
		return v // its law keeps it within, and cuts do not take it out
	}
	o.add(s, outsideShare, w.p.Outside(v))
	return v
}

// raised reports whether anything but a cut hits a symbol.
func (w *world) raised(s *model.Symbol) bool {
	if w.base == nil {
		return false
	}
	for _, h := range w.f.hits[s] {
		if h.h.Verb != model.Cut {
			return true
		}
	}
	return false
}

// flagNegative watches a stock for values below -1e-9 of its largest magnitude in the trial.
func (w *world) flagNegative(s *model.Symbol, v program.Value) {
	o, at := w.f.watches, extreme{s, w.base != nil}
	if o == nil {
		return
	}
	e, ok := o.extremes[at]
	if !ok {
		e = [2]program.Value{v, v}
	}
	o.extremes[at] = [2]program.Value{w.p.Min(e[0], v), w.p.Max(e[1], v)}
}

// An alternative is an if on its way into the plan.
type alternative struct {
	n     *formula.Node
	name  string
	sure  [2]bool          // taken in every trial
	taken [2]program.Value // 1 in trials that take it
}

// alternatives notes which branches of an if a step may take.
func (w *world) alternatives(n *formula.Node, k int, of *model.Symbol, cond program.Value) {
	o, p := w.f.watches, w.p
	at := visit{w: w, n: n, step: k}
	if o == nil || w.f.visited[at] {
		return
	}
	w.f.visited[at] = true
	a := o.branches[n]
	if a == nil {
		a = &alternative{n: n, taken: [2]program.Value{program.None, program.None}}
		if of != nil {
			a.name = cmp.Or(of.Name, of.Path)
		}
		o.branches[n] = a
		o.inOrder = append(o.inOrder, a)
	}
	if x, ok := p.Known(cond); ok {
		a.sure[0], a.sure[1] = a.sure[0] || x != 0, a.sure[1] || x == 0
		return
	}
	for i, v := range [2]program.Value{p.NE(cond, p.Constant(0)), p.EQ(cond, p.Constant(0))} {
		switch {
		case a.sure[i]:
		case a.taken[i] == program.None:
			a.taken[i] = v
		default:
			a.taken[i] = p.Max(a.taken[i], v)
		}
	}
}

// A Branch is one of an if that may never be taken.
type Branch struct {
	Name    string // of what the formula belongs to
	Text    string // of the if
	Which   string // "first" or "second"
	Counter int    // of the trials in which it is taken in any step and either world; -1: in none, as is known beforehand
}

// close plans the counters of warnings, after the last step.
func (o *watches) close(r *Report) {
	f, p := o.f, o.f.c.p
	for _, s := range f.m.Symbols {
		for _, scenario := range []bool{false, true} {
			if e, ok := o.extremes[extreme{s, scenario}]; ok {
				largest := p.Max(e[1], p.Neg(e[0]))
				o.add(s, "is negative", p.LT(e[0], p.Mul(largest, p.Constant(-program.Slack))))
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
			o.add(name, "displaces more than there is and is scaled to 1", p.LT(p.Constant(1+program.Slack), f.scenario.shares(d)))
		}
	}
	for _, key := range o.order {
		if v := o.values[key]; !p.Is(v, 0) {
			r.Counters = append(r.Counters, Counter{Name: cmp.Or(key.s.Name, key.s.Path), What: key.what, Index: f.c.tally(v)})
		}
	}
	for _, a := range o.inOrder {
		for i, which := range [2]string{"first", "second"} {
			if a.sure[i] {
				continue
			}
			b := Branch{Name: a.name, Text: a.n.String(), Which: which, Counter: -1}
			if a.taken[i] != program.None {
				b.Counter = f.c.tally(a.taken[i])
			}
			r.Branches = append(r.Branches, b)
		}
	}
}
