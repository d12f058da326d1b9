package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weir/sim/formula"
)

// loops links what reads what, and refuses loops within one step.
func (b *builder) loops() {
	m := b.m
	for _, s := range m.Symbols {
		b.link(s)
	}
	pushed := b.pushed()
	const (
		white = iota
		grey
		black
	)
	colour := map[*Symbol]int{}
	var stack []*Symbol
	var visit func(s *Symbol) bool
	visit = func(s *Symbol) bool {
		colour[s] = grey
		stack = append(stack, s)
		for _, next := range slices.Concat(s.Same, pushed[s]) {
			if colour[next] == grey {
				from := slices.Index(stack, next)
				b.loop(stack[from:])
				return false
			}
			if colour[next] == white && !visit(next) {
				return false
			}
		}
		stack = stack[:len(stack)-1]
		colour[s] = black
		return true
	}
	ordered := slices.SortedFunc(slices.Values(m.Symbols), func(a, c *Symbol) int { return cmp.Compare(a.Path, c.Path) })
	for _, s := range ordered {
		if colour[s] == white && !visit(s) {
			return
		}
	}
}

// pushed is what a channel's revenue and gross also depend on within the step: the own losses, before arrivals, that are
// displaced to it at once. Each is a symbol of its own in a loop, with the place of its displacement.
func (b *builder) pushed() map[*Symbol][]*Symbol {
	pushed := map[*Symbol][]*Symbol{}
	for _, k := range b.m.Enforced {
		for _, d := range k.Displaces {
			if d.Lag == 0 {
				loss := &Symbol{ID: -1, Path: d.Path, Name: "what " + k.Path + " displaces from " + d.From.ID, At: b.moved[d], Same: b.lossReads(d.From)}
				for _, rate := range []*Symbol{d.To.Revenue, d.To.Gross} {
					pushed[rate] = append(pushed[rate], loss)
				}
			}
		}
	}
	return pushed
}

// lossReads is what a channel's own loss depends on: what its own revenue reads, and what weighs the shocks that act on it.
func (b *builder) lossReads(from *Channel) []*Symbol {
	reads := slices.Clone(from.Revenue.Same)
	reach := from.Revenue.Reach()
	for _, k := range b.m.Enforced {
		for _, h := range k.Hits {
			switch kind := h.Target.Kind; {
			case h.Verb != Add || !reach[h.Target]:
			case kind == Stock:
				change := &Symbol{}
				b.reads(change, h.Target.Expr, true)
				reads = append(reads, change.Same...)
			case kind == Revenue || kind == Gross: // before arrivals
				reads = append(reads, h.Target.Same...)
			default:
				reads = append(reads, h.Target)
			}
		}
	}
	return reads
}

// Reach is everything that a symbol's value may depend on, directly or through others, itself included.
func (s *Symbol) Reach() map[*Symbol]bool {
	seen := map[*Symbol]bool{s: true}
	for queue := []*Symbol{s}; len(queue) > 0; queue = queue[1:] {
		for _, r := range queue[0].Reads {
			if !seen[r] {
				seen[r] = true
				queue = append(queue, r)
			}
		}
	}
	return seen
}

// loop reports a loop, beginning with its first name.
func (b *builder) loop(cycle []*Symbol) {
	first := 0
	for i, s := range cycle {
		if s.Path < cycle[first].Path {
			first = i
		}
	}
	names := make([]string, 0, len(cycle)+1)
	for i := range len(cycle) + 1 {
		names = append(names, cycle[(first+i)%len(cycle)].Name)
	}
	at, mend := cycle[first], `let it pass through a stock, cumulative, or lag(x, "1 `+b.m.Time.Step+`", x0)`
	if i := slices.IndexFunc(cycle, func(s *Symbol) bool { return s.ID < 0 }); i >= 0 {
		at, mend = cycle[i], `let it arrive later: lag = "1 `+b.m.Time.Step+`"`
	}
	const most = 12
	if len(names) > most {
		names = slices.Concat(names[:most-2], []string{fmt.Sprintf("%d more", len(names)-most+1)}, names[len(names)-1:])
	}
	b.diags.Errorf(at.At, at.Path, mend, "this reads itself within one step: %s", strings.Join(names, " -> "))
}

