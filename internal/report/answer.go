package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// answer is three sentences with numbers, then what they rest on.
func (p *page) answer() {
	p.paragraph("## The answer")
	if p.r.Enforced() {
		p.bullets([]string{p.size(), p.carriers(), p.time()})
	} else {
		p.bullets([]string{p.level(), p.origins(), p.course()})
	}
	p.paragraph("**What it rests on.** %s", p.foundation())
	p.say(p.knowable())
	p.say(p.unmet())
	if n := len(p.r.Warnings); n > 0 {
		p.paragraph("The run has %s, listed [below](#warnings).", display.Count(n, "warning"))
	}
}

// actors is the subject of what enforcement does, and how many there are.
func (p *page) actors() (string, int) {
	n := len(p.r.Shocks)
	if n == 1 {
		return "the shock in force", 1
	}
	return "the " + display.Number(n) + " shocks in force", n
}

// size says what is lost in total.
func (p *page) size() string {
	who, n := p.actors()
	return fmt.Sprintf("Over the forecast, %s, %s %s", p.forecastSpan(), who, p.change("total", "total revenue", n))
}

// change says what n shocks do to the revenue of a channel over the forecast: the rest of a sentence.
func (p *page) change(id, what string, n int) string {
	e, before := p.loss(id, p.window), p.before(id, p.window)
	s, act, word, below := e.Summary, display.Agree(n, "takes", "take")+" %s off "+what, "loss", "a gain"
	if e.gained() {
		s, act, word, below = e.gain(), display.Agree(n, "adds", "add")+" %s to "+what, "gain", "a loss"
	}
	switch {
	case e.none():
		return display.Agree(n, "changes", "change") + " nothing: in every trial " + what + " is that of the baseline, " + p.both(before) + "."
	case s.Min == s.Max:
		return fmt.Sprintf(act, p.median(s)) + " in every trial" + portion(s, before, "the baseline's mean") + "."
	}
	interval := fmt.Sprintf("the median %s is %s, and 90%% of the trials lie between %s and %s", word, p.median(s), p.at(s, result.P5), p.at(s, result.P95))
	if s.P5() < 0 {
		interval += " (below 0: " + below + ")"
	}
	if !e.clear() {
		return fmt.Sprintf("%s %s by no more than the Monte Carlo error lets one see: the mean loss is %s, with a standard error of %s; %s.",
			display.Agree(n, "changes", "change"), what, p.mean(s), p.amount(coarse(s.SE), 0), interval)
	}
	return fmt.Sprintf(act, p.mean(s)) + " on average" + portion(s, before, "the baseline's") + "; " + interval + "."
}

// average writes a mean, and that it is one where trials differ.
func (p *page) average(s result.Summary) string {
	if s.Min == s.Max {
		return p.mean(s)
	}
	return p.mean(s) + " on average"
}

// portion is a ratio after a comma; empty where there is nothing to be a part of.
func portion(part, whole result.Summary, of string) string {
	if whole.Mean <= 0 {
		return ""
	}
	if times := part.Mean / whole.Mean; times > 10 || times < -10 {
		return ", " + plain.amount(times, part.SE/whole.Mean) + " times " + of
	}
	return ", " + ratio(part, whole) + " of " + of
}

