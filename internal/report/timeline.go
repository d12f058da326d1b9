package report

import (
	"weir/sim/display"
	"weir/sim/result"
)

// years are the periods that show time: the calendar years wholly within the forecast, or its steps where there is none.
func (p *page) years() []int { return p.within(p.r.Periods[p.window].From, p.r.Periods[p.window].To) }

// within are the years, or else the steps, that lie wholly within steps from..to.
func (p *page) within(from, to int) []int {
	var years, steps []int
	for i, q := range p.r.Periods {
		switch {
		case q.From < from || q.To > to:
		case q.Kind == result.Step:
			steps = append(steps, i)
		case q.Kind == result.Year:
			years = append(years, i)
		}
	}
	if len(years) > 0 {
		return years
	}
	return steps
}

// byChannel is the table of the channels over the forecast, the total last.
func (p *page) byChannel() {
	p.paragraph("## By channel")
	var t table
	total := p.before("total", p.window)
	if p.r.Enforced() {
		t.add("Channel", ">Baseline", ">Scenario", ">Loss", ">Mean loss", ">Share of baseline")
	} else {
		t.add("Channel", ">Revenue", ">5% to 95%", ">Mean", ">Share of total")
	}
	for i := range len(p.r.Channels) + 1 {
		id, name := "total", "**Total**"
		if i < len(p.r.Channels) {
			id = p.r.Channels[i].ID
			name = p.name(id)
		}
		b := p.before(id, p.window)
		if p.r.Enforced() {
			e := p.loss(id, p.window)
			t.add(name, p.cell(b), p.cell(p.after(id, p.window)), p.cell(e.Summary), p.mean(e.Summary), precise(e.Summary, b))
		} else {
			t.add(name, p.median(b), p.span(b), p.mean(b), precise(b, total))
		}
	}
	p.block(t.String())
	if p.r.Enforced() {
		p.paragraph("Revenue over the forecast: the median, and in brackets where 90%% of the trials lie. Loss is baseline minus scenario, trial by trial, so a gain is " +
			"below 0; its share is the mean loss in the mean of the baseline. Means add up to those of the total; medians do not.")
	} else {
		p.paragraph("Revenue over the forecast: the median, where 90%% of the trials lie, the mean, and its share of the total's mean. Means add up to that of the total; medians do not.")
	}
	p.net()
}

// measures tells a reader why a chart and a table may differ.
const measures = "Tables and the waterfall are of revenue; the other charts take the costs off."

// net says what is left after the channels' own costs, where any has them.
func (p *page) net() {
	s := p.r.Find("total", "net")
	cost := p.r.Find("total", "cost")
	if s == nil || cost == nil || cost.Scenario[p.window].Max == 0 && cost.Scenario[p.window].Min == 0 {
		return
	}
	net := p.both(s.Scenario[p.window])
	if s.Baseline != nil {
		net += ", in the baseline " + p.both(s.Baseline[p.window])
	}
	revenue := p.both(p.after("total", p.window))
	if s.Baseline != nil {
		revenue += ", in the baseline " + p.both(p.before("total", p.window))
	}
	if net == revenue {
		p.paragraph("The channels' own costs are too small to change the total. %s", measures)
		return
	}
	p.paragraph("After the channels' own costs the total is %s. %s", net, measures)
}

// most is the number of rows beyond which the table of years leaves some out.
const most = 16

// byYear is the total by year; without shocks the last years of history stand before the forecast.
func (p *page) byYear() {
	w := p.r.Periods[p.window]
	rows := p.years()
	if len(rows) < 2 {
		return
	}
	const past = 3
	before := p.within(0, w.From)
	var shown []int
	kind := func(i int) result.PeriodKind { return p.r.Periods[i].Kind }
	if n := len(before); n > 0 && !p.r.Enforced() && kind(before[0]) == kind(rows[0]) {
		shown = append(shown, before[max(0, n-past):]...)
	}
	every := (len(rows) + most - 1) / most
	for i, y := range rows {
		if (len(rows)-1-i)%every == 0 {
			shown = append(shown, y)
		}
	}
	p.paragraph("## Over time")
	var t table
	if p.r.Enforced() {
		t.add("", ">Baseline", ">Scenario", ">Loss", ">Mean loss", ">Share of baseline")
	} else {
		t.add("", ">Revenue", ">5% to 95%", ">Mean")
	}
	for _, i := range shown {
		label := p.r.Periods[i].Label
		if p.r.Periods[i].To <= w.From {
			label += " (history)"
		}
		b := p.before("total", i)
		if p.r.Enforced() {
			e := p.loss("total", i)
			t.add(label, p.cell(b), p.cell(p.after("total", i)), p.cell(e.Summary), p.mean(e.Summary), precise(e.Summary, b))
		} else {
			t.add(label, p.median(b), p.span(b), p.mean(b))
		}
	}
	p.block(t.String())
	note := "Total revenue"
	if kind(rows[0]) == result.Year || p.r.Step == "year" {
		note += " by calendar year; a year that the forecast cuts is left out"
		if whole := p.r.Periods[rows[0]].From == w.From && p.r.Periods[rows[len(rows)-1]].To == w.To; whole {
			note = "Total revenue by calendar year"
		}
	} else {
		note += " by " + p.r.Step
	}
	if every > 1 {
		note += "; one row in " + display.Number(every) + " is shown"
	}
	p.paragraph("%s.", note)
}
