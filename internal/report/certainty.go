package report

import (
	"fmt"
	"math"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// Design says in words how the trials are chosen; it is empty where they are simply drawn at random. Of proposals evidence
// leaves a part, whose trials count as independent ones.
func Design(r *result.Result) string {
	switch {
	case r.Sampling == "lhs" && r.Evidence != nil:
		return "proposed by Latin hypercubes"
	case r.Sampling == "sobol" && r.Evidence != nil:
		return "proposed by Sobol' points"
	case r.Sampling == "lhs":
		return "16 Latin hypercubes"
	case r.Sampling == "sobol":
		return "16 randomised Sobol' point sets"
	}
	return ""
}

// certainty says how well the numbers are settled: by the trials, and by what is known.
func (p *page) certainty() {
	p.paragraph("## How sure")
	p.paragraph("**Monte Carlo error.** %s", p.monteCarlo())
	p.twoKinds()
}

// monteCarlo says how well the trials settle the headline: what the total loses or gains, or else its revenue.
func (p *page) monteCarlo() string {
	var parts []string
	say := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	n := p.r.Trials
	switch design := Design(p.r); {
	case n == 1:
		say("The run has one trial, which tells nothing of any error.")
	case design != "" && p.r.Evidence != nil:
		say("The run has %s trials, %s and left by the evidence; the errors are those of independent trials, which is a little too wide.", display.Grouped(n, ","), design)
	case design == "":
		say("The run has %s trials, drawn at random.", display.Grouped(n, ","))
	default:
		say("The run has %s trials: %s of %s trials each, whose differences give the errors.", display.Grouped(n, ","), design, display.Grouped(n/16, ","))
	}
	s, what := p.after("total", p.window), "total revenue"
	if e := p.loss("total", p.window); e.gained() {
		s, what = e.gain(), "total gain"
	} else if !e.none() {
		s, what = e.Summary, "total loss"
	}
	switch {
	case n == 1:
	case s.Min == s.Max:
		say("The %s is the same in every trial.", what)
	default:
		say("The mean %s, %s, has a standard error of %s; the median, %s, one of %s.",
			what, p.mean(s), p.errorOf(s.SE, s.Mean), p.median(s), p.errorOf(QuantileError(s, result.P50), s.Median()))
	}
	if goal := p.r.Precision; goal != nil {
		asked, write := *goal, plain
		asked.Text = prose(goal.Text)
		if OfMoney(goal) {
			write = p.quantity
		}
		say("Asked was a precision of %s.", Goal(&asked, func(v float64) string { return write.amount(v, 0) }))
	}
	say("What the run found is printed with at most three digits, and with none below the first digit of its standard error; " +
		"`precision.csv` has the standard error of every mean and a 95%% interval of every percentile.")
	return strings.Join(parts, " ")
}

// errorOf writes a standard error, and what part of the value it is, unless it is more than all of it.
func (p *page) errorOf(se, value float64) string {
	text := p.amount(coarse(se), 0)
	if se == 0 || !(se < math.Abs(value)) {
		return text
	}
	return text + " (" + inPercent(se/math.Abs(value)) + ")"
}

// coarse is an error to two digits: it is an estimate itself.
func coarse(se float64) float64 {
	x, _ := Rounded(se, 0, 2)
	return x
}

// inPercent writes a part in percent, to two digits.
func inPercent(part float64) string { return plain.amount(coarse(100*part), 0) + "%" }

// Goal says what precision was asked of a headline, and what came of it. Write writes an amount of its unit.
func Goal(g *result.Precision, write func(v float64) string) string {
	half, came := write(coarse(g.HalfWidth)), "not reached, half the width of the 95% interval is still"
	if strings.Contains(g.Text, "%") && g.Value != 0 {
		half = inPercent(g.HalfWidth / math.Abs(g.Value))
	}
	if g.Reached {
		came = "reached, half the width of the 95% interval is"
	}
	return fmt.Sprintf("%s: %s %s", g.Text, came, half)
}

// OfMoney reports whether a precision is asked of an amount of the currency: outputs have units of their own.
func OfMoney(g *result.Precision) bool { return !strings.Contains(g.Text, "outputs.") }
