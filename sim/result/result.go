// Package result holds what a run found: plain numbers, final once returned, that charts, reports and exports read.
// It knows neither the engine nor the language.
package result

import (
	"fmt"
	"slices"
	"strings"
)

// A Result is the outcome of one scenario file beside its baseline, in the same trials.
type Result struct {
	Name        string // of the folder below out/, such as "state/full_pressure"
	File        string // the file as it was named, relative; embedded ones as "embedded:state/full_pressure.toml"
	Title       string
	Description string
	Currency    string // such as "USD"
	Step        string // "month", "quarter" or "year"
	Trials      int64
	Seed        uint64
	Sampling    string
	Dimensions  []Dimension // of the draws, where they hang on the other files of the call
	Set         []string    // the --set of the call, as given
	Inputs      []Input     // every file read, the scenario first, then its parents
	Resolved    string      // the whole scenario after merging, as TOML

	Periods  []Period  // steps in order, then calendar years, then history (if any), then forecast
	Channels []Channel // in the order of the document
	Outputs  []Output  // in the order of the document
	Shocks   []Shock   // those in force, in the order of the document
	Series   []Series  // in the order of the CSV: channels by id, total, outputs by id, shocks by id, their sum
	Flows    []Flow    // displacement, one for each entry of a shock in force
	Leaks    []Leak    // what became of each displaced channel's own loss
	Warnings []string  // doubts that every rendering must show

	Precision    *Precision    // what was asked of a headline; nil where nothing was
	Splits       []Split       // where the variance of the headlines comes from
	Footings     []Footing     // what the variance of the totals rests on
	Switches     []Switch      // the totals under each value of what has two
	Correlations []Correlation // as the document gives them
	Evidence     *Evidence     // nil where there is none
	Checks       []Check       // by path
	Expectations []Expectation // in the order of the document

	Appendix // what went in, in words
}

// A Dimension says which dimensions of a Sobol' design draws have: the first that is said and those behind it, one for each step
// from the first on. Given to a later run of the file, they make its trials the same without the other files.
type Dimension struct {
	Path      string // of a parameter, process, shock
	First     string // step, such as "2026-Q1"; empty for one draw a trial
	Steps     int    // 0 for one draw a trial
	Dimension int    // from 0
}

// A Precision is the precision that was asked of a headline, and what was reached.
type Precision struct {
	Text      string  // as asked, such as "0.5% of p50(total.net)"
	Value     float64 // of the headline, in the unit of its series
	HalfWidth float64 // of its 95% Monte Carlo interval
	Target    float64 // what HalfWidth was to be at most
	Reached   bool
	Rounds    int // how often the trials were doubled, and once more
}

// A Split says how much of the variance of a headline over the forecast window comes from what is drawn once a trial and is
// not known, and how much from what stays random: step draws, processes, events, whether and when shocks occur.
type Split struct {
	Channel, Measure string
	Once             float64 // share of the variance from once-parameters, Var(E[Y | once]) / Var(Y): 0 to 1 but for noise
	SE               float64 // its Monte Carlo standard error
	Trials           int64   // pairs of trials that it rests on
}

// A Correlation is a pair of parameters that are drawn with a rank correlation.
type Correlation struct {
	A, B     string  // paths
	Spearman float64 // the target
}

// An Input is a file that the run read.
type Input struct {
	Path   string // relative to the scenario's folder
	SHA256 string
}

// A PeriodKind says what a period is.
type PeriodKind uint8

// The kinds of period.
const (
	Step PeriodKind = iota
	Year            // a calendar year of several steps
	History
	Forecast
)

// A Period is a row of the time axis. Steps are numbered from 0.
type Period struct {
	Label    string // "2026-03", "2026-Q1", "2026", "history", "forecast"
	Kind     PeriodKind
	From, To int     // steps [From, To)
	Start    string  // first day, such as "2026-01-01"
	End      string  // the day after the last
	Begin    float64 // Start and End on the year axis, such as 2026.25
	Finish   float64
}

// A Channel is a revenue channel.
type Channel struct {
	ID, Title, Short, Description string
	Gross, Cost                   bool // whether the scenario gives them
}

// An Output is a further quantity.
type Output struct {
	ID, Title, Unit, Aggregate string // Unit of the rows
}

// A Shock is an enforcement action in force.
type Shock struct {
	ID, Title, Short, Description string
	Strength                      []float64 // mean over all trials of its strength, one a step, 0 to 1; trials in which it does not happen count as 0
	Happens                       float64   // share of trials in which it occurs, should its onset come
	Certain                       bool      // onset, duration and occurrence are the same in every trial
	Exogenous                     bool      // it costs those who enforce nothing
}

