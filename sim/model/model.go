// Package model turns a Document into a Model: every name resolved, every unit checked, every default filled, the
// provenance kept. A Model that exists is valid and never changes.
//
// Quantities are held in base units: the currency, years, and the declared counts.
package model

import (
	"weir/sim/diag"
	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/formula"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// A Model is one scenario, ready to be planned.
type Model struct {
	Name, File         string
	Title, Description string
	Currency           string
	Units              *unit.System
	Time               Time
	Trials             int64
	TrialsGiven        bool // by the files or the call, so that it is not the default
	Seed               uint64
	Sampling           draw.Method
	Precision          *Precision     // what is asked of a headline; nil where nothing is
	Symbols            []*Symbol      // every named value that a formula may read; a formula's Ref indexes it
	Channels           []*Channel     // in the order of the document
	ByPath             []*Channel     // the same, in path order: the order of sums
	Outputs            []*Output      // in the order of the document
	Groups             []*Group       // parameters that are drawn together, by the path of their first
	Evidence           []*Piece       // what conditions the trials, in path order
	Checks             []*Piece       // what they are compared with, in path order
	Shocks             []*Shock       // all that the document describes, in its order
	Enforced           []*Shock       // the shocks in force, in path order
	Expectations       []*Expectation // in the order of the document
	Document           *scenario.Document
}

// Kind says how a symbol gets its value.
type Kind uint8

// The kinds of symbol.
const (
	Once      Kind = iota // a parameter drawn once a trial
	Step                  // a parameter drawn afresh every step
	Process               // a parameter that follows a stochastic process
	Schedule              // a parameter on a known path
	Formula               // a named formula
	Stock                 // a stock at the beginning of the step
	Flow                  // an event's sum of sizes a year
	Count                 // an event's number a year
	OnceEvent             // 0 before, 1 after
	Gross                 // of a channel, or of the total where Channel is nil
	Revenue
	Cost
	Net
)

// A Symbol is one named value.
type Symbol struct {
	ID      int // its index in Model.Symbols
	Kind    Kind
	Path    string   // identity: keys its draws, orders its sums, such as channels.it.parameters.pay
	Name    string   // as a reader knows it, such as it.pay
	Channel *Channel // whose scope it is in; nil at the top level
	Unit    unit.Dim
	Share   bool    // declared as a share, so that its value should stay within 0 and 1
	Factor  float64 // of its declared unit to base units; 1 where none was declared
	At      diag.Place

	Quantity *Quantity     // Once, Step: the law; Flow: the size of an event
	Expr     *formula.Node // Formula, Gross, Revenue, Cost: the formula; Stock: the change; Flow, Count, OnceEvent: the rate; nil for totals, and where none was given
	Initial  *formula.Node // Stock
	Move     *Move         // Process
	ByStep   []float64     // Schedule: the value of each step

	Reads  []*Symbol // everything that its value may depend on, directly
	Same   []*Symbol // those of Reads that it needs within the same step
	Group  *Group    // Once, Step, Process: with which it is drawn; nil where it is by itself
	Member int       // its index in Group.Members

	Judged bool // its value must be finite in every trial; false where only branches of an if read it, and only what is taken counts
}

// in gives a symbol the unit that is declared for it.
func (s *Symbol) in(u unit.Unit) { s.Unit, s.Share, s.Factor = u.Dim, u.Share, u.Factor }

// ProcessKind is a stochastic process.
type ProcessKind uint8

// The processes.
const (
	GBM  ProcessKind = iota // d ln x = (drift - volatility^2/2) dt + volatility dW
	AR1                     // stationary, with a half-life
	Walk                    // d x = sd dW
)

// A Move is the law of a process from one step to the next. Fields that a kind does not have are nil.
type Move struct {
	Kind                                         ProcessKind
	Start, Drift, Volatility, Mean, SD, HalfLife *formula.Node
}

// A Quantity is a field that may be certain, uncertain, or a formula over once-parameters.
type Quantity struct {
	Path  string   // keys its draw
	Law   dist.Law // nil where Expr stands
	Scale float64  // of the law's unit to base units
	Sig   string   // equal exactly where law and scale are
	Fixed bool     // certain: Value, in base units
	Value float64
	Expr  *formula.Node // in base units
	Share bool          // should stay within 0 and 1
	Least bool          // must not be negative
	Fit   []Fitted      // where the law is fixed by percentiles; ascending
	At    diag.Place
}

// A Fitted is a percentile by which an author fixed a law, in the unit of the law, before any truncation.
type Fitted struct {
	Percent    int
	Asked, Met float64
}

// A Group is a set of parameters whose draws hang together: a Gaussian copula. It has once-parameters alone, or step
// parameters and the moves of processes within one step.
type Group struct {
	Members []*Symbol   // in path order
	Mix     [][]float64 // lower triangle: the normal score of member i is the sum over j <= i of Mix[i][j] z_j, z independent
	Targets []Target    // in the order of the document
}

// A Target is a rank correlation, ties by mid-rank, that two parameters are given.
type Target struct {
	A, B     *Symbol
	Spearman float64
}

// A Channel is a revenue channel.
type Channel struct {
	ID, Title, Short, Description string
	Gross, Revenue, Cost, Net     *Symbol // Gross.Expr and Cost.Expr are nil where the scenario gives none
}

// An Aggregate says how an output is condensed within a period.
type Aggregate uint8

// The aggregates, in the order of AggregateNames.
const (
	Sum Aggregate = iota // time integral
	Mean
	Last
	Min
	Max
)

// AggregateNames are the words of the language.
var AggregateNames = []string{"sum", "mean", "last", "min", "max"}

// An Output is a further quantity to report.
type Output struct {
	ID, Title string
	Symbol    *Symbol // its formula, of kind Formula, not readable by name
	Aggregate Aggregate
	Rows      unit.Unit // unit of its rows
}

// A Verb is what a hit does to its target at strength s.
type Verb uint8

// The verbs, in the order of VerbNames.
const (
	Cut   Verb = iota // value * (1 - x s)
	Raise             // value * (1 + x s)
	Add               // value + x s
)

// VerbNames are the words of the language.
var VerbNames = []string{"cut", "raise", "add"}

// A Shock is one enforcement action.
type Shock struct {
	ID, Title, Short, Description string
	Path                          string
	Probability                   *Quantity
	Onset                         Onset
	Course                        Course
	Duration                      *Quantity // nil: to the end
	Cost                          *Quantity // nil: none
	Hits                          []*Hit    // in path order
	Displaces                     []*Displacement
}

// OnsetForm is a way to say when a shock begins.
type OnsetForm uint8

// The forms of onset.
const (
	OnDate  OnsetForm = iota // From
	Between                  // uniform between From and To
	Hazard                   // from From on, at Rate a year
	When                     // the beginning of the step after the first one in which Condition holds
)

// An Onset says when a shock begins; dates are on the year axis.
type Onset struct {
	Form      OnsetForm
	From, To  float64
	Rate      *Quantity
	Condition *formula.Node
	At        diag.Place
}

// A Course is the time course of an effect. Nil fields: at once, no hold, no adaptation, no floor.
type Course struct{ Ramp, Hold, HalfLife, Floor *Quantity }

// A Hit is what a shock does to one target.
type Hit struct {
	Path   string
	Target *Symbol
	Verb   Verb
	X      *Quantity
	Course Course
}

// A Displacement moves part of a channel's own loss to another channel.
type Displacement struct {
	Path     string
	Shock    *Shock
	From, To *Channel
	Share    *Quantity
	Lag      int // steps
}
