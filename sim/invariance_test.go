package sim_test

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weir/sim/result"
)

// head, blocks: a model with every kind of random thing in it, in pieces that may stand in any order.
const head = `
currency = "USD"
units = ["person"]
enforce = ["raid", "watch", "talks"]
[time]
start    = 2025-07-01
forecast = 2026-01-01
end      = 2028-01-01
step     = "quarter"
[run]
trials = 5_000
`

var blocks = []string{
	`[parameters]
climate = { dist = "normal", mean = 1, sd = 0.1, unit = "1" }
season  = { dist = "lognormal", mean = 1, sd = 0.2, unit = "1", vary = "step" }
price   = { process = "gbm", start = 10, drift = 0.05, volatility = 0.4, unit = "USD" }
`,
	`[formulas]
weather = "climate * season"
`,
	`[events]
thaw = { rate = 0.3, once = true }
`,
	`[channels.it]
revenue = "workers * pay * weather"
cost    = "0.1 * revenue"
gross   = "workers * pay"
[channels.it.parameters]
workers = { dist = "pert", min = 3000, mode = 6000, max = 10000, unit = "person" }
pay     = { value = "60k to 150k", unit = "USD/person/year" }
`,
	`[channels.cyber]
revenue = "heists * (1 - caught)"
[channels.cyber.parameters]
rate   = { dist = "gamma", shape = 4, mean = 3, unit = "1/year" }
caught = { value = "10% to 30%", unit = "share" }
mood   = { process = "ar1", mean = 1, sd = 0.2, half_life = "1 year", unit = "1" }
[channels.cyber.formulas]
busy = "rate * max(mood, 0)"
[channels.cyber.events]
heists = { rate = "busy", size = { dist = "lognormal", median = "20M", sigma = 1.5 }, unit = "USD" }
`,
	`[channels.coal]
revenue = "price * shipped * if(thaw > 0, 2, 1)"
[channels.coal.parameters]
dug   = { dist = "uniform", min = 1, max = 3, unit = "1/year", vary = "step" }
first = { dist = "exponential", mean = 2, unit = "1" }
[channels.coal.formulas]
shipped = "0.2 * heap / dt"
[channels.coal.stocks]
heap = { initial = "first", change = "dug - shipped", unit = "1" }
`,
	`[shocks.raid]
onset = { from = 2026-01-01, to = 2027-01-01 }
ramp = "2 quarters"
half_life = { value = "1 to 4", unit = "year" }
cost = "1M to 2M USD/year"
hits = [{ target = "it.workers", cut = "20% to 50%" }, { target = "it.pay", cut = "5% to 10%" }]
displaces = [{ from = "it", to = "cyber", share = "10% to 30%", lag = "1 quarter" }]
`,
	`[shocks.watch]
probability = 0.7
onset = { from = 2026-01-01, rate = 0.8 }
hits = [{ target = "cyber.busy", cut = "30% to 60%" }]
`,
	`[shocks.talks]
onset = { when = "cyber.revenue > 100M" }
hits = [{ target = "cyber.caught", cut = 0.5 }]
`,
	`[outputs.staff]
formula = "it.workers * climate"
unit = "person"
aggregate = "mean"
[outputs.ratio]
formula = "it.gross / price"
unit = "1/year"
`,
}

var whole = head + strings.Join(blocks, "")

// sameRows checks that the series of some channels ("it", "outputs.staff", "shocks.raid") are equal bit for bit.
func sameRows(t *testing.T, what string, a, b *result.Result, channels ...string) {
	t.Helper()
	rows := 0
	for _, s := range a.Series {
		if !slices.Contains(channels, s.Channel) {
			continue
		}
		rows++
		other := b.Find(s.Channel, s.Measure)
		if other == nil {
			t.Errorf("%s: no series %s %s", what, s.Channel, s.Measure)
			continue
		}
		if s.Unit != other.Unit || !reflect.DeepEqual(s.Scenario, other.Scenario) || !reflect.DeepEqual(s.Baseline, other.Baseline) {
			t.Errorf("%s: %s %s differs: %+v and %+v", what, s.Channel, s.Measure, s.Scenario[len(s.Scenario)-1], other.Scenario[len(other.Scenario)-1])
		}
	}
	if rows < len(channels) {
		t.Errorf("%s: only %d rows for %v", what, rows, channels)
	}
}

// everything names all channels of a result.
func everything(r *result.Result) []string {
	var names []string
	for _, s := range r.Series {
		if !slices.Contains(names, s.Channel) {
			names = append(names, s.Channel)
		}
	}
	return names
}

