package sim_test

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weir/sim"
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
	for _, trials := range []string{"1", "7", "4_097", "23_456"} {
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

// Files that run together give what each gives alone: other shocks, another parameter, another model.
func TestTogetherAndAlone(t *testing.T) {
	files := map[string]string{
		"whole.toml":  whole,
		"none.toml":   strings.Replace(whole, `["raid", "watch", "talks"]`, `[]`, 1),
		"child.toml":  "extends = \"whole.toml\"\nenforce = [\"raid\"]\n[channels.it.parameters.pay]\nvalue = '70k to 90k'\nunit = 'USD/person/year'\n[shocks.raid]\nprobability = 0.5\n",
		"other.toml":  head[:strings.Index(head, "enforce")] + head[strings.Index(head, "[time]"):] + "[channels.it]\nrevenue = 'x'\n[channels.it.parameters]\nx = { value = '1 to 2', unit = 'USD/year' }\n",
		"second.toml": strings.Replace(whole, "heap / dt", "0.5 * heap / dt", 1),
	}
	names := []string{"child.toml", "whole.toml", "other.toml", "none.toml", "second.toml"}
	together := call{files: files, names: names, workers: 2}.run(t)
	for i, name := range names {
		alone := call{files: files, names: []string{name}, workers: 1}.run(t)[0]
		sameResult(t, name, alone, together[i])
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

// 0 is a seed like any other, and each seed is its own world.
func TestSeeds(t *testing.T) {
	with := func(seed uint64) *result.Result {
		return call{files: map[string]string{"x.toml": whole}, names: []string{"x.toml"}, options: sim.Options{Seed: &seed}}.run(t)[0]
	}
	zero, one, again := with(0), with(1), with(0)
	sameResult(t, "seed 0 twice", zero, again)
	if zero.Seed != 0 || one.Seed != 1 {
		t.Errorf("seeds %d and %d, want 0 and 1", zero.Seed, one.Seed)
	}
	written := simulate(t, strings.Replace(whole, "[run]", "[run]\nseed = 0", 1))
	sameRows(t, "seed 0 in the file", zero, written, everything(zero)...)
	base := simulate(t, whole)
	if base.Seed != 2026 {
		t.Errorf("the seed of a file that gives none is %d, want 2026", base.Seed)
	}
	for i, s := range zero.Series {
		last := len(s.Scenario) - 1
		if s.Scenario[last].SD == 0 {
			continue
		}
		if s.Scenario[last].Mean == one.Series[i].Scenario[last].Mean || s.Scenario[last].Mean == base.Series[i].Scenario[last].Mean {
			t.Errorf("%s %s is the same under two seeds", s.Channel, s.Measure)
		}
	}
}

// Two copies of a channel under different paths are independent: |rho| < 4/sqrt(n), of draws, paths, events and onsets.
func TestCopiesAreIndependent(t *testing.T) {
	channel := func(id string) string {
		return strings.ReplaceAll(`
[channels.ID]
revenue = "max(once, 0) / years"
[channels.ID.parameters]
years = { value = 1, unit = "year" }
once = { dist = "normal", mean = 0, sd = 1, unit = "USD" }
step = { dist = "normal", mean = 0, sd = 1, unit = "1", vary = "step" }
path = { process = "ar1", mean = 0, sd = 1, half_life = "1 year", unit = "1" }
calm = { value = 1, unit = "1" }
[channels.ID.events]
hits  = { rate = 4, size = { dist = "exponential", mean = 1 }, unit = "1" }
peace = { rate = 0.5, once = true }
[shocks.ID]
onset = { from = 2026-01-01, to = 2028-01-01 }
hits = [{ target = "ID.calm", cut = 1 }]
`, "ID", id)
	}
	pairs := []string{"(a.once * b.once) / usd / usd", "a.step * b.step", "a.path * b.path", "(a.hits - mean) * (b.hits - mean) / mean / mean / 2", // a flow of mean 4 has the variance 16 * 2
		"(a.peace - p) * (b.peace - p) / (p * (1 - p))", "(a.calm - c) * (b.calm - c) / (c * (1 - c))", "a.once * a.step / usd", "a.step * a.path", "a.once * a.path / usd"}
	r := simulate(t, inForce(`"a", "b"`)+channel("a")+channel("b")+`
[parameters]
usd  = { value = 1, unit = "USD" }
mean = { value = 4, unit = "1/year" }
p    = { value = 0.5, unit = "1" }
c    = { value = 0.5625, unit = "1" }
`+outputs(pairs...))
	n := math.Sqrt(float64(r.Trials))
	// In 2026-Q4 a peace has come with P = 1 - exp(-0.5 * 1.25); calm is left with P = 1 - (2026.875 - 2026)/2 = 0.5625.
	p := 1 - math.Exp(-0.5*1.25)
	for i, pair := range pairs {
		got := steps(t, r, output(i))[5].Mean
		switch i {
		case 4: // centred on 1/2 and scaled by 1/4 instead of by p: mean (p - 1/2)^2 * 4, and variance by the product of squares
			centre := 4 * (p - 0.5) * (p - 0.5)
			within(t, pair, got, centre, math.Sqrt(1-centre*centre)/n)
		default:
			within(t, pair, got, 0, 1/n)
		}
	}
}

// x - x is 0, and what is left of a baseline under a cut of 90% or 10% never exceeds it, in every trial.
func TestDifferencesInOneWorld(t *testing.T) {
	r := simulate(t, strings.Replace(whole, `["raid", "watch", "talks"]`, `["tax"]`, 1)+`
[shocks.tax]
onset = 2026-01-01
hits = [{ target = "it.revenue", cut = 0.1 }, { target = "cyber.revenue", cut = 0.1 }, { target = "coal.revenue", cut = 0.1 }]
[channels.twin]
revenue = "it.gross * weather"
[outputs]
zero  = { formula = "cyber.revenue - cyber.revenue", unit = "USD/year" }
draw  = { formula = "season - season + price / lag(price, '0 quarters') - 1", unit = "1" }
twice = { formula = "it.workers * it.pay * climate * season - twin.revenue", unit = "USD/year" }
`)
	for _, id := range []string{"it", "cyber", "coal", "total"} {
		loss, base := find(t, r, id+" loss"), find(t, r, id+" revenue")
		for i, p := range r.Periods {
			s, b := loss.Scenario[i], base.Baseline[i]
			if s.Min < 0 {
				t.Errorf("%s gains %g in some trial of %s", id, -s.Min, p.Label)
			}
			if p.From < 2 || id == "total" {
				continue
			}
			for k := range s.P {
				if math.Abs(s.P[k]-0.1*b.P[k]) > 0.001*b.P[k] {
					t.Errorf("%s in %s: a tenth of the quantile %g is not the loss %g", id, p.Label, b.P[k], s.P[k])
				}
			}
			if math.Abs(s.Mean-0.1*b.Mean) > 1e-9*b.Mean || math.Abs(s.Max-0.1*b.Max) > 1e-9*b.Max {
				t.Errorf("%s in %s: loss %+v of %+v", id, p.Label, s, b)
			}
		}
	}
	for _, output := range []string{"zero", "draw"} {
		for _, s := range find(t, r, "outputs."+output+" value").Scenario {
			exact(t, output, s, 0)
		}
	}
	if s := row(t, r, "outputs.twice value", "forecast"); math.Max(s.Max, -s.Min) > 1e-12*row(t, r, "twin revenue", "forecast").Max {
		t.Errorf("one product written twice differs by %g to %g", s.Min, s.Max)
	}
}

// A child file: what it does not touch is its parent's, what it removes is as if it had never been.
func TestChildFiles(t *testing.T) {
	files := map[string]string{
		"whole.toml": whole,
		"less.toml":  "extends = \"whole.toml\"\nwithout = [\"channels.coal\", \"shocks.watch\", \"outputs.ratio\"]\nenforce = [\"raid\"]\n",
		"more.toml":  "extends = \"less.toml\"\nenforce = [\"raid\"]\n[channels.cyber.parameters.caught]\nvalue = 1\nunit = \"share\"\n",
	}
	results := call{files: files, names: []string{"less.toml", "more.toml"}}.run(t)
	text := strings.Replace(head, `["raid", "watch", "talks"]`, `["raid"]`, 1)
	for i, b := range blocks {
		switch i {
		case 5, 7: // coal, watch
		case 9:
			text += b[:strings.Index(b, "[outputs.ratio]")]
		default:
			text += b
		}
	}
	direct := simulate(t, text)
	sameRows(t, "without", direct, results[0], everything(direct)...)
	sameRows(t, "a parameter of another channel", results[0], results[1], "it", "outputs.staff", "shocks.raid", "shocks")
	for i, s := range find(t, results[1], "cyber revenue").Baseline { // overridden in the baseline too
		if s.Max != 0 {
			t.Errorf("the override is no part of the baseline in %s", results[1].Periods[i].Label)
		}
	}
	found := false
	for _, w := range results[1].Warnings {
		found = found || strings.Contains(w, "channels.cyber.parameters.caught") || strings.Contains(w, "cyber.caught")
	}
	if !found {
		t.Errorf("no warning that a file with shocks overrides a parameter: %q", results[1].Warnings)
	}
}
