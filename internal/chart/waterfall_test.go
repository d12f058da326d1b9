package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"weir/sim/result"
)

func waterfallIn(t *testing.T, r *result.Result) (Figure, *Waterfall) {
	t.Helper()
	f, ok := waterfall(r)
	if !ok {
		t.Fatalf("%s has no waterfall", r.Name)
	}
	return f, f.Picture.(*Waterfall)
}

// Direct and displaced steps lead from 0 to the net change, also where small ones are added up.
func TestWaterfallAddsUp(t *testing.T) {
	for _, name := range []string{"full_pressure", "rivals", "all_displaced", "degenerate", "negative", "twelve_channels", "gains"} {
		_, w := waterfallIn(t, find(t, name))
		bars := w.bars()
		end, net := bars[len(bars)-2].to, w.Net.Mean
		// Each step is rounded to six digits.
		if scale := math.Abs(w.Removed) + math.Abs(w.Returned); math.Abs(end-net) > 1e-5*scale {
			t.Errorf("%s: the steps lead to %g, the net change is %g", name, end, net)
		}
		if math.Abs(w.Removed+w.Returned-net) > 1e-5*math.Abs(w.Removed) {
			t.Errorf("%s: %g + %g is not %g", name, w.Removed, w.Returned, net)
		}
		if len(bars) > mostFalls+1 {
			t.Errorf("%s: %d bars", name, len(bars))
		}
	}
}

// The direct effect of a channel is its loss and what it receives; of what each interval is, the step says.
func TestWaterfallSteps(t *testing.T) {
	one := func(mean, p5, p95 float64) result.Summary {
		s := result.Summary{Mean: mean, SE: 0.01, Min: p5, Max: p95}
		s.P[result.P5], s.P[result.P95] = p5, p95
		return s
	}
	series := func(channel string, loss, baseline result.Summary) []result.Series {
		after := result.Summary{Mean: baseline.Mean - loss.Mean}
		return []result.Series{
			{Channel: channel, Measure: "revenue", Scenario: []result.Summary{after}, Baseline: []result.Summary{baseline}},
			{Channel: channel, Measure: "loss", Scenario: []result.Summary{loss}},
		}
	}
	r := &result.Result{
		Currency: "USD", Trials: 1000, Shocks: make([]result.Shock, 1),
		Periods: []result.Period{{Kind: result.Forecast, Begin: 2026, Finish: 2028}},
		Channels: []result.Channel{
			{ID: "plain"}, {ID: "from"}, {ID: "both"}, {ID: "receiver"}, {ID: "two"}, {ID: "still"},
		},
		Flows: []result.Flow{
			{Shock: "s", From: "from", To: "receiver", Arrived: one(5, 1, 9)},
			{Shock: "s", From: "from", To: "both", Arrived: one(4, 2, 6)},
			{Shock: "s", From: "from", To: "two", Arrived: one(2, 0, 3)},
			{Shock: "u", From: "from", To: "two", Arrived: one(3, 0, 4)},
			{Shock: "s", From: "both", To: "from", Arrived: one(1, 0, 2)},
			{Shock: "s", From: "from", To: "still", Arrived: one(0, 0, 0)},
		},
		Leaks: []result.Leak{{From: "from", Lost: one(41, 30, 50)}, {From: "both", Lost: one(99, 90, 110)}},
	}
	for _, s := range [][]result.Series{
		series("plain", one(10, 6, 14), one(100, 0, 0)),
		series("from", one(40, 31, 49), one(100, 0, 0)),     // itself 41, receives 1
		series("both", one(16, 12, 20), one(100, 0, 0)),     // itself 20, receives 4; lost more where it fell, and gained elsewhere
		series("receiver", one(-5, -9, -1), one(100, 0, 0)), // itself 0, receives 5
		series("two", one(-4.5, -6, -2), one(100, 0, 0)),    // itself 0.5, receives 2 + 3
		series("still", result.Summary{}, one(100, 0, 0)),   // nothing
		series("total", one(56.5, 40, 70), one(600, 0, 0)),
	} {
		r.Series = append(r.Series, s...)
	}
	_, w := waterfallIn(t, r)
	var got []string
	for _, f := range append(w.steps(), w.Net) {
		got = append(got, fmt.Sprint(f.Name, " ", f.Mean, " ", f.P5, " ", f.P95, " ", f.Interval))
	}
	want := []string{
		"from -41 -50 -30 1", "both -20 -20 -12 2", "plain -10 -14 -6 1", "two -0.5 2 6 2",
		"receiver 5 1 9 1", "two 5 0 0 0", "both 4 2 6 1", "from 1 0 2 1",
		"Net change -56.5 -70 -40 1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if w.Removed != -71.5 || w.Returned != 15 || w.Left != 543.5 {
		t.Errorf("removed %g, returned %g, left %g", w.Removed, w.Returned, w.Left)
	}
}

