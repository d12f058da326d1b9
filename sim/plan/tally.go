package plan

import (
	"strings"

	"weir/sim/model"
	"weir/sim/program"
)

// A tally condenses a quantity over the steps of each period, in both worlds.
type tally struct {
	f         *subject
	channel   string
	name      string
	aggregate model.Aggregate
	factor    float64                             // base units in one unit of the rows
	value     func(w *world, k int) program.Value // in base units; amounts are rates
	parts     []*tally                            // whose losses sum up to that of a total
	open      map[int]*pair                       // by period: what has been gathered
	sums      []pair                              // by period, once it has ended; else of None
	losses    []program.Value                     // likewise, once they were asked for; else None
	closed    []func(period int)                  // called when a period ends
}

// A pair is a value in both worlds.
type pair struct{ baseline, scenario program.Value }

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
		period := f.periods[i]
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
		t.sums[i] = now
		for _, closed := range t.closed {
			closed(i)
		}
	}
}

func (t *tally) gather(old, now program.Value) program.Value {
	p := t.f.c.p
	switch t.aggregate {
	case model.Last:
		return now
	case model.Min:
		return p.Min(old, now)
	case model.Max:
		return p.Max(old, now)
	}
	return p.Add(old, now)
}

// ended reports whether a period has ended.
func (t *tally) ended(period int) bool { return t.sums[period].baseline != program.None }

// scale takes what a period has gathered to its rows.
func (t *tally) scale(period int) program.Scale {
	by, within := program.Scale{Times: 1, Over: t.factor}, t.f.periods[period]
	switch t.aggregate {
	case model.Sum:
		by.Times = t.f.m.Time.DT()
	case model.Mean:
		by.Over *= float64(within.To - within.From)
	}
	return by
}

// of is what a period holds in one of the worlds, once it has ended.
func (t *tally) of(period int, baseline bool) amount {
	sum := t.sums[period].scenario
	if baseline {
		sum = t.sums[period].baseline
	}
	return amount{sum, t.scale(period)}
}

// loss is the loss of a period that has ended.
func (t *tally) loss(period int) amount {
	if t.losses[period] == program.None {
		t.losses[period] = t.lose(period)
	}
	return amount{t.losses[period], t.scale(period)}
}

// lose is the baseline minus the scenario. The loss of a total is the sum of the losses of its parts: what is the same in both
// worlds is not in it, nor is its rounding.
func (t *tally) lose(period int) program.Value {
	p, sum := t.f.c.p, t.sums[period]
	if t.parts == nil {
		return p.Snapped(p.Difference(sum.baseline, sum.scenario), sum.baseline)
	}
	loss, several := p.Constant(0), false
	for _, part := range t.parts {
		if v := part.loss(period).v; !p.Is(v, 0) {
			several = !p.Is(loss, 0)
			loss = p.Add(loss, v)
		}
	}
	if several { // they may balance each other
		loss = p.Snapped(loss, sum.baseline)
	}
	return loss
}

// A measured is what a channel and a measure name: a tally, or its loss.
type measured struct {
	*tally
	isLoss bool
}

// of is what a period that has ended holds in one of the worlds; a loss is in the scenario's, and 0 in the baseline's.
func (q measured) of(period int, baseline bool) amount {
	switch {
	case q.isLoss && baseline:
		return unscaled(q.f.c.p.Constant(0))
	case q.isLoss:
		return q.loss(period)
	}
	return q.tally.of(period, baseline)
}

// measure finds the tally of a channel's measure, and opens it where it is asked for first; ok is false where the model has none.
func (f *subject) measure(channel, name string) (q measured, ok bool) {
	key := name
	if q.isLoss = name == "loss"; q.isLoss { // of the revenue, or of an output's value
		key = "revenue"
		if strings.HasPrefix(channel, "outputs.") {
			key = "value"
		}
	}
	for _, t := range f.tallies {
		if t.channel == channel && t.name == key {
			q.tally = t
			return q, true
		}
	}
	t := f.newTally(channel, key)
	if t == nil {
		return q, false
	}
	q.tally = t
	return q, true
}

// newTally opens the tally of a measure; nil where the model has none.
func (f *subject) newTally(channel, name string) *tally {
	t := &tally{f: f, channel: channel, name: name, factor: 1, open: map[int]*pair{}, losses: absent(len(f.periods))}
	for range f.periods {
		t.sums = append(t.sums, pair{program.None, program.None})
	}
	switch words := strings.SplitN(channel, ".", 2); {
	case channel == "total":
		kind, ok := kinds[name]
		if !ok {
			return nil
		}
		t.value = valueOf(f.m.Total(kind))
		if kind == model.Revenue {
			for _, c := range f.m.ByPath {
				part, _ := f.measure(c.ID, "revenue")
				t.parts = append(t.parts, part.tally)
			}
		}
	case words[0] == "outputs" && len(words) == 2 && name == "value":
		for _, o := range f.m.Outputs {
			if o.ID == words[1] {
				t.value, t.aggregate, t.factor = valueOf(o.Symbol), o.Aggregate, o.Rows.Factor
			}
		}
	case words[0] == "shocks" && name == "cost":
		t.value = f.costOf(strings.TrimPrefix(channel[len("shocks"):], "."))
	default:
		for _, c := range f.m.Channels {
			if kind, ok := kinds[name]; ok && c.ID == channel {
				t.value = valueOf([]*model.Symbol{c.Gross, c.Revenue, c.Cost, c.Net}[kind-model.Gross])
			}
		}
	}
	if t.value == nil {
		return nil
	}
	f.tallies = append(f.tallies, t)
	return t
}

var kinds = map[string]model.Kind{"gross": model.Gross, "revenue": model.Revenue, "cost": model.Cost, "net": model.Net}

// valueOf reads a symbol.
func valueOf(s *model.Symbol) func(w *world, k int) program.Value {
	return func(w *world, k int) program.Value { return w.value(s, k) }
}

// costOf is what a shock costs those who enforce it, or with id "" all that are in force; nil where there is no such shock in
// the model. One that is not in force costs nothing, nor does any in the baseline.
func (f *subject) costOf(id string) func(w *world, k int) program.Value {
	p := f.c.p
	known := id == ""
	for _, s := range f.m.Shocks {
		known = known || s.ID == id
	}
	if !known {
		return nil
	}
	return func(w *world, step int) program.Value {
		sum := p.Constant(0)
		if w.base == nil {
			return sum
		}
		for _, k := range f.scenario.shocks {
			if k.s.Cost != nil && (id == "" || k.s.ID == id) {
				sum = p.Add(sum, p.Product(f.quantity(k.s.Cost), f.scenario.active(k, step)))
			}
		}
		return sum
	}
}
