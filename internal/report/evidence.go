package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// evidence says what is claimed about the past, what the model makes of it, and what that did to the parameters.
func (p *page) evidence() {
	e := p.r.Evidence
	if e == nil {
		return
	}
	p.paragraph("## What is known of the past")
	p.paragraph("%s of %s proposed trials (%s) agree with what follows, each with the chance that the claims give it; all results are of these.",
		display.Capital(display.Grouped(p.r.Trials, ",")), display.Grouped(e.Proposals, ","), inPercent(e.Acceptance))
	if e.Adapted > 0 {
		p.paragraph("As the model makes them, only %s of the trials would agree; so %s proposed near what agrees, and taken by a rule that makes up for it.",
			inPercent(e.Agreeing), display.Agree(e.Adapted, "one parameter is", display.Count(e.Adapted, "parameter")+" are"))
	}
	var t table
	t.add("What", "Claim", ">Model without it all", ">Model with it", ">Alone it leaves")
	for _, piece := range e.Pieces {
		t.add(claimed(piece.Claim), figure(piece.Claim), plain.both(piece.Prior), plain.both(piece.Posterior), inPercent(piece.Weight))
	}
	p.block(t.String())
	p.paragraph("Medians, and in brackets where 90%% of the trials lie, before and after all evidence is taken into account; a piece that alone leaves nearly all proposals says little that the model did not.")
	p.bullets(p.claims(e.Pieces))
	p.leftOut(e)
	moved := slices.Clone(e.Moved)
	slices.SortStableFunc(moved, func(a, b result.Moved) int { return cmp.Compare(b.Divergence, a.Divergence) })
	moved = moved[:min(len(moved), 10)]
	if len(moved) == 0 {
		return
	}
	p.paragraph("**What the evidence moved most**, of what a trial draws once:")
	if p.moves != nil {
		p.picture(*p.moves)
	}
	t = table{}
	t.add("Parameter", ">Before", ">After", ">Moved, bits")
	for _, m := range moved {
		write := exact
		if p.dated(m.Path) {
			write = yearMonth
		}
		t.add(code(m.Name), interval(m.Prior, write), interval(m.Posterior, write), fmt.Sprintf("%.2f", m.Divergence))
	}
	p.block(t.String())
	p.paragraph("Bits are the Kullback-Leibler divergence of the trials from the law, over its twentieths: 0 where nothing was learned, 1 where half of what was possible is ruled out.")
}

// leftOut is the table of the headline without parts of the evidence.
func (p *page) leftOut(e *result.Evidence) {
	if len(e.Without) == 0 {
		return
	}
	net, loss := p.r.Find("total", "net"), p.r.Find("total", "loss")
	compared := p.r.Enforced()
	title := map[string]string{}
	for _, piece := range e.Pieces {
		title[piece.ID] = prose(piece.Title)
	}
	p.paragraph("**What hangs on which claim**: the total over the forecast, once more without each piece.")
	var t table
	row := func(name string, n, l *result.Total, trials int64) {
		cells := []string{name, p.medianAndSpan(n)}
		if compared {
			cells = append(cells, p.medianAndSpan(l))
		}
		t.add(append(cells, display.Grouped(trials, ","))...)
	}
	heads := []string{"Evidence", ">Net revenue"}
	if compared {
		heads = append(heads, ">Lost to the shocks")
	}
	t.add(append(heads, ">Trials")...)
	row("all", totalOf(net, p.window), totalOf(loss, p.window), p.r.Trials)
	for _, w := range e.Without {
		name := "without all of it"
		switch {
		case w.Whole:
		case w.Lineage != "":
			name = fmt.Sprintf("without what goes back to `%s`: %s", w.Lineage, p.titles(w.Pieces, title))
		default:
			name = "without " + p.titles(w.Pieces, title)
		}
		row(name, w.Net, w.Loss, w.Trials)
	}
	p.block(t.String())
	p.paragraph("Medians, and in brackets where 90%% of the trials lie; without a part, of the first proposals that the other pieces leave.")
}

