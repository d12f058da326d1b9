package chart

import (
	"fmt"
	"math"
	"strings"

	"weir/sim/result"
)

// A Fan is a quantity through time: its bands and median in each step, as a rate a year.
type Fan struct {
	Currency string
	Steps    []FanStep
	Compared bool       // there is a baseline beside the scenario
	Forecast float64    // where history ends, on the year axis; no history where this is the first step's beginning
	From     string     // the same in words, such as "Jul 2026"
	Edge     [7]float64 // the baseline in the first forecast step, quantiles as in FanStep: history leads there
	Lanes    []Lane
	Deepest  int    // step of the greatest change that is clear, or -1
	Change   string // how much it is, such as "−21%"
}

// A FanStep is one step of a fan, in the currency a year.
type FanStep struct {
	Name          string     // such as "2029 Q4"
	Begin, Finish float64    // on the year axis
	P             [7]float64 // quantiles 5, 10, 25, 50, 75, 90, 95%
	Baseline      float64    // the baseline's median
}

// A Lane is a shock in force and its mean strength in each step, from 0 to 1.
type Lane struct {
	Name     string
	Outside  bool // no act of enforcement
	Certain  bool // sets in at the same time in every trial
	Strength []float64
}

// fanTotal is the figure of the total through time.
func fanTotal(r *result.Result) (Figure, bool) {
	sub := subjectOf(r)
	series, last := sub.series("total"), r.Window(result.Forecast)
	fan := &Fan{Currency: r.Currency, Deepest: -1}
	rate := map[string]float64{"month": 12, "quarter": 4, "year": 1}[r.Step]
	if series == nil || last < 0 || rate == 0 {
		return Figure{}, false
	}
	forecast := r.Periods[last]
	fan.Compared = sub.enforced(series)
	fan.Forecast, fan.From = forecast.Begin, dayName(forecast.Start)
	for i, p := range r.Periods {
		if p.Kind != result.Step {
			continue
		}
		step := FanStep{Name: stepName(p.Label), Begin: p.Begin, Finish: p.Finish}
		for j := range step.P {
			step.P[j] = six(float64(series.Scenario[i].P[j+1] * rate))
		}
		if i == forecast.From {
			fan.Edge = step.P
		}
		if fan.Compared {
			if i == forecast.From {
				for j := range fan.Edge {
					fan.Edge[j] = six(float64(series.Baseline[i].P[j+1] * rate))
				}
			}
			step.Baseline = six(float64(series.Baseline[i].Median() * rate))
		}
		fan.Steps = append(fan.Steps, step)
	}
	if len(fan.Steps) == 0 {
		return Figure{}, false
	}
	for _, sh := range r.Shocks {
		fan.Lanes = append(fan.Lanes, Lane{shortName(sh.Short, sh.Title, sh.ID), sh.Exogenous, sh.Certain, rounded(sh.Strength, len(fan.Steps))})
	}
	f := figure(r, "fan_total")
	f.Picture = fan
	f.Subtitle = fan.subtitle(r, sub)
	if fan.Compared {
		f.Title = fan.claim(r, sub)
	} else {
		f.Title = fan.course(r, sub, series)
	}
	if fan.history() {
		f.Notes = append(f.Notes, "Before "+bind(fan.From)+": the model’s view of the past, on which no shock acts.")
	}
	f.Notes = append(f.Notes, "Bands are quantiles of each step by itself, not paths.")
	f.Alt = fan.alt(f, sub)
	return f, true
}

// shortName is the first of a shock's or channel's names that is given.
func shortName(names ...string) string {
	for _, n := range names {
		if n = strings.Join(strings.Fields(n), " "); n != "" {
			return n
		}
	}
	return ""
}

// rounded is n strengths to three decimals; what is missing is 0.
func rounded(v []float64, n int) []float64 {
	out := make([]float64, n)
	for i := range min(n, len(v)) {
		out[i] = math.Floor(float64(min(max(v[i], 0), 1)*1000)+0.5) / 1000
	}
	return out
}

func (f *Fan) history() bool { return f.Forecast > f.Steps[0].Begin+1e-9 }

func (f *Fan) last() FanStep { return f.Steps[len(f.Steps)-1] }

// rates writes the unit: "USD a year".
func (f *Fan) rates() string { return f.Currency + " a year" }

func (f *Fan) subtitle(r *result.Result, sub subject) string {
	what := "Total revenue"
	if sub.measure == "net" {
		what = "Total net revenue (revenue less cost)"
	}
	what += " of " + count(len(r.Channels), "channel")
	if len(r.Channels) == 1 {
		what = strings.Replace(what, "Total", "The", 1)
	}
	if !f.Compared {
		return sentence(what) + ", " + bind(f.rates()) + ", baseline (no shock in force). Line: median, shaded the range of 50, 80 and 90% of outcomes"
	}
	return sentence(what) + ", " + bind(f.rates()) + ". Line: scenario median, shaded the range of 50, 80 and 90% of outcomes. Dashed: baseline median"
}

func (f *Fan) alt(fig Figure, sub subject) string {
	m, end := currency(f.Currency), f.last()
	var b strings.Builder
	fmt.Fprintf(&b, "Fan chart of total %s from %s to %s. %s. In %s the median is %s a year, 90%% of outcomes %s",
		sub.name(), f.Steps[0].Name, end.Name, fig.Title, end.Name, m.amount(end.P[3]), m.span(end.P[0], end.P[6]))
	if f.Compared {
		fmt.Fprintf(&b, "; the baseline’s median is %s", m.amount(end.Baseline))
	}
	b.WriteString(".")
	var names []string
	for _, l := range f.Lanes {
		names = append(names, l.Name)
	}
	if len(names) > 0 {
		fmt.Fprintf(&b, " Shocks in force: %s.", strings.Join(names, "; "))
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

func (f *Fan) write(b *strings.Builder) {
	fmt.Fprintf(b, "fan %s compared=%t forecast=%g (%s) deepest=%d %s\nedge %g\n", f.rates(), f.Compared, f.Forecast, f.From, f.Deepest, f.Change, f.Edge)
	for _, l := range f.Lanes {
		fmt.Fprintf(b, "lane %q outside=%t certain=%t %g\n", l.Name, l.Outside, l.Certain, l.Strength)
	}
	for _, s := range f.Steps {
		fmt.Fprintf(b, "%s %g..%g %g baseline %g\n", s.Name, six(s.Begin), six(s.Finish), s.P, s.Baseline)
	}
}
