package report

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// A Chart is a picture beside the page.
type Chart struct {
	File  string // relative, with slashes, such as "charts/fan_total.png"
	Title string // its finding
	Alt   string // the picture in words
}

// Markdown writes the page. Version is the program's; charts may be empty, the first is the main one.
func Markdown(version string, r *result.Result, charts []Chart) []byte {
	p := &page{r: r, window: r.Window(result.Forecast), quantity: money(r.Currency)}
	if i := slices.IndexFunc(charts, func(c Chart) bool { return path.Base(c.File) == "evidence.png" }); i >= 0 { // it has a place of its own
		p.moves = &charts[i]
		charts = slices.Delete(slices.Clone(charts), i, i+1)
	}
	p.head()
	p.answer()
	if len(charts) > 0 {
		p.picture(charts[0])
	}
	p.byChannel()
	for _, c := range charts[min(1, len(charts)):] {
		p.picture(c)
	}
	p.byYear()
	p.channels()
	p.shocks()
	p.outputs()
	p.evidence()
	p.checks()
	p.switches()
	p.certainty()
	p.expectations()
	p.warnings()
	p.basis()
	p.footings()
	p.parameters()
	p.correlations()
	p.formulas()
	p.sources()
	p.reproduce(version)
	return []byte(display.Text(strings.TrimRight(p.text.String(), "\n") + "\n"))
}

// A page is a report in the making.
type page struct {
	quantity
	r      *result.Result
	window int    // index of the forecast period
	moves  *Chart // of what evidence did to the parameters; nil where it is not drawn
	text   strings.Builder
}

// paragraph adds a block that a blank line ends.
func (p *page) paragraph(format string, args ...any) {
	fmt.Fprintf(&p.text, format, args...)
	p.text.WriteString("\n\n")
}

// say adds a paragraph, unless the text is empty.
func (p *page) say(text string) {
	if text != "" {
		p.text.WriteString(text + "\n\n")
	}
}

// block adds text that ends its last line itself.
func (p *page) block(text string) { p.text.WriteString(text + "\n") }

// bullets adds a list; nothing where it is empty.
func (p *page) bullets(items []string) {
	for _, item := range items {
		p.text.WriteString("- " + item + "\n")
	}
	if len(items) > 0 {
		p.text.WriteByte('\n')
	}
}

func (p *page) picture(c Chart) { p.paragraph("![%s](%s)", prose(c.Alt), c.File) }

// head is the title, the question, and what the run is.
func (p *page) head() {
	r := p.r
	p.say("# " + cmp.Or(prose(r.Title), file(r.Name)))
	if r.Description != "" {
		p.paragraph("**The question.** %s", prose(r.Description))
	}
	if len(r.Set) > 0 {
		p.paragraph("**Changed on the command line**, beside what title and question say: %s.", quoted(r.Set))
	}
	force := "no shock in force"
	if len(r.Shocks) > 0 {
		force = display.Count(len(r.Shocks), "shock") + " in force, beside a baseline without them in the same trials"
	}
	history := ""
	if i := r.Window(result.History); i >= 0 {
		history = ", after a history since " + monthOf(r.Periods[i].Start, 0) + ", in which no shock acts"
	}
	trials := display.Grouped(r.Trials, ",") + display.Agree(int(min(r.Trials, 2)), " trial", " trials")
	if design := Design(r); design != "" {
		trials += ", " + design
	}
	p.paragraph("Forecast from %s%s. %s; %s; %s, seed %d. This is a scenario, not a forecast of what will happen.",
		p.forecastSpan(), history, display.Capital(display.Count(len(r.Channels), "channel")), force, trials, r.Seed)
}

// quoted lists texts as code.
func quoted(list []string) string {
	var out []string
	for _, text := range list {
		out = append(out, code(display.Escape(text)))
	}
	return strings.Join(out, ", ")
}

// forecastSpan is the forecast in months: "July 2026 to December 2030".
func (p *page) forecastSpan() string {
	w := p.r.Periods[p.window]
	return monthOf(w.Start, 0) + " to " + monthOf(w.End, 1)
}

// name is what the text calls a channel: its title.
func (p *page) name(id string) string {
	for _, c := range p.r.Channels {
		if c.ID == id && c.Title != "" {
			return prose(c.Title)
		}
	}
	return prose(id)
}

func (p *page) names(ids []string) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = p.name(id)
	}
	return names
}

// shockName is what the text calls a shock: its title.
func (p *page) shockName(id string) string {
	for _, s := range p.r.Shocks {
		if s.ID == id && s.Title != "" {
			return prose(s.Title)
		}
	}
	return prose(id)
}

// before is a channel's revenue in the baseline, in a period.
func (p *page) before(id string, period int) result.Summary {
	s := p.r.Find(id, "revenue")
	switch {
	case s == nil:
		return result.Summary{}
	case s.Baseline != nil:
		return s.Baseline[period]
	}
	return s.Scenario[period]
}

// after is a channel's revenue in the scenario.
func (p *page) after(id string, period int) result.Summary {
	if s := p.r.Find(id, "revenue"); s != nil {
		return s.Scenario[period]
	}
	return result.Summary{}
}

// loss is what a channel loses against the baseline, trial by trial.
func (p *page) loss(id string, period int) effect {
	if s := p.r.Find(id, "loss"); s != nil && p.r.Enforced() {
		return effect{s.Scenario[period]}
	}
	return effect{}
}

// certain is the number of standard errors beyond which a difference is claimed; the charts use the same.
const certain = 3

// An effect is a loss; below zero it is a gain.
type effect struct{ result.Summary }

// none reports whether no trial differs.
func (e effect) none() bool { return e.Min == 0 && e.Max == 0 && e.Mean == 0 }

// clear reports whether the mean differs from nothing beyond the Monte Carlo error.
func (e effect) clear() bool {
	return !e.none() && (e.Min == e.Max || e.Mean > certain*e.SE || e.Mean < -certain*e.SE)
}

func (e effect) lost() bool   { return e.clear() && e.Mean > 0 }
func (e effect) gained() bool { return e.clear() && e.Mean < 0 }

// gain is the effect as a gain: its mirror image.
func (e effect) gain() result.Summary {
	g := e.Summary
	g.Mean, g.Min, g.Max, g.CVaR5, g.CVaR95 = -e.Mean, -e.Max, -e.Min, -e.CVaR95, -e.CVaR5
	for i, v := range e.P {
		j := len(g.P) - 1 - i
		g.P[j], g.Lo[j], g.Hi[j] = 0-v, 0-e.Hi[i], 0-e.Lo[i]
	}
	return g
}
