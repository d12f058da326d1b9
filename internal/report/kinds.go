package report

import (
	"fmt"
	"strconv"

	"weir/sim/result"
)

// twoKinds says how much of the variance of each headline better knowledge could remove, and how much is chance. It is left
// out where the run does not know.
func (p *page) twoKinds() {
	var t table
	t.add("", ">Revenue: not known", ">Revenue: chance")
	if p.r.Enforced() {
		t.rows[0] = append(t.rows[0], ">Loss: not known", ">Loss: chance")
	}
	row := func(name, id, measure string) bool {
		level, loss := p.splitOf(id, measure), p.splitOf(id, "loss")
		if level == nil && loss == nil {
			return false
		}
		cells := append([]string{name}, kinds(level)...)
		if p.r.Enforced() {
			cells = append(cells, kinds(loss)...)
		}
		t.add(cells...)
		return true
	}
	for _, c := range p.r.Channels {
		row(p.name(c.ID), c.ID, "revenue")
	}
	row("**Total**", "total", "revenue")
	further := false
	for _, o := range p.r.Outputs {
		further = row(p.outputName(o), "outputs."+o.ID, "value") || further
	}
	if len(t.rows) == 1 {
		return
	}
	p.paragraph("**Two kinds of not knowing.** Trials differ for two reasons. Some quantities have one value that nobody knows: a trial draws it once, and better knowledge could settle it. "+
		"The others are chance, which stays however much is known: what is drawn anew in every %s, processes, events, whether and when a shock comes.", p.r.Step)
	p.block(t.String())
	note := "Parts of the variance over the forecast, each with its standard error."
	if p.r.Enforced() {
		note += " Revenue is that of the scenario."
	}
	if further {
		note += " Further quantities stand with their value in place of revenue."
	}
	p.say(note + p.readAloud())
}

// splitOf is how the variance of a headline splits, or nil.
func (p *page) splitOf(id, measure string) *result.Split {
	for i := range p.r.Splits {
		if s := &p.r.Splits[i]; s.Channel == id && s.Measure == measure {
			return s
		}
	}
	return nil
}

// headlineSplit is that of what the total loses, or else of its revenue, with its name; nil where the run does not know it.
func (p *page) headlineSplit() (*result.Split, string) {
	if s := p.splitOf("total", "loss"); s != nil && p.r.Enforced() {
		return s, "total loss"
	}
	return p.splitOf("total", "revenue"), "total revenue"
}

// readAloud puts the line of the total into words.
func (p *page) readAloud() string {
	s, what := p.headlineSplit()
	if s == nil {
		return ""
	}
	return " Read: if all were known that a trial draws once, the variance of the " + what + " would on average shrink by " + kinds(s)[0] + "."
}

// knowable says in a sentence how much of the headline's variance better knowledge could remove.
func (p *page) knowable() string {
	s, what := p.headlineSplit()
	if s == nil {
		return ""
	}
	return fmt.Sprintf("Of the variance of the %s, %s is what better knowledge could remove, the rest is chance ([how sure](#how-sure)).", what, kinds(s)[0])
}

// kinds are both parts of a variance, each with its standard error: what is not known, and chance.
func kinds(s *result.Split) []string {
	if s == nil {
		return []string{"–", "–"}
	}
	return []string{partOf(s.Once, s.SE), partOf(1-s.Once, s.SE)}
}

// partOf writes a part of a variance in percent, with one decimal at most, and its standard error. An estimate may leave 0
// to 1, a part does not.
func partOf(part, se float64) string {
	if se == 0 {
		return percent(part)
	}
	part = min(max(part, 0), 1)
	switch {
	case se < 0.005 && part < 0.005:
		return "under 1%"
	case se < 0.005 && part >= 0.995:
		return "over 99%"
	}
	first, place := Rounded(max(100*se, 0.1), 0, 1)
	x, _ := Rounded(100*part, power(place), 4)
	return strconv.FormatFloat(x, 'f', max(0, -place), 64) + "%\u00a0±\u00a0" + exact(first) + "%"
}
