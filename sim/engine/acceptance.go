package engine

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"weir/sim/diag"
	"weir/sim/draw"
	"weir/sim/machine"
	"weir/sim/plan"
	"weir/sim/pool"
	"weir/sim/result"
	"weir/sim/stat"
)

// Evidence is met by acceptance: of proposed trials the history alone is run, each is taken with the chance of its weight by
// a draw of its own, and the trials of the run are those taken, in the order of proposals. So all trials weigh the same.
const (
	priorBlocks = 128     // of the proposals whose history is described
	epoch       = 128     // blocks of trials that are run before more are accepted
	mostFruit   = 1 << 23 // proposals, after which there must be LeastTrials
	perTrial    = 20_000  // proposals a trial, after which a run ends with what it has
)

// LeastTrials is the number of trials that evidence must leave: fewer are no result.
const LeastTrials = 20

// Kept is the number of the first trials whose proposals are remembered, for rows that are asked of them later.
const Kept = 32 * Block

// An acceptance takes the trials of a run from proposals, by the plan of the history. A nil *acceptance is that of a run without
// evidence.
type acceptance struct {
	ctx       context.Context
	p         *plan.History
	workers   int
	tables    machine.Tables
	stop      *atomic.Bool
	design    draw.Design
	size      int64     // proposals that the design has
	proposal  *proposal // how they are proposed; nil where as the model says
	prior     *Partial  // of the first proposals, as the model makes them
	described bool      // prior is whole
	done      int64     // blocks of proposals that were run
	limit     int64     // blocks of proposals there are
	failing   failing
	ids       []uint64 // accepted and still wanted, from number first on
	first     int64
	last      uint64   // accepted
	kept      []uint64 // the first accepted, up to Kept
}

// newAcceptance is nil for a plan without evidence. A Latin hypercube must know how many proposals there are: it grows until it
// holds all trials.
func newAcceptance(r *run, trials int64) (*acceptance, error) {
	p := r.p.History
	if p == nil {
		return nil, nil
	}
	most := draw.LHS.Usable(max(perTrial*min(trials, math.MaxInt32), mostFruit))
	if most == 0 {
		most = draw.LHS.Usable(1_000_000_000)
	}
	open := func(d draw.Design, proposals int64) *acceptance {
		return &acceptance{ctx: r.ctx, p: p, workers: r.workers, tables: r.tables, stop: &r.stop, design: d, size: proposals, limit: proposals / Block, prior: newPartial(p.Plan)}
	}
	switch r.p.Method {
	case draw.Sobol:
		a := open(draw.NewDesign(draw.Sobol, draw.Replicas<<28), min(most, draw.Replicas<<28))
		return a, a.describe()
	case draw.Random:
		a := open(draw.NewDesign(draw.Random, most), most)
		return a, a.describe()
	}
	for proposals := max(2*trials, 2*priorBlocks*Block); ; proposals *= 4 {
		proposals = min((proposals+Block-1)/Block*Block, most/Block*Block)
		a := open(draw.NewDesign(draw.LHS, proposals), proposals)
		if err := a.describe(); err != nil {
			return nil, err
		}
		if err := a.fill(trials); err != nil {
			return nil, err
		}
		if a.have() >= trials || a.failing.first != nil || a.fruitless(trials) || proposals == most/Block*Block {
			return a, nil
		}
	}
}

// accept sees to it that so many trials are accepted, and returns how many are: fewer where the proposals have run out. A
// proposal in which the model fails is an error where it comes before the last trial wanted.
func (a *acceptance) accept(trials int64) (int64, error) {
	if err := a.fill(trials); err != nil {
		return 0, err
	}
	have := a.have()
	switch {
	case a.failing.first != nil && have < trials:
		return have, a.explain()
	case have < LeastTrials && have < trials:
		return have, a.tooMuch(have)
	}
	if n := int64(len(a.kept)); n < Kept && n >= a.first && n < have {
		a.kept = append(a.kept, a.ids[n-a.first:min(Kept, have)-a.first]...)
	}
	return min(have, trials), nil
}

// fill proposes until so many trials are accepted, or there is no more to propose.
func (a *acceptance) fill(trials int64) error {
	for a.have() < trials && a.done < a.limit && !a.fruitless(trials) {
		batch := int64(priorBlocks) // of blocks; how many at a time is of no matter
		if a.done > 0 {
			share := float64(a.have()+1) / float64(a.done)
			batch = int64(min(max(float64(trials-a.have())/share, 64), 8192))
		}
		if err := a.propose(min(batch, a.limit-a.done)); err != nil {
			return err
		}
	}
	return nil
}

