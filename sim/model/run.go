package model

import (
	"fmt"
	"strconv"

	"weir/sim/diag"
	"weir/sim/display"
	"weir/sim/draw"
	"weir/sim/scenario"
)

// Flags are what a call says in place of its files.
type Flags struct {
	Trials    int64   // 0: as the file says
	Seed      *uint64 // nil: as the file says
	Sampling  string  // empty: as the file says
	Precision string  // empty: as the file says
}

const (
	// MaxTrials is the largest number of trials of a run.
	MaxTrials = 10_000_000_000
	// someTrials is the number of trials where nobody says another.
	someTrials = 100_000
)

// run reads [run], over which the flags of the call stand.
func (b *builder) run() {
	n := b.root.Get("run")
	if s := n.Get("seed"); s != nil {
		if s.Kind != scenario.Integer || s.Int < 0 {
			b.diags.Errorf(s.At, "run.seed", "write a whole number from 0 on", "%s is no seed", s.Text)
		} else {
			b.m.Seed = uint64(s.Int)
		}
	}
	if b.flags.Seed != nil {
		b.m.Seed = *b.flags.Seed
	}
	if b.sampling(n) {
		b.trials(n)
	}
	if r := n.Get("rows"); r != nil {
		b.diags.Errorf(r.KeyAt, "run.rows", "remove it", "this version does not know it yet")
	}
}

// flag is the place of a flag of the call: none, but flags stand in a fixed order.
func flag(order int) diag.Place { return diag.Place{Column: order} }

// sampling reads the design.
func (b *builder) sampling(n *scenario.Node) bool {
	at, path, name := flag(1), "--sampling", b.flags.Sampling
	if s := n.Get("sampling"); name == "" && s != nil {
		at, path, name = s.At, "run.sampling", s.Text
		if s.Wrong {
			return false // already reported
		}
	}
	if name == "" {
		return true
	}
	method, ok := draw.ParseMethod(name)
	if !ok {
		b.diags.Errorf(at, path, `write "random", "lhs" or "sobol"`, "%q is no design", name)
	}
	b.m.Sampling = method
	return ok
}

// trials settles how many trials there are. A number of the call must suit the design; one of a file is raised to the next
// that does; and the default is.
func (b *builder) trials(n *scenario.Node) {
	m, t := b.m, n.Get("trials")
	at, path, call, written := flag(2), "--trials", true, strconv.FormatInt(b.flags.Trials, 10)
	switch {
	case b.flags.Trials != 0:
		m.Trials = b.flags.Trials
	case t == nil:
		m.Trials = m.Sampling.Usable(someTrials)
		return
	default:
		if t.Wrong {
			return // already reported
		}
		m.Trials = t.Int
		at, path, call, written = t.At, "run.trials", t.Set, t.Text
	}
	m.TrialsGiven = true
	if m.Trials < 1 || m.Trials > MaxTrials {
		b.diags.Errorf(at, path, "write a whole number from 1 to 10_000_000_000", "%s is no number of trials", written)
		return
	}
	switch usable := m.Sampling.Usable(m.Trials); {
	case usable == m.Trials:
	case usable == 0:
		b.diags.Errorf(at, path, "take fewer trials, or another sampling", "%s cannot take so many trials: the next number that suits it is beyond %s", m.Sampling, display.Grouped(int64(MaxTrials), ","))
	case call:
		b.diags.Errorf(at, path, "the next number that suits it is "+display.Grouped(usable, "_"), "%s cannot take %s trials", m.Sampling, display.Grouped(m.Trials, ","))
	case b.flags.Sampling != "": // the call chose the design, and the file could not know
		m.Trials = usable
	default:
		b.diags.Warnf(at, path, fmt.Sprintf("write trials = %s", display.Grouped(usable, "_")), "%s takes %s trials in place of %s", m.Sampling, display.Grouped(usable, ","), display.Grouped(m.Trials, ","))
		m.Trials = usable
	}
}
