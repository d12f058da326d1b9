package plan_test

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"weir/sim/dist"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/program"
	"weir/sim/scenario"
)

// TestOneNumberInEveryTrial: what bounds leave no choice is certain, such as 0 times what is a number in every trial, and so is
// what follows from it; 0 times what may be none is not.
func TestOneNumberInEveryTrial(t *testing.T) {
	rows := []struct {
		formula string
		certain bool
	}{
		{"clamp(u - 3, 0, 1)", true}, {"clamp((u - 4) / u * wide, 0, 1)", true}, {"max(u - 3, 0) * huge", true}, {"min(u - 1, 0)", true},
		{"if(u < 3, 0, 1)", true}, {"if(3 < u, 1, 0)", true}, {"u > 2", true}, {"u == 3", true}, {"not (u != 0.5)", true}, {"u < 1", true},
		{"if(u < 2, 0, 1)", false}, {"u >= 2", false}, {"clamp(u - 1.5, 0, 1)", false}, {"max(u - 2.5, -1)", false}, {"u == 1.5", false},
		{"off * x", true}, {"x * off", true}, {"off * wide", true}, {"off * (x + 1) * wide", true}, {"off * abs(-x / 3 - wide)", true},
		{"off * clamp(wide, 1, x)", true}, {"off * if(x < wide, x, wide)", true}, {"off * exp(x)", true}, {"off * losses * dt", true}, {"off * huge", true},
		{"off / max(x, 1)", true}, {"off * x / max(wide, 0.1) + off * wide", true}, {"off * sin(x)", true}, {"(not x) * off", true}, {"started", true},
		{"off * (huge * huge)", false}, {"off * huge^2", false}, {"off * exp(100 * x)", false}, {"off / (x - 15)", false}, {"off * (1 / (x - 15))", false}, {"off * (1 / (1 + x))", true}, {"off / max(x - 15, 0)", false},
		{"off * log(x - 15)", false}, {"off * sqrt(x - 15)", false}, {"off * sqrt(x)", true}, {"off * x^wide", false}, {"x", false}, {"on * x", false},
	}
	text := `
currency = "USD"
[time]
start = 2026-01-01
end = 2028-01-01
step = "year"
[channels.c]
revenue = "0"
[parameters]
x = { value = "10 to 20", unit = "1", assumption = "test" }
r = { value = "10 to 20", unit = "1/year", assumption = "test" }
u = { dist = "uniform", min = 1, max = 2, unit = "1", assumption = "test" }
wide = { dist = "lognormal", median = 1, sigma = 5, unit = "1", vary = "step", assumption = "test" }
huge = { dist = "lognormal", median = 1, sigma = 50, unit = "1", assumption = "test" }
off = { schedule = [[2026-01-01, 0]], between = "hold", unit = "1", assumption = "test" }
on = { schedule = [[2026-01-01, 1]], between = "hold", unit = "1", assumption = "test" }
[events]
losses = { rate = "r", size = { dist = "lognormal", median = 1, sigma = 2 }, unit = "1" }
started = { rate = "off * r", once = true }
[outputs]
`
	for i, row := range rows {
		text += fmt.Sprintf("o%02d = { formula = \"%s\", unit = \"1\", aggregate = \"last\" }\n", i, row.formula)
	}
	p := compile(t, build(t, map[string]string{"x.toml": text}, "x.toml")...)
	cells := map[string]plan.Cell{}
	for _, s := range p.Reports[0].Series {
		if s.Measure == "value" {
			cells[s.Channel] = s.Scenario[len(s.Scenario)-1]
		}
	}
	for i, row := range rows {
		if c := cells[fmt.Sprintf("outputs.o%02d", i)]; row.certain != (c.Column < 0) || c.Value != 0 {
			t.Errorf("%s: column %d, value %v", row.formula, c.Column, c.Value)
		}
	}
}

// TestDrawsLieWithin holds what a plan says of draws to what their tables give at both ends of the uniforms, which they rise with.
func TestDrawsLieWithin(t *testing.T) {
	files := []string{filepath.Join("..", "engine", "testdata", "six-shocks.toml"), filepath.Join("..", "engine", "testdata", "mixed.toml")}
	for _, name := range []string{"full_pressure", "war_ends"} {
		files = append(files, filepath.Join("..", "..", "scenarios", "dprk", name+".toml"))
	}
	seen := map[string]bool{}
	for _, file := range files {
		docs, list := scenario.Load(scenario.Options{}, file)
		if list.Failed() {
			t.Fatal(list)
		}
		m, list := model.Build(docs[0])
		if list.Failed() {
			t.Fatal(list)
		}
		for _, l := range compile(t, m).Laws {
			if seen[l.Sig] {
				continue
			}
			seen[l.Sig] = true
			table, x := dist.Compile(l.Law, l.Scale), program.LawBounds(l)
			a, b := table.At(0x1p-54), table.At(1-0x1p-53)
			lo, hi := min(a, b), max(a, b)
			if within := 4 * 0x1p-53 * max(math.Abs(lo), math.Abs(hi)); !x.Finite() || x.Lo > lo+within || x.Hi < hi-within {
				t.Errorf("%s: draws from %.17g to %.17g, not within %.17g to %.17g", l.Sig, lo, hi, x.Lo, x.Hi)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("%d laws", len(seen))
	}
}
