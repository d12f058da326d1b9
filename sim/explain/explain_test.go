package explain_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"weir/scenarios"
	"weir/sim/explain"
	"weir/sim/model"
	"weir/sim/scenario"
)

// shipped builds an embedded scenario.
func shipped(t *testing.T, name string) *model.Model {
	t.Helper()
	docs, list := scenario.Load(scenario.Options{Embedded: scenarios.FS}, name)
	if list.Failed() {
		t.Fatal(list)
	}
	m, problems := model.Build(docs[0])
	if m == nil {
		t.Fatal(problems)
	}
	return m
}

// TestEveryNameIsExplained explains every name of a shipped scenario, in both forms of its name, at three steps.
func TestEveryNameIsExplained(t *testing.T) {
	m := shipped(t, "dprk/full_pressure")
	var names []string
	for _, c := range m.Channels {
		names = append(names, c.ID, "channels."+c.ID)
	}
	for _, s := range m.Symbols {
		names = append(names, s.Name, s.Path)
	}
	for _, s := range m.Shocks {
		names = append(names, s.ID, s.Path)
	}
	for _, o := range m.Outputs {
		names = append(names, o.ID)
	}
	for i, name := range names {
		if testing.Short() && i%4 > 0 {
			continue
		}
		at := m.Time.Label([]int{0, m.Time.Forecast, m.Time.Steps - 1}[i%3])
		text, mistake := explain.Text(m, name, explain.Options{At: at, Width: 80})
		if mistake != nil {
			t.Errorf("%s: %s", name, mistake.What)
			continue
		}
		if bare := name[strings.LastIndex(name, ".")+1:]; !strings.Contains(text, bare) {
			t.Errorf("%s is not in its explanation:\n%s", name, text)
		}
		if strings.Contains(text, "not a number") || strings.Contains(text, "infinite") || strings.Contains(text, "%!") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

// TestWidthAndLetters: no line is longer than the page is wide, and without Unicode all is ASCII but for what the author wrote.
func TestWidthAndLetters(t *testing.T) {
	m := shipped(t, "dprk/full_pressure")
	written := strings.ContainsFunc(m.Document.TOML(), func(r rune) bool { return r > '~' })
	for _, width := range []int{80, 120} {
		for _, ascii := range []bool{false, true} {
			text, mistake := explain.Text(m, "", explain.Options{Width: width, ASCII: ascii})
			if mistake != nil {
				t.Fatal(mistake.What)
			}
			for line := range strings.Lines(text) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
					t.Errorf("%d characters in %d: %s", n, width, line)
				}
				if strings.TrimRight(line, " \n") != strings.TrimSuffix(line, "\n") {
					t.Errorf("blanks at the end of %q", line)
				}
				if ascii && !written && strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
					t.Errorf("not in ASCII: %s", line)
				}
			}
		}
	}
}

// TestTheWholeHoldsEverything: each channel, formula, parameter, event, shock, output and source stands in the whole.
func TestTheWholeHoldsEverything(t *testing.T) {
	m := shipped(t, "dprk/baseline")
	text, _ := explain.Text(m, "", explain.Options{})
	find := func(format string, args ...any) {
		t.Helper()
		if line := fmt.Sprintf(format, args...); !strings.Contains(text, "\n"+line) {
			t.Errorf("%q begins no line", line)
		}
	}
	for _, c := range m.Channels {
		find("channel %s: %s", c.ID, c.Title)
	}
	for _, s := range m.Symbols {
		name := strings.TrimPrefix(s.Name, "total.")
		if s.Channel != nil {
			name = strings.TrimPrefix(s.Name, s.Channel.ID+".")
		}
		switch {
		case s.Kind <= model.Schedule:
			find("  %s ", name)
		case s.Kind == model.Formula || s.Kind >= model.Gross && s.Kind < model.Net && s.Expr != nil:
			find("  %s = ", name)
		case s.Kind == model.Stock || s.Kind == model.Flow || s.Kind == model.OnceEvent:
			find("  %s: ", name)
		}
	}
	for _, s := range m.Shocks {
		find("shock %s: %s (not in force)", s.ID, s.Title)
	}
	for _, o := range m.Outputs {
		find("output %s: %s", o.ID, o.Title)
	}
	for _, s := range m.Document.Root.Get("sources").Fields {
		find("  %s: ", s.Key)
	}
}

