package sim_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/ask"
	"weir/sim/diag"
)

// observedProcess has evidence of a channel that follows a process.
const observedProcess = `
currency = "USD"
[time]
start = 2026-01-01
forecast = 2029-01-01
end = 2032-01-01
step = "quarter"
[parameters]
mood = { process = "ar1", mean = 1, sd = 0.5, half_life = "2 years", unit = "1", assumption = "test" }
[channels.ore]
revenue = "sales * mood"
[channels.ore.parameters]
sales = { value = "80M to 120M", unit = "USD/year", assumption = "test" }
[evidence.seen]
observe = "sum(ore.revenue, 2028-01-01, 2029-01-01)"
between = ["150M", "160M"]
spread = "2%"
assumption = "test"
`

// TestStudiesSeeTheTrialsOfTheRun: what the variance rests on is the same under every design, also where evidence is of a process,
// which Sobol' points bridge.
func TestStudiesSeeTheTrialsOfTheRun(t *testing.T) {
	index := map[string][2]float64{}
	for _, design := range []string{"random", "lhs", "sobol"} {
		results, err := loaded(t, observedProcess, sim.Options{Trials: 16_384, Sampling: design}).Run(context.Background(), sim.Control{})
		if err != nil {
			t.Fatal(err)
		}
		x := results[0].Footings[0].Indices[0]
		index[design] = [2]float64{x.S, x.SE}
	}
	for _, design := range []string{"lhs", "sobol"} {
		a, b := index["random"], index[design]
		within(t, "index of sales under "+design, b[0], a[0], math.Hypot(a[1], b[1]))
	}
}

// TestTheDrawThatAccepts: in every accepted trial the draw lies below the weight.
func TestTheDrawThatAccepts(t *testing.T) {
	for _, design := range []string{"random", "lhs", "sobol"} {
		study := loaded(t, asked+claims, sim.Options{Trials: 4096, Sampling: design})
		q, err := study.Ask(ask.Ask{Of: []ask.Quantity{{Channel: "evidence", Measure: "draw", What: ask.Rows}, {Channel: "evidence.seen", Measure: "weight", What: ask.Rows}}})
		if err != nil {
			t.Fatal(err)
		}
		got := &rows{t: t}
		if _, err := q.Run(context.Background(), sim.Control{Sink: got}); err != nil {
			t.Fatal(err)
		}
		of, wrong := q.Layout().Of[0], 0
		for i := range got.values[0] {
			if !(of[0].At(got.values, i) < math.Exp(of[1].At(got.values, i))) {
				wrong++
			}
		}
		if wrong > 0 {
			t.Errorf("%s: %d accepted trials have a draw that is not below their weight", design, wrong)
		}
	}
}

// TestReportsOfVariants: a report of the file beside a variant is its report alone, leave-one-out included; a variant's says what it
// is, with its own warnings; and what is asked beside a report is answered, and changes nothing in it.
func TestReportsOfVariants(t *testing.T) {
	text := asked + claims + strings.ReplaceAll(claims, "evidence.seen", "evidence.again")
	study := loaded(t, text, sim.Options{Trials: 4096})
	want, err := study.Run(context.Background(), sim.Control{})
	if err != nil {
		t.Fatal(err)
	}
	sales := &ask.Variant{Values: []ask.Value{ask.Number("ore.sales", 400e6)}}
	ban := &ask.Variant{Enforce: []string{"ban"}}
	got := answer(t, study, ask.Ask{Report: true, Subjects: []ask.Subject{{Variant: sales}, {}, {Variant: ban}}, Of: []ask.Quantity{{Channel: "ore", Measure: "net", Period: "2028"}}})
	if !reflect.DeepEqual(got.Results[1], want[0]) {
		t.Error("the report of the file beside variants is not that of the file alone")
	}
	if r := got.Results[2]; strings.Contains(r.Resolved, `enforce = ["raid", "ban"]`) || len(r.Set) != 1 || len(r.Shocks) != 1 {
		t.Errorf("the report of a variant with fewer shocks: set %q, %d shocks\n%.200s", r.Set, len(r.Shocks), r.Resolved)
	}
	set, err := loaded(t, text, sim.Options{Trials: 4096, Sets: []string{"ore.sales=400M"}}).Run(context.Background(), sim.Control{})
	if err != nil {
		t.Fatal(err)
	}
	if fileWarnings := func(w []string) string {
		var out []string
		for _, text := range w {
			if strings.HasPrefix(text, "enforce:") {
				out = append(out, text)
			}
		}
		return fmt.Sprint(out)
	}; fileWarnings(got.Results[0].Warnings) != fileWarnings(set[0].Warnings) || fileWarnings(set[0].Warnings) == "[]" {
		t.Errorf("warnings of a variant %q, of the run with the same setting %q", got.Results[0].Warnings, set[0].Warnings)
	}
	for i, r := range got.Results {
		pair, err := r.At("ore", "net", "2028")
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Of[i]) != 1 || got.Of[i][0].Mean != pair.Scenario.Mean {
			t.Errorf("what is asked beside report %d: %+v", i, got.Of[i])
		}
	}
	for _, design := range []string{"lhs", "sobol"} {
		study := loaded(t, asked, sim.Options{Trials: 4096, Sampling: design})
		alone, both := answer(t, study, ask.Ask{Report: true}), answer(t, study, ask.Ask{Report: true, Of: []ask.Quantity{{Channel: "ore", Measure: "net", Period: "2028"}}})
		if !reflect.DeepEqual(alone.Results, both.Results) {
			t.Errorf("%s: what is asked beside a report changes it", design)
		}
	}
}

