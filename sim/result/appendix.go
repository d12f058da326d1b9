package result

// An Appendix says what went into a run, in the words of the scenario and in its order.
type Appendix struct {
	Sources    []Source
	Parameters []Parameter
	Formulas   []Formula
	Terms      []Terms // of the shocks in force
}

// A Source is something published that parameters or shocks refer to. What it does not say is empty.
type Source struct {
	ID, Title, Publisher, Date, URL, Language, Lineage, Note string
}

// A Provenance says where a figure comes from, or why it was chosen; all empty where the scenario says neither.
type Provenance struct {
	Source, Reading string // the id of a source, and how it was read, such as "at most"
	Assumption      string // the reason
	Note            string
}

// Sourced reports whether a figure comes from a source.
func (p Provenance) Sourced() bool { return p.Source != "" && p.Assumption == "" }

// A Parameter is an input of the model, or the size of an event.
type Parameter struct {
	Path               string // its identity, such as "channels.it.parameters.pay"
	Name               string // as a formula elsewhere reads it, such as "it.pay"
	Channel            string // in whose scope it stands; empty at the top level
	Title, Description string
	Law                string   // as written: "60k to 150k", "pert 3/6/10", "0.9", a process or a schedule
	Unit               string   // as declared
	Vary               string   // "once" or "step" for draws, "event" for sizes, "process", "schedule", or "certain"
	Channels           []string // the channels whose gross, revenue or cost reads it, directly or through others
	Date               bool     // it is a point on the year axis
	P5, P50, P95       float64  // in Unit; 0 for a process or a schedule
	Provenance
}

// Drawn reports whether it has a law, so that it has percentiles.
func (p Parameter) Drawn() bool { return p.Vary == "once" || p.Vary == "step" || p.Vary == "event" }

// A Formula is a formula of the model: a channel's gross, revenue or cost, a named one, the change of a stock, or the
// rate of an event.
type Formula struct {
	Channel string // empty at the top level
	Name    string // as a formula elsewhere reads it, such as "it.revenue"
	Kind    string // "gross", "revenue", "cost", "formula", "stock" or "event"
	Title   string
	Text    string // as written; of a stock its change
	Initial string // of a stock
	Unit    string // as declared; empty where it is not
	Note    string
}

// Terms are what a scenario says of one shock in force. What it does not say is empty.
type Terms struct {
	Shock                                           string // its id
	Probability, Onset, Ramp, Hold, HalfLife, Floor string
	Duration, Cost                                  string
	Hits                                            []Hit
	Displaces                                       []Displacement
	Provenance
}

// A Hit is what a shock does to one target at full strength. A course of its own replaces that of the shock.
type Hit struct {
	Target                      string // as a formula reads it, such as "it.pay"
	Verb, X                     string // "cut", "raise" or "add", and how much
	Ramp, Hold, HalfLife, Floor string
	Note                        string
	Channels                    []string // those whose revenue reads the target, directly or through others
}

// A Displacement is the share of a channel's own loss that a shock moves to another channel.
type Displacement struct {
	From, To, Share, Lag, Note string
}

// Parameter returns the parameter that a formula reads by a name, or nil.
func (a *Appendix) Parameter(name string) *Parameter {
	for i := range a.Parameters {
		if a.Parameters[i].Name == name {
			return &a.Parameters[i]
		}
	}
	return nil
}
