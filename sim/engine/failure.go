package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/diag"
	"weir/sim/plan"
)

// A failure is a judged value that is not finite, or a rate that is negative.
type failure struct {
	block int64
	lane  int
	judge int32
}

// judge finds the lowest lane of a column that fails. Where several columns fail in one lane, the first counts.
func (m *machine) judge(in *plan.Instr, lowest float64) {
	for i, x := range m.column(in.A)[:m.failure.lane] {
		if !(math.Abs(x) < in.Imm) || x < lowest {
			m.failure.lane, m.failure.judge = i, in.Aux
			return
		}
	}
}

// explain runs the failed block again and says which values went in.
func (r *run) explain() error {
	f := r.failure
	m := newMachine(r.p, r.tables.compile(r.p.Laws, r.workers), r.design, &r.stop)
	m.trace, m.lane = make([]float64, r.p.Traced), f.lane
	g := newPartial(r.p)
	if m.envelope = r.envelope; r.p.Past == nil && m.envelope != nil { // a filter's own block
		m.pilot = &pilot{bent: map[int32]bool{}}
	}
	trial := f.block*Block + int64(f.lane)
	if r.filter != nil {
		m.ids = r.filter.take(f.block, r.lanes(f.block))
		trial = int64(m.ids[f.lane])
	}
	m.block(f.block, r.lanes(f.block), g, newTree(r.p).Leaf())
	j := r.p.Judgements[f.judge]
	value := func(v plan.Value) float64 {
		if x, ok := r.p.Constants[v]; ok {
			return x
		}
		return m.trace[v]
	}
	isThere := func(v plan.Value) bool { // and not left out of the program, since nothing hangs on it
		_, ok := r.p.Constants[v]
		return ok || slices.Contains(r.p.Values, v)
	}
	rep := r.p.Reports[j.Report]
	world := ""
	if j.Scenario {
		world = " in the scenario's world"
	} else if len(rep.Model.Enforced) > 0 {
		world = " in the baseline"
	}
	what := fmt.Sprintf("%s is %s in %s, trial %d%s", j.Name, number(value(j.Value)), rep.Model.Time.Label(j.Step), trial, world)
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
		list[0].Place = rep.Model.Document.At
		list[0].Place.Line = 0
	}
	return list
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
