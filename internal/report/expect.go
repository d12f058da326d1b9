package report

import (
	"math"

	"weir/sim/display"
	"weir/sim/result"
)

// outcomes counts the expectations of each outcome.
func (p *page) outcomes() (holds, fails, open int) {
	for _, e := range p.r.Expectations {
		switch e.Outcome {
		case result.Holds:
			holds++
		case result.Fails:
			fails++
		default:
			open++
		}
	}
	return holds, fails, open
}

// unmet says that expectations fail; it is empty where none does.
func (p *page) unmet() string {
	_, fails, _ := p.outcomes()
	if fails == 0 {
		return ""
	}
	who := "The scenario's own expectation"
	if n := len(p.r.Expectations); n > 1 {
		who = display.Capital(display.Number(fails)) + " of the scenario's own " + display.Count(n, "expectation")
	}
	return "**" + who + " " + display.Agree(fails, "fails", "fail") + "**: see [below](#expectations)."
}

// expectations is the table of what the scenario says of its own results, and what came of it.
func (p *page) expectations() {
	n := len(p.r.Expectations)
	if n == 0 {
		return
	}
	p.paragraph("## Expectations")
	holds, fails, open := p.outcomes()
	var parts []string
	for _, o := range []struct {
		n    int
		what string
	}{{holds, display.Agree(holds, "holds", "hold")}, {fails, display.Agree(fails, "fails", "fail")}, {open, display.Agree(open, "is", "are") + " undecided"}} {
		switch {
		case n == 1 && o.n == 1:
			parts = append(parts, "it "+o.what)
		case o.n > 0:
			parts = append(parts, display.Number(o.n)+" "+o.what)
		}
	}
	p.paragraph("The scenario says %s of its own results; %s.", display.Count(n, "thing"), display.And(parts))
	var t table
	t.add("", "What it says", "Outcome", ">Value", ">95% interval")
	for _, e := range p.r.Expectations {
		value, interval := p.expected(e)
		t.add(code(e.Name), code(e.Text), outcomeWords[e.Outcome], value, interval)
	}
	p.block(t.String())
	p.paragraph("The interval is that of the Monte Carlo error. An expectation holds or fails where the wider interval of 99.9%% lies wholly inside or outside of its bounds; else it is undecided, and more trials would tell.")
}

var outcomeWords = [...]string{result.Undecided: "undecided", result.Holds: "holds", result.Fails: "**fails**"}

// expected writes the value of an expectation in its unit, and its interval to a digit more; where the digits do not tell its
// ends apart, half its width. A missing end is a dash.
func (p *page) expected(e result.Expectation) (value, interval string) {
	write, unit := plain, ""
	switch e.Unit {
	case p.r.Currency:
		write = p.quantity
	case "1", "share":
	default:
		unit = "\u00a0" + prose(e.Unit)
	}
	known := func(v, se float64) string {
		if math.IsNaN(v) {
			return "–"
		}
		return write.amount(v, se)
	}
	value = known(e.Value, e.SE()) + unit
	if e.Sure() {
		return value, "± 0"
	}
	lo, hi := known(e.Lo, e.SE()/10), known(e.Hi, e.SE()/10)
	if lo == hi {
		return value, "± " + known((e.Hi-e.Lo)/2, e.SE())
	}
	return value, lo + " to " + hi
}
