package model_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"weir/sim/draw"
	"weir/sim/model"
)

// six are parameters of six kinds: a and b continuous, c and d with atoms, e and f of every step.
const six = head + `
[channels.x]
revenue = "a * b * c * d * e * f"
[channels.x.parameters]
a = { value = "1 to 2", unit = "USD/year", assumption = "x" }
b = { dist = "beta", alpha = 2, beta = 3, unit = "1", assumption = "x" }
c = { dist = "poisson", mean = 3, unit = "1", assumption = "x" }
d = { dist = "mixture", of = [0, "1 to 2"], weights = [3, 7], unit = "1", assumption = "x" }
e = { value = "1 to 2", unit = "1", vary = "step", assumption = "x" }
f = { process = "gbm", start = 1, drift = 0, volatility = 0.2, unit = "1", assumption = "x" }
[parameters]
free = { value = "1 to 2", unit = "1", assumption = "x" }
[outputs.o]
formula = "free"
[correlations]
`

func names(symbols []*model.Symbol) string {
	var all []string
	for _, s := range symbols {
		all = append(all, s.Name)
	}
	return strings.Join(all, " ")
}

// rho is the correlation of the normal scores of two members.
func rho(g *model.Group, i, j int) float64 {
	sum := 0.0
	for k := range min(i, j) + 1 {
		sum += g.Mix[i][k] * g.Mix[j][k]
	}
	return sum
}

func TestGroups(t *testing.T) {
	m := must(t, six+`pairs = [["x.f", "x.e", -0.6], ["x.b", "x.a", 0.5], ["free", "x.b", "30%"], ["x.c", "x.d", 0], ["x.a", "free", 0]]`)
	if len(m.Groups) != 2 {
		t.Fatalf("%d groups, want 2", len(m.Groups))
	}
	first, second := m.Groups[0], m.Groups[1]
	if got := names(first.Members); got != "x.a x.b free" { // channels.x.parameters.a, ..b, parameters.free
		t.Errorf("the first group has %s", got)
	}
	if got := names(second.Members); got != "x.e x.f" {
		t.Errorf("the second group has %s", got)
	}
	for i, s := range first.Members {
		if s.Group != first || s.Member != i {
			t.Errorf("%s says that it is member %d", s.Name, s.Member)
		}
		if got := rho(first, i, i); math.Abs(got-1) > 1e-15 {
			t.Errorf("the score of %s has variance %g", s.Name, got)
		}
	}
	// Continuous margins: rho = 2 sin(pi r / 6).
	for _, row := range []struct {
		g    *model.Group
		i, j int
		r    float64
	}{{first, 0, 1, 0.5}, {first, 1, 2, 0.3}, {first, 0, 2, 0}, {second, 0, 1, -0.6}} {
		if got, want := rho(row.g, row.i, row.j), 2*math.Sin(math.Pi*row.r/6); math.Abs(got-want) > 1e-14 {
			t.Errorf("%s and %s: normal correlation %.16g, want %.16g", row.g.Members[row.i].Name, row.g.Members[row.j].Name, got, want)
		}
	}
	if got := fmt.Sprintf("%d: %s %g %g", len(first.Targets), first.Targets[0].A.Name, first.Targets[1].Spearman, first.Targets[2].Spearman); got != "3: x.b 0.3 0" {
		t.Errorf("the targets are %s", got)
	}
	for _, s := range m.Symbols {
		if (s.Group != nil) != slices.Contains(append(first.Members, second.Members...), s) {
			t.Errorf("%s has group %v", s.Name, s.Group)
		}
	}
}

