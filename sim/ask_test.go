package sim_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/result"
)

const asked = `
currency = "USD"
units = ["shell"]
enforce = ["raid", "ban"]
[time]
start = 2026-01-01
forecast = 2027-01-01
end = 2030-01-01
step = "quarter"
[parameters]
mood = { process = "ar1", mean = 1, sd = 0.2, half_life = "1 year", unit = "1", assumption = "test" }
[channels.ore]
revenue = "sales * left * mood"
[channels.ore.parameters]
sales = { value = "50M to 200M", unit = "USD/year", assumption = "test" }
left  = { dist = "normal", mean = 0.9, sd = 0.2, truncate = [0, 1], unit = "share", vary = "step", assumption = "test" }
[channels.fish]
revenue = "12M"
[shocks.raid]
onset = 2027-07-01
probability = 0.6
ramp = "6 months"
half_life = "1 to 3 years"
cost = { value = "1M to 3M", unit = "USD/year" }
hits = [{ target = "ore.revenue", cut = "10% to 40%" }]
displaces = [{ from = "ore", to = "fish", share = "20% to 40%" }]
assumption = "test"
[shocks.ban]
onset = { from = 2027-01-01, to = 2028-01-01 }
hits = [{ target = "ore.sales", cut = 0.3 }]
assumption = "test"
[shocks.fine]
onset = 2028-01-01
hits = [{ target = "fish.revenue", cut = "50% to 70%" }]
assumption = "test"
`

const claims = `
[evidence.seen]
observe = "sum(ore.revenue, 2026-01-01, 2027-01-01)"
between = ["80M", "110M"]
spread = "20%"
assumption = "test"
`