// fruitless reports whether so little has been accepted of so much that there is no use in more.
func (a *acceptance) fruitless(trials int64) bool {
	return a.done*Block >= mostFruit && a.have() < min(LeastTrials, trials)
}

// describe runs the first proposals, and where hardly any agrees with the evidence, adapts what is proposed.
func (a *acceptance) describe() error {
	if err := a.propose(min(priorBlocks, a.limit)); err != nil {
		return err
	}
	if a.failing.first != nil {
		return a.explain()
	}
	a.described = true
	weight := a.p.Weight.Value
	if c := a.p.Weight.Column; c >= 0 {
		weight = a.prior.Mean(c)
	}
	if weight >= tooFew {
		return nil
	}
	if err := a.adapt(); err != nil || a.proposal == nil {
		return err
	}
	a.done, a.ids = 0, a.ids[:0]
	return nil
}

// have is the number of trials accepted so far.
func (a *acceptance) have() int64 { return a.first + int64(len(a.ids)) }

// propose runs the history of the next proposals: up to the first block in which the model fails, behind which there are none.
func (a *acceptance) propose(blocks int64) error {
	tables := a.tables.Compile(a.p.Laws, a.workers)
	lists := make([][]uint64, blocks)
	a.failing.reset(a.done + blocks)
	var mu sync.Mutex // of the moments of prior
	pool.Each(a.workers, blocks, func() func(int64) bool {
		m, tree := machine.New(a.p.Program, tables, a.design, a.stop), newTree(a.p.Plan)
		out := &proposed{proposal: a.proposal}
		if out.proposal != nil {
			out.pilot = newPilot(a.p.Program, a.proposal)
			m.Transform = out.pilot.transform
		}
		describing := newCollector(a.p.Plan, a.prior, false)
		return func(i int64) bool {
			b := a.done + i
			if a.ctx.Err() != nil || b > a.failing.lowest.Load() {
				return false
			}
			var leaf *stat.Columns
			out.collector = nil
			if b < priorBlocks && !a.described {
				leaf, out.collector = tree.Leaf(), describing
				describing.begin(leaf, 0)
			}
			out.begin(uint64(b) * Block)
			if failed := m.Block(b, Block, nil, out); failed != nil {
				a.failing.fail(failed)
				return false
			}
			if leaf != nil {
				describing.flush()
				mu.Lock()
				a.prior.moments.Push(b, leaf)
				mu.Unlock()
			}
			lists[i] = slices.Clone(out.taken)
			return true
		}
	})
	if err := a.ctx.Err(); err != nil {
		return err
	}
	if f := a.failing.first; f != nil {
		blocks = f.Block - a.done
		a.limit = f.Block
	}
	for _, l := range lists[:blocks] {
		a.ids = append(a.ids, l...)
	}
	a.done += blocks
	return nil
}

// take returns the proposals that are the trials of a block.
func (a *acceptance) take(block int64, n int) []uint64 {
	at := block*Block - a.first
	return a.ids[at : at+int64(n)]
}

// drop forgets the trials before a block.
func (a *acceptance) drop(block int64) {
	if n := min(block*Block-a.first, int64(len(a.ids))); n > 0 {
		a.last = a.ids[n-1]
		a.ids = append(a.ids[:0], a.ids[n:]...)
		a.first += n
	}
}

// proposals is how many proposals it took to accept so many trials, which are the next to be dropped or have been.
func (a *acceptance) proposals(trials int64) int64 {
	if at := trials - 1 - a.first; at >= 0 {
		return int64(a.ids[at]) + 1
	}
	return int64(a.last) + 1
}

// explain says of the failed proposal which values went in.
func (a *acceptance) explain() error {
	m := machine.New(a.p.Program, a.tables.Compile(a.p.Laws, a.workers), a.design, a.stop)
	m.Transform = a.transform(a.p.Program)
	return explain(a.p.Plan, m, a.failing.first, Block, nil)
}

// tooMuch says that the evidence excludes too much, and which piece excludes most.
func (a *acceptance) tooMuch(have int64) error {
	worst, least := a.p.Pieces[0], math.Inf(1)
	for i, c := range a.p.Means {
		w := c.Value
		if c.Column >= 0 {
			w = a.prior.Mean(c.Column)
		}
		if w < least {
			worst, least = a.p.Pieces[i], w
		}
	}
	var list diag.List
	list.Errorf(worst.At, worst.Path, "widen its spread, lower its reliability, or look at the priors of what it speaks of",
		"the evidence excludes too much: of %d proposed trials it leaves %d, where %d are the least; this piece alone leaves %s", a.done*Block, have, LeastTrials, result.Percent(least))
	return list.Err()
}
