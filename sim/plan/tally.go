package plan

import (
	"cmp"
	"slices"

	"weir/sim/model"
)

// A tally condenses a quantity over the steps of each period, in both worlds, and has the result observed.
type tally struct {
	f         *file
	aggregate model.Aggregate
	factor    float64                     // base units in one unit of the rows; amounts have dt in it
	value     func(w *world, k int) Value // in base units
	loss      bool                        // also the difference of the worlds
	open      map[int]*[2]Value           // by period: what has been gathered, baseline and scenario
	out       *Series                     // scenario and baseline
	lost      *Series
}

// add takes in a step, and closes the periods that end with it.
func (t *tally) add(k int) {
	f, p := t.f, t.f.c.p
	baseline := t.scaled(f.baseline, k)
	scenario := baseline
	if f.scenario != nil {
		scenario = t.scaled(f.scenario, k)
	}
	for i, period := range f.report.Periods {
		if k < period.From || k >= period.To {
			continue
		}
		now := [2]Value{baseline, scenario}
		if old := t.open[i]; old != nil {
			now[0], now[1] = t.gather(old[0], baseline), t.gather(old[1], scenario)
		}
		t.open[i] = &now
		if k < period.To-1 {
			continue
		}
		delete(t.open, i)
		if t.aggregate == model.Mean {
			n := p.constant(float64(period.To - period.From))
			now[0], now[1] = p.binary(Div, now[0], n), p.binary(Div, now[1], n)
		}
		fine := period.Kind == model.WindowPeriod
		t.out.Scenario[i] = f.c.observe(now[1], fine)
		if t.out.Baseline != nil {
			t.out.Baseline[i] = f.c.observe(now[0], fine)
		}
		if t.loss {
			t.lost.Scenario[i] = f.c.observe(p.snapped(p.difference(now[0], now[1]), now[0]), fine)
			if f.scenario != nil {
				t.lost.Baseline[i] = f.c.observe(p.constant(0), false)
			}
		}
	}
}

func (t *tally) scaled(w *world, k int) Value {
	p, v := t.f.c.p, t.value(w, k)
	if t.aggregate == model.Sum {
		v = p.binary(Mul, v, p.constant(t.f.m.Time.DT()))
	}
	return p.binary(Div, v, p.constant(t.factor))
}

func (t *tally) gather(old, now Value) Value {
	p := t.f.c.p
	switch t.aggregate {
	case model.Last:
		return now
	case model.Min:
		return p.binary(Min, old, now)
	case model.Max:
		return p.binary(Max, old, now)
	}
	return p.binary(Add, old, now)
}

// newTally makes a tally and the series that it fills.
func (f *file) newTally(channel, measure, unit string, value func(w *world, k int) Value) *tally {
	t := &tally{f: f, factor: 1, value: value, open: map[int]*[2]Value{}}
	t.out = f.series(channel, measure, unit, true)
	f.tallies = append(f.tallies, t)
	return t
}

func (f *file) series(channel, measure, unit string, baseline bool) *Series {
	s := &Series{Channel: channel, Measure: measure, Unit: unit, Scenario: make([]Cell, len(f.report.Periods))}
	if baseline && f.scenario != nil {
		s.Baseline = make([]Cell, len(f.report.Periods))
	}
	f.report.Series = append(f.report.Series, s)
	return s
}

// valueOf reads a symbol.
func valueOf(s *model.Symbol) func(w *world, k int) Value {
	return func(w *world, k int) Value { return w.value(s, k) }
}

// declare lays out all that is reported, in the order of the rows: channels by id, total, outputs by id, shocks by id, their sum.
func (f *file) declare() {
	m, currency := f.m, f.m.Currency
	anyGross := false
	for _, c := range m.ByPath {
		if c.Gross.Expr != nil {
			anyGross = true
			f.newTally(c.ID, "gross", currency, valueOf(c.Gross))
		}
		f.channel(c.ID, c.Revenue, c.Cost, c.Net)
	}
	if anyGross {
		f.newTally("total", "gross", currency, valueOf(m.Total(model.Gross)))
	}
	f.channel("total", m.Total(model.Revenue), m.Total(model.Cost), m.Total(model.Net))
	outputs := slices.SortedFunc(slices.Values(m.Outputs), func(a, b *model.Output) int { return cmp.Compare(a.ID, b.ID) })
	for _, o := range outputs {
		t := f.newTally("outputs."+o.ID, "value", o.Rows.Text, valueOf(o.Symbol))
		t.aggregate, t.factor = o.Aggregate, o.Rows.Factor
		f.withLoss(t, "outputs."+o.ID, o.Rows.Text)
	}
	if f.scenario != nil {
		f.declareShocks()
	}
}

