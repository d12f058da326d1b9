package engine

import (
	"context"
	"math"
	"slices"
	"sync/atomic"

	"weir/sim/diag"
	"weir/sim/draw"
	"weir/sim/plan"
	"weir/sim/result"
)

// Evidence is met by acceptance: of proposed trials the history alone is run, each is taken with the chance of its weight by
// a draw of its own, and the trials of the run are those taken, in the order of proposals. So all trials weigh the same.
const (
	priorBlocks = 128     // of the proposals whose history is described
	epoch       = 128     // blocks of trials that are run before more are accepted
	mostFruit   = 1 << 23 // proposals, after which there must be leastTrials
	perTrial    = 20_000  // proposals a trial, after which a run ends with what it has
	leastTrials = 20      // fewer are no result
	fewTrials   = 200     // fewer are a doubt
)

// A filter accepts proposals. It is a run over the plan of the past, in which a block is one of proposals.
type filter struct {
	*run
	past  *plan.Past
	prior *Partial // of the first proposals
	ids   []uint64 // accepted and still wanted, from number first on
	first int64
	last  uint64 // accepted
	limit int64  // blocks of proposals there are

	described bool // the first proposals, as the model makes them
}

// newFilter is nil for a plan without evidence. A Latin hypercube must know how many proposals there are: it grows until it
// holds all trials.
func newFilter(ctx context.Context, r *run, trials int64) (*filter, error) {
	past := r.p.Past
	if past == nil {
		return nil, nil
	}
	most := draw.LHS.Usable(max(perTrial*min(trials, math.MaxInt32), mostFruit))
	if most == 0 {
		most = draw.LHS.Usable(1_000_000_000)
	}
	open := func(d draw.Design, proposals int64) *filter {
		f := &filter{run: newRun(past.Plan, Options{Workers: r.workers}), past: past, limit: proposals / Block}
		f.tables, f.design, f.trials = r.tables, d, proposals
		f.prior = newPartial(past.Plan)
		f.partial = f.prior
		return f
	}
	switch r.p.Method {
	case draw.Sobol:
		f := open(draw.NewDesign(draw.Sobol, draw.Replicas<<28), min(most, draw.Replicas<<28))
		return f, f.describe(ctx)
	case draw.Random:
		f := open(draw.NewDesign(draw.Random, most), most)
		return f, f.describe(ctx)
	}
	for proposals := max(2*trials, 2*priorBlocks*Block); ; proposals *= 4 {
		proposals = min((proposals+Block-1)/Block*Block, most/Block*Block)
		f := open(draw.NewDesign(draw.LHS, proposals), proposals)
		if err := f.describe(ctx); err != nil {
			return nil, err
		}
		if err := f.fill(ctx, trials); err != nil {
			return nil, err
		}
		if f.have() >= trials || f.failure != nil || f.fruitless(trials) || proposals == most/Block*Block {
			return f, nil
		}
	}
}

// accept sees to it that so many trials are accepted, and returns how many are: fewer where the proposals have run out. A
// proposal in which the model fails is an error where it comes before the last trial wanted.
func (f *filter) accept(ctx context.Context, trials int64) (int64, error) {
	if err := f.fill(ctx, trials); err != nil {
		return 0, err
	}
	have := f.have()
	switch {
	case f.failure != nil && have < trials:
		return have, f.explain()
	case have < leastTrials && have < trials:
		return have, f.tooMuch(have)
	}
	return min(have, trials), nil
}

// fill proposes until so many trials are accepted, or there is no more to propose.
func (f *filter) fill(ctx context.Context, trials int64) error {
	for f.have() < trials && f.done < f.limit && !f.fruitless(trials) {
		batch := int64(priorBlocks) // of blocks; how many at a time is of no matter
		if f.done > 0 {
			share := float64(f.have()+1) / float64(f.done)
			batch = int64(min(max(float64(trials-f.have())/share, 64), 8192))
		}
		if err := f.propose(ctx, min(batch, f.limit-f.done)); err != nil {
			return err
		}
	}
	return nil
}

// fruitless reports whether so little has been accepted of so much that there is no use in more.
func (f *filter) fruitless(trials int64) bool {
	return f.done*Block >= mostFruit && f.have() < min(leastTrials, trials)
}

