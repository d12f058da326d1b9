package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"weir/sim/result"
)

// maxName is the longest name of a channel in the table, in characters.
const maxName = 28

// headline is what a run prints: for each channel the revenue of the forecast window, beside its baseline and the loss
// where anything is in force, then displacement, further outputs and doubts, but for those that have been said before.
func headline(r *result.Result, said []string) string {
	var b strings.Builder
	window := r.Window(result.Forecast)
	period := r.Periods[window]
	title := r.Name
	if r.Title != "" {
		title += ": " + r.Title
	}
	fmt.Fprintf(&b, "%s\n", title)
	fmt.Fprintf(&b, "revenue in %s from %s up to %s; median, and 5th to 95th percentile, of %s trials, seed %d\n\n",
		r.Currency, period.Start, period.End, grouped(r.Trials, ","), r.Seed)
	b.WriteString(revenues(r, window))
	b.WriteString(displacement(r))
	b.WriteString(costs(r, window))
	b.WriteString(outputs(r, window))
	for _, w := range r.Warnings {
		if !slices.Contains(said, w) {
			fmt.Fprintf(&b, "\nwarning: %s\n", w)
		}
	}
	return b.String()
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
	for _, id := range append(channelIDs(r), "total") {
		revenue := r.Find(id, "revenue")
		if revenue == nil {
			continue
		}
		cells := []string{channelName(r, id)}
		worlds := []result.Summary{revenue.Scenario[window]}
		loss := r.Find(id, "loss")
		if r.Enforced() {
			worlds = []result.Summary{revenue.Baseline[window], revenue.Scenario[window], loss.Scenario[window]}
		}
		for _, s := range worlds {
			cells = append(cells, amount(s.Median(), symbol), interval(s, symbol))
		}
		if r.Enforced() {
			cells = append(cells, percent(share(worlds[2].Mean, worlds[0].Mean)))
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
	b.WriteString("\ndisplacement, means over the trials\n")
	for _, l := range r.Leaks {
		fmt.Fprintf(&b, "  %s lost %s by itself, of which %s is destroyed\n",
			channelName(r, l.From), amount(l.Lost.Mean, symbol), amount(l.Destroyed.Mean, symbol))
		for _, f := range r.Flows {
			if f.From == l.From {
				fmt.Fprintf(&b, "    to %s by %s: %s arrived, %s under way at the end\n",
					channelName(r, f.To), f.Shock, amount(f.Arrived.Mean, symbol), amount(f.UnderWay.Mean, symbol))
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
			g.add("  "+s.ID, amount(cost.Scenario[window].Median(), symbols[r.Currency]), interval(cost.Scenario[window], symbols[r.Currency]))
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
	for _, o := range r.Outputs {
		s := r.Find("outputs."+o.ID, "value")
		if s == nil {
			continue
		}
		cells := []string{shortened(o.ID)}
		if r.Enforced() {
			cells = append(cells, amount(s.Baseline[window].Median(), ""), interval(s.Baseline[window], ""))
		}
		g.add(append(cells, amount(s.Scenario[window].Median(), ""), interval(s.Scenario[window], ""), s.Unit)...)
	}
	return "\n" + g.String()
}

func interval(s result.Summary, symbol string) string {
	return amount(s.P5(), symbol) + " to " + amount(s.P95(), symbol)
}

// share of a mean loss in a mean baseline; without a loss it is 0, whatever the baseline.
func share(loss, baseline float64) float64 {
	if loss == 0 {
		return 0
	}
	return loss / baseline
}

func channelIDs(r *result.Result) []string {
	var ids []string
	for _, c := range r.Channels {
		ids = append(ids, c.ID)
	}
	return ids
}

// channelName is the short name, the title or the id of a channel, whichever there is first.
func channelName(r *result.Result, id string) string {
	for _, c := range r.Channels {
		switch {
		case c.ID != id:
		case c.Short != "":
			return c.Short
		case c.Title != "":
			return shortened(c.Title)
		}
	}
	return shortened(id)
}

func shortened(name string) string {
	if utf8.RuneCountInString(name) <= maxName {
		return name
	}
	return string([]rune(name)[:maxName-1]) + "…"
}
