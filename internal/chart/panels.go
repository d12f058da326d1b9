package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// mostPanels is how many channels have room on a page.
const mostPanels = 12

// Panels are the distributions of the channels' forecast totals side by side, the greatest median of the baseline first.
type Panels struct {
	Currency string
	Compared bool // there is a baseline beside the scenario
	Panels   []Panel
}

// A Panel is one channel.
type Panel struct {
	Name string
	Verdict
	Scenario Spread
	Baseline Spread  // zero where nothing is compared
	Lo, Hi   float64 // ends of the axis
	Cut      bool    // a peak is cut off
}

// A Verdict says what changes of a quantity, in words that the error supports.
type Verdict struct {
	Key      string // "median", or "mean" where the median says nothing of the change
	Change   string // "−24%", "unchanged", "no clear change"
	Down, Up bool   // the direction, where it is clear
}

// A Spread is one distribution.
type Spread struct {
	Mean, P5, Median, P95 float64
	Zero                  float64   // share of trials that are exactly zero
	Constant              bool      // the same in every trial
	Curve                 []float64 // density from Lo to Hi in even steps, 1 at the panel's top; nil where Constant
}

func (s Spread) key(name string) float64 {
	if name == "mean" {
		return s.Mean
	}
	return s.Median
}

// channels is the figure of the channels' distributions.
func channels(r *result.Result) (Figure, bool) {
	sub := subjectOf(r)
	period := r.Window(result.Forecast)
	if period < 0 {
		return Figure{}, false
	}
	all := plotsOf(r, sub, period)
	if len(all) == 0 {
		return Figure{}, false
	}
	p := &Panels{Currency: r.Currency}
	var effects []effect
	for i, q := range all {
		p.Compared = p.Compared || q.compared
		effects = append(effects, q.effect)
		if i < mostPanels {
			p.Panels = append(p.Panels, panel(q, currency(r.Currency), r.Trials))
		}
	}
	f := figure(r, "channels")
	f.Picture = p
	if p.Compared {
		f.Title = p.claim(r, sub, effects)
	} else {
		f.Title = p.shares(r, sub, effects)
	}
	f.Subtitle = p.subtitle(r, sub, period, len(all))
	f.Notes = append(f.Notes, "Kernel densities; each panel has its own scale.")
	if slices.ContainsFunc(p.Panels, func(q Panel) bool { return q.Cut }) {
		f.Notes = append(f.Notes, "Flat tops: peaks cut off at five times the other one’s.")
	}
	f.Alt = p.alt(f)
	return f, true
}

// panel computes what is drawn of one channel.
func panel(q plot, m money, trials int64) Panel {
	e := q.effect
	p := Panel{Name: q.name, Verdict: Verdict{Key: "median"}, Scenario: spreadOf(e.after)}
	p.Lo, p.Hi = e.after.P5(), e.after.P95()
	lowest := e.after.P[result.P1]
	if q.compared {
		p.Baseline = spreadOf(e.before)
		p.Lo, p.Hi = min(p.Lo, e.before.P5()), max(p.Hi, e.before.P95())
		lowest = min(lowest, e.before.P[result.P1])
		p.Verdict = judge(m, e, trials)
	} else if e.after.Median() == 0 && e.after.Mean != 0 {
		p.Key = "mean"
	}
	p.bounds(lowest)
	p.Scenario.Curve = density(e.after.Shape, trials, p.Lo, p.Hi)
	if q.compared {
		p.Baseline.Curve = density(e.before.Shape, trials, p.Lo, p.Hi)
	}
	p.Cut = normalise(p.Baseline.Curve, p.Scenario.Curve)
	return p
}

func spreadOf(s result.Summary) Spread {
	d := Spread{Mean: six(s.Mean), P5: six(s.P5()), Median: six(s.Median()), P95: six(s.P95()), Constant: s.Min == s.Max}
	if s.Shape != nil {
		d.Zero = math.Floor(float64(s.Shape.Zero*1e4)+0.5) / 1e4
	}
	return d
}

func judge(m money, e effect, trials int64) Verdict {
	switch {
	case e.none && e.after.Min == 0 && e.after.Max == 0:
		return Verdict{Key: "median"}
	case e.none:
		return Verdict{Key: "median", Change: "unchanged"}
	case !e.clear():
		return Verdict{Key: "median", Change: "no clear change"}
	}
	key, text := e.shift(trials, m.amount)
	return Verdict{Key: key, Change: signed(text, e.fall > 0), Down: e.fall > 0, Up: e.fall < 0}
}

