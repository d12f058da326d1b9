package engine

import (
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/result"
)

// A Pause lets a caller look at a run under way, keep its state, or end it early. It changes no number.
type Pause struct {
	// At is called in a pause, when no worker runs. A text other than "" ends the run with the trials that are done, and is
	// the reason that the results give; an error ends it without results.
	At func(*State) (end string, err error)

	asked atomic.Bool
}

// Ask asks for a pause, which comes when the workers have done what they have begun: soon, but not before there is some
// progress since the last pause. Where the run is over, nothing happens. It may be called from any goroutine.
func (p *Pause) Ask() { p.asked.Store(true) }

// A State is how far a run has come. It is that of the run itself: who keeps it writes it down before the pause ends.
type State struct {
	Partial *Partial
	To      int64 // the blocks up to this one are done, from the beginning of the run or shard
	Trials  int64 // of the round under way: those of the plan, until a goal of precision doubles them
	Round   int   // from 1

	run *run
}

// Headline says how well the median of the total net revenue of the first file over its forecast is known so far, or the
// first goal of precision where there is one; ok is false where that is certain, or not yet known.
func (s *State) Headline() (p result.Precision, ok bool) {
	goal, ok := headline(s.run.p)
	if !ok {
		return result.Precision{}, false
	}
	p = s.run.precision(goal)
	return p, p.HalfWidth > 0
}

func headline(p *plan.Plan) (plan.Goal, bool) {
	if len(p.Goals) > 0 {
		return p.Goals[0], p.Goals[0].Cell.Column >= 0
	}
	if len(p.Reports) == 0 {
		return plan.Goal{}, false
	}
	cell := p.Reports[0].Forecast("total", "net")
	return plan.Goal{Text: "p50(total.net)", Cell: cell, Percent: 50}, cell.Column >= 0
}

// pauses holds a pause where one was asked for. It reports whether the run is to end.
func (r *run) pauses(to int64) (end bool, err error) {
	if r.pause == nil || !r.pause.asked.Swap(false) {
		return false, nil
	}
	r.ended, err = r.pause.At(&State{Partial: r.partial, To: to, Trials: r.trials, Round: r.round, run: r})
	return r.ended != "", err
}
