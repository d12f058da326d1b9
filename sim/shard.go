package sim

import (
	"context"
	"errors"

	"weir/sim/engine"
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
func (q *Question) Blocks() int64 { return engine.Blocks(q.plan.Trials) }

// Shard computes some blocks of a run; a Sink gets their rows. A question with goals of precision has no shards: how many trials it
// takes is known only in the end. A Pause must not end it early. Errors are as of Run.
func (q *Question) Shard(ctx context.Context, span Span, c Control) (*Partial, error) {
	if len(q.plan.Goals) > 0 {
		return nil, errGoals
	}
	return engine.Compute(ctx, q.plan, span, c.options())
}

// Merged answers from the Partial of a whole run what that run would, bit for bit; it is spent. Rows have left with the shards.
// The error is the context's.
func (q *Question) Merged(ctx context.Context, p *Partial, workers int) (*Answer, error) {
	o := engine.Options{Workers: workers}
	studies := q.studies(&o)
	outcome, err := engine.Finish(ctx, q.plan, p, q.plan.Trials, o)
	if err != nil {
		return nil, err
	}
	return q.answer(outcome, studies)
}

var errGoals = errors.New("a run with a goal of precision has no shards")

var errOtherBlocks = errors.New("it holds other blocks than it says")

// Decode reads the binary form of the Partial of a span.
func (q *Question) Decode(span Span, b []byte) (*Partial, error) {
	return q.decode(span, q.plan.Trials, b)
}

func (q *Question) decode(span Span, trials int64, b []byte) (*Partial, error) {
	p, err := engine.DecodePartial(q.plan, b)
	if err != nil {
		return nil, err
	}
	if !p.Covers(span, trials) {
		return nil, errOtherBlocks
	}
	return p, nil
}

// Resume reads a State of a run, or of a shard that begins with a block, whose Partial had the binary form b.
func (q *Question) Resume(from int64, state State, b []byte) (*State, error) {
	p, err := q.decode(Span{From: from, To: state.To}, state.Trials, b)
	if err != nil {
		return nil, err
	}
	state.Partial = p
	return &state, nil
}

// A Need is the memory that the parts of a run need, in bytes.
type Need = engine.Need

// Memory estimates what a run with so many workers needs, 0 meaning one for each processor.
func (q *Question) Memory(workers int) Need { return engine.Memory(q.plan, workers) }
