package sim

import (
	"context"
	"errors"
	"slices"

	"weir/sim/engine"
	"weir/sim/plan"
	"weir/sim/result"
)

// What a run in parts is made of: a Span is the blocks of a shard, a Partial what they have given, a Pause a look at a run
// under way, and a State what is seen in it, from which a later run goes on.
type (
	Span    = engine.Span
	Partial = engine.Partial
	Pause   = engine.Pause
	State   = engine.State
)

// Block is the number of trials of a block. Shards are whole blocks.
const Block = engine.Block

// A Control says how a run goes. It changes no number but where a Pause ends the run early.
type Control struct {
	Workers  int                     // 0: one for each processor
	Progress func(done, total int64) // trials; called by one worker at a time; may be nil
	Pause    *Pause                  // may be nil
	Resume   *State                  // as Resume gives it; nil to begin anew
}

func (c Control) options() engine.Options {
	return engine.Options{Workers: c.Workers, Progress: c.Progress, Pause: c.Pause, Resume: c.Resume}
}

// whole are the options of what ends with results.
func (s *Study) whole(c Control) engine.Options {
	o := c.options()
	o.Twin = func() *plan.Twin { return plan.Twins(s.models) }
	o.LeaveOut = func() *plan.LeaveOut { return plan.LeaveOuts(s.models, s.plan) }
	return o
}

// RunWith is Run under a Control. A Pause may end it early only where Sampling is "random": the points of the other designs
// are worth something only together.
func (s *Study) RunWith(ctx context.Context, c Control) ([]*result.Result, error) {
	return s.warn(engine.Run(ctx, s.plan, s.whole(c)))
}

// Blocks is the number of blocks of a run, without what a goal of precision may add.
func (s *Study) Blocks() int64 { return engine.Blocks(s.plan.Trials) }

// Shard computes some blocks of a run. A study with goals of precision has no shards: how many trials it takes is known
// only in the end. A Pause must not end it early. Errors are as of Run.
func (s *Study) Shard(ctx context.Context, span Span, c Control) (*Partial, error) {
	return engine.Compute(ctx, s.plan, span, c.options())
}

// Merged turns the Partial of a whole run into the results of that run, bit for bit; it is spent. The error is the
// context's.
func (s *Study) Merged(ctx context.Context, p *Partial, workers int) ([]*result.Result, error) {
	return s.warn(engine.Finish(ctx, s.plan, p, s.plan.Trials, s.whole(Control{Workers: workers})))
}

var errOtherBlocks = errors.New("it holds other blocks than it says")

// Decode reads the binary form of the Partial of a span.
func (s *Study) Decode(span Span, b []byte) (*Partial, error) {
	return s.decode(span, s.plan.Trials, b)
}

func (s *Study) decode(span Span, trials int64, b []byte) (*Partial, error) {
	p, err := engine.DecodePartial(s.plan, b)
	if err != nil {
		return nil, err
	}
	if !p.Covers(span, trials) {
		return nil, errOtherBlocks
	}
	return p, nil
}

// Resume reads a State of a run, or of a shard that begins with a block, whose Partial had the binary form b.
func (s *Study) Resume(from int64, state State, b []byte) (*State, error) {
	p, err := s.decode(Span{From: from, To: state.To}, state.Trials, b)
	if err != nil {
		return nil, err
	}
	state.Partial = p
	return &state, nil
}

// A Need is the memory that the parts of a run need, in bytes.
type Need = engine.Need

// Memory estimates what a run with so many workers needs, 0 meaning one for each processor.
func (s *Study) Memory(workers int) Need { return engine.Memory(s.plan, workers) }

// Seed and Sampling are those of the run.
func (s *Study) Seed() uint64     { return s.plan.Seed }
func (s *Study) Sampling() string { return s.plan.Method.String() }

// Precisions are the goals of precision of the scenarios, as they were asked, in the order of Names; "" where there is none.
func (s *Study) Precisions() []string {
	texts := make([]string, len(s.models))
	for i, m := range s.models {
		if m.Precision != nil {
			texts[i] = m.Precision.Text
		}
	}
	return texts
}

// Inputs are the files that each scenario was read from, the scenario's own first, in the order of Names.
func (s *Study) Inputs() [][]result.Input {
	inputs := make([][]result.Input, len(s.models))
	for i, m := range s.models {
		for _, in := range m.Document.Inputs {
			inputs[i] = append(inputs[i], result.Input{Path: in.Path, SHA256: in.SHA256})
		}
	}
	return inputs
}

// warn puts the warnings about the files before those about the numbers.
func (s *Study) warn(results []*result.Result, err error) ([]*result.Result, error) {
	if err != nil {
		return nil, err
	}
	for i, r := range results {
		r.Warnings = slices.Concat(s.warnings[i], r.Warnings)
	}
	return results, nil
}
