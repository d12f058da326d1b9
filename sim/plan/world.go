package plan

import (
	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

// A world is a model with the shocks of its file in force, or with none: the baseline. It maps every named value and
// step to a value of the program. What it has found once it remembers, so equal questions cost nothing.
type world struct {
	f      *subject
	p      *program.Builder
	m      *model.Model
	base   *world                            // of a scenario; nil in a baseline
	values [][]program.Value                 // by symbol and step, as readers see them: after hits and arrivals
	own    [][]program.Value                 // of revenue and gross: after hits, before arrivals
	paths  [][]program.Value                 // of processes and stocks: underneath
	sums   map[*formula.Node][]program.Value // of cumulative
	state  map[*model.Symbol][]program.Value // integrals of the rates of events that happen once
	shocks []*shock
	pushed map[push]program.Value
}

func (f *subject) newWorld(base *world) *world {
	m := f.m
	w := &world{f: f, p: f.c.p, m: m, base: base, sums: map[*formula.Node][]program.Value{}, state: map[*model.Symbol][]program.Value{}, pushed: map[push]program.Value{}}
	for _, grid := range []*[][]program.Value{&w.values, &w.own, &w.paths} {
		*grid = make([][]program.Value, len(m.Symbols))
	}
	for _, s := range m.Symbols {
		w.values[s.ID] = absent(m.Time.Steps)
		if s.Kind == model.Revenue || s.Kind == model.Gross {
			w.own[s.ID] = absent(m.Time.Steps)
		}
		if s.Kind == model.Process || s.Kind == model.Stock {
			w.paths[s.ID] = absent(m.Time.Steps)
		}
		if s.Kind == model.OnceEvent {
			w.state[s] = absent(m.Time.Steps)
		}
	}
	return w
}

func absent(n int) []program.Value {
	v := make([]program.Value, n)
	for i := range v {
		v[i] = program.None
	}
	return v
}

// origin is the baseline of the world's file, where initial values and the fields of shocks are read.
func (w *world) origin() *world {
	if w.base != nil {
		return w.base
	}
	return w
}

// value is a symbol as its readers see it in a step.
func (w *world) value(s *model.Symbol, k int) program.Value {
	if v := w.values[s.ID][k]; v != program.None {
		return v
	}
	v := w.compute(s, k)
	w.values[s.ID][k] = v
	return v
}

func (w *world) compute(s *model.Symbol, k int) program.Value {
	p := w.p
	switch s.Kind {
	case model.Once:
		return w.flag(s, w.hit(s, k, w.f.drawn(s, program.NoStep)))
	case model.Step:
		return w.flag(s, w.hit(s, k, w.f.drawn(s, w.m.Time.Number(k))))
	case model.Schedule:
		return w.flag(s, w.hit(s, k, p.Constant(s.ByStep[k])))
	case model.Process:
		return w.flag(s, w.hit(s, k, w.path(s, k)))
	case model.Stock:
		return w.path(s, k)
	case model.Formula:
		v := w.hit(s, k, w.eval(s.Expr, k, s))
		if s.Judged {
			w.judge(finite, v, s, k, "", s.Expr)
		}
		return w.flag(s, v)
	case model.Flow:
		count := w.count(w.f.counts[s], k) // of the step, not of a year
		sum := w.f.draws.sizes(count, s.Path, w.m.Time.Number(k), s.Quantity)
		return p.Mul(sum, p.Constant(float64(w.m.Time.PerYear)))
	case model.Count:
		return p.Mul(w.count(s, k), p.Constant(float64(w.m.Time.PerYear)))
	case model.OnceEvent:
		return w.happened(s, k)
	}
	return w.rate(s, k)
}

// rate is a channel's or the total's gross, revenue, cost or net.
func (w *world) rate(s *model.Symbol, k int) program.Value {
	p := w.p
	if s.Channel == nil {
		return w.total(s, k)
	}
	switch {
	case s.Kind == model.Net:
		return p.Sub(w.value(s.Channel.Revenue, k), w.value(s.Channel.Cost, k))
	case s.Kind == model.Gross && s.Expr == nil:
		return w.value(s.Channel.Revenue, k)
	case s.Kind == model.Cost && s.Expr == nil:
		return w.hit(s, k, p.Constant(0))
	case s.Kind == model.Cost:
		v := w.hit(s, k, w.eval(s.Expr, k, s))
		w.judge(finite, v, s, k, "", s.Expr)
		return v
	}
	v := w.ownRate(s, k)
	if arrived := w.arrivals(s.Channel, k); arrived != program.None {
		v = p.Add(v, arrived)
	}
	return v
}

// ownRate is a channel's revenue or gross after hits, before what is displaced to it arrives.
func (w *world) ownRate(s *model.Symbol, k int) program.Value {
	if s.Expr == nil { // gross stands for revenue
		s = s.Channel.Revenue
	}
	if v := w.own[s.ID][k]; v != program.None {
		return v
	}
	v := w.hit(s, k, w.eval(s.Expr, k, s))
	w.judge(finite, v, s, k, "", s.Expr)
	w.own[s.ID][k] = v
	return v
}

// total sums over the channels in path order.
func (w *world) total(s *model.Symbol, k int) program.Value {
	p := w.p
	if s.Kind == model.Net {
		return p.Sub(w.value(w.m.Total(model.Revenue), k), w.value(w.m.Total(model.Cost), k))
	}
	sum := p.Constant(0)
	for _, c := range w.m.ByPath {
		sum = p.Add(sum, w.value([]*model.Symbol{c.Gross, c.Revenue, c.Cost}[s.Kind-model.Gross], k))
	}
	return sum
}

// path is the value of a process or stock underneath all hits.
func (w *world) path(s *model.Symbol, k int) program.Value {
	if v := w.paths[s.ID][k]; v != program.None {
		return v
	}
	var v program.Value
	switch {
	case s.Kind == model.Stock && k == 0:
		v = w.origin().eval(s.Initial, 0, s)
	case s.Kind == model.Stock:
		p := w.p
		v = p.Add(w.path(s, k-1), p.Mul(w.change(s, k-1), p.Constant(w.m.Time.DT())))
	case k == 0:
		v = w.first(s)
	default:
		v = w.move(s, k-1)
	}
	w.paths[s.ID][k] = v
	if s.Kind == model.Stock {
		if k == 0 {
			w.judge(finite, v, s, k, " (initial)", s.Initial)
		} else {
			w.judge(finite, v, s, k, "")
		}
		w.flag(s, v)
		w.flagNegative(s, v)
	}
	return v
}

// change is the net change of a stock, a year, after hits.
func (w *world) change(s *model.Symbol, k int) program.Value {
	v := w.hit(s, k, w.eval(s.Expr, k, s))
	w.judge(finite, v, s, k, " (change)", s.Expr)
	return v
}

// count is the number of an event in a step.
func (w *world) count(s *model.Symbol, k int) program.Value {
	p := w.p
	rate := w.eval(s.Expr, k, s)
	w.judge(eventRate(w.m.Time.PerYear), rate, s, k, " (rate)", s.Expr)
	mean := p.Mul(rate, p.Constant(w.m.Time.DT()))
	return w.f.draws.number(mean, s.Path, w.m.Time.Number(k))
}

// happened is 1 from the first step at whose beginning the integral of the rate has passed a draw of an exponential.
func (w *world) happened(s *model.Symbol, k int) program.Value {
	p, passed := w.p, w.hazard(s, k)
	if p.Is(passed, 0) {
		return passed
	}
	threshold := w.f.draws.sample(stream{program.Chance, s.Path, program.NoStep}, exponential, 1, "exponential")
	return p.LE(threshold, passed)
}

func (w *world) hazard(s *model.Symbol, k int) program.Value {
	if k == 0 {
		return w.p.Constant(0)
	}
	if v := w.state[s][k]; v != program.None {
		return v
	}
	rate := w.eval(s.Expr, k-1, s)
	w.judge(notNegative, rate, s, k-1, " (rate)", s.Expr)
	v := w.p.Add(w.hazard(s, k-1), w.p.Mul(rate, w.p.Constant(w.m.Time.DT())))
	w.state[s][k] = v
	return v
}

// eval is the value of a formula in a step; of is the symbol that it belongs to, or nil.
func (w *world) eval(n *formula.Node, k int, of *model.Symbol) program.Value {
	p := w.p
	switch n.Op {
	case formula.Date:
		return p.Constant(n.Num)
	case formula.T:
		return p.Constant(w.m.Time.Since(k))
	case formula.Now:
		return p.Constant(w.m.Time.Begin(k))
	case formula.Dt:
		return p.Constant(w.m.Time.DT())
	case formula.Name:
		return w.read(w.m.Symbols[n.Ref], k, of)
	case formula.If:
		cond := w.eval(n.Args[0], k, of)
		w.alternatives(n, k, of, cond)
		if x, ok := p.Known(cond); ok && x == x { // what is not taken is not even planned
			if x != 0 {
				return w.eval(n.Args[1], k, of)
			}
			return w.eval(n.Args[2], k, of)
		}
		return p.Choose(cond, w.eval(n.Args[1], k, of), w.eval(n.Args[2], k, of))
	case formula.Lag:
		lag := int(n.Num)
		switch {
		case k >= lag:
			return w.eval(n.Args[0], k-lag, of)
		case len(n.Args) == 2:
			return w.eval(n.Args[1], k, of)
		}
		return w.eval(n.Args[0], 0, of)
	case formula.Cumulative:
		return w.cumulative(n, k, of)
	}
	return arithmetic(p, n, func(a *formula.Node) program.Value { return w.eval(a, k, of) })
}

// read is what a formula sees of a name. Within a channel its own gross, and within the gross its own revenue, is
// without arrivals: they would count twice.
func (w *world) read(s *model.Symbol, k int, of *model.Symbol) program.Value {
	if of != nil && s.Channel != nil && of.Channel == s.Channel {
		if s.Kind == model.Gross && of.Kind != model.Cost || s.Kind == model.Revenue && of.Kind == model.Gross {
			return w.ownRate(s, k)
		}
	}
	return w.value(s, k)
}

// cumulative is the time integral of a formula from the start to the beginning of the step.
func (w *world) cumulative(n *formula.Node, k int, of *model.Symbol) program.Value {
	if k == 0 {
		return w.p.Constant(0)
	}
	memo := w.sums[n]
	if memo == nil {
		memo = absent(w.m.Time.Steps)
		w.sums[n] = memo
	}
	if memo[k] == program.None {
		step := w.p.Mul(w.eval(n.Args[0], k-1, of), w.p.Constant(w.m.Time.DT()))
		memo[k] = w.p.Add(w.cumulative(n, k-1, of), step)
	}
	return memo[k]
}
