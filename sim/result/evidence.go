package result

// Evidence is what conditions the trials, and what that did.
type Evidence struct {
	Proposals  int64   // of which the trials are those accepted
	Acceptance float64 // share of the proposals that is
	Adapted    int     // parameters that are proposed near what agrees, because hardly any proposal would; then Acceptance is that of these
	Agreeing   float64 // the chance that a trial as the model makes it agrees: the mean weight of the first proposals
	Pieces     []Piece
	Moved      []Moved // the parameters that are drawn once, by path
	Without    []Without
}

// A Claim is a figure about the past, in Unit.
type Claim struct {
	ID, Title, Observe string
	Kind               string  // "between", "at_most", "at_least" or "about"
	Figure, Unit       string  // as written, and what it is counted in
	Lo, Hi             float64 // 0 where the claim has no such bound; equal for "about"
	Spread             float64 // of the logarithm
	Reliability        float64 // chance that the figure is to be believed
	Lineage            string
	Provenance         Provenance
}

// A Piece is one claim, what the model says of it before and after all evidence, and how far it holds.
type Piece struct {
	Claim
	Prior, Posterior Summary
	Weight           float64 // mean weight of proposals by this piece alone: near 1, it excludes little
	PITLo, PITHi     float64 // share of the proposals at or below each figure; NaN where there is none
	Conflict         bool    // the claim lies in the outer 1% of the proposals
}

// A Moved parameter is drawn once a trial.
type Moved struct {
	Path, Name       string
	Prior, Posterior [3]float64 // 5th, 50th and 95th percentile, in the declared unit
	Divergence       float64    // Kullback-Leibler, of the trials from the law, over its twentieths, in bits
}

// A Check is a claim that nothing is conditioned on, and where it falls in what the model says.
type Check struct {
	Claim
	Model        Summary
	PITLo, PITHi float64 // share of the trials at or below each figure; NaN where there is none
}

// A Without is the headline of a run over its forecast without a part of the evidence.
type Without struct {
	Pieces    []string // ids of those left out, by path
	Lineage   string   // that they share, where that is why they are left out together
	Whole     bool     // nothing is left
	Trials    int64    // that the others accept: some of the run's own proposals, fewer than the run has
	Net, Loss *Total   // of the scenario; Loss is nil where no shock is in force, both are where the trials are too few
}

// A Total is the distribution of an amount.
type Total struct{ P5, Median, P95 float64 }