func TestWaterfallAsText(t *testing.T) {
	for _, name := range []string{"rivals", "all_displaced", "gains"} {
		f, _ := waterfallIn(t, find(t, name))
		golden(t, name+"_waterfall.txt", f.Text())
	}
}

// The title's amounts are those of the steps, and it claims nothing within the error.
func TestWaterfallTitle(t *testing.T) {
	r := find(t, "full_pressure")
	f, w := waterfallIn(t, r)
	want := fmt.Sprintf("Enforcement takes $%.1fbn out of expected revenue; displacement hands %.0f%% of it back", -w.Removed/1e9, -100*w.Returned/w.Removed)
	if f.Title != want {
		t.Errorf("title %q, want %q", f.Title, want)
	}
	for i := range r.Flows {
		r.Flows[i].Arrived.SE = r.Flows[i].Arrived.Mean
	}
	for i := range r.Series {
		if s := &r.Series[i]; s.Measure == "loss" && (s.Channel == "c4" || s.Channel == "c5") {
			for k := range s.Scenario {
				s.Scenario[k].SE = math.Abs(s.Scenario[k].Mean)
			}
		}
	}
	if f, _ := waterfallIn(t, r); !strings.HasSuffix(f.Title, "; what comes back elsewhere is within the error") {
		t.Errorf("unclear arrivals: %q", f.Title)
	}
	for name, want := range map[string]string{
		"within_error": "No change of revenue beyond the Monte Carlo error",
		"gains":        "The scenario adds $320m to expected revenue",
		"constant":     "Enforcement takes $440m, 22%, out of expected revenue",
	} {
		if f, _ := waterfallIn(t, find(t, name)); f.Title != want {
			t.Errorf("%s: title %q, want %q", name, f.Title, want)
		}
	}
	for _, name := range []string{"baseline", "no_effect"} {
		if _, ok := waterfall(find(t, name)); ok {
			t.Errorf("%s has a waterfall", name)
		}
	}
}

func TestWaterfallUnit(t *testing.T) {
	for _, c := range []struct {
		net, se, step  float64
		unit, key, fit string
	}{
		{-1.43e9, 1e6, -1.2e6, "billion USD", "−1.43", "−0.001"},
		{-84.3e6, 1.6e6, -84.3e6, "million USD", "−84", "−84"},
		{-84.3e6, 0.05e6, 20e6, "million USD", "−84.3", "+20.0"},
		{-4.4e12, 0, 3.6e9, "trillion USD", "−4.40", "+0.004"},
		{-320e6, 0, 0, "million USD", "−320", "0"},
		{-12, 0, 5, "USD", "−12", "+5"},
	} {
		w := &Waterfall{Net: Fall{Mean: c.net, se: c.se}, Direct: []Fall{{Mean: c.step}}}
		u := w.unit()
		if got := [3]string{u.words("USD"), u.key(c.net), u.key(c.step)}; got != [3]string{c.unit, c.key, c.fit} {
			t.Errorf("net %g with error %g, step %g: %q", c.net, c.se, c.step, got)
		}
	}
	if got := (unit{magnitudes[2], 0}).interval(Fall{P5: -1056e6, P95: 12_345e6, Interval: Together}); got != "−1,056 to 12,345*" {
		t.Errorf("interval %q", got)
	}
}

// An amount in a title has no more digits than its error leaves.
func TestRough(t *testing.T) {
	m := currency("USD")
	for _, c := range []struct {
		v, err float64
		want   string
	}{{1.43e9, 0.05e9, "$1.4bn"}, {1.43e9, 0.2e9, "about\u00a0$1.4bn"}, {1.43e9, 0.6e9, "about\u00a0$1bn"}, {84.3e6, 3.2e6, "about\u00a0$80m"}, {0, 1, "$0"}} {
		if got := m.rough(c.v, c.err); got != c.want {
			t.Errorf("rough(%g, %g) = %q, want %q", c.v, c.err, got, c.want)
		}
	}
}
