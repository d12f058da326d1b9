// Package engine runs a Plan: blocks of trials through its program, their columns into statistics, and the statistics into
// a Result for each file. The result depends on the plan alone, not on workers, nor on who finishes first.
package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"weir/sim/dist"
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
}

// Run simulates all trials of a plan. The error is a diag.List where the model fails in a trial, or that of the context.
func Run(ctx context.Context, p *plan.Plan, o Options) ([]*result.Result, error) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	blocks := (p.Trials + Block - 1) / Block
	workers = int(min(int64(workers), (blocks+segment-1)/segment))
	r := &run{p: p, blocks: blocks, samplers: compileLaws(p.Laws, workers), tree: stat.NewTree(p.Columns + p.Averages), gathered: newGatherer(p), progress: o.Progress}
	r.failed.Store(blocks)
	defer context.AfterFunc(ctx, func() { r.stop.Store(true) })()
	var workforce crew
	for range workers {
		workforce.start(func() { r.work(ctx) })
	}
	workforce.wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.failure != nil {
		return nil, r.explain()
	}
	return results(p, summarise(p, r.tree.Root(), r.gathered, workers)), nil
}

// A run is what the workers of one run share.
type run struct {
	p        *plan.Plan
	blocks   int64
	samplers []*dist.Sampler
	next     atomic.Int64 // segment
	failed   atomic.Int64 // lowest block in which a judgement failed
	stop     atomic.Bool  // the context is done
	gathered *gatherer
	mu       sync.Mutex
	tree     *stat.Tree
	done     int64
	failure  *failure
	progress func(done, total int64)
}

// work takes segments in order until none is left. Blocks behind a failed one need not run: only the lowest failure counts.
func (r *run) work(ctx context.Context) {
	m := newMachine(r.p, r.samplers, &r.stop)
	tree := stat.NewTree(r.p.Columns + r.p.Averages)
	for {
		first := (r.next.Add(1) - 1) * segment
		if first >= r.blocks {
			return
		}
		last := min(first+segment, r.blocks)
		for b := first; b < last; b++ {
			if ctx.Err() != nil || b > r.failed.Load() {
				return
			}
			n := int(min(Block, r.p.Trials-b*Block))
			leaf := tree.Leaf()
			if f := m.block(b, n, r.gathered, leaf); f != nil {
				r.fail(f)
				return
			}
			tree.Push(b, leaf)
		}
		r.mu.Lock()
		r.tree.Merge(tree)
		r.done += min(last*Block, r.p.Trials) - first*Block
		if r.progress != nil {
			r.progress(r.done, r.p.Trials)
		}
		r.mu.Unlock()
	}
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

// compileLaws builds the tables of the laws, several at a time.
func compileLaws(laws []plan.Law, workers int) []*dist.Sampler {
	out := make([]*dist.Sampler, len(laws))
	var next atomic.Int64
	var workforce crew
	for range min(workers, len(laws)) {
		workforce.start(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(laws) {
					return
				}
				out[i] = dist.Compile(laws[i].Law, laws[i].Scale)
			}
		})
	}
	workforce.wait()
	return out
}
