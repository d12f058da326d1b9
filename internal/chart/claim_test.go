package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"weir/sim/display"
	"weir/sim/result"
)

func find(t *testing.T, name string) *result.Result {
	t.Helper()
	for _, w := range worlds() {
		if w.name == name {
			return w.result()
		}
	}
	t.Fatalf("no world %s", name)
	return nil
}

func titles(t *testing.T, r *result.Result) (fan, panels string) {
	t.Helper()
	return named(t, r, "fan_total").Title, named(t, r, "channels").Title
}

// named is the figure of a result with that name.
func named(t *testing.T, r *result.Result, name string) Figure {
	t.Helper()
	for _, f := range Figures(r) {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("%s has no figure %s", r.Name, name)
	return Figure{}
}

// What the fan's title says follows from the table: each percentage is that of the medians in the step it names.
func TestFanTitleFollowsFromTable(t *testing.T) {
	r := find(t, "recovering")
	s := r.Find("total", "revenue")
	worst, at, last := 0.0, 0, 0
	for i, p := range r.Periods {
		if p.Kind != result.Step {
			continue
		}
		last = i
		if v := 1 - s.Scenario[i].Median()/s.Baseline[i].Median(); v > worst {
			worst, at = v, i
		}
	}
	end := 1 - s.Scenario[last].Median()/s.Baseline[last].Median()
	want := fmt.Sprintf("Enforcement takes up to %.0f%% off median revenue, but only %.0f%% by the end of 2030", 100*worst, 100*end)
	fan, _ := titles(t, r)
	if fan != want {
		t.Errorf("title %q, want %q", fan, want)
	}
	f := Figures(r)[0].Picture.(*Fan)
	if name := f.Steps[f.Deepest].Name; name != stepName(r.Periods[at].Label) || f.Change != fmt.Sprintf("−%.0f%%", 100*worst) {
		t.Errorf("the deepest step is %s %s, want %s", name, f.Change, r.Periods[at].Label)
	}
}

func TestPanelsTitleFollowsFromTable(t *testing.T) {
	r := find(t, "full_pressure")
	forecast := r.Window(result.Forecast)
	less, more := 0, 0
	for _, c := range r.Channels {
		l := r.Find(c.ID, "loss").Scenario[forecast]
		if math.Abs(l.Mean) > 2*l.SE {
			if l.Mean > 0 {
				less++
			} else {
				more++
			}
		}
	}
	want := fmt.Sprintf("%s of six channels earn less under enforcement; %s earn more", display.Capital(display.Number(less)), display.Number(more))
	if _, got := titles(t, r); got != want {
		t.Errorf("title %q, want %q", got, want)
	}
}

// Shares in the baseline's title are those of the means.
func TestSharesFollowFromTable(t *testing.T) {
	r := find(t, "baseline")
	forecast := r.Window(result.Forecast)
	var total float64
	for _, c := range r.Channels {
		total += r.Find(c.ID, "revenue").Scenario[forecast].Mean
	}
	two := r.Find("c1", "revenue").Scenario[forecast].Mean + r.Find("c2", "revenue").Scenario[forecast].Mean
	want := fmt.Sprintf("Crypto theft and Arms exports bring in %.0f%% of expected baseline revenue", 100*two/total)
	if _, got := titles(t, r); got != want {
		t.Errorf("title %q, want %q", got, want)
	}
}

// Nothing is claimed that the Monte Carlo error does not support.
func TestTitlesWithinError(t *testing.T) {
	for name, want := range map[string][2]string{
		"within_error": {"No difference from the baseline beyond the Monte Carlo error", "No channel differs from the baseline beyond the Monte Carlo error"},
		"no_effect":    {"Enforcement leaves total revenue as it is in the baseline", "All six channels: the same as in the baseline"},
	} {
		fan, panels := titles(t, find(t, name))
		if fan != want[0] || panels != want[1] {
			t.Errorf("%s: titles %q and %q", name, fan, panels)
		}
	}
	// With 2,000 trials the change is known to about 2%, and the title says so.
	if fan, _ := titles(t, find(t, "few_trials")); fan != "Enforcement takes about\u00a024% off median revenue by the end of 2030" {
		t.Errorf("few trials: %q", fan)
	}
	// The error of every loss grows until nothing is clear: every claim goes.
	r := find(t, "full_pressure")
	for i := range r.Series {
		if r.Series[i].Measure == "loss" {
			for j := range r.Series[i].Scenario {
				s := &r.Series[i].Scenario[j]
				s.SE = math.Abs(s.Mean)
			}
		}
	}
	fan, panels := titles(t, r)
	if fan != "No difference from the baseline beyond the Monte Carlo error" || !strings.HasPrefix(panels, "No channel differs") {
		t.Errorf("with great errors: %q and %q", fan, panels)
	}
	for _, q := range named(t, r, "channels").Picture.(*Panels).Panels {
		if q.Up || q.Down || strings.Contains(q.Change, "%") {
			t.Errorf("with great errors %s changes by %q", q.Name, q.Change)
		}
	}
}

// At the end the mean loss is clear, and the medians too close to say how great it is.
func TestHardlyAnythingLeft(t *testing.T) {
	r := find(t, "fading")
	last := r.Window(result.Forecast) - 2 // the last step; history comes between
	for _, c := range []string{"revenue", "loss"} {
		s := &r.Find("total", c).Scenario[last]
		if c == "loss" {
			s.Mean, s.SE, s.Min, s.Max = 1e6, 1e4, 0, 2e6
		} else {
			s.P[result.P50] *= 0.9995
		}
	}
	if fan, _ := titles(t, r); fan != "Enforcement takes 24% off median revenue in 2027\u00a0Q1, but hardly anything by the end of 2030" {
		t.Errorf("title %q", fan)
	}
}

// A change of sign is said as an amount, and net revenue is named where there are costs.
func TestNet(t *testing.T) {
	f := Figures(find(t, "negative"))
	if !strings.Contains(f[0].Title, "$1.0bn off median net revenue") || !strings.Contains(f[0].Subtitle, "net revenue (revenue less cost)") {
		t.Errorf("%q, %q", f[0].Title, f[0].Subtitle)
	}
}

// History is shown for twice the forecast's length at most, from the beginning of a year, and the note says so; the title
// names the same steps as if all of it were shown.
func TestRecentHistory(t *testing.T) {
	for _, c := range []struct {
		world  string
		before int
		note   string
	}{
		{"full_pressure", 0, "no shock acts."},                                     // 18 quarters before, 18 after
		{"steps_64_quarters", 12, "from 2025 on, earlier history in summary.csv."}, // 46 before, 18 after: at most 36; the first year after that
		{"steps_64_years", 0, "no shock acts."},
		{"steps_240_months", 0, "no shock acts."},
	} {
		r := find(t, c.world)
		fig := Figures(r)[0]
		f := fig.Picture.(*Fan)
		if f.Before != c.before || !strings.HasSuffix(fig.Notes[0], c.note) {
			t.Errorf("%s: %d steps left out, note %q", c.world, f.Before, fig.Notes[0])
		}
		if past := f.Forecast - f.Steps[0].Begin; past > 2*(f.last().Finish-f.Forecast)+1e-9 {
			t.Errorf("%s: %g years of history", c.world, past)
		}
		for _, l := range f.Lanes {
			if len(l.Strength) != len(f.Steps) {
				t.Errorf("%s: %d strengths for %d steps", c.world, len(l.Strength), len(f.Steps))
			}
		}
		if deep := f.Steps[f.Deepest]; stepName(r.Periods[deep.period].Label) != deep.Name {
			t.Errorf("%s: the deepest step is %s, of period %s", c.world, deep.Name, r.Periods[deep.period].Label)
		}
	}
}

// Amounts of a step are drawn as rates a year.
func TestRates(t *testing.T) {
	for step, per := range map[string]float64{"1_month": 12, "1_quarter": 4, "1_year": 1} {
		r := find(t, "steps_"+step)
		f := Figures(r)[0].Picture.(*Fan)
		if got, want := f.Steps[0].P[result.P50], six(r.Find("total", "revenue").Scenario[0].Median()*per); got != want {
			t.Errorf("%s: median %g a year, want %g", step, got, want)
		}
	}
}

// The error of a net difference is bounded by those of loss and costs, or of both nets, whichever is less.
func TestNetError(t *testing.T) {
	one := func(se float64, mean float64) []result.Summary {
		return []result.Summary{{Mean: mean, SE: se, Max: mean}}
	}
	r := &result.Result{Periods: make([]result.Period, 1), Shocks: make([]result.Shock, 1), Series: []result.Series{
		{Channel: "c", Measure: "net", Scenario: one(3, 70), Baseline: one(4, 100)},
		{Channel: "c", Measure: "loss", Scenario: one(0.5, 30)},
		{Channel: "c", Measure: "cost", Scenario: one(1, 5), Baseline: one(1, 5)},
	}}
	sub := subject{r, "net"}
	if e := sub.effect("c", 0); e.fall != 30 || e.se != 0.5 {
		t.Errorf("costs alike: %g with error %g, want 30 with 0.5", e.fall, e.se)
	}
	r.Series[2].Scenario = one(2, 6)
	if e := sub.effect("c", 0); e.se != 3.5 {
		t.Errorf("costs differ: error %g, want 0.5 + 1 + 2", e.se)
	}
	r.Series[2].Scenario = one(20, 6)
	if e := sub.effect("c", 0); e.se != 7 {
		t.Errorf("costs vary much: error %g, want 3 + 4", e.se)
	}
}
