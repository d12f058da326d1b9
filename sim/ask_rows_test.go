package sim_test

import (
	"cmp"
	"context"
	"errors"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"weir/sim"
	"weir/sim/ask"
)

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
