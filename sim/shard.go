package sim

import (
	"context"
	"errors"

	"weir/sim/engine"
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

// Blocks is the number of blocks of a run, without what a goal of precision may add.
func (s *Study) Blocks() int64 { return engine.Blocks(s.Trials()) }

// Shard computes some blocks of a run. A study with goals of precision has no shards: how many trials it takes is known
// only in the end. A Pause must not end it early. Errors are as of Run.
func (s *Study) Shard(ctx context.Context, span Span, c Control) (*Partial, error) {
	return engine.Compute(ctx, s.report.plan, span, c.options())
}

// Merged turns the Partial of a whole run into the results of that run, bit for bit; it is spent. The error is the
// context's.
func (s *Study) Merged(ctx context.Context, p *Partial, workers int) ([]*result.Result, error) {
	o := engine.Options{Workers: workers}
	studies := s.report.studies(&o)
	outcome, err := engine.Finish(ctx, s.report.plan, p, s.Trials(), o)
	if err != nil {
		return nil, err
	}
	a, err := s.report.answer(outcome, studies)
	if err != nil {
		return nil, err
	}
	return a.Results, nil
}

var errOtherBlocks = errors.New("it holds other blocks than it says")

// Decode reads the binary form of the Partial of a span.
func (s *Study) Decode(span Span, b []byte) (*Partial, error) {
	return s.decode(span, s.Trials(), b)
}

func (s *Study) decode(span Span, trials int64, b []byte) (*Partial, error) {
	p, err := engine.DecodePartial(s.report.plan, b)
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
