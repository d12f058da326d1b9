package report

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// channels are the sections of the channels, then the parameters that they share.
func (p *page) channels() {
	p.paragraph("## The channels")
	p.paragraph("Inputs stand as the scenario writes them; of a range such as 2 to 5 the ends are the 5th and the 95th percentile.")
	for _, c := range p.r.Channels {
		p.channel(c)
	}
	if shared := p.declared(""); len(shared) > 0 {
		p.paragraph("### What channels share")
		p.known(shared)
	}
}

// declared are the parameters of a channel's own scope, or of the top level.
func (p *page) declared(channel string) []result.Parameter {
	var all []result.Parameter
	for _, q := range p.r.Parameters {
		if q.Channel == channel {
			all = append(all, q)
		}
	}
	return all
}

func (p *page) channel(c result.Channel) {
	p.paragraph("### %s", p.name(c.ID))
	p.say(prose(c.Description))
	p.rates(c.ID)
	p.brings(c)
	if p.r.Enforced() {
		p.paragraph("**What the shocks do.** %s", p.effectOn(c.ID))
	}
	p.known(p.declared(c.ID))
}

// rates prints the formulas of a channel's gross, revenue and cost.
func (p *page) rates(id string) {
	var lines []string
	for _, f := range p.r.Formulas {
		if f.Channel == id && (f.Kind == "gross" || f.Kind == "revenue" || f.Kind == "cost") {
			lines = append(lines, fmt.Sprintf("%-7s = %s", f.Kind, strings.Join(strings.Fields(f.Text), " ")))
		}
	}
	if lines != nil {
		p.block(fenced(strings.Join(lines, "\n")))
	}
}

// brings says what a channel brings over the forecast.
func (p *page) brings(c result.Channel) {
	s := p.before(c.ID, p.window)
	where := "Over the forecast it brings "
	if p.r.Enforced() {
		where = "In the baseline it brings "
	}
	text := where + p.both(s)
	if s.P5() != s.P95() {
		text += ", " + p.mean(s) + " on average"
	}
	if total := p.before("total", p.window); len(p.r.Channels) > 1 && total.Mean > 0 && s.Mean > 0 {
		text += ", or " + ratio(s, total) + " of the total's mean"
	}
	if gross := p.r.Find(c.ID, "gross"); gross != nil && c.Gross {
		g := gross.Scenario[p.window]
		if gross.Baseline != nil {
			g = gross.Baseline[p.window]
		}
		text += "; the gross turnover is " + p.both(g)
	}
	p.paragraph("%s.", text)
}

// effectOn says what the shocks do to a channel.
func (p *page) effectOn(id string) string {
	e := p.loss(id, p.window)
	var parts []string
	if acting := p.acting(id); len(acting) > 0 {
		parts = append(parts, "Acting on it: "+ended(display.And(acting)))
	} else {
		parts = append(parts, "No shock in force acts on it.")
	}
	for _, l := range p.r.Leaks {
		if l.From == id && l.Lost.Mean > 0 {
			parts = append(parts, fmt.Sprintf("By itself it loses %s on average, of which %s is destroyed and the rest moves.", p.mean(l.Lost), p.mean(l.Destroyed)))
		}
	}
	for _, f := range p.r.Flows {
		if f.To == id && f.Arrived.Mean > 0 {
			parts = append(parts, fmt.Sprintf("On average %s arrives here from %s, pushed by %s.", p.mean(f.Arrived), p.name(f.From), p.shockName(f.Shock)))
		}
	}
	switch {
	case e.none():
		parts = append(parts, "It is the same in both worlds, in every trial.")
	default:
		parts = append(parts, "All in all that "+p.change(id, "its revenue", 1))
		if text := p.fading(id, "its loss"); text != "" {
			parts = append(parts, sentence(text))
		}
	}
	return strings.Join(parts, " ")
}

// acting are the names of the shocks that hit what a channel's revenue reads.
func (p *page) acting(id string) []string {
	var names []string
	for _, t := range p.r.Terms {
		if slices.ContainsFunc(t.Hits, func(h result.Hit) bool { return slices.Contains(h.Channels, id) }) {
			names = append(names, p.shockName(t.Shock))
		}
	}
	return names
}

// known lists parameters: those from sources, those assumed, and those without either.
func (p *page) known(all []result.Parameter) {
	var sourced, assumed, neither []string
	for _, q := range all {
		item := p.named(q) + ": " + law(q)
		read := ""
		if names := p.names(q.Channels); q.Channel == "" && len(names) > 0 && len(p.r.Channels) > 1 {
			read = " Read by " + display.And(names) + "."
		}
		switch {
		case q.Sourced():
			item += fmt.Sprintf(" (%s)", provenance(q.Provenance))
			sourced = append(sourced, noted(item+".", q.Note)+read)
		case q.Assumption != "":
			assumed = append(assumed, noted(item+".", q.Assumption)+read)
		default:
			neither = append(neither, item+"."+read)
		}
	}
	for _, group := range []struct {
		title string
		items []string
	}{
		{"What is known.", sourced}, {"What is assumed.", assumed}, {"What has neither source nor reason.", neither},
	} {
		if len(group.items) > 0 {
			p.paragraph("**%s**", group.title)
			p.bullets(group.items)
		}
	}
	if len(sourced) == 0 && len(all) > 0 {
		p.paragraph("No figure here comes from a source.")
	}
}

// named is the title of a parameter with its name as code, or the name alone.
func (p *page) named(q result.Parameter) string {
	text := code(local(q))
	if q.Title != "" {
		text = prose(q.Title) + " (" + text + ")"
	}
	if q.Vary == "event" {
		text += ", size of each event"
	}
	if q.Vary == "step" {
		text += ", drawn afresh in every " + p.r.Step
	}
	return text
}

// local is the name of a parameter within its channel.
func local(q result.Parameter) string { return strings.TrimPrefix(q.Name, q.Channel+".") }

// law is a law as written, with its unit unless that says nothing or stands in it.
func law(q result.Parameter) string {
	text := prose(q.Law)
	switch {
	case q.Unit == "" || q.Unit == "1" || q.Unit == "share" || q.Date || strings.Contains(q.Law, " "+q.Unit):
		return text
	case q.Vary == "schedule" || q.Law != "" && q.Law[0] >= 'a': // a family, whose last argument may have another unit
		return text + " (" + prose(q.Unit) + ")"
	}
	return text + " " + prose(q.Unit)
}

// provenance is where a figure comes from: "source `port_2024`: a lower bound".
func provenance(v result.Provenance) string {
	switch {
	case v.Sourced() && v.Reading != "":
		return "source " + code(v.Source) + ": " + readings[v.Reading]
	case v.Sourced():
		return "source " + code(v.Source)
	case v.Assumption != "":
		return "assumption"
	}
	return "neither source nor reason given"
}

// readings are the words for how a source was read.
var readings = map[string]string{
	"measured": "measured", "estimate": "an estimate", "range": "a range", "at most": "an upper bound", "at least": "a lower bound",
}
