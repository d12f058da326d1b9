// Package engine runs a Plan: blocks of trials through its program, and their columns into statistics. What it gives depends on
// the plan alone, not on workers, nor on who finishes first.
//
//  1. A run opens a design for its trials, and under evidence the acceptance of proposals: *plan.Plan -> run.
//  2. Workers take blocks, run them on a machine, and gather what comes out: blocks -> Partial; rows -> ask.Sink, in order.
//  3. A goal of precision doubles the trials until it is met: extend, met, begin or go on.
//  4. What all blocks have given is the Outcome, from which findings makes results, and of whose trials studies ask more rows:
//     Partial -> *Outcome.
//
// A shard is some of the blocks: Compute gives their Partial, and Finish makes the Outcome of all of them together.
package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"weir/sim/ask"
	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/machine"
	"weir/sim/plan"
	"weir/sim/pool"
	"weir/sim/result"
)

// Block is the number of trials of a block.
const Block = machine.Block

// segment is the number of blocks that a worker takes at a time, aligned, so that their moments merge at once; towards the end
// of a run it is less.
const segment = 8

// MostTrials is where a run stops doubling its trials, however far its headline is from the precision that was asked.
const MostTrials = 100_000_000

// Blocks is the number of blocks of so many trials.
func Blocks(trials int64) int64 { return (trials + Block - 1) / Block }

// A Span is the blocks from From up to but not including To.
type Span struct{ From, To int64 }

// Options say how to run, not what.
type Options struct {
	Workers  int                     // 0: one for each processor
	Progress func(done, total int64) // trials; called by one worker at a time; may be nil
	Beside   []func()                // work for the workers that waits for none of the trials, done beside the first tables
	Pause    *Pause                  // may be nil
	Resume   *State                  // to go on from, of the same plan and shard, and spent; nil to begin anew
	Sink     ask.Sink                // of the plan's rows; nil where nobody wants them
}

func (o Options) workers() int {
	if o.Workers <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return o.Workers
}

// Run simulates all trials of a plan, and where it has goals of precision, twice as many until they are met or the trials
// have reached MostTrials. The error is a *diag.Error where the model fails in a trial, or that of the context or the sink.
func Run(ctx context.Context, p *plan.Plan, o Options) (*Outcome, error) {
	r := newRun(ctx, p, o)
	defer r.close()
	if o.Resume != nil {
		r.resume(o.Resume)
	} else if len(p.Goals) > 0 && p.Method == draw.Random { // whole blocks, so that the next round goes on where this one ends
		r.begin(Blocks(p.Trials) * Block)
	} else {
		r.begin(p.Trials)
	}
	if err := r.open(); err != nil {
		return nil, err
	}
	for ; ; r.round++ {
		end, err := r.extend(Span{r.done, Blocks(r.trials)})
		if err != nil {
			return nil, err
		}
		if end {
			r.asked, r.trials = r.trials, min(r.trials, r.done*Block)
		}
		if r.met() || end || r.short || 2*r.trials > max(MostTrials, p.Trials) {
			return r.finish()
		}
		if p.Method == draw.LHS || r.trials%Block != 0 { // another number of strata, or a block that was cut short: all begins anew
			r.begin(2 * r.trials)
			if err := r.open(); err != nil {
				return nil, err
			}
			continue
		}
		r.trials, r.total = 2*r.trials, 2*r.trials
		if r.acceptance == nil {
			r.design = draw.NewDesign(p.Method, r.trials)
		}
	}
}

// Compute simulates some blocks of a plan: a shard of a run. Errors are as of Run. A Pause must not end it early.
func Compute(ctx context.Context, p *plan.Plan, s Span, o Options) (*Partial, error) {
	r := newRun(ctx, p, o)
	defer r.close()
	r.begin(p.Trials)
	r.total = min(s.To*Block, p.Trials) - s.From*Block
	if o.Resume != nil {
		r.partial, r.done, s.From = o.Resume.Partial, o.Resume.To-s.From, o.Resume.To
	}
	if err := r.open(); err != nil {
		return nil, err
	}
	if _, err := r.extend(s); err != nil {
		return nil, err
	}
	return r.partial, nil
}

// Finish turns the blocks of a whole run of so many trials into its Outcome; the Partial is spent. The error is that of the
// context.
func Finish(ctx context.Context, p *plan.Plan, partial *Partial, trials int64, o Options) (*Outcome, error) {
	r := newRun(ctx, p, o)
	defer r.close()
	r.begin(trials)
	r.partial = partial
	if err := r.open(); err != nil {
		return nil, err
	}
	return r.finish()
}

// A run is what the workers of one run share.
type run struct {
	ctx      context.Context
	p        *plan.Plan
	workers  int
	progress func(done, total int64)
	beside   []func()
	tables   machine.Tables
	stop     atomic.Bool // the context is done
	close    func() bool // no longer heeds the context

	design     draw.Design
	acceptance *acceptance // of proposals; nil without evidence
	trials     int64       // of the whole run
	short      bool        // the proposals ran out
	mu         sync.Mutex
	partial    *Partial
	sink       *ordered // nil where nobody wants rows
	done       int64    // blocks
	total      int64    // trials that progress speaks of

	span    Span  // under way
	next    int64 // block to be taken; guarded by mu
	failing failing

	round      int                // from 1
	precisions []result.Precision // by goal

	pause *Pause
	ended string // why, where a pause ended the run early
	asked int64  // the trials that it would have had
}

