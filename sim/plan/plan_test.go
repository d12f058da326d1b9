package plan_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/scenario"
)

// build loads scenarios from text, by file name.
func build(t *testing.T, files map[string]string, names ...string) []*model.Model {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range names {
		names[i] = filepath.Join(dir, names[i])
	}
	docs, list := scenario.Load(scenario.Options{}, names...)
	var models []*model.Model
	for _, d := range docs {
		m, problems := model.Build(d)
		list = append(list, problems...)
		models = append(models, m)
	}
	if list.Failed() {
		t.Fatal(list)
	}
	return models
}

func compile(t *testing.T, models ...*model.Model) *plan.Plan {
	t.Helper()
	p, list := plan.Reporting(models)
	if p == nil {
		t.Fatal(list)
	}
	return p
}

const base = `
currency = "USD"
units = ["person"]
[time]
start = 2026-01-01
end = 2027-01-01
step = "quarter"
[channels.a]
revenue = "heads * pay"
[channels.a.parameters]
heads = { value = "10 to 20 person", assumption = "test" }
pay = { value = 8, unit = "USD/person/year", assumption = "test" }
[channels.b]
revenue = "goods * price"
[channels.b.parameters]
goods = { value = "1 to 2 person/year", assumption = "test" }
price = { dist = "uniform", min = 1, max = 2, unit = "USD/person", vary = "step", assumption = "test" }
[shocks.s]
onset = 2026-07-01
hits = [{ target = "a.pay", cut = "25%" }]
assumption = "test"
`

// TestPlanText holds the whole program of a small model: certain values fold, what is the same in every year is one column,
// and so is what is a multiple of it, such as what a certain cut leaves and takes; a scenario adds only what its shock touches,
// and the loss of a total is that of the one channel.
func TestPlanText(t *testing.T) {
	const small = `
currency = "USD"
[time]
start = 2026-01-01
end = 2028-01-01
step = "year"
[channels.a]
revenue = "x * k"
[channels.a.parameters]
x = { value = "10 to 20 USD/year", assumption = "test" }
k = { value = 3, unit = "1", assumption = "test" }
[channels.b]
revenue = "y"
[channels.b.parameters]
y = { value = "10 to 20 USD/year", assumption = "test" }
[shocks.s]
onset = 2027-01-01
hits = [{ target = "a.k", cut = "50%" }]
assumption = "test"
[shocks.drawn]
onset = 2027-01-01
hits = [{ target = "a.k", cut = "20% to 50%" }]
assumption = "test"
`
	text := func(shock string) string {
		return strip(compile(t, build(t, map[string]string{"x.toml": "enforce = [\"" + shock + "\"]\n" + small}, "x.toml")...).String())
	}
	const certain = `r0 = sample #0
r1 = muli r0 3
r2 = sample #1
r3 = add r1 r2
observe r1 #0
observe r2 #1
observe r3 #2
r0 = muli r0 1.5
r4 = add r2 r0
observe r0 #3
r5 = sub r1 r0
r5 = snap r5 r1
observe r5 #4
r5 = add r1 r1
r0 = add r1 r0
observe r0 #5
observe r5 #6
r0 = sub r5 r0
r0 = snap r0 r5
observe r0 #7
r2 = add r2 r2
observe r2 #8
observe r4 #9
r2 = add r3 r3
r4 = add r3 r4
observe r4 #10
observe r2 #11
`
	const drawn = `r0 = sample #0
r1 = sample #1
r2 = muli r1 3
r3 = sample #2
r4 = add r2 r3
observe r2 #0
observe r3 #1
observe r4 #2
r0 = rsubi r0 1
r0 = muli r0 3
r0 = mul r1 r0
r1 = add r3 r0
observe r0 #3
r5 = sub r2 r0
r5 = snap r5 r2
observe r5 #4
r5 = add r2 r2
r0 = add r2 r0
observe r0 #5
observe r5 #6
r0 = sub r5 r0
r0 = snap r0 r5
observe r0 #7
r3 = add r3 r3
observe r3 #8
observe r1 #9
r3 = add r4 r4
r1 = add r4 r1
observe r1 #10
observe r3 #11
`
	for shock, want := range map[string]string{"s": certain, "drawn": drawn} {
		if got := text(shock); got != want {
			t.Errorf("with the shock %s the program is\n%swant\n%s", shock, got, want)
		}
	}
}