// TestFewerShocksJudgeAsTheFileWould: what only the condition of a shock reads is not judged in a variant without it.
func TestFewerShocksJudgeAsTheFileWould(t *testing.T) {
	study := loaded(t, `
currency = "USD"
enforce = ["trig", "ban"]
[time]
start = 2026-01-01
end = 2028-01-01
step = "year"
[parameters]
x = { value = "1M to 2M", unit = "USD/year", assumption = "test" }
y = { dist = "uniform", min = -1, max = 1, unit = "1", assumption = "test" }
[formulas]
risky = "log(y)"
[channels.a]
revenue = "if(y > 0, x * (2 + 0 * risky), x)"
[shocks.trig]
onset = { when = "risky > -100" }
hits = [{ target = "a.revenue", cut = 0.1 }]
assumption = "test"
[shocks.ban]
onset = 2027-01-01
hits = [{ target = "a.revenue", cut = 0.2 }]
assumption = "test"
`, sim.Options{Trials: 1024})
	answer(t, study, ask.Ask{Of: []ask.Quantity{{Channel: "total", Measure: "loss"}}, Subjects: []ask.Subject{{Variant: &ask.Variant{Enforce: []string{"ban"}}}}})
}

// TestOddAsks: what makes no sense is refused, what is merely odd is answered.
func TestOddAsks(t *testing.T) {
	study := loaded(t, asked, sim.Options{Trials: 1024})
	net := ask.Quantity{Channel: "total", Measure: "net"}
	counted := net
	counted.What = ask.Counted
	loss := []ask.Quantity{{Channel: "total", Measure: "loss"}}
	for what, c := range map[string]struct {
		ask     ask.Ask
		refused bool
	}{
		"nothing":                    {ask.Ask{}, true},
		"fresh uniforms":             {ask.Ask{Of: loss, Fresh: true}, true},
		"another file":               {ask.Ask{Of: loss, Subjects: []ask.Subject{{File: 1}}}, true},
		"a file before the first":    {ask.Ask{Of: loss, Subjects: []ask.Subject{{File: -1}}}, true},
		"an unknown way":             {ask.Ask{Of: []ask.Quantity{{Channel: "total", Measure: "net", What: 9}}}, true},
		"evidence that is none":      {ask.Ask{Of: []ask.Quantity{{Channel: "evidence", Measure: "draw"}}}, true},
		"a name like evidence":       {ask.Ask{Of: []ask.Quantity{{Channel: "evidencenonsense", Measure: "x"}}}, true},
		"an empty list of subjects":  {ask.Ask{Of: loss, Subjects: []ask.Subject{}}, false},
		"counted alone":              {ask.Ask{Of: []ask.Quantity{counted}}, false},
		"two sayings of enforce":     {ask.Ask{Of: loss, Subjects: []ask.Subject{{Variant: &ask.Variant{Values: []ask.Value{ask.List("enforce", "ban")}, Enforce: []string{"raid"}}}}}, false},
		"a shock twice":              {ask.Ask{Of: loss, Subjects: []ask.Subject{{Variant: &ask.Variant{Enforce: []string{"raid", "raid"}}}}}, false},
		"a shock not in force twice": {ask.Ask{Of: loss, Subjects: []ask.Subject{{Variant: &ask.Variant{Enforce: []string{"fine", "fine"}}}}}, false},
	} {
		q, err := study.Ask(c.ask)
		var problems *diag.Error
		switch {
		case c.refused && !errors.As(err, &problems):
			t.Errorf("%s: %v", what, err)
		case !c.refused && err != nil:
			t.Errorf("%s: %v", what, err)
		case err == nil:
			if _, err := q.Run(context.Background(), sim.Control{}); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	got := answer(t, study, ask.Ask{Of: []ask.Quantity{{Channel: "shocks.raid", Measure: "cost", Baseline: true}, {Channel: "shocks.raid", Measure: "cost"}}})
	if got.Of[0][0].Max != 0 || got.Of[0][1].Mean == 0 {
		t.Errorf("a shock costs %v in the baseline and %v in the scenario", got.Of[0][0].Mean, got.Of[0][1].Mean)
	}
	if _, err := loaded(t, asked+claims, sim.Options{Trials: 1024}).Ask(ask.Ask{Of: loss, Subjects: []ask.Subject{{Redraw: 1}}}); err == nil {
		t.Error("something is drawn anew under evidence")
	}
	others := ask.Ask{Of: loss, Subjects: []ask.Subject{{}, {Variant: &ask.Variant{Values: []ask.Value{ask.Number("run.trials", 512)}}}}}
	if _, err := loaded(t, asked, sim.Options{}).Ask(others); err == nil {
		t.Error("a variant has other trials")
	}
	goal := loaded(t, asked, sim.Options{Trials: 1024, Precision: "1% of mean(total.net)"})
	if _, err := goal.Report().Shard(context.Background(), sim.Span{From: 0, To: 1}, sim.Control{}); err == nil {
		t.Error("a run with a goal of precision has a shard")
	}
}

// TestChannelsNamedLikeEvidence: they are channels all the same.
func TestChannelsNamedLikeEvidence(t *testing.T) {
	study := loaded(t, strings.ReplaceAll(asked, "fish", "evidence_b"), sim.Options{Trials: 1024})
	results, err := study.Run(context.Background(), sim.Control{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := results[0].At("evidence_b", "net", "forecast")
	if err != nil {
		t.Fatal(err)
	}
	if got := answer(t, study, ask.Ask{Of: []ask.Quantity{{Channel: "evidence_b", Measure: "net"}}}).Of[0][0]; got.Mean != want.Scenario.Mean {
		t.Errorf("%v, want %v", got.Mean, want.Scenario.Mean)
	}
}

// TestEnoughOfAVoidDesign: a sink that had enough of trials that a Latin hypercube then gave up gets those of the next.
func TestEnoughOfAVoidDesign(t *testing.T) {
	study := loaded(t, asked, sim.Options{Trials: 2048, Sampling: "lhs", Precision: "0.2% of mean(total.net)"})
	q, err := study.Ask(ask.Ask{Report: true, Of: []ask.Quantity{{Channel: "total", Measure: "net", What: ask.Rows}}})
	if err != nil {
		t.Fatal(err)
	}
	first := func(then error) (x float64, starts int) {
		_, err := q.Run(context.Background(), sim.Control{Sink: ask.SinkFunc(func(trial int64, rows [][]float64) error {
			if trial == 0 {
				x, starts = rows[0][0], starts+1
			}
			return then
		})})
		if err != nil {
			t.Fatal(err)
		}
		return x, starts
	}
	x, starts := first(nil)
	y, again := first(ask.ErrEnough)
	if x != y || starts != again || starts < 2 {
		t.Errorf("%d designs, the last begins with %v; with enough of each %d and %v", starts, x, again, y)
	}
}

// TestManyRowsTakeBoundedMemory: thousands of rows take no more at a time than dozens.
func TestManyRowsTakeBoundedMemory(t *testing.T) {
	study := loaded(t, strings.Replace(oreAndShells, `step = "year"`, `step = "month"`, 1), sim.Options{Trials: 2048})
	a := ask.Ask{}
	for month := range 24 {
		a.Of = append(a.Of, ask.Quantity{Channel: "ore", Measure: "net", Period: fmt.Sprintf("%d-%02d", 2026+month/12, month%12+1), What: ask.Rows})
	}
	for i := range 60 {
		a.Subjects = append(a.Subjects, ask.Subject{Redraw: i})
	}
	q, err := study.Ask(a)
	if err != nil {
		t.Fatal(err)
	}
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := uint64(0)
	if _, err := q.Run(context.Background(), sim.Control{Workers: 2, Sink: ask.SinkFunc(func(int64, [][]float64) error {
		runtime.GC()
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapAlloc)
		return nil
	})}); err != nil {
		t.Fatal(err)
	}
	if n := q.Layout().Rows; n != 1440 || most > before.HeapAlloc+40<<20 {
		t.Errorf("%d rows, %d MiB", n, (most-before.HeapAlloc)>>20)
	}
}