// channel lays out revenue, cost, net and loss.
func (f *file) channel(id string, revenue, cost, net *model.Symbol) {
	t := f.newTally(id, "revenue", f.m.Currency, valueOf(revenue))
	f.newTally(id, "cost", f.m.Currency, valueOf(cost))
	f.newTally(id, "net", f.m.Currency, valueOf(net))
	f.withLoss(t, id, f.m.Currency)
}

func (f *file) withLoss(t *tally, channel, unit string) {
	t.loss = true
	t.lost = f.series(channel, "loss", unit, true)
}

// declareShocks lays out what the shocks cost, and what they displace within the forecast.
func (f *file) declareShocks() {
	m, p := f.m, f.c.p
	cost := func(k *shock) func(w *world, step int) Value {
		return func(w *world, step int) Value {
			if k.s.Cost == nil {
				return p.constant(0)
			}
			return p.product(f.quantity(k.s.Cost), f.scenario.active(k, step))
		}
	}
	for _, k := range f.scenario.shocks {
		f.newTally("shocks."+k.s.ID, "cost", m.Currency, cost(k)).out.Baseline = nil
		f.report.Shocks = append(f.report.Shocks, &ShockReport{Shock: k.s, Strength: make([]Cell, m.Time.Steps)})
	}
	f.newTally("shocks", "cost", m.Currency, func(w *world, step int) Value {
		sum := p.constant(0)
		for _, k := range f.scenario.shocks {
			sum = p.binary(Add, sum, cost(k)(w, step))
		}
		return sum
	}).out.Baseline = nil
	leaks := map[*model.Channel]bool{}
	for _, s := range m.Enforced {
		for _, d := range s.Displaces {
			f.report.Flows = append(f.report.Flows, &Flow{Displacement: d, arrived: p.constant(0), underWay: p.constant(0)})
			if !leaks[d.From] {
				leaks[d.From] = true
				f.report.Leaks = append(f.report.Leaks, &Leak{From: d.From, lost: p.constant(0)})
			}
		}
	}
}

// balance gathers the mean strengths and the balance of displacement.
func (f *file) balance(step int) {
	if f.scenario == nil {
		return
	}
	w, p, t := f.scenario, f.c.p, f.m.Time
	for i, k := range w.shocks {
		r := f.report.Shocks[i]
		r.Strength[step] = f.c.average(w.strength(k, k.base, step))
		if step == t.Steps-1 {
			r.Happens = f.c.average(k.happens)
			_, r.Certain = p.known(w.onsetAt(k, step))
			_, always := p.known(k.happens)
			_, lasts := p.known(k.duration)
			r.Certain = r.Certain && always && lasts
		}
	}
	if step < t.Forecast {
		return
	}
	dt := p.constant(t.DT())
	for _, l := range f.report.Leaks {
		l.lost = p.binary(Add, l.lost, p.binary(Mul, w.ownLoss(l.From, step), dt))
	}
	for _, fl := range f.report.Flows {
		amount := p.binary(Mul, w.displaced(fl.Displacement, step), dt)
		if step+fl.Displacement.Lag < t.Steps {
			fl.arrived = p.binary(Add, fl.arrived, amount)
		} else {
			fl.underWay = p.binary(Add, fl.underWay, amount)
		}
	}
	if step < t.Steps-1 {
		return
	}
	for _, l := range f.report.Leaks {
		left := l.lost
		for _, fl := range f.report.Flows {
			if fl.Displacement.From == l.From {
				left = p.binary(Sub, p.binary(Sub, left, fl.arrived), fl.underWay)
			}
		}
		l.Lost, l.Destroyed = f.c.observe(l.lost, true), f.c.observe(p.snapped(left, l.lost), true)
	}
	for _, fl := range f.report.Flows {
		fl.Arrived, fl.UnderWay = f.c.observe(fl.arrived, true), f.c.observe(fl.underWay, true)
	}
}
