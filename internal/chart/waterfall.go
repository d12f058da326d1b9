package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// mostFalls is how many steps have room beside the net bar.
const mostFalls = 8

// A Waterfall leads from the baseline's total revenue in the forecast window, taken as 0, to the scenario's. First each
// channel's own change, before what it receives from others; then what each receives; then the net change. The means add.
type Waterfall struct {
	Currency  string
	Direct    []Fall // the greatest fall first
	Displaced []Fall // the greatest rise first
	Net       Fall
	Removed   float64 // sum of Direct
	Returned  float64 // sum of Displaced
	Baseline  float64 // mean total revenue of the baseline
	Left      float64 // and of the scenario
}

// A Fall is a step of a waterfall: scenario less baseline in the same trial.
type Fall struct {
	Name     string
	Mean     float64
	P5, P95  float64  // over the trials
	Interval Interval // what P5 and P95 are of
	Clear    bool     // Mean differs from 0 beyond the Monte Carlo error
	se       float64  // of Mean, or more
}

// An Interval says what a step's percentiles are of.
type Interval uint8

const (
	None     Interval = iota // not known
	Exact                    // the step itself
	Together                 // the channel's own change and what it receives, together
)

// waterfall is the figure of the changes by channel.
func waterfall(r *result.Result) (Figure, bool) {
	w, ok := waterfallOf(r)
	if !ok {
		return Figure{}, false
	}
	f := figure(r, "waterfall")
	f.Picture = w
	f.Title = w.claim(r)
	f.Subtitle = w.subtitle(r)
	f.Notes = w.notes(r)
	f.Alt = w.alt(f)
	return f, true
}

// waterfallOf collects the steps. There is none where nothing is in force, or no trial differs.
func waterfallOf(r *result.Result) (*Waterfall, bool) {
	period := r.Window(result.Forecast)
	total, sum := r.Find("total", "revenue"), lossIn(r, "total", period)
	if period < 0 || !r.Enforced() || total == nil || len(total.Baseline) <= period || sum == nil {
		return nil, false
	}
	w := &Waterfall{Currency: r.Currency, Baseline: six(total.Baseline[period].Mean), Left: six(total.Scenario[period].Mean)}
	names := channelNames(r)
	for _, c := range r.Channels {
		loss := lossIn(r, c.ID, period)
		if loss == nil {
			return nil, false
		}
		name := names[c.ID]
		a := arrivalsOf(r, c.ID)
		own, direct := a.own(r, c.ID, *loss)
		if direct {
			own.Name = name
			w.Direct = append(w.Direct, own)
		}
		if a.any {
			in := a.step(*loss, !direct)
			in.Name = name
			w.Displaced = append(w.Displaced, in)
		}
	}
	if len(w.Direct)+len(w.Displaced) == 0 {
		return nil, false
	}
	slices.SortStableFunc(w.Direct, func(a, b Fall) int { return cmp.Compare(a.Mean, b.Mean) })
	slices.SortStableFunc(w.Displaced, func(a, b Fall) int { return cmp.Compare(b.Mean, a.Mean) })
	for _, d := range w.Direct {
		w.Removed += d.Mean
	}
	for _, d := range w.Displaced {
		w.Returned += d.Mean
	}
	w.Removed, w.Returned = six(w.Removed), six(w.Returned)
	places := min(len(w.Displaced), max(2, mostFalls-len(w.Direct)))
	w.Displaced = fold(w.Displaced, places)
	w.Direct = fold(w.Direct, mostFalls-places)
	w.Net = changeOf(*sum, Exact)
	w.Net.Name = "Net change"
	return w, true
}

// lossIn is the paired difference of a channel's revenue, baseline minus scenario, in a period.
func lossIn(r *result.Result, channel string, period int) *result.Summary {
	s := r.Find(channel, "loss")
	if s == nil || period < 0 || len(s.Scenario) <= period {
		return nil
	}
	return &s.Scenario[period]
}

// changeOf turns a loss into a change.
func changeOf(loss result.Summary, of Interval) Fall {
	return Fall{
		Mean: six(-loss.Mean) + 0, P5: six(-loss.P95()) + 0, P95: six(-loss.P5()) + 0, Interval: of, se: loss.SE,
		Clear: math.Abs(loss.Mean) > float64(certain*loss.SE),
	}
}

