package engine_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weir/sim/engine"
	"weir/sim/model"
	"weir/sim/result"
	"weir/sim/scenario"
)

// tolerance is relative to the largest magnitude that went into a value. The two engines round differently, and formulas
// of a few dozen operations amplify that by what they cancel; anything that is wrong differs by far more.
const tolerance = 1e-11

// A span is a period as the language has it: steps, whole calendar years, history, forecast.
type span struct {
	label    string
	from, to int
}

func spans(t model.Time) (out []span) {
	of := func(k int) (year, part int) { n := t.Origin + k; return n / t.PerYear, n % t.PerYear }
	for k := range t.Steps {
		year, part := of(k)
		label := fmt.Sprintf("%04d", year)
		switch t.PerYear {
		case 12:
			label += fmt.Sprintf("-%02d", part+1)
		case 4:
			label += fmt.Sprintf("-Q%d", part+1)
		}
		out = append(out, span{label, k, k + 1})
	}
	for k := range t.Steps {
		if year, part := of(k); t.PerYear > 1 && part == 0 && k+t.PerYear <= t.Steps {
			out = append(out, span{fmt.Sprintf("%04d", year), k, k + t.PerYear})
		}
	}
	if t.Forecast > 0 {
		out = append(out, span{"history", 0, t.Forecast})
	}
	return append(out, span{"forecast", t.Forecast, t.Steps})
}

// A figure is a value with the magnitude that its rounding is measured by.
type figure struct{ value, size float64 }

func (a figure) minus(b figure) figure { return figure{a.value - b.value, max(a.size, b.size)} }

// condense aggregates a rate over a period.
func condense(a model.Aggregate, dt, factor float64, p span, rate func(k int) float64) (f figure) {
	for k := p.from; k < p.to; k++ {
		v := rate(k)
		f.size = max(f.size, math.Abs(v))
		switch {
		case a == model.Sum:
			f.value += v * dt
		case a == model.Mean:
			f.value += v / float64(p.to-p.from)
		case k == p.from || a == model.Last || a == model.Min && v < f.value || a == model.Max && v > f.value:
			f.value = v
		}
	}
	return figure{f.value / factor, max(f.size, math.Abs(f.value)) / factor}
}

// A row is what one measure of one channel comes to in one period, in both worlds.
type row struct{ channel, measure, period string }

// A story is all that a trial comes to, as the interpreter has it.
type story struct {
	scenario, baseline map[row]figure
	strength           map[string][]float64
	happens            map[string]float64
	flows              map[[3]string][2]figure // arrived, under way
	leaks              map[string][2]figure    // lost, destroyed
	order              []string                // of the series
}

// tell interprets one trial.
func (in *interpreter) tell(trial uint64) *story {
	m := in.m
	baseline, scenario := in.trialOf(trial)
	st := &story{map[row]figure{}, map[row]figure{}, map[string][]float64{}, map[string]float64{}, map[[3]string][2]figure{}, map[string][2]figure{}, nil}
	put := func(channel, measure string, in map[row]figure, f func(p span) figure) {
		for _, p := range spans(m.Time) {
			in[row{channel, measure, p.label}] = f(p)
		}
	}
	series := func(channel, measure string, a model.Aggregate, factor float64, rate func(w *world, k int) float64) {
		st.order = append(st.order, channel+" "+measure)
		of := func(w *world) func(p span) figure {
			return func(p span) figure {
				return condense(a, in.dt(), factor, p, func(k int) float64 { return rate(w, k) })
			}
		}
		put(channel, measure, st.scenario, of(scenario))
		if channel != "shocks" && !strings.HasPrefix(channel, "shocks.") {
			put(channel, measure, st.baseline, of(baseline))
		}
	}
	loss := func(channel, measure string) {
		st.order = append(st.order, channel+" loss")
		put(channel, "loss", st.scenario, func(p span) figure {
			from := row{channel, measure, p.label}
			return st.baseline[from].minus(st.scenario[from])
		})
		put(channel, "loss", st.baseline, func(span) figure { return figure{} })
	}
	measures := func(id string, gross bool, symbols [4]*model.Symbol) {
		for i, measure := range []string{"gross", "revenue", "cost", "net"} {
			if i > 0 || gross {
				series(id, measure, model.Sum, 1, func(w *world, k int) float64 { return w.value(symbols[i], k) })
			}
		}
		loss(id, "revenue")
	}
	for _, s := range m.Symbols { // whether or not a row reads it
		for k := range m.Time.Steps {
			if s.Judged {
				baseline.value(s, k)
				scenario.value(s, k)
			}
		}
	}
	anyGross := false
	for _, c := range slices.SortedFunc(slices.Values(m.Channels), func(a, b *model.Channel) int { return cmp.Compare(a.ID, b.ID) }) {
		anyGross = anyGross || c.Gross.Expr != nil
		measures(c.ID, c.Gross.Expr != nil, [4]*model.Symbol{c.Gross, c.Revenue, c.Cost, c.Net})
	}
	measures("total", anyGross, [4]*model.Symbol{m.Total(model.Gross), m.Total(model.Revenue), m.Total(model.Cost), m.Total(model.Net)})
	for _, o := range slices.SortedFunc(slices.Values(m.Outputs), func(a, b *model.Output) int { return cmp.Compare(a.ID, b.ID) }) {
		series("outputs."+o.ID, "value", o.Aggregate, rowFactor(o), func(w *world, k int) float64 { return w.value(o.Symbol, k) })
		loss("outputs."+o.ID, "value")
	}
	in.tellShocks(st, scenario, series)
	return st
}

