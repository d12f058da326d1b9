package report

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// A tally counts parameters by where they come from.
type tally struct {
	sourced, drawn, certain, neither int // drawn and certain: assumptions with and without spread
}

func (t *tally) add(p result.Parameter) {
	switch {
	case p.Sourced():
		t.sourced++
	case p.Assumption == "":
		t.neither++
	case p.Vary == "certain" || p.Vary == "schedule":
		t.certain++
	default:
		t.drawn++
	}
}

func (t tally) all() int { return t.sourced + t.drawn + t.certain + t.neither }

// tally counts the parameters that a channel reads, directly or through others; all of the model for "".
func (p *page) tally(channel string) tally {
	var t tally
	for _, q := range p.r.Parameters {
		if channel == "" || slices.Contains(q.Channels, channel) {
			t.add(q)
		}
	}
	return t
}

// unfounded are the channels that no sourced parameter enters, and their part of the total's mean in the baseline.
func (p *page) unfounded() (ids []string, part result.Summary) {
	for _, c := range p.r.Channels {
		if p.tally(c.ID).sourced == 0 {
			ids = append(ids, c.ID)
			s := p.before(c.ID, p.window)
			part.Mean, part.SE = part.Mean+s.Mean, part.SE+s.SE
		}
	}
	return ids, part
}

// foundation says in a few sentences how much rests on assumption.
func (p *page) foundation() string {
	var b strings.Builder
	t := p.tally("")
	var parts []string
	if t.sourced > 0 {
		parts = append(parts, fmt.Sprintf("%d %s from a source", t.sourced, display.Agree(t.sourced, "comes", "come")))
	}
	if n := t.drawn + t.certain; n > 0 {
		part := fmt.Sprintf("%d %s assumed", n, display.Agree(n, "is", "are"))
		if t.certain > 0 && t.drawn > 0 {
			part += fmt.Sprintf(" (%d of them without spread, such as definitions)", t.certain)
		}
		parts = append(parts, part)
	}
	if t.neither > 0 {
		parts = append(parts, fmt.Sprintf("%d %s neither source nor reason", t.neither, display.Agree(t.neither, "has", "have")))
	}
	switch t.all() {
	case 0:
		b.WriteString("The model has no parameters: its formulas hold all its numbers.")
	case 1:
		word := "is assumed"
		switch {
		case t.sourced > 0:
			word = "comes from a source"
		case t.neither > 0:
			word = "has neither source nor reason"
		}
		b.WriteString("The model's one parameter " + word + ".")
	default:
		fmt.Fprintf(&b, "Of the model's %d parameters, %s.", t.all(), display.And(parts))
	}
	if ids, part := p.unfounded(); len(ids) > 0 && t.all() > 0 {
		names := p.names(ids)
		what := ratio(part, p.before("total", p.window))
		if len(ids) == len(p.r.Channels) {
			b.WriteString(" No channel rests on any source.")
		} else {
			fmt.Fprintf(&b, " No source at all stands behind %s: %s of the mean total revenue%s.", display.And(names), what, p.inBaseline())
		}
	}
	if text := p.widest(); text != "" {
		b.WriteString(" " + text)
	}
	if text := p.shockFoundation(); text != "" {
		b.WriteString(" " + text)
	}
	b.WriteString(" The intervals hold what the scenario says is not known, and nothing that it leaves out.")
	return b.String()
}

// widest names the assumption with the greatest factor between its 5th and its 95th percentile, among those read by channels
// that bring a tenth of the mean or more. It is empty where no assumption spans a factor of ten.
func (p *page) widest() string {
	total := p.before("total", p.window).Mean
	var found *result.Parameter
	factor := 10.0
	for i, q := range p.r.Parameters {
		if q.Vary != "once" || q.Date || q.Assumption == "" || q.P5 <= 0 || q.P95 < factor*q.P5 {
			continue
		}
		for _, id := range q.Channels {
			if total > 0 && p.before(id, p.window).Mean >= total/10 {
				factor, found = q.P95/q.P5, &p.r.Parameters[i]
			}
		}
	}
	if found == nil {
		return ""
	}
	unit := ""
	if found.Unit != "1" && found.Unit != "share" {
		unit = " " + prose(found.Unit)
	}
	return fmt.Sprintf("The widest assumption behind a channel that brings a tenth or more is %s%s, where 90%% of the trials lie between %s and %s%s.",
		code(found.Name), p.gloss(*found), exact(found.P5), exact(found.P95), unit)
}

// gloss says in brackets what a parameter is: its title, or its channel's.
func (p *page) gloss(q result.Parameter) string {
	switch {
	case q.Title != "":
		return " (" + prose(q.Title) + ")"
	case q.Channel != "":
		return " (" + p.name(q.Channel) + ")"
	}
	return ""
}

func (p *page) inBaseline() string {
	if p.r.Enforced() {
		return " in the baseline"
	}
	return ""
}

// shockFoundation says where the effects of the shocks come from.
func (p *page) shockFoundation() string {
	sourced := 0
	for _, t := range p.r.Terms {
		if t.Sourced() {
			sourced++
		}
	}
	switch n := len(p.r.Terms); {
	case n == 0:
		return ""
	case sourced == 0 && n == 1:
		return "What the shock does, when, for how long and at what cost comes from no source."
	case sourced == 0:
		return "What the shocks do, when, for how long and at what cost comes from no source."
	case sourced == n:
		return fmt.Sprintf("%s in force %s on a source.", display.Capital(display.Count(n, "shock")), display.Agree(n, "rests", "rest"))
	default:
		return fmt.Sprintf("Of the %d shocks in force, %d %s on a source.", n, sourced, display.Agree(sourced, "rests", "rest"))
	}
}

// basis is the table of how much rests on assumptions.
func (p *page) basis() {
	p.paragraph("## What rests on assumptions")
	if len(p.r.Parameters) == 0 {
		p.paragraph("The model has no parameters.")
		return
	}
	var t table
	t.add("Channel", ">Share of mean revenue", ">From a source", ">Assumed", ">Assumed, no spread", ">Neither")
	row := func(name, share string, n tally) {
		t.add(name, share, fmt.Sprint(n.sourced), fmt.Sprint(n.drawn), fmt.Sprint(n.certain), fmt.Sprint(n.neither))
	}
	for _, c := range p.r.Channels {
		row(p.name(c.ID), precise(p.before(c.ID, p.window), p.before("total", p.window)), p.tally(c.ID))
	}
	row("**The model**", precise(p.before("total", p.window), p.before("total", p.window)), p.tally(""))
	p.block(t.String())
	ids, part := p.unfounded()
	text := "Every channel has at least one parameter from a source"
	if len(ids) > 0 {
		text = fmt.Sprintf("Channels with no parameter from a source bring %s of the mean total", ratio(part, p.before("total", p.window)))
	}
	p.paragraph("The numbers of parameters that each channel reads, directly or through others: those that several channels read count in each of them, and once in the model. "+
		"%s. A parameter from a source can still be the lesser part of what a channel rests on.", text)
}