// TestDiscreteMargins: the normal correlation of values that step gives the rank correlation that is asked.
func TestDiscreteMargins(t *testing.T) {
	m := must(t, six+`pairs = [["x.c", "x.d", 0.6], ["x.d", "x.a", -0.4]]`)
	g := m.Groups[0]
	cuts := map[string][]float64{"x.a": nil}
	for _, s := range g.Members[1:] {
		from := 0.0
		law := s.Quantity.Law
		for x := 0.0; x < 40; x++ { // c steps at whole numbers, d at 0
			if p := law.CDF(x); p > from && p < 1 && (s.Name == "x.c" || x == 0) {
				cuts[s.Name] = append(cuts[s.Name], p)
				from = p
			}
		}
	}
	for i := range 2100 { // the continuous part of d, finely
		if u := 0.3 + 0.7*float64(i)/2100; i > 0 {
			cuts["x.d"] = append(cuts["x.d"], u)
		}
	}
	for _, target := range g.Targets {
		got := draw.Spearman(rho(g, target.A.Member, target.B.Member), draw.Margin{Cuts: cuts[target.A.Name]}, draw.Margin{Cuts: cuts[target.B.Name]})
		if math.Abs(got-target.Spearman) > 1e-4 {
			t.Errorf("%s and %s: rank correlation %.6f, want %g", target.A.Name, target.B.Name, got, target.Spearman)
		}
	}
}

// TestOrderOfPairs: which parameter comes first in a pair, and the order of pairs, change no bit of the factor.
func TestOrderOfPairs(t *testing.T) {
	a := must(t, six+`pairs = [["x.a", "x.b", 0.5], ["x.b", "x.c", -0.2], ["x.d", "x.c", 0.3]]`).Groups[0]
	b := must(t, six+`pairs = [["x.c", "x.d", 0.3], ["x.c", "x.b", -0.2], ["x.b", "x.a", 0.5]]`).Groups[0]
	if names(a.Members) != names(b.Members) || fmt.Sprint(a.Mix) != fmt.Sprint(b.Mix) {
		t.Errorf("%v of %s, and %v of %s", a.Mix, names(a.Members), b.Mix, names(b.Members))
	}
}

// TestTheNearestCanBePasted: what the error offers is accepted, also where it is rounded, where pairs were not given, and
// where margins step.
func TestTheNearestCanBePasted(t *testing.T) {
	for _, pairs := range []string{
		`["x.a", "x.b", 0.9], ["x.b", "free", 0.9], ["x.a", "free", -0.9]`,
		`["x.a", "x.b", 0.8], ["x.b", "free", 0.8]`,
		`["x.a", "x.b", 1], ["x.b", "free", 1], ["x.a", "free", 0.99]`,
		`["x.c", "x.d", 0.7], ["x.d", "x.a", 0.9], ["x.e", "x.f", 0.25], ["x.a", "x.c", -0.8]`,
		`["x.c", "x.d", -0.7], ["x.d", "x.a", -0.7], ["x.a", "x.c", -0.9], ["x.b", "free", -0.9], ["free", "x.a", 0.9]`,
	} {
		_, list := build(t, six+"pairs = ["+pairs+"]")
		if len(list) != 1 || !strings.Contains(list[0].What, "contradict one another") {
			t.Errorf("%s: %v", pairs, list)
			continue
		}
		offer := list[0].Paste
		m, list := build(t, six+offer)
		if m == nil || len(list) > 0 {
			t.Errorf("%s: offered is %s, but: %v", pairs, offer, list)
		}
	}
}

// TestCorrelationsOfAChild: an array is replaced whole, and without takes all away.
func TestCorrelationsOfAChild(t *testing.T) {
	base := six + `pairs = [["x.a", "x.b", 0.5]]`
	for _, row := range []struct{ child, want string }{
		{"title = \"same\"\n", "x.a x.b"},
		{"[correlations]\npairs = [[\"x.c\", \"x.b\", 0.5]]\n", "x.b x.c"},
		{"without = [\"correlations\"]\n", ""},
		{"without = [\"correlations.pairs\"]\n", ""},
		{"[correlations]\npairs = []\n", ""},
	} {
		m := mustAll(t, map[string]string{"base.toml": base, "x.toml": "extends = \"base.toml\"\n" + row.child})
		got := ""
		for _, g := range m.Groups {
			got += names(g.Members)
		}
		if got != row.want {
			t.Errorf("%q correlates %q, want %q", row.child, got, row.want)
		}
	}
}
