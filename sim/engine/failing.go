package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"weir/sim/diag"
	"weir/sim/machine"
	"weir/sim/plan"
	"weir/sim/program"
)

// Failing holds the failure in the lowest of some blocks: a judged value that is not finite, or a rate that is negative.
type failing struct {
	mu     sync.Mutex
	first  *machine.Failure
	lowest atomic.Int64 // its block; behind all of them before there is one
}

// reset begins with blocks that end before one.
func (f *failing) reset(end int64) {
	f.first = nil
	f.lowest.Store(end)
}

// fail keeps the failure in the lowest block.
func (f *failing) fail(x *machine.Failure) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.first == nil || x.Block < f.first.Block {
		f.first = x
		f.lowest.Store(x.Block)
	}
}

// explain runs the failed block of a run again and says which values went in.
func (r *run) explain() error {
	f := r.failing.first
	m := machine.New(r.p.Program, r.tables.Compile(r.p.Laws, r.workers), r.design, &r.stop)
	m.Transform = r.acceptance.transform(r.p.Program)
	return explain(r.p, m, f, r.lanes(f.Block), r.ids(f.Block))
}

// explain says of a failure of a plan which values went in.
func explain(p *plan.Plan, m *machine.Machine, f *machine.Failure, n int, ids []uint64) error {
	trace := m.Trace(f.Block, n, ids, f.Lane)
	trial := f.Block*Block + int64(f.Lane)
	if ids != nil {
		trial = int64(ids[f.Lane])
	}
	j := p.Judgements[f.Judgement]
	value := func(v program.Value) float64 {
		if x, ok := p.Constants[v]; ok {
			return x
		}
		return trace[v]
	}
	isThere := func(v program.Value) bool { // and not left out of the program, since nothing hangs on it
		_, ok := p.Constants[v]
		return ok || slices.Contains(p.Values, v)
	}
	m0 := p.Models[j.Subject]
	world := ""
	if j.Scenario {
		world = " in the scenario's world"
	} else if len(m0.Enforced) > 0 {
		world = " in the baseline"
	}
	what := fmt.Sprintf("%s is %s in %s, trial %d%s", j.Name, number(value(j.Value)), m0.Time.Label(j.Step), trial, world)
	if j.Fixed {
		what = fmt.Sprintf("this is %s in trial %d", number(value(j.Value)), trial)
	}
	if x := value(j.Value); j.Rate && x < 0 {
		what += ": it cannot be negative"
	} else if j.Limit < plan.Magnitude && x >= j.Limit {
		what += fmt.Sprintf(": more than %.0g events are expected in a step", plan.MaxEvents)
	}
	var inputs []string
	for _, in := range j.Inputs {
		if isThere(in.Value) {
			inputs = append(inputs, in.Name+" = "+number(value(in.Value)))
		}
	}
	mend := ""
	if len(inputs) > 0 {
		mend = "it read " + strings.Join(inputs, ", ")
	}
	var list diag.List
	path := j.Path
	if path == j.Name {
		path = ""
	}
	list.Errorf(j.Symbol.At, path, mend, "%s", what)
	if j.Symbol.At.File == nil {
		list[0].Place = m0.Document.At
		list[0].Place.Line = 0
	}
	return list.Err()
}

// number prints a value as its reader says it.
func number(x float64) string {
	switch {
	case math.IsNaN(x):
		return "not a number"
	case math.IsInf(x, 1):
		return "infinite"
	case math.IsInf(x, -1):
		return "minus infinite"
	case math.Abs(x) >= plan.Magnitude:
		return fmt.Sprintf("%.6g, which is too large to sum", x)
	}
	return fmt.Sprintf("%.6g", x)
}