// A Series is one measure of one channel over all periods, in amounts of Unit per period.
type Series struct {
	Channel  string // an id, "total", "outputs.NAME", "shocks.NAME" or "shocks"
	Measure  string // "gross", "revenue", "cost", "net", "loss" or "value"
	Unit     string
	Scenario []Summary // one a period, in the order of Periods
	Baseline []Summary // the same for the baseline; nil where nothing is in force, and for shocks
}

// The places of the percentiles that a Summary holds.
const (
	P1 = iota
	P5
	P10
	P25
	P50
	P75
	P90
	P95
	P99
)

// Percents are those percentiles, by place.
var Percents = [9]int64{P1: 1, P5: 5, P10: 10, P25: 25, P50: 50, P75: 75, P90: 90, P95: 95, P99: 99}

// Percentiles are the same as parts of 1.
var Percentiles = func() (all [9]float64) {
	for i, p := range Percents {
		all[i] = float64(p) / 100
	}
	return all
}()

// A Summary is the distribution of one quantity over the trials.
type Summary struct {
	Mean, SE, SD  float64    // SE is the Monte Carlo standard error of the mean; SD has n-1
	P             [9]float64 // order statistics at Percents
	CVaR5, CVaR95 float64    // means of the lowest and the highest 5% of the trials
	Min, Max      float64
	Lo, Hi        [9]float64 // 95% Monte Carlo interval of each of P; NaN where the trials are too few to give one
	Shape         *Shape     // for the windows history and forecast only
}

// P5, Median and P95 are the figures that most readers want.
func (s Summary) P5() float64     { return s.P[P5] }
func (s Summary) Median() float64 { return s.P[P50] }
func (s Summary) P95() float64    { return s.P[P95] }

// A Shape is a finer picture of a distribution, for drawing.
type Shape struct {
	Negative  float64   // share of trials below zero
	Zero      float64   // share of trials that are exactly zero
	Quantiles []float64 // 401 order statistics at p = (i + 0.5)/401
}

// A Flow is what one shock pushes from one channel to another over the forecast window.
type Flow struct {
	Shock, From, To string
	Arrived         Summary // within the window
	UnderWay        Summary // displaced, not arrived by the end
}

// A Leak is the balance of a displaced channel over the forecast window: Lost = displaced and arrived + under way + Destroyed.
type Leak struct {
	From      string
	Lost      Summary // own loss, before arrivals
	Destroyed Summary
}

// Find returns the series of a channel and measure, or nil.
func (r *Result) Find(channel, measure string) *Series {
	for i := range r.Series {
		if s := &r.Series[i]; s.Channel == channel && s.Measure == measure {
			return s
		}
	}
	return nil
}

// Window returns the index of the forecast period, or of the history (-1 where there is none).
func (r *Result) Window(kind PeriodKind) int {
	for i := range r.Periods {
		if r.Periods[i].Kind == kind {
			return i
		}
	}
	return -1
}

// Enforced reports whether any shock is in force, so that the scenario can differ from its baseline.
func (r *Result) Enforced() bool { return len(r.Shocks) > 0 }

// A Pair is a figure in both worlds. Where nothing is in force they are the same; a shock costs nothing in the baseline.
type Pair struct{ Scenario, Baseline Summary }

// At is what a measure of a channel is over a period, by the names of summary.csv: of a channel, "total", "outputs.ID", "shocks.ID"
// or "shocks", its "revenue", "net", "loss", ..., over "2027-Q3", "2027", "history" or "forecast". The error says what there is
// instead.
func (r *Result) At(channel, measure, period string) (Pair, error) {
	s := r.Find(channel, measure)
	i := slices.IndexFunc(r.Periods, func(p Period) bool { return p.Label == period })
	var names []string
	switch {
	case s == nil:
		for _, s := range r.Series {
			names = append(names, s.Channel+" "+s.Measure)
		}
		return Pair{}, fmt.Errorf("result: there is no %s %s in %s; there are %s", channel, measure, r.Name, strings.Join(names, ", "))
	case i < 0:
		for _, p := range r.Periods {
			names = append(names, p.Label)
		}
		return Pair{}, fmt.Errorf("result: there is no period %q in %s; there are %s", period, r.Name, strings.Join(names, ", "))
	}
	out := Pair{Scenario: s.Scenario[i]}
	switch {
	case s.Baseline != nil:
		out.Baseline = s.Baseline[i]
	case channel != "shocks" && !strings.HasPrefix(channel, "shocks."):
		out.Baseline = out.Scenario
	}
	return out, nil
}
