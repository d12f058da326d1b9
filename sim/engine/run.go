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
	"weir/sim/stat"
)

// Block is the number of trials that run through the program together. It is part of the meaning of a result: moments
// merge along a tree over blocks. Measured on the six-channel benchmark and on a shipped scenario with its baseline, in
// processor time against 256 trials: 64 cost 20% more, 128 up to 17%, 512 saves 6 to 18%, 1024 little beyond that, and the
// columns of a block of 512 still fit a cache of 512 KiB.
const Block = 512

// segment is the number of blocks that a worker takes at a time, aligned, so that their moments merge at once.
const segment = 8

// Options say how to run, not what.
type Options struct {
	Workers  int                     // 0: one for each processor
	Progress func(done, total int64) // trials; called by one worker at a time; may be nil
	Twin     *plan.Twin              // of the plan, to split variances; may be nil
}

// Run simulates all trials of a plan, and where it has goals of precision, twice as many until they are met or the trials
// have reached MostTrials. The error is a diag.List where the model fails in a trial, or that of the context.
func Run(ctx context.Context, p *plan.Plan, o Options) ([]*result.Result, error) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	samplers := samplers{}
	r := newRun(p, samplers.compile(p.Laws, workers), draw.NewDesign(p.Method, p.Trials), o.Progress)
	defer context.AfterFunc(ctx, func() { r.stop.Store(true) })()
	trials := p.Trials
	if len(p.Goals) > 0 && p.Method == draw.Random { // whole blocks, so that the next round goes on where this one ends
		trials = (trials + Block - 1) / Block * Block
	}
	for rounds := 1; ; rounds++ {
		if err := r.extend(ctx, trials, workers); err != nil {
			return nil, err
		}
		if r.met(rounds) || 2*trials > max(MostTrials, p.Trials) {
			results := r.results(workers)
			return results, samplers.split(ctx, o.Twin, trials, workers, results)
		}
		trials *= 2
		if p.Method == draw.LHS || trials%Block != 0 || (trials/2)%Block != 0 { // another number of strata, or a block that was cut short: all begins anew
			r.begin(draw.NewDesign(p.Method, trials))
		}
	}
}

// MostTrials is where a run stops doubling its trials, however far its headline is from the precision that was asked.
const MostTrials = 100_000_000

// A run is what the workers of one run share.
type run struct {
	p        *plan.Plan
	samplers []*dist.Sampler
	design   draw.Design
	stop     atomic.Bool // the context is done
	progress func(done, total int64)

	trials int64 // so far, and when the blocks under way are done
	from   int64 // the first block that is under way
	blocks int64 // up to here
	next   atomic.Int64
	failed atomic.Int64 // lowest block in which a judgement failed

	gathered *gatherer
	mu       sync.Mutex
	moments  *stat.Tree
	done     int64
	failure  *failure

	precisions []result.Precision // by goal
}

func newRun(p *plan.Plan, tables []*dist.Sampler, design draw.Design, progress func(done, total int64)) *run {
	r := &run{p: p, samplers: tables, progress: progress}
	r.begin(design)
	return r
}

// begin forgets all trials.
func (r *run) begin(design draw.Design) {
	r.design, r.gathered, r.moments = design, newGatherer(r.p), newTree(r.p)
	r.trials, r.blocks, r.done = 0, 0, 0
}

// extend runs further blocks until there are so many trials in all.
func (r *run) extend(ctx context.Context, trials int64, workers int) error {
	r.from, r.trials, r.blocks = r.blocks, trials, (trials+Block-1)/Block
	r.next.Store(0)
	r.failed.Store(r.blocks)
	var workforce crew
	for range min(int64(workers), (r.blocks-r.from+segment-1)/segment) {
		workforce.start(func() { r.work(ctx) })
	}
	workforce.wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case r.failure != nil:
		return r.explain()
	}
	return nil
}

// work takes segments in order until none is left. Blocks behind a failed one need not run: only the lowest failure counts.
func (r *run) work(ctx context.Context) {
	m := newMachine(r.p, r.samplers, r.design, &r.stop)
	own := newTree(r.p)
	for {
		first := r.from + (r.next.Add(1)-1)*segment
		if first >= r.blocks {
			return
		}
		last := min(first+segment, r.blocks)
		for b := first; b < last; b++ {
			if ctx.Err() != nil || b > r.failed.Load() {
				return
			}
			n := int(min(Block, r.trials-b*Block))
			leaf := own.Leaf()
			if f := m.block(b, n, r.gathered, leaf); f != nil {
				r.fail(f)
				return
			}
			own.Push(b, leaf)
		}
		r.mu.Lock()
		r.moments.Merge(own)
		r.done += min(last*Block, r.trials) - first*Block
		if r.progress != nil {
			r.progress(r.done, r.trials)
		}
		r.mu.Unlock()
	}
}

// newTree is an empty tree over all that is observed, then all that is averaged.
func newTree(p *plan.Plan) *stat.Tree {
	if p.Method == draw.Random {
		return stat.NewTree(p.Columns + p.Averages)
	}
	return stat.NewReplicatedTree(p.Columns+p.Averages, p.Columns)
}

// fail keeps the failure in the lowest block.
func (r *run) fail(f *failure) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure == nil || f.block < r.failure.block {
		r.failure = f
		r.failed.Store(f.block)
	}
}

// Samplers are the tables of laws, by Sig.
type samplers map[string]*dist.Sampler

// compile builds those tables that are missing, several at a time, and lists all in the order of the laws.
func (s samplers) compile(laws []plan.Law, workers int) []*dist.Sampler {
	out := make([]*dist.Sampler, len(laws))
	var missing []int
	for i, l := range laws {
		if out[i] = s[l.Sig]; out[i] == nil {
			missing = append(missing, i)
		}
	}
	var next atomic.Int64
	var workforce crew
	for range min(workers, len(missing)) {
		workforce.start(func() {
			for k := next.Add(1) - 1; k < int64(len(missing)); k = next.Add(1) - 1 {
				i := missing[k]
				out[i] = dist.Compile(laws[i].Law, laws[i].Scale)
			}
		})
	}
	workforce.wait()
	for i, l := range laws {
		s[l.Sig] = out[i]
	}
	return out
}
