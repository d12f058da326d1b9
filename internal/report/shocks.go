package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// shocks are the sections of the shocks in force, and their strength over time.
func (p *page) shocks() {
	if !p.r.Enforced() {
		return
	}
	p.paragraph("## The shocks")
	for _, s := range p.inOrder() {
		p.shock(s)
	}
	p.strength()
}

// inOrder are the shocks in force in the order of the document.
func (p *page) inOrder() []result.Shock {
	place := func(s result.Shock) int {
		return slices.IndexFunc(p.r.Terms, func(t result.Terms) bool { return t.Shock == s.ID })
	}
	return slices.SortedStableFunc(slices.Values(p.r.Shocks), func(a, b result.Shock) int { return cmp.Compare(place(a), place(b)) })
}

func (p *page) shock(s result.Shock) {
	p.paragraph("### %s", p.shockName(s.ID))
	p.say(prose(s.Description))
	var items []string
	t := p.terms(s.ID)
	if text := p.begins(s, t); text != "" {
		items = append(items, text)
	}
	for _, h := range t.Hits {
		items = append(items, p.hit(h, t))
	}
	for i, d := range t.Displaces {
		again := 0 // of the same kind before it
		for _, o := range t.Displaces[:i] {
			if o.From == d.From && o.To == d.To {
				again++
			}
		}
		items = append(items, p.displacement(d, p.flow(s.ID, d, again)))
	}
	items = append(items, p.cost(s, t))
	switch {
	case t.Sourced():
		items = append(items, noted(sentence(provenance(t.Provenance)), t.Note))
	case t.Assumption != "":
		items = append(items, "Assumption: "+sentence(prose(t.Assumption)))
		if t.Note != "" {
			items = append(items, sentence(prose(t.Note)))
		}
	default:
		items = append(items, "Neither source nor reason is given.")
	}
	p.bullets(items)
}

// terms are those of a shock; without them every field is empty.
func (p *page) terms(id string) result.Terms {
	for _, t := range p.r.Terms {
		if t.Shock == id {
			return t
		}
	}
	return result.Terms{Shock: id}
}

// begins says when a shock comes, and how it grows and wears off.
func (p *page) begins(s result.Shock, t result.Terms) string {
	var parts []string
	if t.Onset != "" {
		begins := "begins " + prose(t.Onset)
		if t.Onset != "" && t.Onset[0] >= '0' && t.Onset[0] <= '9' {
			begins = "begins on " + prose(t.Onset)
		}
		parts = append(parts, begins)
	}
	own := slices.ContainsFunc(t.Hits, ownCourse)
	if t.Onset != "" && t.Ramp == "" && !own {
		parts = append(parts, "has full strength at once")
	}
	parts = append(parts, p.timing(t.Ramp, t.Hold, t.HalfLife, t.Floor)...)
	if t.Onset != "" && t.HalfLife == "" && !own {
		parts = append(parts, "does not fade")
	}
	if t.Duration != "" {
		parts = append(parts, "ends after "+p.words(t.Duration))
	}
	text := strings.Join(parts, "; ")
	if t.Probability != "" || s.Happens < 1 {
		happens := "happens in " + percent(s.Happens) + " of the trials"
		if t.Probability != "" {
			happens += " (probability " + p.words(t.Probability) + ")"
		}
		if text != "" {
			text += "; "
		}
		text += happens
	}
	return sentence(text)
}

// timing is a time course in words.
func (p *page) timing(ramp, hold, halfLife, floor string) []string {
	var parts []string
	if ramp != "" {
		parts = append(parts, "grows to full strength over "+p.words(ramp))
	}
	if hold != "" {
		parts = append(parts, "holds for "+p.words(hold))
	}
	switch {
	case halfLife != "" && floor != "":
		parts = append(parts, "loses half of what exceeds a floor of "+p.words(floor)+" every "+p.words(halfLife))
	case halfLife != "":
		parts = append(parts, "halves every "+p.words(halfLife))
	case floor != "":
		parts = append(parts, "has a floor of "+p.words(floor))
	}
	return parts
}

// words is a field as written; where it is the name of a parameter, with the parameter's law.
func (p *page) words(text string) string {
	if q := p.r.Parameter(text); q != nil {
		return code(text) + " (" + law(*q) + ")"
	}
	return prose(text)
}

