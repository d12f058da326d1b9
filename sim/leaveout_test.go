package sim_test

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// twoChannels have three pieces of evidence, two of them from one source; a shock takes from one channel in the forecast.
const twoChannels = `
currency = "USD"
enforce = ["raid"]
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[parameters]
level = { dist = "lognormal", median = "100M", sigma = 0.6, unit = "USD/year" }
other = { dist = "lognormal", median = "50M", sigma = 0.5, unit = "USD/year" }
drift = { dist = "lognormal", median = 1, sigma = 0.1, unit = "1", vary = "step" }
[channels.a]
revenue = "level"
[channels.b]
revenue = "other * drift"
[shocks.raid]
onset = 2026-04-01
hits = [{ target = "a.revenue", cut = "30%" }]
[sources.report]
title = "A report"
`

var threePieces = map[string]string{
	"first":  "[evidence.first]\nobserve = \"sum(a.revenue, 2025-01-01, 2026-01-01)\"\nabout = \"150M\"\nspread = 0.3\nsource = \"report\"\n",
	"second": "[evidence.second]\nobserve = \"sum(b.revenue, 2025-01-01, 2025-08-01)\"\nat_least = \"30M\"\nsource = \"report\"\n",
	"third":  "[evidence.third]\nobserve = \"mean(total.revenue, 2025-03-01, 2026-01-01)\"\nat_most = \"220M\"\nreliability = 0.9\n",
}

// with is the model with some of the pieces.
func with(pieces ...string) string {
	text := twoChannels
	for _, p := range pieces {
		text += threePieces[p]
	}
	return text
}

// What a run says of itself without a piece is what a run without it says, in the same trials.
func TestLeaveOneOutIsTheRunWithoutIt(t *testing.T) {
	t.Parallel()
	trials := int64(fewer(4096, 1024))
	for _, sampling := range []string{"random", "lhs", "sobol"} {
		all := conditioned(t, with("first", "second", "third"), sampling, trials, 0)
		var parts []string
		for _, w := range all.Evidence.Without {
			var rest []string
			for _, p := range []string{"first", "second", "third"} {
				if !slices.Contains(w.Pieces, p) {
					rest = append(rest, p)
				}
			}
			parts = append(parts, w.Lineage)
			if w.Whole != (len(rest) == 0) || w.Trials != trials {
				t.Errorf("%s: %+v", sampling, w)
			}
			if w.Whole && sampling == "lhs" {
				continue // a run without evidence has a hypercube of its own trials, not of its proposals
			}
			r := conditioned(t, with(rest...), sampling, trials, 0)
			for measure, got := range map[string]*result.Total{"net": w.Net, "loss": w.Loss} {
				if s := row(t, r, "total "+measure, "forecast"); got == nil || *got != (result.Total{P5: s.P[1], Median: s.P[4], P95: s.P[7]}) {
					t.Errorf("%s without %v: %s %v, want %v", sampling, w.Pieces, measure, got, s.P)
				}
			}
		}
		if want := []string{"", "", "", "report", ""}; !slices.Equal(parts, want) {
			t.Errorf("lineages %q, want %q", parts, want)
		}
		for _, workers := range []int{1, 2, 7} {
			if testing.Short() && workers != 7 {
				continue
			}
			r := conditioned(t, with("first", "second", "third"), sampling, trials, workers)
			if !reflect.DeepEqual(r.Evidence.Without, all.Evidence.Without) {
				t.Errorf("%s: %d workers give another result", sampling, workers)
			}
		}
	}
}

// A run with evidence in parts is the run in one: shards, and a run that goes on from its end.
func TestConditionedRunInParts(t *testing.T) {
	ctx := context.Background()
	study := loaded(t, with("first", "second", "third"), sim.Options{Trials: 2048})
	want, err := study.Run(ctx, sim.Control{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	var whole *sim.Partial
	for _, span := range []sim.Span{{From: 2, To: 4}, {From: 0, To: 2}} {
		part, err := study.Report().Shard(ctx, span, sim.Control{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		if whole == nil {
			whole = part
		} else {
			whole.Merge(part)
		}
	}
	bytes := whole.Append(nil)
	got, err := merged(ctx, study, whole)
	if err != nil {
		t.Fatal(err)
	}
	sameResult(t, "shards", want[0], got[0])
	state, err := study.Report().Resume(0, sim.State{To: 4, Trials: 2048, Round: 1}, bytes)
	if err != nil {
		t.Fatal(err)
	}
	if got, err = study.Run(ctx, sim.Control{Resume: state}); err != nil {
		t.Fatal(err)
	}
	sameResult(t, "from the end", want[0], got[0])
}

// What a parameter was moved by does not hang on where its values lie: dates are as far apart as numbers near 0. Evidence
// leaves the upper half of a uniform law: one bit.
func TestNarrowLawsAreTold(t *testing.T) {
	text := strings.Replace(past, `revenue = "level"`, `revenue = "level * 0 + pace * (begun - 2015-01-01)"`, 1)
	text = strings.Replace(text, "[channels.a]", "begun = { dist = \"uniform\", min = 2015-01-01, max = 2017-01-01, unit = \"year\" }\npace = { value = 1, unit = \"USD/year^2\" }\n[channels.a]", 1)
	r := conditioned(t, text+"[evidence.e]\nobserve = \"mean(a.revenue, 2025-01-01, 2026-01-01)\"\nat_least = 1\nspread = 0.0001\n", "random", 20_000, 0)
	for _, m := range r.Evidence.Moved {
		switch m.Name {
		case "begun":
			for i, want := range [3]float64{2016.05, 2016.5, 2016.95} {
				if math.Abs(m.Posterior[i]-want) > 0.02 { // 4.5 standard errors of a median of 20,000 are 0.016
					t.Errorf("posterior %v", m.Posterior)
				}
			}
			if math.Abs(m.Divergence-1) > 0.01 {
				t.Errorf("%v bits, want 1", m.Divergence)
			}
		case "level":
			if m.Divergence > 0.005 {
				t.Errorf("%v bits of what evidence says nothing of", m.Divergence)
			}
		}
	}
}

// Where hardly any proposal agrees, there are as many trials as the run has without the piece that excludes most, and without
// another one too few to say anything of: they come from fewer proposals than the run's.
func TestLeaveOneOutOfRareEvidence(t *testing.T) {
	t.Parallel()
	text := strings.Replace(twoChannels, `enforce = ["raid"]`, "", 1) +
		"[evidence.rare]\nobserve = \"sum(a.revenue, 2025-01-01, 2026-01-01)\"\nabout = \"850M\"\nspread = 0.004\n" +
		"[evidence.usual]\nobserve = \"sum(b.revenue, 2025-01-01, 2026-01-01)\"\nat_least = \"50M\"\n"
	r := conditioned(t, text, "random", 512, 0)
	without := map[string]result.Without{}
	for _, w := range r.Evidence.Without {
		without[strings.Join(w.Pieces, " ")] = w
	}
	if w := without["usual"]; w.Trials >= 20 || w.Net != nil || w.Loss != nil {
		t.Errorf("without the usual piece: %+v", w)
	}
	for _, what := range []string{"rare", "rare usual"} {
		if w := without[what]; w.Trials != r.Trials || w.Net == nil || w.Net.Median > 400e6 || w.Loss != nil {
			t.Errorf("without %s: %+v", what, w)
		}
	}
}
