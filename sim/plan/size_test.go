package plan_test

import (
	"fmt"
	"testing"

	"weir/sim/plan"
)

// TestNoughtTimesWhatIsFinite: 0 times what is a number in every trial is a certain 0, and so is what follows from it; 0 times what
// may be none is not.
func TestNoughtTimesWhatIsFinite(t *testing.T) {
	rows := []struct {
		formula string
		certain bool
	}{
		{"off * x", true}, {"x * off", true}, {"off * wide", true}, {"off * (x + 1) * wide", true}, {"off * abs(-x / 3 - wide)", true},
		{"off * clamp(wide, 1, x)", true}, {"off * if(x < wide, x, wide)", true}, {"off * exp(x)", true}, {"off * losses * dt", true}, {"off * huge", true},
		{"off / max(x, 1)", true}, {"off * x / max(wide, 0.1) + off * wide", true}, {"off * sin(x)", true}, {"(not x) * off", true}, {"started", true},
		{"off * (huge * huge)", false}, {"off * huge^2", false}, {"off * exp(100 * x)", false}, {"off / x", false}, {"off * (1 / x)", false}, {"off / max(x, 0)", false},
		{"off * log(x)", false}, {"off * sqrt(x)", false}, {"off * x^wide", false}, {"x", false}, {"on * x", false},
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
