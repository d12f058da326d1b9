package plan_test

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/program"
	"weir/sim/scenario"
)

// TestMultiplesShareAColumn: what is a positive multiple of x by its arithmetic is read off the column of x, by that factor.
func TestMultiplesShareAColumn(t *testing.T) {
	rows := []struct {
		formula string
		factor  float64 // 0 for a column of its own
	}{
		{"x", 1}, {"3 * x", 3}, {"x / 8", 0.125}, {"x + x", 2}, {"x * 3 - x / 2", 2.5}, {"(x + x / 4) * 0.1 / 5", 0.025},
		{"(x * y) / y", 0}, {"-x", 0}, {"2 * (-x)", 0}, {"x - 2 * x", 0}, {"x + 1", 0}, {"max(x, 15)", 0}, {"max(x, 0)", 1}, {"x * x", 0}, {"x + y", 0},
		{"x * 1e-9", 0}, {"x * 1e9", 0}, {"1e3 * x / 1e3", 1}, {"0.7 * x + 0.1 * x + 0.2 * x", 1}, {"x - 0.99999 * x", 0}, // beyond what keeps squares in range, or rounding
	}
	text := `
currency = "USD"
[time]
start = 2026-01-01
end = 2027-01-01
step = "year"
[channels.c]
revenue = "0"
[parameters]
x = { value = "10 to 20", unit = "1", assumption = "test" }
y = { value = "10 to 20", unit = "1", assumption = "test" }
[outputs]
`
	for i, row := range rows {
		text += fmt.Sprintf("o%02d = { formula = \"%s\", unit = \"1\", aggregate = \"mean\" }\n", i, row.formula)
	}
	p := compile(t, build(t, map[string]string{"x.toml": text}, "x.toml")...)
	cell := map[string]plan.Cell{}
	for _, s := range p.Reports[0].Series {
		cell[s.Channel+" "+s.Measure] = s.Scenario[0]
	}
	x := cell["outputs.o00 value"].Column
	for i, row := range rows {
		c := cell[fmt.Sprintf("outputs.o%02d value", i)]
		if c.Column < 0 || row.factor == 0 == (c.Column == x) {
			t.Errorf("%s is told by column %d, x by %d", row.formula, c.Column, x)
		}
		if row.factor != 0 && math.Abs(c.Of(1)/row.factor-1) > 4*0x1p-53 {
			t.Errorf("%s is x times %.17g, want %v", row.formula, c.Of(1), row.factor)
		}
		if row.factor == 1 && c.Of(333_000) != 333_000 {
			t.Errorf("%s is x to within rounding only", row.formula)
		}
	}
}

// TestCertainFlowIsOneColumn: what flows alike all the time is one column in each step, year and window, and what a certain
// cut takes of it too.
func TestCertainFlowIsOneColumn(t *testing.T) {
	text := "enforce = [\"s\"]\n" + strings.Replace(base, "end = 2027-01-01", "end = 2030-01-01", 1)
	p := compile(t, build(t, map[string]string{"x.toml": text}, "x.toml")...)
	var column = -1
	for _, s := range p.Reports[0].Series {
		if s.Channel != "a" || s.Measure == "cost" {
			continue
		}
		for i, period := range p.Reports[0].Periods {
			begun := float64(max(0, period.To-max(2, period.From))) // quarters with a quarter less
			want := map[string]float64{"revenue": float64(period.To-period.From) - begun/4, "net": float64(period.To-period.From) - begun/4, "loss": begun / 4}[s.Measure]
			c := s.Scenario[i]
			if want == 0 {
				if c.Column >= 0 || c.Value != 0 {
					t.Errorf("%s in %s: %+v", s.Measure, period.Label, c)
				}
				continue
			}
			if column < 0 {
				column = c.Column
			}
			if c.Column != column || math.Abs(c.Of(1)/(2*want)-1) > 16*0x1p-53 {
				t.Errorf("%s in %s: column %d times %.17g, want %d times %v", s.Measure, period.Label, c.Column, c.Of(1), column, 2*want)
			}
		}
	}
}

// TestColumnsOfTheBenchmark bounds what the benchmark counts: it was 540 columns and 927 additions while each figure had a
// column of its own, and every window added up all its steps.
func TestColumnsOfTheBenchmark(t *testing.T) {
	docs, list := scenario.Load(scenario.Options{}, filepath.Join("..", "engine", "testdata", "six-shocks.toml"))
	if list.Failed() {
		t.Fatal(list)
	}
	m, list := model.Build(docs[0])
	if list.Failed() {
		t.Fatal(list)
	}
	p := compile(t, m)
	adds := 0
	for _, in := range p.Code {
		if in.Op == program.Add {
			adds++
		}
	}
	if p.Columns > 466 || adds > 681 {
		t.Errorf("%d columns and %d additions", p.Columns, adds)
	}
}