// ranked are the channels whose effect is clear and points the given way, the greatest first.
func (p *page) ranked(gain bool) []string {
	var ids []string
	for _, c := range p.r.Channels {
		if e := p.loss(c.ID, p.window); e.lost() && !gain || e.gained() && gain {
			ids = append(ids, c.ID)
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int {
		x, y := p.loss(a, p.window).Mean, p.loss(b, p.window).Mean
		if gain {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(y, x)
	})
	return ids
}

// carriers says which channel loses, which gains, and what is displaced.
func (p *page) carriers() string {
	losers, gainers := p.ranked(false), p.ranked(true)
	var parts []string
	if len(losers) > 0 {
		top, sum := p.loss(losers[0], p.window), 0.0
		for _, id := range losers {
			sum += p.loss(id, p.window).Mean
		}
		how := "most of the loss is that of"
		switch {
		case len(p.r.Channels) == 1:
			how = "all of the loss is that of the only channel,"
		case len(losers) == 1:
			how = "the one loss is that of"
		case top.Mean < sum/2:
			how = "the largest loss is that of"
		}
		part := fmt.Sprintf("%s %s: %s%s", how, p.name(losers[0]), p.average(top.Summary), portion(top.Summary, p.before(losers[0], p.window), "its baseline"))
		if len(losers) > 1 {
			next := p.loss(losers[1], p.window)
			part += fmt.Sprintf(", before %s (%s)", p.name(losers[1]), p.mean(next.Summary))
		}
		parts = append(parts, part)
	}
	if len(gainers) > 0 {
		gain := p.loss(gainers[0], p.window).gain()
		how := "the one gain is that of"
		switch {
		case len(p.r.Channels) == 1:
			how = "all of the gain is that of the only channel,"
		case len(gainers) > 1:
			how = "the largest gain is that of"
		}
		part := fmt.Sprintf("%s %s: %s%s", how, p.name(gainers[0]), p.average(gain), portion(gain, p.before(gainers[0], p.window), "its baseline"))
		if len(gainers) > 1 {
			part += fmt.Sprintf(", before %s (%s)", p.name(gainers[1]), p.mean(p.loss(gainers[1], p.window).gain()))
		}
		parts = append(parts, part)
	}
	if text := p.displaced(); text != "" {
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		if e := p.loss("total", p.window); e.none() {
			return "No channel differs from its baseline."
		}
		return "No single channel differs from its baseline by more than the Monte Carlo error."
	}
	return sentence(strings.Join(parts, "; "))
}

// displaced says how much of what channels lose turns up elsewhere, in means, which add up. It is empty where nothing is
// displaced.
func (p *page) displaced() string {
	var lost, arrived result.Summary
	for _, l := range p.r.Leaks {
		lost.Mean, lost.SE = lost.Mean+l.Lost.Mean, lost.SE+l.Lost.SE
	}
	for _, f := range p.r.Flows {
		arrived.Mean, arrived.SE = arrived.Mean+f.Arrived.Mean, arrived.SE+f.Arrived.SE
	}
	if lost.Mean <= 0 {
		return ""
	}
	return fmt.Sprintf("of the %s that displaced channels lose by themselves, %s (%s) arrives in another channel", p.mean(lost), p.mean(arrived), ratio(arrived, lost))
}

// time says what is left of the effect at the end, and what it costs.
func (p *page) time() string {
	var parts []string
	if text := p.fading("total", "the loss"); text != "" {
		parts = append(parts, text)
	}
	cost := p.r.Find("shocks", "cost")
	switch {
	case cost == nil || cost.Scenario[p.window].Max == 0:
		parts = append(parts, "the scenario gives no cost to those who enforce")
	case cost.Scenario[p.window].Min == cost.Scenario[p.window].Max:
		parts = append(parts, "over the whole forecast those who enforce pay "+p.median(cost.Scenario[p.window]))
	default:
		s := cost.Scenario[p.window]
		parts = append(parts, fmt.Sprintf("over the whole forecast those who enforce pay a median of %s (90%% of the trials: %s)", p.median(s), p.span(s)))
	}
	return sentence(strings.Join(parts, "; "))
}

// fading compares the effect of the last year with that of its largest year. It is empty where there is one year only, or
// no effect.
func (p *page) fading(id, what string) string {
	years := p.years()
	whole := p.loss(id, p.window)
	if len(years) < 2 || !whole.clear() {
		return ""
	}
	of := func(i int) effect {
		e := p.loss(id, i)
		if whole.gained() {
			e.Summary = e.gain()
		}
		return e
	}
	if whole.gained() {
		what = strings.Replace(what, "loss", "gain", 1)
	}
	last := years[len(years)-1]
	top := years[0]
	for _, y := range years {
		if of(y).Mean > of(top).Mean {
			top = y
		}
	}
	end, peak := of(last), of(top)
	label := p.r.Periods[last].Label
	largest := fmt.Sprintf("%s of %s", p.mean(peak.Summary), p.r.Periods[top].Label)
	switch {
	case !peak.lost():
		return ""
	case top == last:
		return fmt.Sprintf("%s is largest at the end, %s in %s", what, p.mean(end.Summary), label)
	case end.gained():
		return fmt.Sprintf("%s has turned by %s into its opposite, %s on average, after its largest, the %s", what, label, p.mean(end.gain()), largest)
	case !end.clear():
		return fmt.Sprintf("in %s nothing of %s is left beyond the Monte Carlo error, after its largest, the %s", label, what, largest)
	case end.Mean >= 0.995*peak.Mean:
		return fmt.Sprintf("%s has not faded by %s: %s on average, as in %s", what, label, p.mean(end.Summary), p.r.Periods[top].Label)
	}
	return fmt.Sprintf("in %s %s is %s on average, %s of its largest, the %s", label, what, p.mean(end.Summary), ratio(end.Summary, peak.Summary), largest)
}

// level says what a baseline brings.
func (p *page) level() string {
	s := p.after("total", p.window)
	if s.Min == s.Max {
		return fmt.Sprintf("Over the forecast, %s, total revenue is %s in every trial.", p.forecastSpan(), p.median(s))
	}
	return fmt.Sprintf("Over the forecast, %s, the median of total revenue is %s, and 90%% of the trials lie between %s and %s; the mean is %s.",
		p.forecastSpan(), p.median(s), p.at(s, result.P5), p.at(s, result.P95), p.mean(s))
}

// origins says where it comes from.
func (p *page) origins() string {
	total := p.after("total", p.window)
	ids := make([]string, 0, len(p.r.Channels))
	for _, c := range p.r.Channels {
		ids = append(ids, c.ID)
	}
	switch len(ids) {
	case 0:
		return "There is no channel."
	case 1:
		return fmt.Sprintf("All of it comes from the only channel, %s.", p.name(ids[0]))
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(p.after(b, p.window).Mean, p.after(a, p.window).Mean) })
	top := p.after(ids[0], p.window)
	switch {
	case top.Mean <= 0:
		return "No channel brings anything on average."
	case total.Mean <= 0:
		return fmt.Sprintf("The largest part comes from %s: %s on average.", p.name(ids[0]), p.mean(top))
	}
	how := "The largest part"
	if top.Mean > total.Mean/2 {
		how = "Most of it"
	}
	text := fmt.Sprintf("%s comes from %s: %s on average, %s of the total's", how, p.name(ids[0]), p.mean(top), ratio(top, total))
	if next := p.after(ids[1], p.window); next.Mean > 0 {
		text += fmt.Sprintf(", before %s (%s)", p.name(ids[1]), ratio(next, total))
	}
	return text + "."
}

// course says how the total moves through the years of the forecast.
func (p *page) course() string {
	const nothing = "nothing is in force, so there is no loss to report"
	years := p.years()
	if len(years) < 2 {
		return sentence(nothing)
	}
	a, b := years[0], years[len(years)-1]
	first, last := p.after("total", a), p.after("total", b)
	from, to := p.median(first), p.median(last)
	text := fmt.Sprintf("the median of total revenue is %s in %s and %s in %s", from, p.r.Periods[a].Label, to, p.r.Periods[b].Label)
	if from == to {
		text = fmt.Sprintf("the median of total revenue is %s in %s as in %s", from, p.r.Periods[a].Label, p.r.Periods[b].Label)
	}
	return sentence(text + "; " + nothing)
}
