// Package ask holds what can be asked of the trials of a call, as values. It knows neither models nor the engine:
//
//  1. A caller states an Ask: of which Subjects (files, variants of them) which Quantities, and of each what.
//  2. sim/plan lowers it to a program that computes what it needs, and no more.
//  3. sim/engine answers: distributions and means of all trials of the run, and Rows, trial by trial, into a Sink.
//
// The report of a run is one Ask among others. Studies state theirs and read the answers: they import this package, and
// neither plan nor engine.
package ask

// An Ask is a question to the trials of a call.
type Ask struct {
	Report   bool       // all that a report of each subject shows: every measure in every period, evidence, warnings
	Checked  bool       // a trial in which a formula that is read fails ends the run; a report is always checked
	Subjects []Subject  // nil: every file of the call as it stands
	Of       []Quantity // of each subject
	Inputs   bool       // what each subject draws once a trial, as rows
	Fresh    bool       // the uniforms are independent, whatever the design
}

// A Subject is a file of the call, or a variant of one.
type Subject struct {
	File    int        // its number among the files of the call, from 0
	Variant *Variant   // nil: the file as it stands
	Redraw  int        // 0: the draws of the run. Above: all but what is drawn once a trial is drawn anew, for each number otherwise
	Of      []Quantity // beside those of the ask, and behind them
}

// What is wanted of a quantity.
type What uint8

// What can be wanted.
const (
	Distribution What = iota // mean, spread, percentiles and tail means, with their Monte Carlo errors
	Mean                     // mean and its error alone, which costs less
	Rows                     // the value in each trial
	Counted                  // the same as its distribution counts it: by the scale of its Place
)

// A Quantity is one number a trial, in the unit of its rows in summary.csv: a measure of a channel over a period. Of the
// evidence (of the baseline's history) there are, in base units: "evidence.ID" with "observed", what a piece speaks of, and
// "weight", the natural logarithm of what a proposed trial weighs by it; and "evidence" with "draw", the uniform that accepts a
// proposal where it is below the product of all weights.
type Quantity struct {
	Channel  string // an id, "total", "outputs.ID", "shocks.ID" or "shocks"
	Measure  string // "gross", "revenue", "cost", "net", "loss", or "value" of an output
	Period   string // the label of a step or year, "history" or "forecast"; "": the forecast
	Baseline bool   // in the baseline's world, and not in the scenario's
	What     What
	Traced   bool // it is wanted, too, which inputs may move it
}

// Magnitude is what every checked value stays below: sums of squares of anything larger would overflow.
const Magnitude = 1e145