// rowFactor is how many base units are in one unit of an output's rows, by what the language says of units.
func rowFactor(o *model.Output) float64 {
	if o.Aggregate == model.Sum {
		return 1 // money and counts from any rate; years from a share
	}
	return o.Symbol.Factor
}

func (in *interpreter) tellShocks(st *story, w *world, series func(string, string, model.Aggregate, float64, func(*world, int) float64)) {
	m := in.m
	for _, s := range m.Enforced {
		series("shocks."+s.ID, "cost", model.Sum, 1, func(w *world, k int) float64 { return w.cost(s, k) })
		st.happens[s.ID] = w.happens(s)
		for k := range m.Time.Steps {
			st.strength[s.ID] = append(st.strength[s.ID], w.strength(s, s.Course, k))
		}
	}
	if len(m.Enforced) == 0 {
		return
	}
	series("shocks", "cost", model.Sum, 1, func(w *world, k int) float64 {
		sum := 0.0
		for _, s := range m.Enforced {
			sum += w.cost(s, k)
		}
		return sum
	})
	sum := func(f func(k int) float64) figure {
		return condense(model.Sum, in.dt(), 1, span{"", m.Time.Forecast, m.Time.Steps}, f)
	}
	gone := map[string]float64{}
	for _, s := range m.Enforced {
		for _, d := range s.Displaces {
			in := func(arrives bool) figure {
				return sum(func(k int) float64 {
					if arrives != (k+d.Lag < m.Time.Steps) {
						return 0
					}
					return w.displaced(d, k)
				})
			}
			arrived, underWay := in(true), in(false)
			st.flows[[3]string{s.ID, d.From.ID, d.To.ID}] = [2]figure{arrived, underWay}
			gone[d.From.ID] += arrived.value + underWay.value
			st.leaks[d.From.ID] = [2]figure{sum(func(k int) float64 { return w.lost(d.From, k) })}
		}
	}
	for id, l := range st.leaks {
		left := l[0]
		left.value -= gone[id]
		for k := range m.Time.Steps {
			for _, c := range m.Channels {
				if c.ID == id {
					left.size = max(left.size, math.Abs(w.baseline.own(c, model.Revenue, k)))
				}
			}
		}
		l[0].size = left.size
		st.leaks[id] = [2]figure{l[0], left}
	}
}

