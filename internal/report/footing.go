package report

import (
	"cmp"
	"fmt"
	"slices"

	"weir/sim/display"
	"weir/sim/result"
)

// footing is what the variance of a total rests on, or nil.
func (p *page) footing(measure string) *result.Footing {
	for i := range p.r.Footings {
		if f := &p.r.Footings[i]; f.Measure == measure {
			return f
		}
	}
	return nil
}

// An indexColumn is a column of a table of indices: a total; nil where it is certain.
type indexColumn struct {
	title string
	*result.Footing
}

// footings says how much of the variance of the totals rests on sources, and how much on assumptions. It is left out where
// the run does not know.
func (p *page) footings() {
	var columns []indexColumn
	for _, c := range []indexColumn{{"total net", p.footing("net")}, {"total loss", p.footing("loss")}} {
		if c.Footing != nil {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		return
	}
	p.paragraph("**What the uncertainty rests on.** Of the variance over the forecast%s, this much would on average go if one figure became known, added up by what the figures rest on. "+
		"Counted are figures that a trial draws once, parameters and what shocks in force do.", p.ofScenario())
	var t table
	t.add("Rests on", ">Figures")
	for _, c := range columns {
		t.rows[0] = append(t.rows[0], ">Of the "+c.title)
	}
	for _, g := range groupsOf(columns) {
		row, members := []string{onWhat(g.Basis, g.Source), ""}, 0
		for _, c := range columns {
			text := "0%"
			for _, own := range c.Groups {
				if own.Basis == g.Basis && own.Source == g.Source {
					text, members = partOf(own.S, own.SE), max(members, own.Members)
				}
			}
			row = append(row, text)
		}
		row[1] = fmt.Sprint(members)
		t.add(row...)
	}
	p.block(t.String())
	p.largest(columns)
	note := "First-order indices with their standard errors, estimated from %s trials as correlation ratios over cells of each figure, without the noise of the cells. What is missing to 100%% is chance, and what figures do only together."
	if len(p.r.Correlations) > 0 || p.r.Evidence != nil {
		note += " Figures that correlations or evidence tie to one another have a part in each other's index."
	}
	p.paragraph(note, display.Grouped(columns[0].Trials, ","))
}

func (p *page) ofScenario() string {
	if p.r.Enforced() {
		return " in the scenario"
	}
	return ""
}

// groupsOf are the groups of all columns, sources first, each once.
func groupsOf(columns []indexColumn) []result.IndexGroup {
	var out []result.IndexGroup
	for _, c := range columns {
		for _, g := range c.Groups {
			if !slices.ContainsFunc(out, func(o result.IndexGroup) bool { return o.Basis == g.Basis && o.Source == g.Source }) {
				out = append(out, g)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b result.IndexGroup) int { return cmp.Compare(a.Basis, b.Basis) })
	return out
}

func onWhat(b result.Basis, source string) string {
	switch b {
	case result.OnSource:
		return "source " + code(source)
	case result.OnAssumption:
		return "assumption"
	}
	return "neither source nor reason"
}

// largest lists the figures with the largest indices, of the last column first: those that stand out of the noise.
func (p *page) largest(columns []indexColumn) {
	const shown = 8
	of := columns[len(columns)-1]
	var list []result.Index
	for _, x := range of.Indices {
		if x.S > certain*x.SE && x.S >= 0.01 {
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, func(a, b result.Index) int { return cmp.Compare(b.S, a.S) })
	if list = list[:min(len(list), shown)]; len(list) == 0 {
		return
	}
	var items []string
	for _, x := range list {
		items = append(items, fmt.Sprintf("%s, %s: %s", p.parameter(x.Path), provenance(x.Provenance), partOf(x.S, x.SE)))
	}
	p.paragraph("The most, of the variance of the %s:", of.title)
	p.bullets(items)
}

// switches compares the totals under each value of what is drawn from two values.
func (p *page) switches() {
	if len(p.r.Switches) == 0 {
		return
	}
	enforced := slices.ContainsFunc(p.r.Switches, func(s result.Switch) bool { return s.Measure == "loss" })
	p.paragraph("## Under either reading")
	p.paragraph("Some figures can be read in two ways, and a trial draws which. The same trials, sorted by it:")
	var t table
	t.add("What is drawn", ">Value", ">Trials", ">Total net")
	if enforced {
		t.rows[0] = append(t.rows[0], ">Total loss")
	}
	var paths, reasons []string
	for _, s := range p.r.Switches {
		if slices.Contains(paths, s.Path) {
			continue
		}
		paths = append(paths, s.Path)
		if why := cmp.Or(s.Assumption, s.Note); why != "" {
			reasons = append(reasons, p.parameter(s.Path)+": "+sentence(prose(why)))
		}
	}
	for _, path := range paths {
		for side := range 2 {
			row := []string{"", "", "", "as ever"}
			if enforced {
				row = append(row, "as ever")
			}
			for _, s := range p.r.Switches {
				if s.Path != path {
					continue
				}
				if side == 0 {
					row[0] = p.parameter(path)
				}
				row[1], row[2] = exact(s.Sides[side].Value), display.Grouped(s.Sides[side].Trials, ",")
				row[map[string]int{"net": 3, "loss": 4}[s.Measure]] = p.either(s.Sides[side])
			}
			t.add(row...)
		}
	}
	p.block(t.String())
	p.paragraph("Over the forecast%s: the median, in brackets where 90%% of the trials lie.", p.ofScenario())
	p.bullets(reasons)
}

// either writes a total of the trials of one side; few trials say nothing.
func (p *page) either(s result.Side) string {
	if s.Trials < 20 {
		return "too few trials"
	}
	return p.cell(s.Total)
}