// answer asks, and fails the test where that is refused or the run ends.
func answer(t *testing.T, study *sim.Study, a ask.Ask) *sim.Answer {
	t.Helper()
	q, err := study.Ask(a)
	if err != nil {
		t.Fatal(err)
	}
	out, err := q.Run(context.Background(), sim.Control{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAskedAloneIsTheReport: what is asked by itself is what the report says of it, under every design and under evidence.
func TestAskedAloneIsTheReport(t *testing.T) {
	t.Parallel()
	for _, text := range []string{asked, asked + claims} {
		for _, design := range []string{"random", "lhs", "sobol"} {
			if testing.Short() && (text == asked) != (design == "random") {
				continue
			}
			study := loaded(t, text, sim.Options{Trials: int64(fewer(8192, 2048)), Sampling: design})
			results, err := study.Run(context.Background(), sim.Control{})
			if err != nil {
				t.Fatal(err)
			}
			of := []ask.Quantity{
				{Channel: "total", Measure: "loss"}, {Channel: "ore", Measure: "revenue", Baseline: true}, {Channel: "fish", Measure: "net", Period: "2028"},
				{Channel: "shocks.raid", Measure: "cost"}, {Channel: "shocks", Measure: "cost", Period: "2027-Q4"}, {Channel: "ore", Measure: "net", Period: "history"},
			}
			means := slices.Clone(of)
			for i := range means {
				means[i].What = ask.Mean
			}
			got := answer(t, study, ask.Ask{Of: append(of, means...)}).Of[0]
			for i, q := range of {
				pair, err := results[0].At(q.Channel, q.Measure, cmp.Or(q.Period, "forecast"))
				if err != nil {
					t.Fatal(err)
				}
				want := pair.Scenario
				if q.Baseline {
					want = pair.Baseline
				}
				want.Shape = nil
				if q.Period != "" && q.Period != "history" { // of these the report's intervals look at no randomisations
					want.Lo, want.Hi = got[i].Lo, got[i].Hi
				}
				if !sameSummary(got[i], want) {
					t.Errorf("%s: %v alone is\n%+v, in the report\n%+v", design, q, got[i], want)
				}
				mean := got[len(of)+i]
				if math.Abs(mean.Mean-want.Mean) > 1e-12*math.Abs(want.Mean) || math.Abs(mean.SE-want.SE) > 1e-9*want.SE {
					t.Errorf("%s: the mean of %v alone is %v ± %v, in the report %v ± %v", design, q, mean.Mean, mean.SE, want.Mean, want.SE)
				}
			}
		}
	}
}

// sameSummary reports whether two summaries are the same, NaN and all.
func sameSummary(a, b result.Summary) bool { return fmt.Sprintf("%+v", a) == fmt.Sprintf("%+v", b) }

// TestVariantsAreRuns: a variant is what a run with the same settings gives, on the same draws.
func TestVariantsAreRuns(t *testing.T) {
	variants := []struct {
		variant ask.Variant
		sets    []string
	}{
		{ask.Variant{}, nil},
		{ask.Variant{Values: []ask.Value{ask.Number("shocks.raid.probability", 0.25)}}, []string{"shocks.raid.probability=0.25"}},
		{ask.Variant{Values: []ask.Value{ask.Number("ore.sales", 90e6)}}, []string{"ore.sales=90M"}},
		{ask.Variant{Values: []ask.Value{ask.Text("ore.sales", "60M to 70M USD/year"), ask.Text("shocks.raid.ramp", "9 months")}}, []string{"ore.sales=60M to 70M USD/year", "shocks.raid.ramp=9 months"}},
		{ask.Variant{Values: []ask.Value{ask.Date("shocks.raid.onset", ask.Day{Year: 2028, Month: 4, Day: 1})}}, []string{"shocks.raid.onset=2028-04-01"}},
		{ask.Variant{Enforce: []string{"ban"}}, []string{"enforce=ban"}},
		{ask.Variant{Enforce: []string{}}, []string{"enforce="}},
		{ask.Variant{Enforce: []string{"fine", "raid"}}, []string{"enforce=fine,raid"}},
		{ask.Variant{Enforce: []string{"ban"}, Values: []ask.Value{ask.Number("shocks.ban.hits.ore.sales.cut", 0.5)}}, []string{"enforce=ban", "shocks.ban.hits.ore.sales.cut=0.5"}},
	}
	for _, design := range []string{"random", "lhs"} {
		if testing.Short() && design == "random" {
			continue
		}
		a := ask.Ask{Of: []ask.Quantity{{Channel: "total", Measure: "loss"}, {Channel: "total", Measure: "net"}, {Channel: "ore", Measure: "net", Baseline: true}}}
		for i := range variants {
			a.Subjects = append(a.Subjects, ask.Subject{Variant: &variants[i].variant})
		}
		got := answer(t, loaded(t, asked, sim.Options{Trials: int64(fewer(4096, 1024)), Sampling: design}), a)
		for i, v := range variants {
			results, err := loaded(t, asked, sim.Options{Trials: int64(fewer(4096, 1024)), Sampling: design, Sets: v.sets}).Run(context.Background(), sim.Control{})
			if err != nil {
				t.Fatal(err)
			}
			for k, q := range a.Of {
				pair, err := results[0].At(q.Channel, q.Measure, "forecast")
				if err != nil {
					t.Fatal(err)
				}
				want := pair.Scenario
				if q.Baseline {
					want = pair.Baseline
				}
				if want.Shape = nil; !sameSummary(got.Of[i][k], want) {
					t.Errorf("%s: %v of variant %d is\n%+v, of the run with %q\n%+v", design, q, i, got.Of[i][k], v.sets, want)
				}
			}
		}
	}
}

// TestVariantsUnderEvidence: the trials of a variant are those that the file's evidence leaves, whatever the variant sets: the file by
// itself is among the answers as it is in its report, and what a variant does not touch stays as it is.
func TestVariantsUnderEvidence(t *testing.T) {
	study := loaded(t, asked+claims, sim.Options{Trials: 4096})
	results, err := study.Run(context.Background(), sim.Control{})
	if err != nil {
		t.Fatal(err)
	}
	got := answer(t, study, ask.Ask{
		Subjects: []ask.Subject{{}, {Variant: &ask.Variant{Values: []ask.Value{ask.Number("ore.sales", 400e6)}}}},
		Of:       []ask.Quantity{{Channel: "ore", Measure: "net"}, {Channel: "fish", Measure: "net", Baseline: true}},
	})
	pair, err := results[0].At("ore", "net", "forecast")
	if err != nil {
		t.Fatal(err)
	}
	if pair.Scenario.Shape = nil; !sameSummary(got.Of[0][0], pair.Scenario) || !sameSummary(got.Of[0][1], got.Of[1][1]) || !(got.Of[1][0].P[0] > 2*got.Of[0][0].P[0]) {
		t.Errorf("%+v, in the report %+v", got.Of, pair.Scenario)
	}
}

// rows is a sink that keeps all, and checks the order.
type rows struct {
	t      *testing.T
	next   int64
	values [][]float64
}

func (r *rows) Block(first int64, block [][]float64) error {
	if first != r.next {
		r.t.Errorf("trial %d comes after %d", first, r.next)
	}
	if r.values == nil {
		r.values = make([][]float64, len(block))
	}
	for i, x := range block {
		r.values[i] = append(r.values[i], x...)
		r.next = first + int64(len(x))
	}
	return nil
}

// TestRowsLeaveInOrder: rows are the same for any workers and shards, in the order of trials, and have the mean and the order
// statistics of the report.
func TestRowsLeaveInOrder(t *testing.T) {
	t.Parallel()
	of := []ask.Quantity{{Channel: "total", Measure: "loss", What: ask.Rows}, {Channel: "ore", Measure: "net", Period: "2028", What: ask.Rows}, {Channel: "fish", Measure: "net", Baseline: true, What: ask.Rows}}
	for _, text := range []string{asked, asked + claims} {
		for _, design := range []string{"random", "lhs", "sobol"} {
			if testing.Short() && (text == asked) != (design == "random") {
				continue
			}
			trials := int64(fewer(20_000, 7_008))
			if design == "sobol" {
				trials = int64(fewer(16_384, 8_192))
			}
			study := loaded(t, text, sim.Options{Trials: trials, Sampling: design})
			q, err := study.Ask(ask.Ask{Report: true, Inputs: true, Of: of})
			if err != nil {
				t.Fatal(err)
			}
			var first *rows
			for _, workers := range []int{1, 2, 5} {
				if testing.Short() && workers == 2 {
					continue
				}
				got := &rows{t: t}
				answer, err := q.Run(context.Background(), sim.Control{Workers: workers, Sink: got})
				if err != nil {
					t.Fatal(err)
				}
				if got.next != answer.Trials || answer.Trials != trials {
					t.Errorf("%s: rows of %d trials of %d", design, got.next, trials)
				}
				if first == nil {
					first = got
					for i, place := range q.Layout().Of[0] {
						pair, err := answer.Results[0].At(of[i].Channel, of[i].Measure, cmp.Or(of[i].Period, "forecast"))
						if err != nil {
							t.Fatal(err)
						}
						want := pair.Scenario
						if of[i].Baseline {
							want = pair.Baseline
						}
						if place.Row < 0 {
							if want.Min != place.Value || want.Max != place.Value {
								t.Errorf("%v is %v in every trial, not %+v", of[i], place.Value, want)
							}
							continue
						}
						x := slices.Clone(got.values[place.Row])
						sum := 0.0
						for _, v := range x {
							sum += v / float64(len(x))
						}
						slices.Sort(x)
						median := x[(len(x)+1)/2-1]
						if math.Abs(sum-want.Mean) > 1e-9*math.Abs(want.Mean) || math.Abs(median-want.P[4]) > 0.001*math.Abs(median) || x[0] != want.Min || x[len(x)-1] != want.Max {
							t.Errorf("%s: rows of %v have mean %v, median %v, ends %v and %v; the report says %+v", design, of[i], sum, median, x[0], x[len(x)-1], want)
						}
					}
				} else if !reflect.DeepEqual(got.values, first.values) {
					t.Errorf("%s: other rows with %d workers", design, workers)
				}
			}
			for i := range q.Blocks() / 13 {
				span := sim.Span{From: i * 13, To: min(i*13+13, q.Blocks())}
				got := &rows{t: t, next: span.From * sim.Block}
				if _, err := q.Shard(context.Background(), span, sim.Control{Workers: 2, Sink: got}); err != nil {
					t.Fatal(err)
				}
				for r := range got.values {
					if !slices.Equal(got.values[r], first.values[r][span.From*sim.Block:min(span.To*sim.Block, trials)]) {
						t.Errorf("%s: other rows of shard %d", design, i)
					}
				}
			}
		}
	}
}

// TestInputsAreRows: what is drawn once leaves as it was drawn, with what it may move: of the fields of shocks those that are in force.
func TestInputsAreRows(t *testing.T) {
	study := loaded(t, asked, sim.Options{Trials: 4096})
	q, err := study.Ask(ask.Ask{Inputs: true, Of: []ask.Quantity{{Channel: "total", Measure: "net", What: ask.Rows, Traced: true, Baseline: true}, {Channel: "total", Measure: "loss", What: ask.Rows, Traced: true}}})
	if err != nil {
		t.Fatal(err)
	}
	got := &rows{t: t}
	if _, err := q.Run(context.Background(), sim.Control{Sink: got}); err != nil {
		t.Fatal(err)
	}
	want := map[string][2]bool{
		"channels.ore.parameters.sales": {true, true}, "shocks.raid.half_life": {false, true}, "shocks.raid.cost": {false, false},
		"shocks.raid.hits.ore.revenue.cut": {false, true}, "shocks.raid.displaces.ore.fish.share": {false, true},
	}
	for _, in := range q.Layout().Inputs[0] {
		moves, ok := want[in.Path]
		if !ok || moves != [2]bool(in.Moves) {
			t.Errorf("%s moves %v", in.Path, in.Moves)
		}
		delete(want, in.Path)
		if in.Path == "channels.ore.parameters.sales" {
			x := slices.Clone(got.values[in.Row])
			slices.Sort(x)
			quantile(t, in.Path, x[len(x)/2], 100e6, 0.5, 1/(100e6*math.Sqrt(2*math.Pi)*math.Log(4)/(2*1.6448536)), int64(len(x)))
		}
	}
	for path := range want {
		t.Errorf("%s is missing", path)
	}
}

// TestSinksEnd: a sink that has had enough ends the rows alone, one that fails ends the run with its error, and one whose run is
// interrupted lets go.
func TestSinksEnd(t *testing.T) {
	study := loaded(t, asked, sim.Options{Trials: 60_000})
	q, err := study.Ask(ask.Ask{Of: []ask.Quantity{{Channel: "total", Measure: "loss"}, {Channel: "total", Measure: "loss", What: ask.Rows}}})
	if err != nil {
		t.Fatal(err)
	}
	want, err := q.Run(context.Background(), sim.Control{})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is full")
	for _, end := range []error{ask.ErrEnough, broken} {
		calls := 0
		got, err := q.Run(context.Background(), sim.Control{Workers: 3, Sink: ask.SinkFunc(func(first int64, _ [][]float64) error {
			if calls++; calls == 20 {
				return end
			}
			return nil
		})})
		switch {
		case calls != 20:
			t.Errorf("%v: %d calls", end, calls)
		case end == broken && !errors.Is(err, broken):
			t.Errorf("the error is %v", err)
		case end == ask.ErrEnough && (err != nil || !sameSummary(got.Of[0][0], want.Of[0][0])):
			t.Errorf("after enough rows: %v, %+v", err, got)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = q.Run(ctx, sim.Control{Workers: 3, Sink: ask.SinkFunc(func(int64, [][]float64) error { cancel(); return nil })})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestAskedAmiss: what cannot be asked is refused before any trial, with what is wrong.
func TestAskedAmiss(t *testing.T) {
	study := loaded(t, asked, sim.Options{Trials: 1024})
	net := []ask.Quantity{{Channel: "total", Measure: "net"}}
	variant := func(v ask.Variant) ask.Ask {
		return ask.Ask{Of: net, Subjects: []ask.Subject{{Variant: &v}}}
	}
	for _, c := range []struct {
		ask  ask.Ask
		says string
	}{
		{ask.Ask{Of: []ask.Quantity{{Channel: "gold", Measure: "net"}}}, "no gold.net"},
		{ask.Ask{Of: []ask.Quantity{{Channel: "ore", Measure: "nett"}}}, "no ore.nett"},
		{ask.Ask{Of: []ask.Quantity{{Channel: "ore", Measure: "net", Period: "1999"}}}, "no ore.net in 1999"},
		{ask.Ask{Of: []ask.Quantity{{Channel: "shocks.no", Measure: "cost"}}}, "no shocks.no.cost"},
		{ask.Ask{Of: []ask.Quantity{{Channel: "evidence.seen", Measure: "weight"}}}, "no evidence.seen.weight"},
		{variant(ask.Variant{Values: []ask.Value{ask.Number("ore.nothing", 1)}}), `"ore.nothing"`},
		{variant(ask.Variant{Values: []ask.Value{ask.Number("shocks.raid.probability", 35)}}), "35"},
		{variant(ask.Variant{Enforce: []string{"nobody"}}), "nobody"},
	} {
		_, err := study.Ask(c.ask)
		var problems *diag.Error
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v, want %q", c.ask, err, c.says)
		}
	}
	q, err := study.Ask(variant(ask.Variant{Values: []ask.Value{ask.Number("ore.sales", 1e200)}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = q.Run(context.Background(), sim.Control{}); err == nil || !strings.Contains(err.Error(), "ore.sales") {
		t.Errorf("a variant in which a formula fails: %v", err)
	}
}

// TestRowsTakeBoundedMemory: a million trials of three rows, 24 MB in all, leave through little memory, however slow the sink is.
func TestRowsTakeBoundedMemory(t *testing.T) {
	study := loaded(t, oreAndShells, sim.Options{Trials: 1 << 20})
	q, err := study.Ask(ask.Ask{Inputs: true, Of: []ask.Quantity{{Channel: "total", Measure: "net", What: ask.Rows}, {Channel: "ore", Measure: "net", Period: "2027", What: ask.Rows}}})
	if err != nil {
		t.Fatal(err)
	}
	if n := q.Layout().Rows; n != 3 {
		t.Fatalf("%d rows", n)
	}
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most, trials := uint64(0), int64(0)
	if _, err := q.Run(context.Background(), sim.Control{Workers: 4, Sink: ask.SinkFunc(func(first int64, rows [][]float64) error {
		if trials += int64(len(rows[0])); first%(64*sim.Block) == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
		return nil
	})}); err != nil {
		t.Fatal(err)
	}
	if trials != 1<<20 || most > before.HeapAlloc+8<<20 {
		t.Errorf("%d trials, %d KiB at most", trials, (most-before.HeapAlloc)>>10)
	}
}
