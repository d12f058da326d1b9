// Package engine runs a Plan: blocks of trials through its program, their columns into statistics, and the statistics into
// a Result for each file. The result depends on the plan alone, not on workers, nor on who finishes first.
package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/plan"
	"weir/sim/result"
)

// Block is the number of trials that run through the program together. It is part of the meaning of a result: moments
// merge along a tree over blocks. Measured on the six-channel benchmark, in processor time: blocks of 256 cost 10% more, of
// 1024 no less; a shipped scenario is the same with all three. The columns of a block of 512 fit a cache of 512 KiB.
const Block = 512

// segment is the number of blocks that a worker takes at a time, aligned, so that their moments merge at once; towards the end
// of a run it is less.
const segment = 8

// Options say how to run, not what.
type Options struct {
	Workers  int                     // 0: one for each processor
	Progress func(done, total int64) // trials; called by one worker at a time; may be nil
	Twin     func() *plan.Twin       // plans what splits variances; called once at most, beside other work; may be nil
	LeaveOut func() *plan.LeaveOut   // likewise what tells what each piece of evidence did
	Pause    *Pause                  // may be nil
	Resume   *State                  // to go on from, of the same plan and shard, and spent; nil to begin anew
}

func (o Options) workers() int {
	if o.Workers <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return o.Workers
}

// Run simulates all trials of a plan, and where it has goals of precision, twice as many until they are met or the trials
// have reached MostTrials. The error is a diag.List where the model fails in a trial, or that of the context.
func Run(ctx context.Context, p *plan.Plan, o Options) ([]*result.Result, error) {
	r := newRun(p, o)
	defer context.AfterFunc(ctx, func() { r.stop.Store(true) })()
	if o.Resume != nil {
		r.resume(o.Resume)
	} else if len(p.Goals) > 0 && p.Method == draw.Random { // whole blocks, so that the next round goes on where this one ends
		r.begin(Blocks(p.Trials) * Block)
	} else {
		r.begin(p.Trials)
	}
	if err := r.open(ctx); err != nil {
		return nil, err
	}
	for ; ; r.round++ {
		end, err := r.extend(ctx, Span{r.done, Blocks(r.trials)})
		if err != nil {
			return nil, err
		}
		if end {
			r.asked, r.trials = r.trials, min(r.trials, r.done*Block)
		}
		if r.met() || end || r.short || 2*r.trials > max(MostTrials, p.Trials) {
			return r.finish(ctx)
		}
		if p.Method == draw.LHS || r.trials%Block != 0 { // another number of strata, or a block that was cut short: all begins anew
			r.begin(2 * r.trials)
			if err := r.open(ctx); err != nil {
				return nil, err
			}
			continue
		}
		r.trials, r.total = 2*r.trials, 2*r.trials
		if r.filter == nil {
			r.design = draw.NewDesign(p.Method, r.trials)
		}
	}
}

// MostTrials is where a run stops doubling its trials, however far its headline is from the precision that was asked.
const MostTrials = 100_000_000

// Blocks is the number of blocks of so many trials.
func Blocks(trials int64) int64 { return (trials + Block - 1) / Block }

// A Span is the blocks from From up to but not including To.
type Span struct{ From, To int64 }

// Compute simulates some blocks of a plan: a shard of a run. Errors are as of Run. A Pause must not end it early.
func Compute(ctx context.Context, p *plan.Plan, s Span, o Options) (*Partial, error) {
	r := newRun(p, o)
	defer context.AfterFunc(ctx, func() { r.stop.Store(true) })()
	r.begin(p.Trials)
	r.total = min(s.To*Block, p.Trials) - s.From*Block
	if o.Resume != nil {
		r.partial, r.done, s.From = o.Resume.Partial, o.Resume.To-s.From, o.Resume.To
	}
	if err := r.open(ctx); err != nil {
		return nil, err
	}
	if _, err := r.extend(ctx, s); err != nil {
		return nil, err
	}
	return r.partial, nil
}

// Finish turns the blocks of a whole run of so many trials into its results; the Partial is spent. The error is that of the
// context.
func Finish(ctx context.Context, p *plan.Plan, partial *Partial, trials int64, o Options) ([]*result.Result, error) {
	r := newRun(p, o)
	defer context.AfterFunc(ctx, func() { r.stop.Store(true) })()
	r.begin(trials)
	r.partial = partial
	if err := r.open(ctx); err != nil {
		return nil, err
	}
	return r.finish(ctx)
}

// A run is what the workers of one run share.
type run struct {
	p        *plan.Plan
	workers  int
	twin     func() *plan.Twin
	leaveOut func() *plan.LeaveOut
	progress func(done, total int64)
	tables   samplers
	program  []plan.Instr // what it needs of the plan's
	stop     atomic.Bool  // the context is done

	design   draw.Design
	filter   *filter // of proposals; nil without evidence
	envelope *envelope
	first    []uint64 // the proposals that are the first trials, as many as a twin may take
	trials   int64    // of the whole run
	short    bool     // the proposals ran out
	mu       sync.Mutex
	partial  *Partial
	done     int64 // blocks
	total    int64 // trials that progress speaks of

	span    Span         // under way
	next    int64        // block to be taken; guarded by mu
	failed  atomic.Int64 // lowest block in which a judgement failed
	failure *failure

	round      int                // from 1
	precisions []result.Precision // by goal

	pause *Pause
	ended string // why, where a pause ended the run early
	asked int64  // the trials that it would have had
}