// bounds widens Lo and Hi from the 5th and 95th percentiles to the ends of the axis: from 0, unless values lie far from it
// or are negative; then lowest, the 1st percentile, is within.
func (p *Panel) bounds(lowest float64) {
	lo, hi := p.Lo, p.Hi
	switch {
	case lo == hi && lo == 0:
		hi = 1
	case lo == hi && lo > 0:
		lo, hi = 0, float64(hi*1.4)
	case lo == hi:
		lo, hi = float64(lo*1.4), 0
	case hi < float64(lo*0.6) && !p.constant():
		pad := float64((hi - lo) * 0.35)
		lo, hi = lo-pad, min(hi+pad, 0)
	case lo < 0:
		pad := float64((max(hi, 0) - lo) * 0.15)
		lo, hi = min(lo-pad, lowest), max(hi+pad, 0)
	case lo > float64(hi*0.6) && !p.constant():
		pad := float64((hi - lo) * 0.35)
		lo, hi = max(lo-pad, 0), hi+pad
	default:
		lo, hi = 0, float64(hi*1.17)
	}
	p.Lo, p.Hi = six(lo), six(hi)
}

// constant reports whether neither distribution has any spread.
func (p *Panel) constant() bool { return p.Scenario.Constant && p.Baseline.Constant }

func (p *Panels) subtitle(r *result.Result, sub subject, period, n int) string {
	text := "Distribution of " + display.Agree(n, "the", "each") + " channel’s " + sub.explained() + " over " + bind(window(r.Periods[period])) + " in " + r.Currency
	if p.Compared {
		text += ": baseline (grey) and scenario (blue)"
	} else {
		text += ", baseline (no shock in force)"
	}
	text += ". Dot: median. Bar: 5th to 95th percentile"
	if n > len(p.Panels) {
		text += fmt.Sprintf(". The %s largest of %d channels", display.Number(len(p.Panels)), n)
	}
	return text
}

// lines are a panel's texts: key figure, range, and share of trials with nothing.
func (p Panel) lines(m money, compared bool) (key, interval, none string) {
	if p.Scenario.Zero == 1 && (!compared || p.Baseline.Zero == 1) {
		return "nothing in any trial", "", ""
	}
	if !compared {
		key = p.Key + " " + bind(m.amount(p.Scenario.key(p.Key)))
		interval = "5–95%: " + bind(m.span(p.Scenario.P5, p.Scenario.P95))
		if p.Scenario.Constant {
			interval = "the same in every trial"
		}
		if p.Scenario.Zero >= 0.0005 {
			none = "none in " + bind(share(p.Scenario.Zero)+" of trials")
		}
		return key, interval, none
	}
	a, b := m.pair(p.Baseline.key(p.Key), p.Scenario.key(p.Key))
	if a == b {
		key = p.Key + " " + bind(a)
	} else {
		key = p.Key + " " + bind(a) + " → " + bind(b)
	}
	x, y := m.span(p.Baseline.P5, p.Baseline.P95), m.span(p.Scenario.P5, p.Scenario.P95)
	if p.Scenario.Constant && p.Baseline.Constant {
		interval = "the same in every trial"
	} else if x == y {
		interval = "5–95%: " + bind(x)
	} else {
		interval = "5–95%: " + bind(x) + " → " + bind(y)
	}
	if max(p.Baseline.Zero, p.Scenario.Zero) >= 0.0005 {
		from, to := share(p.Baseline.Zero), share(p.Scenario.Zero)
		if from == to {
			none = "none in " + bind(from+" of trials")
		} else {
			none = "none in " + bind(from+" → "+to) + " of trials"
		}
	}
	return key, interval, none
}

// share writes a share of trials: "62%", "0.4%", "0%".
func share(v float64) string {
	switch {
	case v == 0, v == 1, v >= 0.0995 && v <= 0.9905:
		return decimal(v*100, 0) + "%"
	}
	return decimal(v*100, 1) + "%"
}

func (p *Panels) alt(f Figure) string {
	m := currency(p.Currency)
	var b strings.Builder
	fmt.Fprintf(&b, "Small multiples of densities, one panel a channel. %s.", f.Title)
	for _, q := range p.Panels {
		key, interval, none := q.lines(m, p.Compared)
		fmt.Fprintf(&b, " %s: %s", q.Name, key)
		if q.Change != "" {
			fmt.Fprintf(&b, " (%s)", q.Change)
		}
		for _, text := range [...]string{interval, none} {
			if text != "" {
				b.WriteString(", " + text)
			}
		}
		b.WriteString(".")
	}
	return strings.NewReplacer("\u00a0", " ", "→", "to").Replace(b.String())
}

func (p *Panels) write(b *strings.Builder) {
	fmt.Fprintf(b, "panels %s compared=%t\n", p.Currency, p.Compared)
	for _, q := range p.Panels {
		fmt.Fprintf(b, "panel %q %s %q axis %g..%g cut=%t\n", q.Name, q.Key, q.Change, q.Lo, q.Hi, q.Cut)
		if p.Compared {
			q.Baseline.write(b, "baseline")
		}
		q.Scenario.write(b, "scenario")
	}
}

func (s Spread) write(b *strings.Builder, name string) {
	fmt.Fprintf(b, "%s mean %g p5 %g median %g p95 %g zero %g constant=%t\n%g\n", name, s.Mean, s.P5, s.Median, s.P95, s.Zero, s.Constant, s.Curve)
}
