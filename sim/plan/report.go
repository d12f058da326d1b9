package plan

import (
	"cmp"
	"slices"

	"weir/sim/model"
	"weir/sim/program"
)

// openReport asks for all that is reported, in the order of the rows: channels by id, total, outputs by id, shocks by id, their
// sum; and for what warnings watch.
func (f *subject) openReport() {
	m, currency := f.m, f.m.Currency
	f.report, f.watches = &Report{Model: m, Periods: f.periods}, newWatches(f)
	anyGross := false
	channel := func(id string) {
		for _, measure := range []string{"revenue", "cost", "net", "loss"} {
			f.series(id, measure, currency)
		}
	}
	for _, c := range m.ByPath {
		if c.Gross.Expr != nil {
			anyGross = true
			f.series(c.ID, "gross", currency)
		}
		channel(c.ID)
	}
	if anyGross {
		f.series("total", "gross", currency)
	}
	channel("total")
	outputs := slices.SortedFunc(slices.Values(m.Outputs), func(a, b *model.Output) int { return cmp.Compare(a.ID, b.ID) })
	for _, o := range outputs {
		f.series("outputs."+o.ID, "value", o.Rows.Text)
		f.series("outputs."+o.ID, "loss", o.Rows.Text)
	}
	if f.scenario == nil {
		return
	}
	for _, k := range f.scenario.shocks {
		f.series("shocks."+k.s.ID, "cost", currency)
		f.report.Shocks = append(f.report.Shocks, &ShockReport{Shock: k.s, Strength: make([]Cell, m.Time.Steps)})
	}
	f.series("shocks", "cost", currency)
	f.openBalance()
}

// series asks for the distribution of a measure in every period and, but for shocks, in both worlds.
func (f *subject) series(channel, measure, unit string) {
	q, _ := f.measure(channel, measure)
	s := &Series{Channel: channel, Measure: measure, Unit: unit, Scenario: make([]Cell, len(f.periods))}
	if f.scenario != nil && channel != "shocks" && !slices.ContainsFunc(f.scenario.shocks, func(k *shock) bool { return channel == "shocks."+k.s.ID }) {
		s.Baseline = make([]Cell, len(f.periods))
	}
	f.report.Series = append(f.report.Series, s)
	q.closed = append(q.closed, func(i int) {
		fine := f.periods[i].Kind == model.WindowPeriod
		s.Scenario[i] = f.c.observe(q.of(i, false), fine)
		if s.Baseline != nil {
			s.Baseline[i] = f.c.observe(q.of(i, true), fine && !q.isLoss)
		}
	})
}

// openBalance lays out what shocks displace within the forecast.
func (f *subject) openBalance() {
	p, leaks := f.c.p, map[*model.Channel]bool{}
	for _, s := range f.m.Enforced {
		for _, d := range s.Displaces {
			f.report.Flows = append(f.report.Flows, &Flow{Displacement: d, arrived: p.Constant(0), underWay: p.Constant(0)})
			if !leaks[d.From] {
				leaks[d.From] = true
				f.report.Leaks = append(f.report.Leaks, &Leak{From: d.From, lost: p.Constant(0)})
			}
		}
	}
}

// balance gathers the mean strengths and the balance of displacement.
func (f *subject) balance(step int) {
	if f.scenario == nil {
		return
	}
	w, p, t := f.scenario, f.c.p, f.m.Time
	for i, k := range w.shocks {
		r := f.report.Shocks[i]
		r.Strength[step] = f.c.average(w.strength(k, k.base, step))
		if step == t.Steps-1 {
			r.Happens = f.c.average(k.happens)
			_, r.Certain = p.Known(w.onsetAt(k, step))
			_, always := p.Known(k.happens)
			_, lasts := p.Known(k.duration)
			r.Certain = r.Certain && always && lasts
		}
	}
	if step < t.Forecast {
		return
	}
	for _, l := range f.report.Leaks {
		l.lost = p.Add(l.lost, w.ownLoss(l.From, step))
	}
	for _, fl := range f.report.Flows {
		amount := w.displaced(fl.Displacement, step)
		if step+fl.Displacement.Lag < t.Steps {
			fl.arrived = p.Add(fl.arrived, amount)
		} else {
			fl.underWay = p.Add(fl.underWay, amount)
		}
	}
	if step < t.Steps-1 {
		return
	}
	observe := func(v program.Value) Cell {
		return f.c.observe(amount{v, program.Scale{Times: t.DT(), Over: 1}}, true)
	}
	for _, l := range f.report.Leaks {
		left := l.lost
		for _, fl := range f.report.Flows {
			if fl.Displacement.From == l.From {
				left = p.Sub(p.Sub(left, fl.arrived), fl.underWay)
			}
		}
		l.Lost, l.Destroyed = observe(l.lost), observe(p.Snapped(left, l.lost))
	}
	for _, fl := range f.report.Flows {
		fl.Arrived, fl.UnderWay = observe(fl.arrived), observe(fl.underWay)
	}
}

// closeReport plans what is known after the last step.
func (f *subject) closeReport() {
	f.watches.close(f.report)
	f.goal()
	f.figures()
	f.expect()
}

// A Goal is a headline that is to be known so precisely: the half-width of its 95% Monte Carlo interval is to be at most
// Amount, or Amount times its magnitude.
type Goal struct {
	Subject  int
	Text     string
	Cell     Cell
	Percent  int64 // of the quantile; 0 for the mean
	Amount   float64
	Relative bool
}

// goal finds the headline of a subject, if one is asked for.
func (f *subject) goal() {
	want := f.m.Precision
	if want == nil {
		return
	}
	for _, s := range f.report.Series {
		if i := f.period(want.Period); i >= 0 && s.Channel == want.Channel && s.Measure == want.Measure {
			f.c.goals = append(f.c.goals, Goal{Subject: f.index, Text: want.Text, Cell: s.Scenario[i], Percent: int64(want.Percent), Amount: want.Amount, Relative: want.Relative})
		}
	}
}

// period is the number of a period by its label, "" for the forecast; -1 where there is none.
func (f *subject) period(label string) int {
	if label == "" {
		return f.forecast()
	}
	return slices.IndexFunc(f.periods, func(p model.Period) bool { return p.Label == label })
}