// strip is the text of a program without the numbers of its values, which count what was folded away too.
func strip(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if left, right, ok := strings.Cut(line, " = v"); ok {
			_, right, _ = strings.Cut(right, ": ")
			line = left + " = " + right
		}
		out = append(out, line)
	}
	return strings.Join(out, "")
}

// TestUntouchedIsShared compiles a baseline, a scenario and both: a scenario costs what its shock touches, and files of one
// call share the rest.
func TestUntouchedIsShared(t *testing.T) {
	files := map[string]string{"base.toml": base, "cut.toml": "extends = \"base.toml\"\nenforce = [\"s\"]\n"}
	alone := compile(t, build(t, files, "base.toml")...)
	cut := compile(t, build(t, files, "cut.toml")...)
	both := compile(t, build(t, files, "base.toml", "cut.toml")...)
	if len(both.Code) != len(cut.Code) || both.Columns != cut.Columns {
		t.Errorf("together %d operations and %d columns, but the scenario alone, which holds its baseline, has %d and %d",
			len(both.Code), both.Columns, len(cut.Code), cut.Columns)
	}
	if cut.Columns <= alone.Columns {
		t.Errorf("the scenario has %d columns, its baseline %d", cut.Columns, alone.Columns)
	}
	for _, s := range cut.Reports[0].Series {
		if s.Channel != "b" {
			continue
		}
		for i, c := range s.Scenario {
			if s.Measure == "loss" && (c.Column >= 0 || c.Value != 0) {
				t.Errorf("the loss of the untouched channel in period %d is column %d, not a certain 0", i, c.Column)
			}
			if s.Measure != "loss" && c != s.Baseline[i] {
				t.Errorf("%s of the untouched channel in period %d is not the baseline's column", s.Measure, i)
			}
		}
	}
}

// TestBeforeTheOnsetIsShared: where a shock cannot have begun, both worlds are one, however it is drawn.
func TestBeforeTheOnsetIsShared(t *testing.T) {
	for _, onset := range []string{"2026-07-01", "{ from = 2026-07-01, to = 2026-10-01 }", "{ from = 2026-07-01, rate = 2 }"} {
		drawn := strings.Replace(base, "onset = 2026-07-01", "onset = "+onset+"\nprobability = 0.5\nduration = \"1 to 2 year\"\ncost = { value = 3, unit = \"USD/year\" }", 1)
		p := compile(t, build(t, map[string]string{"x.toml": "enforce = [\"s\"]\n" + drawn}, "x.toml")...)
		for _, s := range p.Reports[0].Series {
			for i, period := range p.Reports[0].Periods {
				c := s.Scenario[i]
				switch begun := period.To > 2; {
				case (s.Measure == "loss" && s.Channel != "b" || strings.HasPrefix(s.Channel, "shocks")) && begun != (c.Column >= 0):
					t.Errorf("onset %s: %s.%s in %s is column %d, %v", onset, s.Channel, s.Measure, period.Label, c.Column, c.Value)
				case s.Baseline != nil && s.Measure != "loss" && s.Measure != "cost" && s.Channel != "b" && begun == (c == s.Baseline[i]):
					t.Errorf("onset %s: %s.%s in %s is column %d in the scenario and %d in the baseline", onset, s.Channel, s.Measure, period.Label, c.Column, s.Baseline[i].Column)
				}
			}
		}
	}
}

// TestTooLarge compiles a model beyond the limit: a message, not the memory of the machine.
func TestTooLarge(t *testing.T) {
	p, list := plan.CompileWithin(build(t, map[string]string{"base.toml": base}, "base.toml"), 20)
	if p != nil || !strings.Contains(list.Error(), "too large: its program passes 20 operations") {
		t.Fatalf("no refusal: %v", list)
	}
}