// titles names pieces by their titles.
func (p *page) titles(ids []string, title map[string]string) string {
	var names []string
	for _, id := range ids {
		names = append(names, title[id])
	}
	return strings.Join(names, ", ")
}

// totalOf is a series over a period.
func totalOf(s *result.Series, period int) *result.Total {
	if s == nil {
		return nil
	}
	q := s.Scenario[period].P
	return &result.Total{P5: q[result.P5], Median: q[result.P50], P95: q[result.P95]}
}

// medianAndSpan writes a median and in brackets the middle 90%.
func (p *page) medianAndSpan(t *result.Total) string {
	if t == nil {
		return "too few trials"
	}
	return fmt.Sprintf("%s (%s to %s)", p.amount(t.Median, 0), p.amount(t.P5, 0), p.amount(t.P95, 0))
}

// claims lists the pieces with their sources.
func (p *page) claims(pieces []result.Piece) (items []string) {
	for _, piece := range pieces {
		said := provenance(piece.Provenance)
		if piece.Reliability < 1 {
			said = strings.TrimPrefix(said+fmt.Sprintf("; believed with a chance of %s", inPercent(piece.Reliability)), "; ")
		}
		if piece.Conflict {
			said = strings.TrimPrefix(said+"; it lies in the outer 1% of what the model says without it", "; ")
		}
		item := fmt.Sprintf("%s: %s.", prose(piece.Title), strings.TrimRight(said, "."))
		items = append(items, noted(noted(item, piece.Provenance.Assumption), piece.Provenance.Note))
	}
	return items
}

// checks compares claims that condition nothing with the model.
func (p *page) checks() {
	if len(p.r.Checks) == 0 {
		return
	}
	p.paragraph("## Checks")
	p.paragraph("Figures that the model was not told, and where they fall in what it says.")
	var t table
	t.add("What", "Claim", ">Model", ">Trials at or below")
	for _, c := range p.r.Checks {
		t.add(claimed(c.Claim), figure(c.Claim), plain.both(c.Model), below(c))
	}
	p.block(t.String())
}

// below says what part of the trials lies at or below the figures, and whether they are inside the middle half or 90%.
func below(c result.Check) string {
	var parts []string
	for _, pit := range []float64{c.PITLo, c.PITHi} {
		if !math.IsNaN(pit) {
			if text := percent(pit); len(parts) == 0 || parts[0] != text {
				parts = append(parts, text)
			}
		}
	}
	where := "outside the middle 90%"
	inside := func(from, to float64) bool {
		lo, hi := c.PITLo, c.PITHi
		if math.IsNaN(lo) {
			lo = hi
		}
		if math.IsNaN(hi) {
			hi = lo
		}
		return hi >= from && lo <= to
	}
	switch {
	case len(parts) == 0:
		return "–"
	case inside(0.25, 0.75):
		where = "inside the middle half"
	case inside(0.05, 0.95):
		where = "inside the middle 90%"
	}
	return strings.Join(parts, " and ") + ": " + where
}

// claimed is what a claim speaks of.
func claimed(c result.Claim) string {
	if c.Title == c.ID {
		return "`" + c.Observe + "`"
	}
	return prose(c.Title) + ": " + code(c.Observe)
}

// figure is what is claimed, with its unit.
func figure(c result.Claim) string {
	words := map[string]string{"at_most": "at most ", "at_least": "at least ", "about": "about ", "between": ""}
	text := words[c.Kind] + prose(c.Figure)
	if !strings.Contains(c.Figure, c.Unit) {
		text += " " + prose(c.Unit)
	}
	return text
}

// dated reports whether a parameter is a point on the year axis.
func (p *page) dated(path string) bool {
	return slices.ContainsFunc(p.r.Parameters, func(q result.Parameter) bool { return q.Path == path && q.Date })
}

// interval is a median and in brackets the 5th to the 95th percentile.
func interval(q [3]float64, write func(float64) string) string {
	return fmt.Sprintf("%s (%s to %s)", write(q[1]), write(q[0]), write(q[2]))
}
