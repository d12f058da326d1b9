package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weir/internal/report"
	"weir/sim/display"
	"weir/sim/result"
)

// maxName is the longest name of a channel in the table, in columns of a terminal.
const maxName = 28

// headline is what a run prints: for each channel the revenue of the forecast window, beside its baseline and the loss
// where anything is in force, then displacement, further outputs, expectations and doubts, but for those that have been said
// before. What is no table keeps to a width in columns, if that is not 0.
func headline(r *result.Result, said []string, width int) string {
	var b strings.Builder
	window := r.Window(result.Forecast)
	period := r.Periods[window]
	title := r.Name
	if r.Title != "" {
		title += ": " + r.Title
	}
	display.Fprintf(&b, "%s\n", title)
	trials := display.Grouped(r.Trials, ",") + " trials"
	if design := report.Design(r); design != "" {
		trials += ", " + design
	}
	b.WriteString(wrapped(fmt.Sprintf("revenue in %s from %s up to %s; median, and 5th to 95th percentile, of %s, seed %d",
		r.Currency, period.Start, period.End, trials, r.Seed), width) + "\n")
	b.WriteString(conditioned(r))
	b.WriteString(revenues(r, window))
	b.WriteString(displacement(r))
	b.WriteString(costs(r, window))
	b.WriteString(outputs(r, window))
	b.WriteString(expectations(r, width))
	if r.Precision != nil {
		symbol := ""
		if report.OfMoney(r.Precision) {
			symbol = symbols[r.Currency]
		}
		goal := report.Goal(r.Precision, func(v float64) string { return amount(v, v/10, symbol) }) // two digits
		b.WriteString("\n" + wrapped("precision of "+goal, width))
	}
	before := "\n"
	for _, w := range r.Warnings {
		if !slices.Contains(said, w) {
			b.WriteString(before + wrapped("warning: "+w, width))
			before = ""
		}
	}
	return b.String()
}

// wrapped breaks a line at blanks so that it keeps to a width, where it has one; what follows the first line is indented. What
// does not show is escaped.
func wrapped(text string, width int) string {
	const indent = "    "
	text = display.Line(text)
	if width <= len(indent) {
		return text + "\n"
	}
	var b strings.Builder
	column := 0
	for i, word := range strings.Split(text, " ") {
		n := display.Width(word)
		switch {
		case i == 0:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String() + "\n"
}

// conditioned says how much of what was proposed the evidence left.
func conditioned(r *result.Result) string {
	e := r.Evidence
	if e == nil {
		return ""
	}
	return fmt.Sprintf("conditioned on %s of evidence, which left these of %s proposed trials (%s)\n\n", display.Plural(len(e.Pieces), "piece"), display.Grouped(e.Proposals, ","), result.Percent(e.Acceptance))
}

// revenues is the table of the channels, the total last.
func revenues(r *result.Result, window int) string {
	g := grid{right: []bool{false, true, false, true, false, true, false, true}}
	if r.Enforced() {
		g.add("", "baseline", "", "scenario", "", "loss", "", "share of")
		g.add("channel", "median", "5% to 95%", "median", "5% to 95%", "median", "5% to 95%", "baseline")
	} else {
		g.add("channel", "median", "5% to 95%")
	}
	symbol := symbols[r.Currency]
	names := channelNames(r)
	for _, id := range append(channelIDs(r), "total") {
		revenue := r.Find(id, "revenue")
		if revenue == nil {
			continue
		}
		cells := []string{names[id]}
		worlds := []result.Summary{revenue.Scenario[window]}
		loss := r.Find(id, "loss")
		if r.Enforced() {
			worlds = []result.Summary{revenue.Baseline[window], revenue.Scenario[window], loss.Scenario[window]}
		}
		for _, s := range worlds {
			cells = append(cells, median(s, symbol), interval(s, symbol))
		}
		if r.Enforced() {
			cells = append(cells, share(worlds[2], worlds[0]))
		}
		g.add(cells...)
	}
	text := g.String()
	if r.Enforced() {
		text += "loss: baseline minus scenario, trial by trial; its share: mean loss over mean baseline\n"
	}
	return text
}

// displacement says what the shocks pushed from one channel to another, in means, which add up.
func displacement(r *result.Result) string {
	if len(r.Flows) == 0 {
		return ""
	}
	var b strings.Builder
	symbol := symbols[r.Currency]
	names := channelNames(r)
	b.WriteString("\ndisplacement, means over the trials\n")
	for _, l := range r.Leaks {
		fmt.Fprintf(&b, "  %s lost %s by itself, of which %s is destroyed\n",
			names[l.From], mean(l.Lost, symbol), mean(l.Destroyed, symbol))
		for _, f := range r.Flows {
			if f.From == l.From {
				fmt.Fprintf(&b, "    to %s by %s: %s arrived, %s under way at the end\n",
					names[f.To], f.Shock, mean(f.Arrived, symbol), mean(f.UnderWay, symbol))
			}
		}
	}
	return b.String()
}

// costs says what the shocks cost those who enforce, where they cost anything.
func costs(r *result.Result, window int) string {
	var g grid
	for _, s := range r.Shocks {
		if cost := r.Find("shocks."+s.ID, "cost"); cost != nil && cost.Scenario[window].Max > 0 {
			g.add("  "+s.ID, median(cost.Scenario[window], symbols[r.Currency]), interval(cost.Scenario[window], symbols[r.Currency]))
		}
	}
	if len(g.lines) == 0 {
		return ""
	}
	return "\ncost to those who enforce, median and 5% to 95%\n" + g.String()
}

// outputs is the table of the further quantities of the scenario, in their own units.
func outputs(r *result.Result, window int) string {
	if len(r.Outputs) == 0 {
		return ""
	}
	g := grid{right: []bool{false, true, false, true, false}}
	if r.Enforced() {
		g.add("", "baseline", "", "scenario")
		g.add("output", "median", "5% to 95%", "median", "5% to 95%", "unit")
	} else {
		g.add("output", "median", "5% to 95%", "unit")
		g.right = g.right[:2]
	}
	var ids []string
	for _, o := range r.Outputs {
		ids = append(ids, o.ID)
	}
	names := labels(ids, ids)
	for i, o := range r.Outputs {
		s := r.Find("outputs."+o.ID, "value")
		if s == nil {
			continue
		}
		cells := []string{names[i]}
		if r.Enforced() {
			cells = append(cells, median(s.Baseline[window], ""), interval(s.Baseline[window], ""))
		}
		g.add(append(cells, median(s.Scenario[window], ""), interval(s.Scenario[window], ""), s.Unit)...)
	}
	return "\n" + g.String()
}

func channelIDs(r *result.Result) []string {
	var ids []string
	for _, c := range r.Channels {
		ids = append(ids, c.ID)
	}
	return ids
}

// channelNames are what the tables call the channels and the total, by id: the short name, the title or the id, whichever there
// is first, and no two alike.
func channelNames(r *result.Result) map[string]string {
	ids, names := []string{"total"}, []string{"total"}
	for _, c := range r.Channels {
		ids, names = append(ids, c.ID), append(names, cmp.Or(c.Short, c.Title, c.ID))
	}
	all := map[string]string{}
	for i, label := range labels(names, ids) {
		all[ids[i]] = label
	}
	return all
}

// labels cuts names to what a table has room for; no two are alike.
func labels(names, ids []string) []string { return display.Labels(names, ids, maxName, "…") }
