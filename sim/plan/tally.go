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
	factor    float64                     // base units in one unit of the rows
	value     func(w *world, k int) Value // in base units; amounts are rates
	loss      bool                        // also the difference of the worlds
	open      map[int]*pair               // by period: what has been gathered
	losses    []Value                     // by period, as gathered
	parts     []*tally                    // whose losses sum up to those of a total
	out       *Series                     // scenario and baseline
	lost      *Series
}

// A pair is a value in both worlds.
type pair struct{ baseline, scenario Value }

// add takes in a step, and closes the periods that end with it. A window takes in a year that lies within it as a whole.
func (t *tally) add(k int) {
	f := t.f
	step := pair{baseline: t.value(f.baseline, k)}
	step.scenario = step.baseline
	if f.scenario != nil {
		step.scenario = t.value(f.scenario, k)
	}
	within, year := f.years[k], pair{}
	for _, i := range f.covering[k] {
		period := f.report.Periods[i]
		now := step
		if period.Kind == model.WindowPeriod && within.From >= period.From && within.To > within.From && within.To <= period.To {
			if k < within.To-1 {
				continue
			}
			now = year
		}
		if old := t.open[i]; old != nil {
			now = pair{t.gather(old.baseline, now.baseline), t.gather(old.scenario, now.scenario)}
		}
		if k < period.To-1 {
			t.open[i] = &now
			continue
		}
		delete(t.open, i)
		if period.Kind == model.YearPeriod {
			year = now
		}
		t.close(i, now)
	}
}

// close has what a period has gathered observed.
func (t *tally) close(i int, sum pair) {
	f, p := t.f, t.f.c.p
	period, by := f.report.Periods[i], Scale{1, t.factor}
	switch t.aggregate {
	case model.Sum:
		by.Times = f.m.Time.DT()
	case model.Mean:
		by.Over *= float64(period.To - period.From)
	}
	fine := period.Kind == model.WindowPeriod
	t.out.Scenario[i] = f.c.observe(sum.scenario, by, fine)
	if t.out.Baseline != nil {
		t.out.Baseline[i] = f.c.observe(sum.baseline, by, fine)
	}
	if t.loss {
		t.losses[i] = t.lose(i, sum)
		t.lost.Scenario[i] = f.c.observe(t.losses[i], by, fine)
		if f.scenario != nil {
			t.lost.Baseline[i] = f.c.observe(p.constant(0), unscaled, false)
		}
	}
}

// lose is the loss of a period. That of a total is the sum of the losses of its parts: what is the same in both worlds is
// not in it, nor is its rounding.
func (t *tally) lose(i int, sum pair) Value {
	p := t.f.c.p
	if t.parts == nil {
		return p.snapped(p.difference(sum.baseline, sum.scenario), sum.baseline)
	}
	loss, several := p.constant(0), false
	for _, part := range t.parts {
		if v := part.losses[i]; !p.is(v, 0) {
			several = !p.is(loss, 0)
			loss = p.binary(Add, loss, v)
		}
	}
	if several { // they may balance each other
		loss = p.snapped(loss, sum.baseline)
	}
	return loss
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
	t := &tally{f: f, factor: 1, value: value, open: map[int]*pair{}}
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
	var parts []*tally
	for _, c := range m.ByPath {
		if c.Gross.Expr != nil {
			anyGross = true
			f.newTally(c.ID, "gross", currency, valueOf(c.Gross))
		}
		parts = append(parts, f.channel(c.ID, c.Revenue, c.Cost, c.Net))
	}
	if anyGross {
		f.newTally("total", "gross", currency, valueOf(m.Total(model.Gross)))
	}
	f.channel("total", m.Total(model.Revenue), m.Total(model.Cost), m.Total(model.Net)).parts = parts
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

// channel lays out revenue, cost, net and loss, and returns the tally of the revenue and its loss.
func (f *file) channel(id string, revenue, cost, net *model.Symbol) *tally {
	t := f.newTally(id, "revenue", f.m.Currency, valueOf(revenue))
	f.newTally(id, "cost", f.m.Currency, valueOf(cost))
	f.newTally(id, "net", f.m.Currency, valueOf(net))
	f.withLoss(t, id, f.m.Currency)
	return t
}

func (f *file) withLoss(t *tally, channel, unit string) {
	t.loss, t.losses = true, make([]Value, len(f.report.Periods))
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
	for _, l := range f.report.Leaks {
		l.lost = p.binary(Add, l.lost, w.ownLoss(l.From, step))
	}
	for _, fl := range f.report.Flows {
		amount := w.displaced(fl.Displacement, step)
		if step+fl.Displacement.Lag < t.Steps {
			fl.arrived = p.binary(Add, fl.arrived, amount)
		} else {
			fl.underWay = p.binary(Add, fl.underWay, amount)
		}
	}
	if step < t.Steps-1 {
		return
	}
	by := Scale{t.DT(), 1}
	for _, l := range f.report.Leaks {
		left := l.lost
		for _, fl := range f.report.Flows {
			if fl.Displacement.From == l.From {
				left = p.binary(Sub, p.binary(Sub, left, fl.arrived), fl.underWay)
			}
		}
		l.Lost, l.Destroyed = f.c.observe(l.lost, by, true), f.c.observe(p.snapped(left, l.lost), by, true)
	}
	for _, fl := range f.report.Flows {
		fl.Arrived, fl.UnderWay = f.c.observe(fl.arrived, by, true), f.c.observe(fl.underWay, by, true)
	}
}
