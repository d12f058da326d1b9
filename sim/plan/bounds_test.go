package plan_test

import (
	"fmt"
	"testing"

	"weir/sim/plan"
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