// What no shock touches loses exactly nothing, in every trial and period, though it stands beside what is hit.
func TestUntouchedLosesNothing(t *testing.T) {
	r := simulate(t, whole)
	for i, s := range find(t, r, "coal loss").Scenario {
		if s.Min != 0 || s.Max != 0 || s.Mean != 0 || s.SD != 0 {
			t.Errorf("coal in %s loses from %g to %g", r.Periods[i].Label, s.Min, s.Max)
		}
	}
	for _, measure := range []string{"revenue", "cost", "net"} {
		s := find(t, r, "coal "+measure)
		if !reflect.DeepEqual(s.Scenario, s.Baseline) {
			t.Errorf("coal %s differs from its baseline", measure)
		}
	}
	for i, s := range find(t, r, "it loss").Scenario { // and the test can tell
		if r.Periods[i].Kind == result.Forecast && (s.Max == 0 || s.Min < 0) {
			t.Errorf("the channel that is hit loses from %g to %g", s.Min, s.Max)
		}
	}
}

// Nothing that stands beside changes a draw: not another channel, parameter, shock or output, nor the order of the file.
func TestAddingAndReordering(t *testing.T) {
	t.Parallel()
	r := simulate(t, whole)
	reversed := slices.Clone(blocks)
	slices.Reverse(reversed)
	sameRows(t, "reversed", r, simulate(t, head+strings.Join(reversed, "")), everything(r)...)
	sameRows(t, "other order in enforce", r, simulate(t, strings.Replace(whole, `["raid", "watch", "talks"]`, `["talks", "raid", "watch"]`, 1)), everything(r)...)

	swapped := strings.NewReplacer(
		`workers = { dist = "pert", min = 3000, mode = 6000, max = 10000, unit = "person" }`, `aaa = { dist = "normal", mean = 0, sd = 1, unit = "1", vary = "step" }
pay     = { value = "60k to 150k", unit = "USD/person/year" }`,
		`pay     = { value = "60k to 150k", unit = "USD/person/year" }`, `workers = { unit = "person", max = 10000, mode = 6000, min = 3000, dist = "pert" }`,
		`hits = [{ target = "it.workers", cut = "20% to 50%" }, { target = "it.pay", cut = "5% to 10%" }]`, `hits = [{ cut = "5% to 10%", target = "it.pay" }, { target = "it.workers", cut = "20% to 50%" }]`,
		"[parameters]", "[parameters]\nabove = { process = 'walk', start = 0, sd = 1, unit = '1' }\nlone = { value = '1 to 2', unit = '1' }",
	).Replace(whole)
	more := swapped + `
[channels.abacus]
revenue = "x + quakes + it.revenue"
[channels.abacus.parameters]
x = { dist = "normal", mean = 5, sd = 1, unit = "USD/year", vary = "step" }
[channels.abacus.events]
quakes = { rate = 2, size = { dist = "exponential", mean = 3 }, unit = "USD" }
[shocks.idle]
onset = { from = 2026-01-01, rate = 1 }
probability = 0.5
hits = [{ target = "it.pay", cut = 0.9 }]
[outputs.apart]
formula = "lone + above"
unit = "1"
`
	own := slices.DeleteFunc(everything(r), func(id string) bool { return id == "total" })
	sameRows(t, "more in the file", r, simulate(t, more), own...)
}

// Moving the start changes nothing that does not depend on it: once draws, step draws, events, onsets.
func TestMovingStart(t *testing.T) {
	text := head + `
[parameters]
climate = { dist = "normal", mean = 1, sd = 0.1, unit = "1" }
season  = { dist = "lognormal", mean = 1, sd = 0.2, unit = "1", vary = "step" }
[channels.it]
revenue = "workers * pay * climate * season"
[channels.it.parameters]
workers = { dist = "pert", min = 3000, mode = 6000, max = 10000, unit = "person", vary = "step" }
pay     = { value = "60k to 150k", unit = "USD/person/year" }
[channels.cyber]
revenue = "heists * (1 - caught)"
[channels.cyber.parameters]
rate   = { dist = "gamma", shape = 4, mean = 3, unit = "1/year" }
trend  = { schedule = [[2025-01-01, 0.5], [2027-01-01, 2]], unit = "1" }
caught = { value = "10% to 30%", unit = "share" }
[channels.cyber.formulas]
busy = "rate * trend"
[channels.cyber.events]
heists = { rate = "busy", size = { dist = "lognormal", median = "20M", sigma = 1.5 }, unit = "USD" }
` + blocks[6] + blocks[7] + blocks[8]
	r := simulate(t, text)
	for _, start := range []string{"2024-01-01", "2025-10-01", "2026-01-01"} {
		moved := simulate(t, strings.Replace(text, "start    = 2025-07-01", "start = "+start, 1))
		compared := 0
		for _, s := range r.Series {
			other := moved.Find(s.Channel, s.Measure)
			if other == nil {
				t.Fatalf("no series %s %s", s.Channel, s.Measure)
			}
			for i, p := range r.Periods {
				j := slices.IndexFunc(moved.Periods, func(q result.Period) bool { return q.Label == p.Label && p.Kind != result.History })
				if j < 0 {
					continue
				}
				compared++
				if !reflect.DeepEqual(s.Scenario[i], other.Scenario[j]) || s.Baseline != nil && !reflect.DeepEqual(s.Baseline[i], other.Baseline[j]) {
					t.Errorf("start %s: %s %s differs in %s", start, s.Channel, s.Measure, p.Label)
				}
			}
		}
		if compared < 8*len(r.Series) {
			t.Errorf("start %s: only %d rows compared", start, compared)
		}
		for i, s := range r.Shocks {
			if k := len(moved.Shocks[i].Strength); !slices.Equal(s.Strength[len(s.Strength)-8:], moved.Shocks[i].Strength[k-8:]) {
				t.Errorf("start %s: the strength of %s differs", start, s.ID)
			}
		}
	}
}

