package chart

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// mostFans is how many channels have room on a page: three rows of three.
const mostFans = 9

// Fans are the channels through time side by side, the greatest median forecast total of the baseline first.
type Fans struct {
	Currency string
	Compared bool // there is a baseline beside the scenario
	Shared   bool // one scale for all
	Fans     []ChannelFan
}

// A ChannelFan is one channel.
type ChannelFan struct {
	Name     string
	Verdict         // on the forecast total
	Exposure string // what acts on the channel, besides the lanes: "not targeted"
	Fan      *Fan
}

// fanChannels is the figure of the channels through time. One channel alone is the total.
func fanChannels(r *result.Result) (Figure, bool) {
	sub := subjectOf(r)
	period := r.Window(result.Forecast)
	if period < 0 || len(r.Channels) < 2 {
		return Figure{}, false
	}
	var all []plot
	lanes := lanesOf(r)
	p := &Fans{Currency: r.Currency}
	for _, q := range plotsOf(r, sub, period) {
		var ok bool
		if q.fan, ok = fanOf(r, sub, q.series); !ok {
			continue
		}
		if q.compared {
			p.Compared = true
			q.exposure = exposureOf(r, q.series.Channel)
			for _, i := range q.exposure.shocks {
				q.fan.Lanes = append(q.fan.Lanes, lanes[i])
			}
		}
		q.fan.recent(1)
		all = append(all, q)
	}
	if len(all) == 0 {
		return Figure{}, false
	}
	for _, q := range all[:min(len(all), mostFans)] {
		p.Fans = append(p.Fans, q.channel(r))
	}
	p.Shared = p.alike()
	f := figure(r, "fan_channels")
	f.Picture = p
	if p.Compared {
		f.Title = fansClaim(r, sub, all)
	} else {
		f.Title = fansCourse(r, sub, all)
	}
	f.Subtitle = p.subtitle(sub, len(all))
	f.Notes = p.notes()
	f.Alt = p.alt(f)
	return f, true
}

// channel puts a channel into words.
func (q plot) channel(r *result.Result) ChannelFan {
	m := currency(r.Currency)
	c := ChannelFan{Name: q.name, Fan: q.fan}
	last := q.fan.last()
	if !q.fan.Compared {
		c.Exposure = "median " + bind(m.amount(last.P[result.P50])+" a year") + " in " + last.Name
		return c
	}
	c.Verdict = judge(m, q.effect, r.Trials)
	if rest, ok := strings.CutPrefix(c.Change, about); ok {
		c.Change = "≈\u00a0" + rest
	}
	if c.Key == "mean" {
		c.Change = "mean\u00a0" + c.Change
	}
	e := q.exposure
	switch {
	case !e.direct && !e.receives && !q.effect.none:
		c.Exposure = "only its cost is touched"
	case !e.direct && e.receives:
		c.Exposure = "not targeted; receives " + bind(m.amount(arrivalsOf(r, q.series.Channel).mean))
	case !e.direct:
		c.Exposure = "not targeted"
	case e.receives:
		c.Exposure = "and receives " + bind(m.amount(arrivalsOf(r, q.series.Channel).mean))
	case len(e.shocks) == 0:
		c.Exposure = "through other channels"
	}
	return c
}

// alike reports whether one scale serves all: none is lower than a third of it.
func (p *Fans) alike() bool {
	for i, c := range p.Fans {
		lo, hi := c.Fan.extent()
		for _, d := range p.Fans[:i] {
			low, high := d.Fan.extent()
			if min(lo, low) < 0 || hi > float64(3*high) || high > float64(3*hi) {
				return false
			}
		}
	}
	return true
}

func (p *Fans) subtitle(sub subject, n int) string {
	text := "Each channel’s " + sub.explained() + ", " + bind(p.Currency+" a year")
	if p.Shared {
		text += ", all on one scale"
	} else {
		text += ", scales differ"
	}
	if p.Compared {
		text += comparedKey
	} else {
		text += aloneKey
	}
	switch left := n - len(p.Fans); {
	case left == 1:
		text += ". The smallest channel is left out"
	case left > 1:
		text += ". The " + display.Number(left) + " smallest channels are left out"
	}
	return text
}

func (p *Fans) notes() []string {
	var all []string
	if p.Compared {
		text := "Percentages: change of the median total over the forecast"
		if slices.ContainsFunc(p.Fans, func(c ChannelFan) bool { return c.Key == "mean" }) {
			text = strings.Replace(text, "median", "median (or mean)", 1)
		}
		all = append(all, text+".")
		if slices.ContainsFunc(p.Fans, func(c ChannelFan) bool { return len(c.Fan.Lanes) > 0 }) {
			all = append(all, "Bars: shocks that act on the channel.")
		}
	}
	if f := p.Fans[0].Fan; f.history() {
		text := "Left of the line: history in the model’s view"
		if f.Before > 0 {
			text += ", before " + beginOf(f.Steps[0]) + " in summary.csv"
		}
		all = append(all, text+".")
	}
	return append(all, "Bands: each step by itself, at a yearly rate; a year’s median is another.")
}

func (p *Fans) alt(f Figure) string {
	m := currency(p.Currency)
	var b strings.Builder
	fmt.Fprintf(&b, "Small fan charts, one a channel, from %s to %s. %s.", p.Fans[0].Fan.Steps[0].Name, p.Fans[0].Fan.last().Name, f.Title)
	for _, c := range p.Fans {
		last := c.Fan.last()
		fmt.Fprintf(&b, " %s: median %s a year in %s", c.Name, m.amount(last.P[result.P50]), last.Name)
		if p.Compared {
			fmt.Fprintf(&b, ", baseline %s", m.amount(last.Baseline))
			if c.Change != "" {
				fmt.Fprintf(&b, ", over the forecast %s", c.Change)
			}
			var acts []string
			for _, l := range c.Fan.Lanes {
				acts = append(acts, l.Name)
			}
			if c.Exposure != "" {
				acts = append(acts, c.Exposure)
			}
			if len(acts) > 0 {
				fmt.Fprintf(&b, " (%s)", strings.Join(acts, ", "))
			}
		}
		b.WriteString(".")
	}
	return strings.NewReplacer("≈\u00a0", "about ", "\u00a0", " ").Replace(b.String())
}

func (p *Fans) write(b *strings.Builder) {
	fmt.Fprintf(b, "fans %s compared=%t shared=%t\n", p.Currency, p.Compared, p.Shared)
	for _, c := range p.Fans {
		fmt.Fprintf(b, "channel %q %q down=%t up=%t %q before=%d forecast=%g\n", c.Name, c.Change, c.Down, c.Up, c.Exposure, c.Fan.Before, c.Fan.Forecast)
		c.Fan.table(b)
	}
}