func newRun(p *plan.Plan, o Options) *run {
	r := &run{p: p, workers: o.workers(), progress: o.Progress, tables: samplers{}, round: 1, pause: o.Pause}
	r.twin, r.leaveOut = once(o.Twin), once(o.LeaveOut)
	return r
}

// once asks for a plan where it is needed first, if anywhere.
func once[P any](of func() *P) func() *P {
	if of == nil {
		return func() *P { return nil }
	}
	return sync.OnceValue(of)
}

// begin forgets all trials, and takes up a design of so many.
func (r *run) begin(trials int64) {
	r.design, r.partial, r.trials, r.done = draw.NewDesign(r.p.Method, trials), newPartial(r.p), trials, 0
	r.total = trials
}

// open opens the filter of proposals, where there is evidence.
func (r *run) open(ctx context.Context) (err error) {
	r.first = nil
	if r.filter, err = newFilter(ctx, r, r.trials); r.filter != nil {
		r.design, r.envelope = r.filter.design, r.filter.envelope
	}
	return err
}

// resume takes up a state.
func (r *run) resume(s *State) {
	r.begin(s.Trials)
	r.partial, r.done, r.round = s.Partial, s.To, s.Round
}

// extend runs further blocks, with pauses where they are asked for. It reports whether a pause has ended the run.
func (r *run) extend(ctx context.Context, s Span) (end bool, err error) {
	for s.From < min(s.To, Blocks(r.trials)) && !end && err == nil {
		if s.From, err = r.stretch(ctx, s); err == nil {
			end, err = r.pauses(s.From)
		}
	}
	return end, err
}

// stretch runs blocks up to the end or the next pause, and returns where that is.
func (r *run) stretch(ctx context.Context, s Span) (to int64, err error) {
	if r.filter != nil {
		s.To = min(s.To, s.From+epoch)
		want := min(s.To*Block, r.trials)
		have, err := r.filter.accept(ctx, want)
		if err != nil {
			return s.From, err
		}
		r.remember()
		r.filter.drop(s.From)
		if have < want {
			r.short, r.asked, r.trials = true, r.trials, have
			if s.To = min(s.To, Blocks(have)); s.To <= s.From {
				return s.From, nil
			}
		}
	}
	tables := r.tables.compile(r.p.Laws, r.workers, r.planAhead)
	r.prove(tables)
	r.span = s
	r.next = s.From
	r.failed.Store(s.To)
	var workforce crew
	for range min(int64(r.workers), s.To-s.From) {
		workforce.start(func() { r.work(ctx, tables) })
	}
	workforce.wait()
	switch {
	case ctx.Err() != nil:
		return s.From, ctx.Err()
	case r.failure != nil:
		return s.From, r.explain()
	}
	return r.next, nil
}

// planAhead plans what the results will ask for.
func (r *run) planAhead() {
	if r.trials >= leastPairs {
		r.twin()
	}
	if r.filter != nil {
		r.leaveOut()
	}
}

// take gives a worker the next blocks: a segment, but of the last ones so few that each worker has some until the end. There
// are none where all are taken.
func (r *run) take() Span {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, from := int64(segment), r.next
	for n > 1 && n*int64(r.workers) > r.span.To-from {
		n /= 2
	}
	r.next = min(from/n*n+n, r.span.To)
	return Span{from, r.next}
}

// work takes blocks in order until none is left or a pause is asked for: what was taken is done, up to the last. Blocks
// behind a failed one need not run: only the lowest failure counts.
func (r *run) work(ctx context.Context, tables []*dist.Sampler) {
	m := newMachine(r.p, tables, r.design, &r.stop)
	m.program, m.envelope = r.program, r.envelope
	own := newTree(r.p)
	for some := false; ; some = true {
		if some && r.pause != nil && r.pause.asked.Load() {
			return
		}
		s := r.take()
		if s.From == s.To {
			return
		}
		for b := s.From; b < s.To; b++ {
			if ctx.Err() != nil || b > r.failed.Load() {
				return
			}
			leaf := own.Leaf()
			leaf.Of(r.lanes(b))
			if r.filter != nil {
				m.ids = r.filter.take(b, r.lanes(b))
			}
			if f := m.block(b, r.lanes(b), r.partial, leaf); f != nil {
				r.fail(f)
				return
			}
			own.Push(b, leaf)
		}
		m.settle(r.partial)
		r.mu.Lock()
		r.partial.moments.Merge(own)
		r.done += s.To - s.From
		if r.progress != nil {
			r.progress(min(r.done*Block, r.total), r.total)
		}
		r.mu.Unlock()
	}
}

// lanes is the number of trials in a block: the last one may be cut short.
func (r *run) lanes(block int64) int { return int(min(Block, r.trials-block*Block)) }

// fail keeps the failure in the lowest block.
func (r *run) fail(f *failure) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure == nil || f.block < r.failure.block {
		r.failure = f
		r.failed.Store(f.block)
	}
}
