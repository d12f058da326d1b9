package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// A Fan is a quantity through time: its bands and median in each step, as a rate a year.
type Fan struct {
	Currency string
	Steps    []FanStep
	Compared bool       // there is a baseline beside the scenario
	Forecast float64    // where history ends, on the year axis; no history where this is the first step's beginning
	From     string     // the same in words, such as "Jul 2026"
	Edge     [9]float64 // the baseline in the first forecast step, as P of FanStep: history leads there
	Lanes    []Lane
	Before   int    // history that is not shown, in steps
	Deepest  int    // step of the greatest change that is clear, or -1
	Change   string // how much it is, such as "−21%"
}

// A FanStep is one step of a fan, in the currency a year.
type FanStep struct {
	Name          string     // such as "2029 Q4"
	period        int        // its index in the result
	Begin, Finish float64    // on the year axis
	P             [9]float64 // the scenario's, at result.Percents
	Baseline      float64    // the baseline's median
}

// perYear is how many steps a year has.
var perYear = map[string]float64{"month": 12, "quarter": 4, "year": 1}

// fanTotal is the figure of the total through time.
func fanTotal(r *result.Result) (Figure, bool) {
	sub := subjectOf(r)
	series := sub.series("total")
	fan, ok := fanOf(r, sub, series)
	if !ok {
		return Figure{}, false
	}
	fan.Lanes = lanesOf(r)
	fan.recent(2)
	f := figure(r, "fan_total")
	f.Picture = fan
	f.Subtitle = fan.subtitle(r, sub)
	if fan.Compared {
		d := fan.deviation(r, sub)
		if d != nil {
			fan.Deepest, fan.Change = d.shown().step, signed(d.shown().text, d.shown().down)
		}
		f.Title = fan.claim(r, sub, d)
	} else {
		f.Title = fan.course(r, sub, series)
	}
	f.Notes = append(f.Notes, fan.historyNote()...)
	f.Notes = append(f.Notes, "Bands are quantiles of each step by itself, at a yearly rate: no paths, and not those of a year’s sum.")
	f.Alt = fan.alt(f, sub)
	return f, true
}

// fanOf is a series through time, without lanes.
func fanOf(r *result.Result, sub subject, series *result.Series) (*Fan, bool) {
	fan := &Fan{Currency: r.Currency, Deepest: -1}
	last, rate := r.Window(result.Forecast), perYear[r.Step]
	if series == nil || last < 0 || rate == 0 {
		return nil, false
	}
	forecast := r.Periods[last]
	fan.Compared = sub.enforced(series)
	fan.Forecast, fan.From = forecast.Begin, dayName(forecast.Start)
	for i, p := range r.Periods {
		if p.Kind != result.Step {
			continue
		}
		step := FanStep{Name: stepName(p.Label), period: i, Begin: p.Begin, Finish: p.Finish}
		step.P = yearly(series.Scenario[i].P, rate)
		baseline := step.P
		if fan.Compared {
			baseline = yearly(series.Baseline[i].P, rate)
			step.Baseline = baseline[result.P50]
		}
		if i == forecast.From {
			fan.Edge = baseline
		}
		fan.Steps = append(fan.Steps, step)
	}
	return fan, len(fan.Steps) > 0
}

// yearly are amounts of a step as a rate.
func yearly(amounts [9]float64, perYear float64) [9]float64 {
	for i, v := range amounts {
		amounts[i] = six(float64(v * perYear))
	}
	return amounts
}

// recent leaves out history that lies further back than some times the forecast's length, so that the forecast has its
// share of the width. What is left begins with a year where that costs no more than half of it.
func (f *Fan) recent(times float64) {
	const fine = 1e-9
	length := f.last().Finish - f.Forecast
	first := 0
	for first < len(f.Steps)-1 && f.Steps[first].Begin < f.Forecast-float64(times*length)-fine {
		first++
	}
	if first == 0 {
		return
	}
	for k := first; k < len(f.Steps) && f.Steps[k].Begin <= f.Forecast-float64(times/2*length)+fine; k++ {
		if whole(f.Steps[k].Begin) {
			first = k
			break
		}
	}
	f.Before = first
	f.Steps = f.Steps[first:]
	for i := range f.Lanes {
		f.Lanes[i].Strength = f.Lanes[i].Strength[first:]
	}
}

// historyNote says how to read what lies before the forecast, if anything does.
func (f *Fan) historyNote() []string {
	if !f.history() {
		return nil
	}
	text := "Before " + bind(f.From) + ": the model’s view of the past, on which no shock acts"
	if f.Before > 0 {
		text += "; from " + beginOf(f.Steps[0]) + " on, earlier history in summary.csv"
	}
	return []string{text + "."}
}

// beginOf says when a step begins: "2018" for the first step of a year, its name otherwise.
func beginOf(s FanStep) string {
	if whole(s.Begin) {
		return strconv.Itoa(int(math.Floor(s.Begin + 0.5)))
	}
	return s.Name
}

func (f *Fan) history() bool { return f.past(f.Steps[0]) }

// past reports whether a step lies before the forecast.
func (f *Fan) past(s FanStep) bool { return s.Begin < f.Forecast-1e-9 }

// first is the first step of the forecast.
func (f *Fan) first() FanStep {
	return f.Steps[max(slices.IndexFunc(f.Steps, func(s FanStep) bool { return !f.past(s) }), 0)]
}

func (f *Fan) last() FanStep { return f.Steps[len(f.Steps)-1] }

// rates writes the unit: "USD a year".
func (f *Fan) rates() string { return f.Currency + " a year" }

func (f *Fan) subtitle(r *result.Result, sub subject) string {
	what := "Total "
	if len(r.Channels) == 1 {
		what = "The "
	}
	text := what + sub.explained() + " of " + display.Count(len(r.Channels), "channel") + ", " + bind(f.rates())
	if f.Compared {
		return text + comparedKey
	}
	return text + aloneKey
}

// How to read a fan, with a baseline beside it and without.
const (
	comparedKey = ". Line: scenario median, shaded the range of 50, 80 and 90% of outcomes. Dashed: baseline median"
	aloneKey    = ", baseline (no shock in force). Line: median, shaded the range of 50, 80 and 90% of outcomes"
)

func (f *Fan) alt(fig Figure, sub subject) string {
	m, end := currency(f.Currency), f.last()
	var b strings.Builder
	fmt.Fprintf(&b, "Fan chart of total %s from %s to %s. %s. In %s the median is %s a year, 90%% of outcomes %s",
		sub.name(), f.Steps[0].Name, end.Name, fig.Title, end.Name, m.amount(end.P[result.P50]), m.span(end.P[result.P5], end.P[result.P95]))
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
	fmt.Fprintf(b, "fan %s compared=%t forecast=%g (%s) before=%d deepest=%d %s\n", f.rates(), f.Compared, f.Forecast, f.From, f.Before, f.Deepest, f.Change)
	f.table(b)
}

// table prints lanes and steps.
func (f *Fan) table(b *strings.Builder) {
	fmt.Fprintf(b, "edge %g\n", f.Edge[result.P5:result.P99])
	for _, l := range f.Lanes {
		fmt.Fprintf(b, "lane %q ink=%d certain=%t %g\n", l.Name, l.Ink, l.Certain, l.Strength)
	}
	for _, s := range f.Steps {
		fmt.Fprintf(b, "%s %g..%g %g baseline %g\n", s.Name, six(s.Begin), six(s.Finish), s.P[result.P5:result.P99], s.Baseline)
	}
}
