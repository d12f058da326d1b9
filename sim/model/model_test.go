package model_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"weir/sim/diag"
	"weir/sim/model"
	"weir/sim/scenario"
)

// build resolves a scenario from its text.
func build(t *testing.T, text string) (*model.Model, diag.List) {
	t.Helper()
	return buildWith(t, model.Flags{}, text)
}

// buildWith does so under flags of the call.
func buildWith(t *testing.T, flags model.Flags, text string) (*model.Model, diag.List) {
	t.Helper()
	return flags.Build(document(t, map[string]string{"x.toml": text}))
}

// document reads x.toml beside its other files.
func document(t *testing.T, files map[string]string) *scenario.Document {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	docs, list := scenario.Load(scenario.Options{}, filepath.Join(folder, "x.toml"))
	if list.Failed() {
		t.Fatal(list)
	}
	return docs[0]
}

// mustAll resolves x.toml, which other files stand beside.
func mustAll(t *testing.T, files map[string]string) *model.Model {
	t.Helper()
	m, list := model.Build(document(t, files))
	if m == nil {
		t.Fatal(list)
	}
	return m
}

func must(t *testing.T, text string) *model.Model {
	t.Helper()
	m, list := build(t, text)
	if m == nil {
		t.Fatal(list)
	}
	return m
}

func symbol(t *testing.T, m *model.Model, path string) *model.Symbol {
	t.Helper()
	i := slices.IndexFunc(m.Symbols, func(s *model.Symbol) bool { return s.Path == path })
	if i < 0 {
		t.Fatalf("no symbol %s", path)
	}
	return m.Symbols[i]
}

const head = `
currency = "USD"
units = ["shell"]
[time]
start = 2026-07-01
forecast = 2027-01-01
end = 2028-04-01
step = "quarter"
`

// TestPeriods: steps, then calendar years wholly within start..end, then the windows.
func TestPeriods(t *testing.T) {
	m := must(t, head+"[channels.a]\nrevenue = 1\n")
	var got []string
	for _, p := range m.Periods() {
		got = append(got, p.Label+" "+m.Time.Day(p.From)+" "+m.Time.Day(p.To))
	}
	want := []string{
		"2026-Q3 2026-07-01 2026-10-01", "2026-Q4 2026-10-01 2027-01-01", "2027-Q1 2027-01-01 2027-04-01", "2027-Q2 2027-04-01 2027-07-01",
		"2027-Q3 2027-07-01 2027-10-01", "2027-Q4 2027-10-01 2028-01-01", "2028-Q1 2028-01-01 2028-04-01",
		"2027 2027-01-01 2028-01-01", "history 2026-07-01 2027-01-01", "forecast 2027-01-01 2028-04-01",
	}
	if !slices.Equal(got, want) {
		t.Errorf("periods\n%q\nwant\n%q", got, want)
	}
	if m.Time.Begin(2) != 2027 || m.Time.Middle(2) != 2027.125 || m.Time.Since(2) != 0.5 || m.Time.Number(2) != 2027*4 {
		t.Errorf("step 2 begins at %v, has its middle at %v, %v after the start, number %d", m.Time.Begin(2), m.Time.Middle(2), m.Time.Since(2), m.Time.Number(2))
	}
}

// TestSchedules: the value in a step is its mean over the step, flat outside the dates.
func TestSchedules(t *testing.T) {
	for _, c := range []struct {
		name, rows, between string
		want                []float64
	}{
		{"one date", "[[2027-01-01, 5]]", "linear", []float64{5, 5, 5, 5, 5, 5, 5}},
		{"a line", "[[2026-07-01, 0], [2027-07-01, 4]]", "linear", []float64{0.5, 1.5, 2.5, 3.5, 4, 4, 4}},
		{"a line that begins within a step", "[[2026-08-16, 0], [2026-10-01, 2]]", "linear", []float64{0.5053763440860215, 2, 2, 2, 2, 2, 2}}, // half of 2, over 1 - (1 + 15/31)/3 of the step
		{"held", "[[2026-07-01, 1], [2027-01-01, 3]]", "hold", []float64{1, 1, 3, 3, 3, 3, 3}},
		{"held from within a step", "[[2026-07-01, 1], [2027-02-15, 4]]", "hold", []float64{1, 1, 2.5, 4, 4, 4, 4}}, // month 1 and half of 28 days at 1
	} {
		m := must(t, head+"[channels.a]\nrevenue = \"p\"\n[channels.a.parameters]\np = { schedule = "+c.rows+", between = \""+c.between+"\", unit = \"USD/year\" }\n")
		got := symbol(t, m, "channels.a.parameters.p").ByStep
		for k, want := range c.want {
			if math.Abs(got[k]-want) > 1e-9 {
				t.Errorf("%s: step %d has %v, want %v", c.name, k, got[k], want)
			}
		}
	}
}

// TestJudged: what only branches of an if read is judged where the branch is taken, not by itself.
func TestJudged(t *testing.T) {
	m := must(t, head+`
[channels.a]
revenue = "if(open > 0, guarded, 0) + plain"
[channels.a.formulas]
open = "1"
guarded = "inner * 1"
inner = { formula = "5M", unit = "USD/year" }
plain = { formula = "1M", unit = "USD/year" }
unread = "2"
`)
	for path, want := range map[string]bool{"open": true, "guarded": false, "inner": false, "plain": true, "unread": true} {
		if s := symbol(t, m, "channels.a.formulas."+path); s.Judged != want {
			t.Errorf("%s is judged: %v, want %v", path, s.Judged, want)
		}
	}
}

// TestUnits: quantities come to base units, whatever they were written in.
func TestUnits(t *testing.T) {
	m := must(t, head+`
[channels.a]
revenue = "x"
[channels.a.parameters]
x = { value = "3M USD/month" }
y = { value = 12, unit = "shell/quarter" }
z = { dist = "mixture", of = [{ value = 12, unit = "month" }], weights = [1], unit = "year" }
v = { value = 2025-07-01, unit = "year" }
`)
	for name, want := range map[string]float64{"x": 36e6, "y": 48, "z": 1, "v": 2025.5} {
		s := symbol(t, m, "channels.a.parameters."+name)
		got := s.Quantity.Law.Quantile(0.5) * s.Quantity.Scale
		if math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s is %v in base units, want %v", name, got, want)
		}
	}
}
