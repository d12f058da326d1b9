package result

// A Footing says what the variance of a total over the forecast rests on: the first-order index of each quantity that is not
// known and drawn once a trial, Var(E[Y | X]) / Var(Y). Where the quantities are independent the indices add up to 1 at most;
// what is missing is chance, and what quantities do only together. What correlations or evidence tie together counts in each.
type Footing struct {
	Measure string // "net" or "loss"; of the scenario
	Trials  int64  // that it is estimated from
	Indices []Index
	Groups  []IndexGroup // sources first, then what is assumed, then what has neither
}

// An Index is that of one quantity: 0 to 1 but for noise.
type Index struct {
	Path, Name, Title string
	Provenance
	S, SE float64 // SE is the Monte Carlo standard error
}

// A Basis is what a figure rests on.
type Basis uint8

// The bases.
const (
	OnSource Basis = iota
	OnAssumption
	OnNeither
)

// An IndexGroup is the sum of the indices of all that rests on the same.
type IndexGroup struct {
	Basis   Basis
	Source  string // the id, where that is what it rests on
	Members int
	S, SE   float64
}

// A Switch is a quantity that is drawn from two values, with a total over the forecast under each.
type Switch struct {
	Path, Name, Title string
	Measure           string // "net" or "loss"; of the scenario
	Provenance
	Sides [2]Side // the lower value first
}

// A Side is the trials in which a Switch has one value.
type Side struct {
	Value  float64 // in the declared unit
	Trials int64
	Total  Summary
}
