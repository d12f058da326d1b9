package plan

import (
	"math"

	"weir/sim/ask"
	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

// Magnitude is what every judged value stays below.
const Magnitude = ask.Magnitude

// MaxEvents is the largest mean number of events in one step.
const MaxEvents = 1e6

// A Judgement is a value that must be finite; a rate must not be negative either.
type Judgement struct {
	Subject  int
	Name     string // such as "arms.shipped"
	Path     string
	Symbol   *model.Symbol
	Fixed    bool    // a field that is fixed for a trial: no step, no world
	Rate     bool    // it must not be negative either
	Limit    float64 // of its magnitude
	Scenario bool    // in the scenario's world, or in its baseline
	Step     int
	Value    program.Value
	Inputs   []Input
}

// An Input is a value that went into one that is judged.
type Input struct {
	Name  string
	Value program.Value
}

// A rule says what a judged value must be: of a magnitude below the limit, and a rate not negative.
type rule struct {
	rate  bool
	limit float64
}

var (
	finite      = rule{false, Magnitude}
	notNegative = rule{true, Magnitude}
)

// eventRate is the rule for the rate of an event, a year.
func eventRate(perYear int) rule { return rule{true, MaxEvents * float64(perYear)} }

type judged struct {
	rule
	v program.Value
}

// judge adds a judgement, once for each value.
func (w *world) judge(r rule, v program.Value, s *model.Symbol, step int, part string, from ...*formula.Node) {
	if w.f.lazy && w.f.judges {
		for _, n := range from {
			w.judgeBranches(n, step, s, w.p.Constant(1))
		}
	}
	w.judgeFrom(r, v, s, step, part, func() []Input { return w.inputs(step, from) })
}

// judgeFrom is judge with the inputs as the caller names them.
func (w *world) judgeFrom(r rule, v program.Value, s *model.Symbol, step int, part string, inputs func() []Input) {
	c := w.f.c
	if !w.f.judges {
		return
	}
	if x, ok := c.p.Known(v); ok && math.Abs(x) < r.limit && (!r.rate || x >= 0) {
		return
	}
	id := judged{r, v}
	if c.judged[id] {
		return
	}
	c.judged[id] = true
	if c.p.Judge(v, r.rate, r.limit, int32(len(c.judgements))) {
		c.judgements = append(c.judgements, Judgement{Subject: w.f.index, Name: s.Name + part, Path: s.Path, Symbol: s, Fixed: s.Name == "", Rate: r.rate, Limit: r.limit, Scenario: w.base != nil, Step: step, Value: v, Inputs: inputs()})
	}
}

// A visit is a formula whose branches have been judged, or an if whose branches have been noted.
type visit struct {
	w    *world
	s    *model.Symbol
	n    *formula.Node
	step int
	mask program.Value
}

// judgeBranches judges the formulas that only branches of an if read, in the trials in which mask says that the branch is
// taken.
func (w *world) judgeBranches(n *formula.Node, step int, of *model.Symbol, mask program.Value) {
	p := w.p
	switch n.Op {
	case formula.Name:
		s := w.m.Symbols[n.Ref]
		if s.Kind != model.Formula || s.Judged || p.Is(mask, 0) {
			return
		}
		id := visit{w: w, s: s, step: step, mask: mask}
		if w.f.visited[id] {
			return
		}
		w.f.visited[id] = true
		w.judgeBranches(s.Expr, step, s, mask)
		w.judgeFrom(finite, p.Choose(mask, w.value(s, step), p.Constant(0)), s, step, "", func() []Input { return w.inputs(step, []*formula.Node{s.Expr}) })
	case formula.If:
		w.judgeBranches(n.Args[0], step, of, mask)
		cond := w.eval(n.Args[0], step, of)
		w.judgeBranches(n.Args[1], step, of, p.Choose(cond, mask, p.Constant(0)))
		w.judgeBranches(n.Args[2], step, of, p.Choose(cond, p.Constant(0), mask))
	case formula.Lag:
		lag := int(n.Num)
		switch {
		case step >= lag:
			w.judgeBranches(n.Args[0], step-lag, of, mask)
		case len(n.Args) == 2:
			w.judgeBranches(n.Args[1], step, of, mask)
		default:
			w.judgeBranches(n.Args[0], 0, of, mask)
		}
	case formula.Cumulative:
		if step > 0 {
			w.judgeBranches(n.Args[0], step-1, of, mask)
		}
	default:
		for _, a := range n.Args {
			w.judgeBranches(a, step, of, mask)
		}
	}
}

// inputs are the names that formulas read within a step, with their values there.
func (w *world) inputs(step int, from []*formula.Node) (out []Input) {
	seen := map[int]bool{}
	for _, n := range from {
		formula.Walk(n, func(n *formula.Node) bool {
			if n.Op == formula.Lag || n.Op == formula.Cumulative {
				return false
			}
			if n.Op == formula.Name && !seen[n.Ref] {
				seen[n.Ref] = true
				out = append(out, Input{w.m.Symbols[n.Ref].Name, w.seen(w.m.Symbols[n.Ref], step)})
			}
			return true
		})
	}
	return out
}

// seen is a value that has been computed in a step, or none: a branch that was not planned was not.
func (w *world) seen(s *model.Symbol, step int) program.Value {
	if v := w.values[s.ID][step]; v != program.None {
		return v
	}
	if o := w.own[s.ID]; o != nil {
		return o[step]
	}
	return program.None
}
