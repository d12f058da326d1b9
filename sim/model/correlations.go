package model

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/scenario"
	"weir/sim/unit"
)

const pairsPath = "correlations.pairs"

// A pair is a target with what the factor of its group needs.
type pair struct {
	Target
	rho float64 // of the normal scores
	at  *scenario.Node
}

// correlations reads [correlations] into groups of parameters that are drawn together: those that pairs link, directly or
// through others. Within a group, pairs that are not given have 0.
func (b *builder) correlations() {
	node := b.root.Get("correlations").Get("pairs")
	if node == nil {
		return
	}
	var pairs []pair
	whole := true
	for _, item := range node.Items {
		p, ok := b.pair(item, pairs)
		if whole = whole && ok; !ok || b.settled(p) {
			continue
		}
		pairs = append(pairs, p)
		if p.Spearman != 0 {
			unite(p.A, p.B)
		}
	}
	if !whole {
		return
	}
	var groups []*Group
	for _, p := range pairs {
		g := p.A.Group
		if g == nil || g != p.B.Group {
			continue // 0, and nothing else links the two
		}
		if g.Targets = append(g.Targets, p.Target); !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	for _, g := range groups {
		slices.SortFunc(g.Members, func(a, c *Symbol) int { return cmp.Compare(a.Path, c.Path) })
		for i, s := range g.Members {
			s.Member = i
		}
		matrix := g.matrix(pairs)
		mix, ok := draw.Cholesky(matrix)
		if !ok {
			b.clash(g, matrix, pairs)
		}
		g.Mix = mix
	}
	slices.SortFunc(groups, func(a, c *Group) int { return cmp.Compare(a.Members[0].Path, c.Members[0].Path) })
	b.m.Groups = groups
}

// unite puts two parameters into one group.
func unite(a, c *Symbol) {
	for _, s := range []*Symbol{a, c} {
		if s.Group == nil {
			s.Group = &Group{Members: []*Symbol{s}}
		}
	}
	if into, from := a.Group, c.Group; into != from {
		into.Members = append(into.Members, from.Members...)
		for _, s := range from.Members {
			s.Group = into
		}
	}
}

// matrix holds the correlations of the normal scores of a group.
func (g *Group) matrix(pairs []pair) [][]float64 {
	m := make([][]float64, len(g.Members))
	for i := range m {
		m[i] = make([]float64, len(m))
		m[i][i] = 1
	}
	for _, p := range pairs {
		if p.A.Group == g && p.B.Group == g {
			m[p.A.Member][p.B.Member], m[p.B.Member][p.A.Member] = p.rho, p.rho
		}
	}
	return m
}

// pair reads one entry, of which others stand before it.
func (b *builder) pair(item *scenario.Node, before []pair) (p pair, ok bool) {
	if item.Wrong || item.Kind != scenario.Array {
		return p, false // already reported
	}
	if len(item.Items) != 3 || item.Items[0].Kind != scenario.String || item.Items[1].Kind != scenario.String {
		b.diags.Errorf(item.At, pairsPath, `write ["A", "B", 0.5]`, "each entry is the names of two parameters, and their rank correlation")
		return p, false
	}
	p.at = item
	p.A, p.B = b.correlated(item.Items[0]), b.correlated(item.Items[1])
	number, isNumber := b.rankCorrelation(item.Items[2])
	if p.A == nil || p.B == nil || !isNumber {
		return p, false
	}
	p.Spearman = number
	again := slices.ContainsFunc(before, func(o pair) bool { return o.A == p.A && o.B == p.B || o.A == p.B && o.B == p.A })
	switch {
	case p.A == p.B:
		b.diags.Errorf(item.Items[1].At, pairsPath, "name another parameter", "%s is correlated with itself", p.A.Name)
	case again:
		b.diags.Errorf(item.At, pairsPath, "remove one of them", "%s and %s stand here twice", p.A.Name, p.B.Name)
	case (p.A.Kind == Once) != (p.B.Kind == Once):
		once, step := p.A, p.B
		if p.B.Kind == Once {
			once, step = p.B, p.A
		}
		b.diags.Errorf(item.At, pairsPath, "correlate what is drawn once a trial, or what is drawn in every step", "%s is drawn once a trial, %s in every step", once.Name, step.Name)
	case p.A.fixed() || p.B.fixed():
		return p, true
	default:
		if p.rho, ok = draw.NormalCorrelation(number, p.A.margin(), p.B.margin()); !ok {
			b.beyondReach(p)
		}
		return p, ok
	}
	return p, false
}

// correlated is the parameter that a name in a pair means; nil where it cannot be correlated, which it reports.
func (b *builder) correlated(n *scenario.Node) *Symbol {
	s := b.resolve(n.Text, nil)
	say := func(mend, format string, args ...any) *Symbol {
		b.diags.Errorf(n.At, pairsPath, mend, format, args...)
		return nil
	}
	if s == nil {
		words := strings.Split(n.Text, ".")
		mend := ""
		switch near := b.nearest(n.Text, nil); {
		case words[0] == "shocks":
			return say("make it a parameter, write its name into the field, and correlate that", "a field of a shock is not correlated by itself")
		case len(words) == 4 && words[0] == "channels" && b.resolve(words[1]+"."+words[3], nil) != nil:
			mend = "write " + words[1] + "." + words[3]
		case len(words) == 2 && words[0] == "parameters" && b.resolve(words[1], nil) != nil:
			mend = "write " + words[1]
		case near != "":
			mend = "did you mean " + near + "?"
		}
		return say(mend, "there is no parameter %q", n.Text)
	}
	switch {
	case s.Kind == Schedule:
		return say("correlate what is drawn", "%s is a schedule: it is known, not drawn", n.Text)
	case s.Kind > Schedule:
		return say("correlate the parameters that it reads", "%s is no parameter", n.Text)
	case s.Kind != Process && s.Quantity == nil || b.broken[s]:
		return nil // already reported
	case s.fixed() && !slices.Contains(b.m.Document.Overrides, s.Path):
		return say("give it a distribution, or remove this", "%s is certain: it has nothing to be correlated", n.Text)
	}
	return s
}

// fixed reports whether a parameter has one value.
func (s *Symbol) fixed() bool { return s.Kind != Process && s.Quantity.Fixed }

// settled reports, with a warning, whether a child file or a setting has made a parameter of a pair certain, so that nothing
// is left to be correlated.
func (b *builder) settled(p pair) bool {
	for _, s := range []*Symbol{p.A, p.B} {
		if s.fixed() {
			b.diags.Warnf(p.at.At, pairsPath, "", "%s is made certain here, so that the correlation of %s with %s falls away", s.Name, p.A.Name, p.B.Name)
			return true
		}
	}
	return false
}

// rankCorrelation reads a number from -1 to 1.
func (b *builder) rankCorrelation(n *scenario.Node) (float64, bool) {
	r := n.Num
	switch n.Kind {
	case scenario.Integer, scenario.Float:
	case scenario.String:
		v, err := unit.Number(n.Text)
		if err != nil {
			b.diags.Errorf(n.Within(err.Pos, err.End), pairsPath, err.Mend, "%s", err.What)
			return 0, false
		}
		r = v
	default:
		b.diags.Errorf(n.At, pairsPath, "write a number from -1 to 1", "this is no rank correlation")
		return 0, false
	}
	if math.Abs(r) > 1 {
		b.diags.Errorf(n.At, pairsPath, "write a number from -1 to 1", "%s is no rank correlation", n.Text)
		return 0, false
	}
	return r, true
}

// margin is what the rank correlations of a parameter need to know of its law.
func (s *Symbol) margin() draw.Margin {
	if s.Kind == Process {
		return draw.Margin{}
	}
	return draw.Margin{Cuts: dist.Cuts(s.Quantity.Law)}
}