func newRun(ctx context.Context, p *plan.Plan, o Options) *run {
	r := &run{ctx: ctx, p: p, workers: o.workers(), progress: o.Progress, beside: o.Beside, tables: machine.Tables{}, round: 1, pause: o.Pause}
	if o.Sink != nil && p.Rows > 0 {
		r.sink = newOrdered(o.Sink)
	}
	r.close = context.AfterFunc(ctx, func() { r.sink.end(); r.stop.Store(true) })
	return r
}

// begin forgets all trials, and takes up a design of so many.
func (r *run) begin(trials int64) {
	r.design, r.partial, r.trials, r.done = draw.NewDesign(r.p.Method, trials), newPartial(r.p), trials, 0
	r.total = trials
	r.sink.anew()
}

// open opens the acceptance of proposals, where there is evidence.
func (r *run) open() (err error) {
	r.acceptance, err = newAcceptance(r, r.trials)
	if r.acceptance != nil {
		r.design = r.acceptance.design
	}
	return err
}

// resume takes up a state.
func (r *run) resume(s *State) {
	r.begin(s.Trials)
	r.partial, r.done, r.round = s.Partial, s.To, s.Round
}

// extend runs further blocks, with pauses where they are asked for. It reports whether a pause has ended the run.
func (r *run) extend(s Span) (end bool, err error) {
	for s.From < min(s.To, Blocks(r.trials)) && !end && err == nil {
		if s.From, err = r.stretch(s); err == nil {
			end, err = r.pauses(s.From)
		}
	}
	return end, err
}

// stretch runs blocks up to the end or the next pause, and returns where that is.
func (r *run) stretch(s Span) (to int64, err error) {
	if r.acceptance != nil {
		s.To = min(s.To, s.From+epoch)
		want := min(s.To*Block, r.trials)
		have, err := r.acceptance.accept(want)
		if err != nil {
			return s.From, err
		}
		r.acceptance.drop(s.From)
		if have < want {
			r.short, r.asked, r.trials = true, r.trials, have
			if s.To = min(s.To, Blocks(have)); s.To <= s.From {
				return s.From, nil
			}
		}
	}
	tables := r.tables.Compile(r.p.Laws, r.workers, r.beside...)
	r.span, r.next, r.beside = s, s.From, nil
	r.failing.reset(s.To)
	r.sink.from(s.From)
	pool.Each(r.workers, s.To-s.From, func() func(int64) bool {
		return func(int64) bool { r.work(tables); return false }
	})
	switch {
	case r.ctx.Err() != nil:
		return s.From, r.ctx.Err()
	case r.failing.first != nil:
		return s.From, r.explain()
	}
	return r.next, r.sink.failure()
}

// take gives a worker the next blocks: a segment, but of the last ones so few that each worker has some until the end. There
// are none where all are taken.
func (r *run) take() Span {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, from := rowBlocks(r.rows()), r.next
	for n > 1 && n*int64(r.workers) > r.span.To-from {
		n /= 2
	}
	r.next = min(from/n*n+n, r.span.To)
	return Span{from, r.next}
}

// work takes blocks in order until none is left or a pause is asked for: what was taken is done, up to the last. Blocks
// behind a failed one need not run: only the lowest failure counts.
func (r *run) work(tables []*dist.Sampler) {
	defer r.sink.endOnPanic()
	m := machine.New(r.p.Program, tables, r.design, &r.stop)
	m.Transform = r.acceptance.transform(r.p.Program)
	own, out := newTree(r.p), newCollector(r.p, r.partial, r.sink != nil)
	for some := false; ; some = true {
		if some && r.pause != nil && r.pause.asked.Load() {
			return
		}
		s := r.take()
		if s.From == s.To {
			return
		}
		for b := s.From; b < s.To; b++ {
			if r.ctx.Err() != nil || b > r.failing.lowest.Load() || r.sink.failure() != nil {
				return
			}
			n := r.lanes(b)
			leaf := own.Leaf()
			leaf.Of(n)
			out.begin(leaf, int(b-s.From)*Block)
			if f := m.Block(b, n, r.ids(b), out); f != nil {
				r.failing.fail(f)
				r.sink.end()
				return
			}
			own.Push(b, leaf)
		}
		out.flush()
		r.sink.put(s, out.rows, min(s.To*Block, r.trials)-s.From*Block)
		r.mu.Lock()
		r.partial.moments.Merge(own)
		r.done += s.To - s.From
		if r.progress != nil {
			r.progress(min(r.done*Block, r.total), r.total)
		}
		r.mu.Unlock()
	}
}

// rows is the number of rows that somebody wants.
func (r *run) rows() int {
	if r.sink == nil {
		return 0
	}
	return r.p.Rows
}

// lanes is the number of trials in a block: the last one may be cut short.
func (r *run) lanes(block int64) int { return int(min(Block, r.trials-block*Block)) }

// ids are the proposals that are the trials of a block; nil where all are taken.
func (r *run) ids(block int64) []uint64 {
	if r.acceptance == nil {
		return nil
	}
	return r.acceptance.take(block, r.lanes(block))
}

// finish gives the Outcome.
func (r *run) finish() (*Outcome, error) {
	if r.acceptance != nil { // nothing new, but where all trials come from elsewhere
		if _, err := r.acceptance.accept(r.trials); err != nil {
			return nil, err
		}
	}
	if r.asked == 0 {
		r.asked = r.trials
	}
	return &Outcome{
		Plan: r.p, Workers: r.workers, Trials: r.trials, Asked: r.asked, Ended: r.ended, Precisions: r.precisions,
		Partial: r.partial, Evidence: r.acceptance.evidence(r.trials, r.short), run: r,
	}, nil
}