// hit says what a shock does to one target.
func (p *page) hit(h result.Hit, t result.Terms) string {
	target, text := code(h.Target), ""
	if q := p.r.Parameter(h.Target); q != nil && q.Title != "" {
		target += " (“" + prose(q.Title) + "”)"
	}
	switch h.Verb {
	case "cut":
		text = "cut of " + target
	case "raise":
		text = "raise of " + target
	default:
		text = "addition to " + target
	}
	text += " at full strength: " + p.words(h.X)
	if own := p.timing(h.Ramp, h.Hold, h.HalfLife, h.Floor); len(own) > 0 {
		if h.HalfLife+t.HalfLife == "" {
			own = append(own, "does not fade")
		}
		text += "; this effect has a course of its own: it " + strings.Join(own, ", ")
	}
	if id, _, inside := strings.Cut(h.Target, "."); len(h.Channels) > 0 && !(inside && slices.Equal(h.Channels, []string{id})) {
		text += ". It reaches " + display.And(p.names(h.Channels))
	}
	return noted(sentence(text), h.Note)
}

// ownCourse reports whether a hit has a time course of its own.
func ownCourse(h result.Hit) bool { return h.Ramp+h.Hold+h.HalfLife+h.Floor != "" }

// flow is what came of a displacement of a shock, the first or a later one of its kind; nil where nothing is known.
func (p *page) flow(shock string, d result.Displacement, again int) *result.Flow {
	for i, f := range p.r.Flows {
		if f.Shock != shock || f.From != d.From || f.To != d.To {
			continue
		}
		if again == 0 {
			return &p.r.Flows[i]
		}
		again--
	}
	return nil
}

// displacement says what a shock moves, and what of it arrived.
func (p *page) displacement(d result.Displacement, f *result.Flow) string {
	text := fmt.Sprintf("moves part of what %s loses by itself (share: %s) to %s", p.name(d.From), p.words(d.Share), p.name(d.To))
	if d.Lag != "" && d.Lag != "0" {
		text += " after " + p.words(d.Lag)
	}
	if f != nil {
		text += fmt.Sprintf(": on average %s arrives within the forecast and %s is under way at its end", p.mean(f.Arrived), p.mean(f.UnderWay))
	}
	return noted(sentence(text), d.Note)
}

// cost says what a shock costs those who enforce.
func (p *page) cost(s result.Shock, t result.Terms) string {
	if s.Exogenous || t.Cost == "" {
		return "No cost to those who enforce is given."
	}
	text := "costs those who enforce " + p.words(t.Cost)
	if cost := p.r.Find("shocks."+s.ID, "cost"); cost != nil {
		text += ", over the forecast " + p.both(cost.Scenario[p.window])
	}
	return sentence(text)
}

// blocks is how many columns of years the table of strength has at most.
const blocks = 8

// strength is the table of each shock's mean strength over time.
func (p *page) strength() {
	type span struct {
		label string
		steps []int
	}
	var years []span
	from := p.r.Periods[p.window].From
	for _, q := range p.r.Periods {
		if q.Kind != result.Step || q.From < from {
			continue
		}
		year := q.Start[:min(4, len(q.Start))]
		if n := len(years); n == 0 || years[n-1].label != year {
			years = append(years, span{label: year})
		}
		years[len(years)-1].steps = append(years[len(years)-1].steps, q.From)
	}
	size := (len(years) + blocks - 1) / blocks
	var columns []span
	for len(years) > 0 {
		group := years[:min(size, len(years))]
		years = years[len(group):]
		c := span{label: group[0].label}
		for _, y := range group {
			c.steps = append(c.steps, y.steps...)
		}
		if len(group) > 1 {
			c.label += "–" + group[len(group)-1].label
		}
		columns = append(columns, c)
	}
	var t table
	head := []string{"Shock"}
	for _, c := range columns {
		head = append(head, ">"+c.label)
	}
	t.add(head...)
	for _, s := range p.inOrder() {
		row := []string{p.shockName(s.ID)}
		for _, c := range columns {
			var sum float64
			for _, step := range c.steps {
				sum += s.Strength[step]
			}
			row = append(row, percent(sum/float64(len(c.steps))))
		}
		t.add(row...)
	}
	p.paragraph("### Strength over time")
	p.block(t.String())
	note := "The mean strength over all trials within the forecast, 100% being the full effect. Trials in which a shock does not happen, or not yet, count as 0%."
	if slices.ContainsFunc(p.r.Terms, func(t result.Terms) bool {
		return slices.ContainsFunc(t.Hits, ownCourse)
	}) {
		note += " Effects with a course of their own are not shown."
	}
	p.say(note)
}
