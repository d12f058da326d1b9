package model

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"weir/sim/draw"
	"weir/sim/scenario"
)

// beyondReach refuses a target that two margins cannot have, as they step from value to value.
func (b *builder) beyondReach(p pair) {
	lo, hi := draw.Reach(p.A.margin(), p.B.margin())
	const digits = 1000
	lo, hi = math.Ceil(lo*digits)/digits, math.Floor(hi*digits)/digits
	mend := fmt.Sprintf("write at most %g", hi)
	if p.Spearman < 0 {
		mend = fmt.Sprintf("write at least %g", lo)
	}
	var stepping []string
	for _, s := range []*Symbol{p.A, p.B} {
		if len(s.margin().Cuts) > 0 {
			stepping = append(stepping, s.Name)
		}
	}
	step := " steps"
	if len(stepping) > 1 {
		step = " step"
	}
	b.diags.Errorf(p.at.Items[2].At, pairsPath, mend, "%s from value to value, so that the rank correlation of %s and %s lies between %g and %g",
		strings.Join(stepping, " and ")+step, p.A.Name, p.B.Name, lo, hi)
}

// mostMembers is how many members a group may have whose nearest valid matrix is looked for.
const mostMembers = 100

// clash refuses correlations that no parameters can have together: those that contradict one another, and the nearest
// that do not.
func (b *builder) clash(g *Group, matrix [][]float64, pairs []pair) {
	var at *scenario.Node
	var said []string
	among := draw.Clash(matrix)
	for i, first := range among {
		for _, second := range among[i+1:] {
			a, c := g.Members[first], g.Members[second]
			value := "0, as it is not given"
			for _, p := range pairs {
				if p.A == a && p.B == c || p.A == c && p.B == a {
					value = fmt.Sprintf("%g", p.Spearman)
					if at == nil {
						at = p.at
					}
				}
			}
			said = append(said, a.Name+" with "+c.Name+" "+value)
		}
	}
	b.diags.Errorf(at.At, pairsPath, "", "these correlations contradict one another: %s", strings.Join(said, ", "))
	if len(g.Members) <= mostMembers {
		last := &b.diags[len(b.diags)-1]
		last.Mend, last.Paste = "the nearest that can be:", g.nearest(matrix, pairs)
	}
}

// nearest is the pairs of a file with the valid matrix that is nearest to that of a group, in as few digits as keep it valid.
func (g *Group) nearest(matrix [][]float64, pairs []pair) string {
	near := draw.Nearest(matrix)
	text := ""
	for digits := 2; digits <= 8; digits++ {
		var list []string
		var mine []pair
		write := func(a, c *Symbol, spearman float64) {
			rounded := strconv.FormatFloat(spearman, 'f', digits, 64)
			p := pair{Target: Target{A: a, B: c}}
			p.Spearman, _ = strconv.ParseFloat(rounded, 64)
			p.rho, _ = draw.NormalCorrelation(p.Spearman, a.margin(), c.margin())
			mine = append(mine, p)
			if p.Spearman != 0 {
				list = append(list, fmt.Sprintf("[%q, %q, %s]", a.Name, c.Name, strconv.FormatFloat(p.Spearman, 'f', -1, 64)))
			}
		}
		given := map[[2]int]bool{}
		for _, p := range pairs {
			if p.A.Group != g || p.B.Group != g {
				list = append(list, fmt.Sprintf("[%q, %q, %s]", p.A.Name, p.B.Name, p.at.Items[2].Text))
				continue
			}
			i, j := p.A.Member, p.B.Member
			given[[2]int{i, j}], given[[2]int{j, i}] = true, true
			write(p.A, p.B, draw.Spearman(near[i][j], p.A.margin(), p.B.margin()))
		}
		for i, a := range g.Members {
			for j, c := range g.Members[:i] {
				if !given[[2]int{i, j}] {
					write(c, a, draw.Spearman(near[i][j], c.margin(), a.margin()))
				}
			}
		}
		text = "pairs = [" + strings.Join(list, ", ") + "]"
		if _, ok := draw.Cholesky(g.matrix(mine)); ok {
			break
		}
	}
	return text
}