// check compares the results of a run with as many stories, those of its trials.
func check(r *result.Result, stories []*story) error {
	var wrong []string
	errorf := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	compare := func(what string, got result.Summary, of func(*story) figure) {
		if problem := differ(got, stories, of); problem != "" {
			errorf("%s: %s", what, problem)
		}
	}
	order := []string{}
	for _, s := range r.Series {
		order = append(order, s.Channel+" "+s.Measure)
	}
	if !slices.Equal(order, stories[0].order) {
		errorf("series %v, want %v", order, stories[0].order)
		return fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	for _, s := range r.Series {
		shock := s.Channel == "shocks" || strings.HasPrefix(s.Channel, "shocks.")
		if (s.Baseline != nil) != (r.Enforced() && !shock) {
			errorf("%s %s: baseline is %v", s.Channel, s.Measure, s.Baseline)
		}
		for i, p := range r.Periods {
			at := row{s.Channel, s.Measure, p.Label}
			if _, ok := stories[0].scenario[at]; !ok {
				errorf("%v is no period", at)
				continue
			}
			compare(fmt.Sprint(at), s.Scenario[i], func(st *story) figure { return st.scenario[at] })
			if s.Baseline != nil {
				compare(fmt.Sprint("baseline ", at), s.Baseline[i], func(st *story) figure { return st.baseline[at] })
			}
		}
	}
	mean := func(of func(*story) float64) float64 {
		sum := 0.0
		for _, st := range stories {
			sum += of(st)
		}
		return sum / float64(len(stories))
	}
	if len(r.Shocks) != len(stories[0].happens) || len(r.Flows) != len(stories[0].flows) || len(r.Leaks) != len(stories[0].leaks) {
		errorf("%d shocks, %d flows, %d leaks", len(r.Shocks), len(r.Flows), len(r.Leaks))
	}
	for _, s := range r.Shocks {
		if want := mean(func(st *story) float64 { return st.happens[s.ID] }); math.Abs(s.Happens-want) > 1e-12 {
			errorf("%s happens %v, want %v", s.ID, s.Happens, want)
		}
		for k, got := range s.Strength {
			if want := mean(func(st *story) float64 { return st.strength[s.ID][k] }); math.Abs(got-want) > 1e-12 {
				errorf("strength of %s in step %d: %v, want %v", s.ID, k, got, want)
			}
		}
	}
	for _, f := range r.Flows {
		at := [3]string{f.Shock, f.From, f.To}
		compare(fmt.Sprint("arrived ", at), f.Arrived, func(st *story) figure { return st.flows[at][0] })
		compare(fmt.Sprint("under way ", at), f.UnderWay, func(st *story) figure { return st.flows[at][1] })
	}
	for _, l := range r.Leaks {
		compare("lost by "+l.From, l.Lost, func(st *story) figure { return st.leaks[l.From][0] })
		compare("destroyed of "+l.From, l.Destroyed, func(st *story) figure { return st.leaks[l.From][1] })
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	return nil
}

// differ compares a summary with the values of its trials: mean, extremes and the order statistics in between.
func differ(got result.Summary, stories []*story, of func(*story) figure) string {
	values, size := make([]float64, len(stories)), 0.0
	mean := 0.0
	for i, st := range stories {
		f := of(st)
		values[i], size = f.value, max(size, f.size, math.Abs(f.value))
		mean += f.value / float64(len(stories))
	}
	slices.Sort(values)
	near := func(a, b, relative float64) bool { return math.Abs(a-b) <= tolerance*size+relative*math.Abs(b) }
	if !near(got.Mean, mean, 0) {
		return fmt.Sprintf("mean %.17g, want %.17g", got.Mean, mean)
	}
	if lo, hi := values[0], values[len(values)-1]; !near(got.Min, lo, 0) || !near(got.Max, hi, 0) {
		return fmt.Sprintf("from %.17g to %.17g, want %.17g to %.17g", got.Min, got.Max, lo, hi)
	}
	for i, p := range result.Percentiles {
		at := max(0, int(math.Ceil(p*float64(len(values))-1e-9))-1)
		if want := values[at]; math.Abs(got.P[i]-want) > 1e-3*math.Abs(want)+1e-9*size+tolerance*size {
			return fmt.Sprintf("p%g %.17g, want %.17g", 100*p, got.P[i], want)
		}
	}
	return ""
}

// load writes TOML files to a new folder and builds their models. The last ones named are those of the call.
func load(t testing.TB, files map[string]string, names ...string) []*model.Model {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = filepath.Join(dir, name)
	}
	docs, list := scenario.Load(scenario.Options{}, paths...)
	if list.Failed() {
		t.Fatalf("%v\n%s", list, files[names[0]])
	}
	var models []*model.Model
	for _, d := range docs {
		m, problems := model.Build(d)
		if problems.Failed() {
			t.Fatalf("%v\n%s", problems, text(files))
		}
		models = append(models, m)
	}
	return models
}

func text(files map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "# %s\n%s\n", name, files[name])
	}
	return b.String()
}

// agree runs models together in both engines. It returns the first trouble; ran is false where the engine stopped, for a
// value that the interpreter does not like either.
func agree(models []*model.Model, trials int64, seed uint64) (ran bool, err error) {
	for _, m := range models {
		m.Trials, m.Seed = trials, seed
	}
	p, list := reporting(models)
	if list.Failed() {
		return false, fmt.Errorf("%v", list)
	}
	results, stopped := run(context.Background(), p, engine.Options{Workers: 1})
	must, may := stops{}, stops{}
	for i, m := range models {
		in := newInterpreter(m)
		var stories []*story
		for n := range trials {
			stories = append(stories, in.tell(uint64(n)))
		}
		for n := range trials {
			must[n], may[n] = append(must[n], in.must[n]...), append(may[n], in.may[n]...)
		}
		if stopped == nil && len(in.must) == 0 {
			if err := check(results[i], stories); err != nil {
				return true, fmt.Errorf("%s, seed %d, %d trials: %w", m.Name, seed, trials, err)
			}
		}
	}
	return stopped == nil, agreeToStop(stopped, must, may, trials)
}

// agreeToStop compares how a run ended: with the lowest trial in which anything stops it, and the name of that.
func agreeToStop(stopped error, must, may stops, trials int64) error {
	for n := range trials {
		switch {
		case len(must[n]) == 0 && len(may[n]) == 0:
			continue
		case stopped == nil && len(must[n]) > 0:
			return fmt.Errorf("the engine goes on where trial %d of %v stops it", n, must[n])
		case stopped == nil || len(may[n]) > 0:
			return nil
		}
		says := stopped.Error()
		named := slices.ContainsFunc(must[n], func(name string) bool { return strings.Contains(says, name) })
		if !named || !strings.Contains(says, fmt.Sprintf("trial %d", n)) {
			return fmt.Errorf("trial %d of %v stops it, but the engine says %w", n, must[n], stopped)
		}
		return nil
	}
	if stopped != nil {
		return fmt.Errorf("the engine stopped: %w", stopped)
	}
	return nil
}