// describe runs the first proposals, and where hardly any agrees with the evidence, adapts what is proposed.
func (f *filter) describe(ctx context.Context) error {
	if err := f.propose(ctx, min(priorBlocks, f.limit)); err != nil {
		return err
	}
	if f.failure != nil {
		return f.explain()
	}
	f.described = true
	weight := f.past.Weight.Value
	if c := f.past.Weight.Column; c >= 0 {
		weight = f.prior.moments.Root().Column(f.p.Columns + c).Mean
	}
	if weight >= tooFew {
		return nil
	}
	if err := f.adapt(ctx); err != nil || f.envelope == nil {
		return err
	}
	f.done, f.ids = 0, f.ids[:0]
	return nil
}

// have is the number of trials accepted so far.
func (f *filter) have() int64 { return f.first + int64(len(f.ids)) }

// propose runs the history of the next proposals: up to the first block in which the model fails, behind which there are none.
func (f *filter) propose(ctx context.Context, blocks int64) error {
	tables := f.tables.compile(f.p.Laws, f.workers)
	f.prove(tables)
	lists := make([][]uint64, blocks)
	f.failed.Store(f.done + blocks)
	var next atomic.Int64
	var workforce crew
	for range min(int64(f.workers), blocks) {
		workforce.start(func() {
			m, tree := newMachine(f.p, tables, f.design, &f.stop), newTree(f.p)
			m.program = f.program
			if m.envelope = f.envelope; m.envelope != nil {
				m.pilot = &pilot{bent: map[int32]bool{}}
			}
			for i := next.Add(1) - 1; i < blocks && ctx.Err() == nil; i = next.Add(1) - 1 {
				b := f.done + i
				if b > f.failed.Load() {
					return
				}
				var failed *failure
				if b < priorBlocks && !f.described {
					leaf := tree.Leaf()
					if failed = m.block(b, Block, f.prior, leaf); failed == nil {
						m.settle(f.prior)
						f.mu.Lock()
						f.prior.moments.Push(b, leaf)
						f.mu.Unlock()
					}
				} else {
					failed = m.block(b, Block, nil, nil)
				}
				if failed != nil {
					f.fail(failed)
					return
				}
				lists[i] = slices.Clone(m.taken[0])
			}
		})
	}
	workforce.wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.failure != nil {
		blocks = f.failure.block - f.done
		f.limit = f.failure.block
	}
	for _, l := range lists[:blocks] {
		f.ids = append(f.ids, l...)
	}
	f.done += blocks
	return nil
}

// take returns the proposals that are the trials of a block.
func (f *filter) take(block int64, n int) []uint64 {
	at := block*Block - f.first
	return f.ids[at : at+int64(n)]
}

// drop forgets the trials before a block.
func (f *filter) drop(block int64) {
	if n := min(block*Block-f.first, int64(len(f.ids))); n > 0 {
		f.last = f.ids[n-1]
		f.ids = append(f.ids[:0], f.ids[n:]...)
		f.first += n
	}
}

// proposals is how many proposals it took to accept so many trials, which are the next to be dropped or have been.
func (f *filter) proposals(trials int64) int64 {
	if at := trials - 1 - f.first; at >= 0 {
		return int64(f.ids[at]) + 1
	}
	return int64(f.last) + 1
}

// tooMuch says that the evidence excludes too much, and which piece excludes most.
func (f *filter) tooMuch(have int64) error {
	moments := f.prior.moments.Root()
	worst, least := f.past.Pieces[0], math.Inf(1)
	for i, c := range f.past.Means {
		w := c.Value
		if c.Column >= 0 {
			w = moments.Column(f.p.Columns + c.Column).Mean
		}
		if w < least {
			worst, least = f.past.Pieces[i], w
		}
	}
	var list diag.List
	list.Errorf(worst.At, worst.Path, "widen its spread, lower its reliability, or look at the priors of what it speaks of",
		"the evidence excludes too much: of %d proposed trials it leaves %d, where %d are the least; this piece alone leaves %s", f.done*Block, have, leastTrials, result.Percent(least))
	return list
}