// link fills Reads and Same of a symbol.
func (b *builder) link(s *Symbol) {
	now := func(n *formula.Node) { b.reads(s, n, true) }
	later := func(n *formula.Node) { b.reads(s, n, false) }
	m := b.m
	switch s.Kind {
	case Formula, Flow, Count:
		now(s.Expr)
	case Stock:
		now(s.Initial)
		later(s.Expr)
	case OnceEvent:
		later(s.Expr)
	case Process:
		now(s.Move.Start)
		for _, f := range []*formula.Node{s.Move.Drift, s.Move.Volatility, s.Move.HalfLife} {
			later(f)
		}
		first := later
		if s.Move.Start == nil { // the stationary law of the first step
			first = now
		}
		first(s.Move.Mean)
		first(s.Move.SD)
	case Gross, Revenue, Cost, Net:
		switch {
		case s.Channel == nil:
			for _, c := range m.ByPath {
				s.same([]*Symbol{c.Gross, c.Revenue, c.Cost, c.Net}[s.Kind-Gross])
			}
		case s.Kind == Net:
			s.same(s.Channel.Revenue)
			s.same(s.Channel.Cost)
		case s.Expr != nil:
			now(s.Expr)
		case s.Kind == Gross:
			s.same(s.Channel.Revenue)
		}
	}
}

func (s *Symbol) same(other *Symbol) {
	if !slices.Contains(s.Same, other) {
		s.Same = append(s.Same, other)
	}
	if !slices.Contains(s.Reads, other) {
		s.Reads = append(s.Reads, other)
	}
}

// reads adds what a formula reads; same says whether within the step.
func (b *builder) reads(s *Symbol, n *formula.Node, same bool) {
	if n == nil {
		return
	}
	switch n.Op {
	case formula.Name:
		other := b.m.Symbols[n.Ref]
		if same {
			s.same(other)
		} else if !slices.Contains(s.Reads, other) {
			s.Reads = append(s.Reads, other)
		}
	case formula.Cumulative:
		b.reads(s, n.Args[0], false)
	case formula.Lag:
		b.reads(s, n.Args[0], same && (len(n.Args) == 1 || n.Num == 0))
		if len(n.Args) == 2 {
			b.reads(s, n.Args[1], same)
		}
	default:
		for _, a := range n.Args {
			b.reads(s, a, same)
		}
	}
}

// judge marks the formulas whose value must be finite in every trial: all but those that only branches of an if read,
// which must be where the branch is taken.
func (b *builder) judge() {
	m := b.m
	read := map[*Symbol]bool{}
	var queue []*formula.Node
	root := func(n *formula.Node) {
		if n != nil {
			queue = append(queue, n)
			formula.Walk(n, func(n *formula.Node) bool {
				if n.Op == formula.Name {
					read[m.Symbols[n.Ref]] = true
				}
				return true
			})
		}
	}
	for _, s := range m.Symbols {
		if s.Kind != Formula {
			root(s.Expr)
		}
		root(s.Initial)
		if s.Move != nil {
			for _, n := range []*formula.Node{s.Move.Start, s.Move.Drift, s.Move.Volatility, s.Move.Mean, s.Move.SD, s.Move.HalfLife} {
				root(n)
			}
		}
	}
	for _, k := range m.Enforced {
		root(k.Onset.Condition)
	}
	for _, e := range slices.Concat(m.Evidence, m.Checks) {
		root(e.Expr)
	}
	for _, s := range m.Symbols {
		if s.Kind == Formula {
			formula.Walk(s.Expr, func(n *formula.Node) bool {
				if n.Op == formula.Name && m.Symbols[n.Ref] != s {
					read[m.Symbols[n.Ref]] = true
				}
				return true
			})
		}
	}
	for _, s := range m.Symbols {
		if s.Kind != Formula {
			s.Judged = true
		} else if !read[s] {
			s.Judged = true
			queue = append(queue, s.Expr)
		}
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		formula.Walk(n, func(n *formula.Node) bool {
			switch n.Op {
			case formula.If:
				queue = append(queue, n.Args[0])
				return false
			case formula.Name:
				if s := m.Symbols[n.Ref]; !s.Judged {
					s.Judged = true
					queue = append(queue, s.Expr)
				}
			}
			return true
		})
	}
}
