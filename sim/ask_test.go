package sim_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
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
