package ask

import "errors"

// A Sink takes rows, block by block. Block is called for one block after the other in the order of trials, from one goroutine
// at a time; first is the number of the first trial in it, rows[r][i] the value of row r in trial first+i. The memory is the
// caller's again when Block returns. An error ends the run: ErrEnough without an error, any other with it.
//
// Where a run begins anew (a goal of precision under a Latin hypercube takes another design), a Sink sees trial 0 again, and
// what it saw before is void. Where every row is certain there is nothing to take, and Block is not called.
type Sink interface {
	Block(first int64, rows [][]float64) error
}

// ErrEnough ends rows early.
var ErrEnough = errors.New("enough")

// A SinkFunc is a function as a Sink.
type SinkFunc func(first int64, rows [][]float64) error

// Block calls f.
func (f SinkFunc) Block(first int64, rows [][]float64) error { return f(first, rows) }

// Trials are those that rows are asked of: IDs where there are any, else the first To of the run, or of its proposals where Proposed
// is set.
type Trials struct {
	To       int64
	Proposed bool
	IDs      []uint64 // of proposals, ascending; the numbers that a Sink sees are places in this list
}

// A Layout says which row holds what.
type Layout struct {
	Rows   int
	Of     [][]Place // by subject, by quantity of the ask
	Inputs [][]Input // by subject, where they were asked for: parameters in the order of the document, then fields of shocks
}

// A Place is where a quantity is found: a value x of its row stands for x * Times / Over, which is x but where it is Counted.
type Place struct {
	Row         int // -1: it is the same in every trial
	Value       float64
	Times, Over float64
}

// Of is what a value of the row stands for.
func (p Place) Of(x float64) float64 { return x * p.Times / p.Over }

// At is the value in lane i of some rows.
func (p Place) At(rows [][]float64, i int) float64 {
	if p.Row < 0 {
		return p.Value
	}
	return p.Of(rows[p.Row][i])
}

// An Input is what is drawn once a trial: a parameter, or a field of a shock in force. Its row is in base units.
type Input struct {
	Path, Name, Title                 string
	Source, Reading, Assumption, Note string
	Factor                            float64 // base units in one of its declared unit; 1 for a field of a shock
	TwoValued                         bool    // it takes one of two values
	Row                               int
	Moves                             []bool // by quantity of the subject that is traced: whether the input may move it, through the evidence too
}

// Answers gives the rows of an ask.
type Answers interface {
	Layout() *Layout
	// Rows runs trials and hands their rows to a sink. The error is the context's or the sink's.
	Rows(trials Trials, sink Sink) error
}
