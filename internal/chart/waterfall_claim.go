package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// claim is the title: what is taken out, and how much of it comes back.
func (w *Waterfall) claim(r *result.Result) string {
	m, who := currency(w.Currency), display.Capital(actor(r))
	var fall, rise, fallErr, riseErr float64
	falls, rises := false, false
	for _, f := range w.Direct {
		if f.Mean < 0 {
			fall, fallErr = fall-f.Mean, fallErr+float64(2*f.se)
			falls = falls || f.Clear
		} else {
			rise, riseErr = rise+f.Mean, riseErr+float64(2*f.se)
			rises = rises || f.Clear
		}
	}
	var back, backErr float64
	returns := false
	for _, f := range w.Displaced {
		back, backErr = back+f.Mean, backErr+float64(2*f.se)
		returns = returns || f.Clear
	}
	taken := m.rough(fall, fallErr)
	switch {
	case falls && rises:
		return fmt.Sprintf("%s takes %s from some channels and adds %s to others", who, taken, m.rough(rise, riseErr))
	case rises:
		return fmt.Sprintf("%s adds %s to expected revenue", who, m.rough(rise, riseErr))
	case !falls:
		return "No change of revenue beyond the Monte Carlo error"
	case len(r.Flows) == 0:
		if size := percent(fall/w.Baseline, fallErr/w.Baseline); size != "" && w.Baseline > 0 {
			return fmt.Sprintf("%s takes %s, %s, out of expected revenue", who, taken, size)
		}
		return fmt.Sprintf("%s takes %s out of expected revenue", who, taken)
	case len(w.Displaced) == 0:
		return fmt.Sprintf("%s takes %s out of expected revenue; nothing of it comes back elsewhere", who, taken)
	case !returns:
		return fmt.Sprintf("%s takes %s out of expected revenue; what comes back elsewhere is within the error", who, taken)
	}
	share := percent(back/fall, (backErr+float64(back/fall*fallErr))/fall)
	if share == "" {
		return fmt.Sprintf("%s takes %s out of expected revenue; displacement hands hardly anything of it back", who, taken)
	}
	return fmt.Sprintf("%s takes %s out of expected revenue; displacement hands %s of it back", who, taken, share)
}

// rough writes an amount for a title to two digits, or fewer where its error, two standard errors, is greater than that.
func (m money) rough(v, err float64) string {
	if v == 0 {
		return m.round(v)
	}
	digit := 1.0 // the place of the second digit
	for digit*100 <= math.Abs(v) {
		digit *= 10
	}
	for digit*10 > math.Abs(v) {
		digit /= 10
	}
	switch {
	case err <= digit:
		return m.round(v)
	case err <= float64(3*digit):
		return about + m.round(v)
	}
	one := math.Floor(v/float64(digit*10)+0.5) * float64(digit*10)
	g := magnitudeOf(one)
	if g.factor == 1 {
		return about + m.amount(one)
	}
	return about + m.in(one, g, 0)
}

func (w *Waterfall) subtitle(r *result.Result) string {
	what := "total revenue"
	if len(r.Channels) == 1 {
		what = "revenue"
	}
	baseline, _ := w.amounts()
	text := fmt.Sprintf("Expected change of %s over %s, %s, from a baseline of %s.", what,
		bind(window(r.Periods[r.Window(result.Forecast)])), bind(w.unit().words(w.Currency)), bind(baseline))
	return text + " Small figures: 5th to 95th percentile of each step, trial by trial"
}

func (w *Waterfall) notes(r *result.Result) []string {
	var all []string
	if len(r.Flows) == 0 {
		all = append(all, "No shock in force is assumed to displace anything.")
	}
	if len(w.Displaced) > 0 {
		all = append(all, "Direct: each channel before what it receives from others.")
	}
	steps := w.steps()
	if slices.ContainsFunc(steps, func(f Fall) bool { return f.Interval == Together }) {
		all = append(all, "* Of the channel’s change including what it receives.")
	}
	if slices.ContainsFunc(steps, func(f Fall) bool { return f.Interval == None }) {
		all = append(all, "No small figures where several are added up.")
	}
	var way float64
	for _, f := range r.Flows {
		way += f.UnderWay.Mean
	}
	if way > 0 {
		all = append(all, bind(currency(w.Currency).amount(way))+" displaced are still under way at the end.")
	}
	if slices.ContainsFunc(r.Channels, func(c result.Channel) bool { return c.Cost }) {
		all = append(all, "Before the channels’ costs.")
	}
	if slices.ContainsFunc(append(steps, w.Net), func(f Fall) bool { return !f.Clear }) {
		all = append(all, "Pale: within the Monte Carlo error.")
	}
	return all
}

func (w *Waterfall) alt(f Figure) string {
	u := w.unit()
	var b strings.Builder
	fmt.Fprintf(&b, "Waterfall of the expected change of revenue by channel, in %s. %s.", u.words(w.Currency), f.Title)
	list := func(title string, steps []Fall) {
		for i, s := range steps {
			if i == 0 {
				b.WriteString(" " + title + ": ")
			} else {
				b.WriteString("; ")
			}
			if title != s.Name {
				b.WriteString(s.Name + " ")
			}
			b.WriteString(u.key(s.Mean))
			if text := u.interval(s); s.Interval == Exact {
				b.WriteString(" (" + text + ")")
			}
		}
		if len(steps) > 0 {
			b.WriteString(".")
		}
	}
	list("Direct effect", w.Direct)
	list("Displaced into other channels", w.Displaced)
	list(w.Net.Name, []Fall{w.Net})
	baseline, rest := w.amounts()
	fmt.Fprintf(&b, " Of a baseline of %s it %s %s.", baseline, w.result(), rest)
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}
