package plan

import (
	"cmp"

	"weir/sim/formula"
	"weir/sim/model"
)

// A Branch is one of an if that may never be taken.
type Branch struct {
	Name    string // of what the formula belongs to
	Text    string // of the if
	Which   string // "first" or "second"
	Counter int    // of the trials in which it is taken in any step and either world; -1: in none, as is known beforehand
}

// An alternative is an if on its way into the plan.
type alternative struct {
	n     *formula.Node
	name  string
	sure  [2]bool  // taken in every trial
	taken [2]Value // 1 in trials that take it
}

// branches notes which branches of an if a step may take.
func (w *world) branches(n *formula.Node, k int, of *model.Symbol, cond Value) {
	f, p := w.f, w.p
	at := visit{w: w, n: n, step: k}
	if f.c.silent || f.visited[at] {
		return
	}
	f.visited[at] = true
	a := f.alternatives[n]
	if a == nil {
		a = &alternative{n: n, taken: [2]Value{none, none}}
		if of != nil {
			a.name = cmp.Or(of.Name, of.Path)
		}
		f.alternatives[n] = a
		f.inOrder = append(f.inOrder, a)
	}
	if x, ok := p.known(cond); ok {
		a.sure[0], a.sure[1] = a.sure[0] || x != 0, a.sure[1] || x == 0
		return
	}
	for i, v := range [2]Value{p.binary(NE, cond, p.constant(0)), p.binary(EQ, cond, p.constant(0))} {
		switch {
		case a.sure[i]:
		case a.taken[i] == none:
			a.taken[i] = v
		default:
			a.taken[i] = p.binary(Max, a.taken[i], v)
		}
	}
}

// countBranches plans counters of the branches that may never be taken.
func (f *file) countBranches() {
	for _, a := range f.inOrder {
		for i, which := range [2]string{"first", "second"} {
			if a.sure[i] {
				continue
			}
			b := Branch{Name: a.name, Text: a.n.String(), Which: which, Counter: -1}
			if a.taken[i] != none {
				b.Counter = f.c.tally(a.taken[i])
			}
			f.report.Branches = append(f.report.Branches, b)
		}
	}
}
