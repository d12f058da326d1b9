package report

import (
	"cmp"
	"strconv"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// outputs is the table of the further quantities.
func (p *page) outputs() {
	if len(p.r.Outputs) == 0 {
		return
	}
	p.paragraph("## Further quantities")
	var t table
	if p.r.Enforced() {
		t.add("Quantity", "Unit", ">Baseline", ">Mean", ">Scenario", ">Mean")
	} else {
		t.add("Quantity", "Unit", ">Value", ">Mean")
	}
	for _, o := range p.r.Outputs {
		s := p.r.Find("outputs."+o.ID, "value")
		if s == nil {
			continue
		}
		name := p.outputName(o)
		v := s.Scenario[p.window]
		if !p.r.Enforced() || s.Baseline == nil {
			t.add(name, prose(s.Unit), plain.cell(v), plain.mean(v))
			continue
		}
		b := s.Baseline[p.window]
		t.add(name, prose(s.Unit), plain.cell(b), plain.mean(b), plain.cell(v), plain.mean(v))
	}
	p.block(t.String())
	p.paragraph("Over the forecast: the median, in brackets where 90%% of the trials lie, and the mean.")
}

// outputName is what the text calls an output: its title, and how it is condensed.
func (p *page) outputName(o result.Output) string {
	name := cmp.Or(prose(o.Title), prose(o.ID))
	if how := aggregates[o.Aggregate]; how != "" {
		name += ", " + how
	}
	return name
}

// aggregates are the words for how an output is condensed; a sum needs none.
var aggregates = map[string]string{"mean": "mean over time", "last": "at the end", "min": "lowest", "max": "highest"}

// warnings are all doubts of the run.
func (p *page) warnings() {
	p.paragraph("## Warnings")
	if len(p.r.Warnings) == 0 {
		p.paragraph("The run has none.")
		return
	}
	var items []string
	for _, w := range p.r.Warnings {
		items = append(items, ended(prose(w)))
	}
	p.bullets(items)
}

// parameters are the tables of every parameter, by channel.
func (p *page) parameters() {
	p.paragraph("## Appendix: every parameter")
	if len(p.r.Parameters) == 0 {
		p.paragraph("The model has none.")
		return
	}
	p.paragraph("The percentiles are those of each law as it stands, in its unit; a process or a schedule has none. The reason for each assumption stands in the section of its channel.")
	for _, c := range p.r.Channels {
		p.appendix(p.name(c.ID), p.declared(c.ID))
	}
	p.appendix("What channels share", p.declared(""))
}

// correlations is the table of the parameters that are drawn together.
func (p *page) correlations() {
	if len(p.r.Correlations) == 0 {
		return
	}
	p.paragraph("## Appendix: what is drawn together")
	var t table
	t.add("Parameter", "and", ">Rank correlation")
	for _, c := range p.r.Correlations {
		t.add(p.parameter(c.A), p.parameter(c.B), strings.Replace(strconv.FormatFloat(c.Spearman, 'f', -1, 64), "-", "−", 1))
	}
	p.block(t.String())
	p.paragraph("Spearman's: 1 is the same order in every trial, −1 the opposite, 0 no link. All other parameters are drawn independently of one another.")
}

// parameter is the name of a parameter as formulas read it, with what it is.
func (p *page) parameter(path string) string {
	for _, q := range p.r.Parameters {
		if q.Path == path {
			return code(q.Name) + p.gloss(q)
		}
	}
	return code(path)
}

// appendix is the table of some parameters.
func (p *page) appendix(title string, all []result.Parameter) {
	if len(all) == 0 {
		return
	}
	p.paragraph("### %s: parameters", title)
	var t table
	t.add("Parameter", "Distribution and unit", ">5%", ">50%", ">95%", "Varies", "Source and reading", "Note")
	for _, q := range all {
		low, mid, high := "", "", ""
		write := exact
		if q.Date {
			write = yearMonth
		}
		switch {
		case q.Vary == "certain":
			mid = write(q.P50)
		case q.Drawn():
			low, mid, high = write(q.P5), write(q.P50), write(q.P95)
		}
		from := "neither"
		switch {
		case q.Sourced() && q.Reading != "":
			from = code(q.Source) + ", " + q.Reading
		case q.Sourced():
			from = code(q.Source)
		case q.Assumption != "":
			from = "assumption"
		}
		t.add(code(local(q)), law(q)+dimensionless(q), low, mid, high, varies[q.Vary], from, prose(q.Note))
	}
	p.block(t.String())
}

// dimensionless says that a law is of a plain number or a share, which a sentence leaves out.
func dimensionless(q result.Parameter) string {
	switch {
	case q.Unit == "share":
		return " (share)"
	case q.Date:
		return " (date)"
	case q.Unit == "1":
		return " (number)"
	}
	return ""
}

// varies are the words for how a parameter varies.
var varies = map[string]string{
	"once": "by trial", "step": "by step", "event": "by event", "process": "process", "schedule": "schedule", "certain": "no",
}

// formulas lists the named formulas, stocks and events.
func (p *page) formulas() {
	var lines []string
	for _, f := range p.r.Formulas {
		text := strings.Join(strings.Fields(f.Text), " ")
		switch f.Kind {
		case "stock":
			text = "begins at " + strings.Join(strings.Fields(f.Initial), " ") + "; changes by " + text
		case "event":
			text = "happens at the rate " + text
		default:
			text = "= " + text
		}
		lines = append(lines, f.Name+" "+text)
	}
	if len(lines) == 0 {
		return
	}
	p.paragraph("## Appendix: every formula")
	p.block(fenced(strings.Join(lines, "\n")))
}

// sources lists what the scenario says of its sources.
func (p *page) sources() {
	if len(p.r.Sources) == 0 {
		return
	}
	p.paragraph("## Sources")
	var items []string
	for _, s := range p.r.Sources {
		var parts []string
		if s.Publisher != "" {
			parts = append(parts, prose(s.Publisher))
		}
		if s.Date != "" {
			parts = append(parts, prose(s.Date))
		}
		if s.Language != "" {
			parts = append(parts, "in "+code(s.Language))
		}
		if s.Lineage != "" {
			parts = append(parts, "lineage "+code(s.Lineage))
		}
		if s.URL != "" {
			parts = append(parts, link(s.URL))
		}
		item := code(s.ID) + ": " + prose(s.Title)
		if len(parts) > 0 {
			item += " (" + strings.Join(parts, ", ") + ")"
		}
		items = append(items, noted(item+".", s.Note))
	}
	p.bullets(items)
	p.paragraph("Sources of one lineage repeat one another: they never confirm one another.")
}

// link makes a web address clickable; what is none stays text.
func link(url string) string {
	if (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) && !strings.ContainsAny(url, " <>|\\`") && display.Escape(url) == url {
		return "<" + url + ">"
	}
	return prose(url)
}