// Any number of workers gives the same result, whatever the blocks that they are given.
func TestWorkers(t *testing.T) {
	t.Parallel()
	for _, trials := range []string{"1", "7", "4_097", "23_456"} {
		if testing.Short() && trials == "23_456" {
			continue
		}
		text := strings.Replace(whole, "5_000", trials, 1)
		if trials == "1" {
			text = strings.Replace(text, "cyber.revenue > 100M", "cyber.revenue > 1", 1)
		}
		var first *result.Result
		for _, workers := range []int{1, 2, 7} {
			r := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}, workers: workers}.run(t)[0]
			if first == nil {
				first = r
				continue
			}
			sameResult(t, trials+" trials", first, r)
		}
	}
}

// sameResult compares everything that two results say. NaN, where a standard deviation of one trial is none, equals itself.
func sameResult(t *testing.T, what string, a, b *result.Result) {
	t.Helper()
	va, vb := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for i := range va.NumField() {
		if !same(va.Field(i), vb.Field(i)) {
			t.Errorf("%s: the results differ in %s", what, va.Type().Field(i).Name)
		}
	}
}

// same is reflect.DeepEqual by the bits of numbers.
func same(a, b reflect.Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case reflect.Float64:
		return math.Float64bits(a.Float()) == math.Float64bits(b.Float())
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return same(a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}

// A scenario's baseline is the same file with nothing in force, bit for bit; then nothing is lost and there is no baseline.
func TestBaselineIsNoShock(t *testing.T) {
	r := simulate(t, whole)
	none := simulate(t, strings.Replace(whole, `["raid", "watch", "talks"]`, `[]`, 1))
	for _, s := range r.Series {
		if strings.HasPrefix(s.Channel, "shocks") || s.Measure == "loss" {
			continue
		}
		base := find(t, none, s.Channel+" "+s.Measure)
		if !reflect.DeepEqual(s.Baseline, base.Scenario) || base.Baseline != nil {
			t.Errorf("%s %s: the baseline is not the run without shocks", s.Channel, s.Measure)
		}
	}
	for _, s := range none.Series {
		for i, x := range s.Scenario {
			if s.Measure == "loss" && (x.Min != 0 || x.Max != 0) {
				t.Errorf("%s: something is lost in %s though nothing is in force", s.Channel, none.Periods[i].Label)
			}
		}
	}
	if none.Enforced() || len(none.Shocks) != 0 || len(none.Flows) != 0 {
		t.Error("a baseline has shocks")
	}
	without := strings.Replace(whole, `enforce = ["raid", "watch", "talks"]`, "", 1)
	sameRows(t, "no enforce at all", none, simulate(t, without), everything(none)...)
}

// A shock that happens never, one that comes too late and one that hits nothing change nothing.
func TestShocksWithoutEffect(t *testing.T) {
	none := simulate(t, strings.Replace(whole, `["raid", "watch", "talks"]`, `[]`, 1))
	r := simulate(t, strings.Replace(whole, `["raid", "watch", "talks"]`, `["never", "late", "idle", "zero"]`, 1)+`
[shocks.never]
probability = 0
onset = 2026-01-01
hits = [{ target = "it.pay", cut = 0.5 }]
[shocks.late]
onset = 2028-01-01
hits = [{ target = "it.pay", cut = 0.5 }]
[shocks.idle]
onset = 2026-01-01
hits = []
[shocks.zero]
onset = 2026-01-01
hits = [{ target = "cyber.busy", cut = 0 }, { target = "climate", raise = 0 }, { target = "coal.heap", add = 0 }]
`)
	for _, s := range none.Series {
		if got := find(t, r, s.Channel+" "+s.Measure); !reflect.DeepEqual(got.Scenario, s.Scenario) {
			t.Errorf("%s %s differs", s.Channel, s.Measure)
		}
	}
}