// Arrivals are what a channel receives from others within the forecast window.
type arrivals struct {
	any      bool
	mean, se float64 // se is a bound: the sum of the flows'
	only     *result.Summary
}

func arrivalsOf(r *result.Result, channel string) arrivals {
	var a arrivals
	for i := range r.Flows {
		f := &r.Flows[i].Arrived
		if r.Flows[i].To != channel || f.Min == 0 && f.Max == 0 {
			continue
		}
		a.only = f
		if a.any {
			a.only = nil
		}
		a.any = true
		a.mean += f.Mean
		a.se += f.SE
	}
	return a
}

// step is what arrives as a step. Its distribution is that of the loss where the channel only receives, else that of the flow
// where there is only one.
func (a arrivals) step(loss result.Summary, receives bool) Fall {
	switch {
	case receives:
		return changeOf(loss, Exact)
	case a.only != nil:
		f := Fall{Mean: six(a.only.Mean), P5: six(a.only.P5()), P95: six(a.only.P95()), Interval: Exact, se: a.only.SE}
		f.Clear = a.only.Mean > float64(certain*a.only.SE)
		return f
	}
	return Fall{Mean: six(a.mean), se: a.se, Clear: a.mean > float64(certain*a.se)}
}

// own is the channel's change before arrivals: its loss and what arrives, together. It reports false where no trial has
// any.
//
// Where nothing arrives, its distribution is that of the loss. Else, where the channel is displaced from and the means agree
// (it gains in no trial by itself), it is that of the leak. Else it is not known, and that of the loss is shown instead.
func (a arrivals) own(r *result.Result, channel string, loss result.Summary) (Fall, bool) {
	if !a.any {
		return changeOf(loss, Exact), loss.Min != 0 || loss.Max != 0
	}
	mean := loss.Mean + a.mean
	rounding := float64(1e-9 * (math.Abs(loss.Mean) + a.mean))
	if math.Abs(mean) <= rounding && loss.Max <= 0 {
		return Fall{}, false
	}
	for _, l := range r.Leaks {
		if l.From == channel && math.Abs(l.Lost.Mean-mean) <= rounding {
			return changeOf(l.Lost, Exact), true
		}
	}
	f := changeOf(loss, Together)
	f.Mean, f.se = six(-mean)+0, loss.SE+a.se
	f.Clear = math.Abs(mean) > float64(certain*f.se)
	return f, true
}

// fold keeps the n greatest steps in their order; from there on the others are one.
func fold(steps []Fall, n int) []Fall {
	if len(steps) <= n {
		return steps
	}
	size := make([]float64, len(steps))
	for i, f := range steps {
		size[i] = -math.Abs(f.Mean)
	}
	rank := order(size)
	kept := rank[:n-1]
	rest := Fall{Name: display.Number(len(steps)-n+1) + " others"}
	var out []Fall
	for i, f := range steps {
		if slices.Contains(kept, i) {
			out = append(out, f)
			continue
		}
		rest.Mean += f.Mean
		rest.se += f.se
	}
	rest.Mean = six(rest.Mean)
	rest.Clear = math.Abs(rest.Mean) > float64(certain*rest.se)
	return append(out, rest)
}

// steps are all bars but the net.
func (w *Waterfall) steps() []Fall { return slices.Concat(w.Direct, w.Displaced) }

// A bar is a step with its ends.
type bar struct {
	Fall
	from, to float64
}

// bars are the steps at their levels, and the net change from 0.
func (w *Waterfall) bars() []bar {
	var all []bar
	var level float64
	for _, f := range w.steps() {
		all = append(all, bar{f, level, level + f.Mean})
		level += f.Mean
	}
	return append(all, bar{w.Net, 0, w.Net.Mean})
}

func (w *Waterfall) write(b *strings.Builder) {
	u := w.unit()
	fmt.Fprintf(b, "waterfall %s baseline %g left %g removed %g returned %g\n", u.words(w.Currency), w.Baseline, w.Left, w.Removed, w.Returned)
	for i, s := range w.bars() {
		kind := "direct"
		switch {
		case i == len(w.steps()):
			kind = "net"
		case i >= len(w.Direct):
			kind = "displaced"
		}
		fmt.Fprintf(b, "%s %q %g [%g %g] interval=%d clear=%t %g..%g %s %s\n", kind, s.Name, s.Mean, s.P5, s.P95, s.Interval, s.Clear, six(s.from), six(s.to), u.key(s.Mean), u.interval(s.Fall))
	}
}
