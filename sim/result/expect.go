package result

import "math"

// An Outcome says whether an expectation is met.
type Outcome uint8

// The outcomes.
const (
	Undecided Outcome = iota // the Monte Carlo error leaves both open
	Holds
	Fails
)

// String is the word for an outcome.
func (o Outcome) String() string { return [...]string{"undecided", "holds", "fails"}[o] }

// An Expectation is what a scenario says of its own results, and what came of it: it holds or fails where the statistic's
// 99.9% Monte Carlo interval lies within or outside of its bounds, and is undecided in between.
type Expectation struct {
	Name    string  // its id
	Text    string  // as written, such as "p50(total.net) between 3B and 9B"
	Unit    string  // of Value, Lo and Hi: that of the bounds where they have one, else base units
	Value   float64 // of the statistic
	Lo, Hi  float64 // 95% Monte Carlo interval; NaN where the trials are too few to give an end, equal where there is no error
	Outcome Outcome
}

// SE is the Monte Carlo standard error behind the interval, as if it were that of a normal law. NaN where an end is missing.
func (e *Expectation) SE() float64 { return (e.Hi - e.Lo) / (2 * 1.959963984540054) }

// Sure reports whether the value has no Monte Carlo error.
func (e *Expectation) Sure() bool { return e.Lo == e.Hi && !math.IsNaN(e.Lo) }