// TestFitAndCorrelations: percentiles with what they imply, and with whom a parameter is drawn.
func TestFitAndCorrelations(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"data.csv": "n\n1\n2\n", "x.toml": `currency = "USD"
time = { start = 2026-01-01, end = 2028-01-01, step = "year" }
run = { trials = 512, sampling = "sobol", precision = "1% of mean(total.net)" }
[channels.ore]
revenue = "a * b * c * d"
[channels.ore.parameters]
a = { value = "10k to 60k", unit = "USD/year", assumption = "x" }
b = { dist = "metalog", p10 = 1, p50 = 10, p90 = 300, min = 0, unit = "1", assumption = "x" }
c = { value = "50% to 80%", truncate = [0.6, 1], unit = "share", assumption = "x" }
d = { dist = "empirical", file = "data.csv", column = "n", unit = "1", assumption = "x" }
[correlations]
pairs = [["ore.b", "ore.a", 0.5], ["ore.b", "ore.d", -0.3]]
`} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	docs, list := scenario.Load(scenario.Options{}, filepath.Join(folder, "x.toml"))
	if list.Failed() {
		t.Fatal(list)
	}
	m, problems := model.Build(docs[0])
	if m == nil {
		t.Fatal(problems)
	}
	text, _ := explain.Text(m, "", explain.Options{Width: 140})
	for _, line := range []string{
		"run          512 trials, seed 2026, sobol",
		"precision    1% of mean(total.net)",
		"data         data.csv",
		"      fit: p5 10k, p95 60k; implies p1 6.9k, p50 24.5k, p99 87k, mean 28.4k",
		"      fit: p10 1, p50 10, p90 300; implies ",
		"      fit: p5 0.5, p95 0.8 before it is cut; implies ",
		"      rank correlation: 0.5 with ore.b",
		"      rank correlation: 0.5 with ore.a, -0.3 with ore.d",
		"      law: draws from 1, 2",
	} {
		if !strings.Contains(text, "\n"+line) {
			t.Errorf("%q begins no line of\n%s", line, text)
		}
	}
	if strings.Count(text, "      fit: ") != 3 || strings.Count(text, "far tail") != 1 {
		t.Errorf("%s", text)
	}
}

// TestTablesKeepTheirColumns: of names in wide letters, and names that begin alike stay apart where there is no room for them.
func TestTablesKeepTheirColumns(t *testing.T) {
	const unit = "USD/person/year"
	path := filepath.Join(t.TempDir(), "x.toml")
	text := "currency = 'USD'\nunits = ['person']\n[time]\nstart = 2026-01-01\nend = 2027-01-01\nstep = 'year'\n[channels.a]\ntitle = '東方貿易公司'\nrevenue = '1M'\n[channels.a.parameters]\n"
	for _, end := range []string{"east", "west"} {
		text += fmt.Sprintf("what_a_person_sends_home_by_the_coast_%s = { value = '123456789 to 987654321', unit = '%s' }\n", end, unit)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	docs, list := scenario.Load(scenario.Options{}, path)
	if list.Failed() {
		t.Fatal(list)
	}
	m, problems := model.Build(docs[0])
	if m == nil {
		t.Fatal(problems)
	}
	said, mistake := explain.Text(m, "a", explain.Options{Width: 60})
	if mistake != nil {
		t.Fatal(mistake.What)
	}
	if want := "channel a: 東方貿易公司\n-----------------------\n"; !strings.HasPrefix(said, want) {
		t.Errorf("it begins with %.80q, want %q", said, want)
	}
	for _, want := range []string{"_coast_east ", "_coast_west "} {
		if n := strings.Count(said, want); n != 1 {
			t.Errorf("%d rows end in %s:\n%s", n, want, said)
		}
	}
}
