package model

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim/scenario"
)

const described = `
currency = "USD"
units    = ["person"]
enforce  = ["late", "early"]

[time]
start    = 2024-01-01
forecast = 2026-01-01
end      = 2030-01-01
step     = "quarter"

[sources.paper]
title = "A paper"
date  = 2025-05-01
url   = "https://example.org"

[parameters]
demand = { process = "ar1", mean = 1, sd = 0.1, half_life = "2 years", unit = "1", title = "Demand", assumption = "it swings" }
bite   = { value = "5% to 30%", unit = "share", assumption = "guess" }

[channels.b]
revenue = "people * pay * demand"
gross   = "people * pay"
[channels.b.parameters]
people = { dist = "pert", min = 3000, mode = 6000, max = 10000, unit = "person", source = "paper", reading = "range" }
pay    = { value = "60k to 150k USD/person/year", source = "paper", reading = "at least", note = "a floor" }
[channels.b.stocks]
left = { initial = "people", change = "-left / dt", unit = "person" }

[channels.a]
revenue = "hits * kept * known"
cost    = "0.1 * revenue"
[channels.a.parameters]
kept  = 0.9
known = { schedule = [[2024-01-01, 0.4], [2026-01-01, 1.0]], unit = "1", assumption = "a path" }
mixed = { dist = "mixture", of = [{ dist = "uniform", min = 0, max = 1 }, 2], weights = [0.9, 0.1], unit = "1", vary = "step" }
begun = { dist = "uniform", min = 2022-02-24, max = 2023-10-28, unit = "year", assumption = "between two dates" }
[channels.a.events]
hits = { rate = 3, size = { dist = "lognormal", median = "20M", sigma = 1.5 }, unit = "USD", assumption = "few" }

[shocks.early]
onset      = { from = 2026-01-01, rate = 0.5 }
ramp       = "2 quarters"
cost       = { value = "5M to 20M", unit = "USD/year" }
hits       = [{ target = "b.pay", cut = "bite", half_life = "1 to 4 years" }, { target = "demand", add = { dist = "uniform", min = 0.1, max = 0.2 } }]
displaces  = [{ from = "b", to = "a", share = "10% to 30%", lag = "1 quarter" }]
assumption = "guess"
[shocks.late]
onset       = { when = "b.revenue > 1B" }
probability = 0.8
hits        = [{ target = "a.kept", cut = 0.5 }]
source      = "paper"
reading     = "estimate"
[shocks.idle]
onset = 2027-01-01
hits  = [{ target = "a.kept", cut = 0.5 }]
`

// TestTheAppendixIsInWords: what a scenario says comes back in its words and in its order.
func TestTheAppendixIsInWords(t *testing.T) {
	text := strings.Replace(described, "kept  = 0.9", `kept  = { value = 0.9, unit = "share" }`, 1)
	path := filepath.Join(t.TempDir(), "described.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, problems := scenario.Load(scenario.Options{}, path)
	if problems.Failed() {
		t.Fatal(problems)
	}
	m, problems := Build(docs[0])
	if m == nil {
		t.Fatal(problems)
	}
	a := m.Appendix()
	var got strings.Builder
	for _, s := range a.Sources {
		fmt.Fprintf(&got, "source %s|%s|%s|%s\n", s.ID, s.Title, s.Date, s.URL)
	}
	for _, p := range a.Parameters {
		fmt.Fprintf(&got, "parameter %s|%s|%s|%s|%s|%v|%.4g %.4g %.4g|%s %s %s %s\n", p.Name, p.Law, p.Unit, p.Vary, p.Channel, p.Channels, p.P5, p.P50, p.P95,
			p.Provenance.Source, p.Provenance.Reading, p.Provenance.Assumption, p.Provenance.Note)
	}
	for _, f := range a.Formulas {
		fmt.Fprintf(&got, "formula %s|%s|%s|%s|%s\n", f.Name, f.Kind, f.Text, f.Initial, f.Unit)
	}
	for _, s := range a.Terms {
		fmt.Fprintf(&got, "shock %s|%s|%s|%s|%s|%s|%s\n", s.Shock, s.Probability, s.Onset, s.Ramp, s.HalfLife, s.Cost, s.Provenance.Source)
		for _, h := range s.Hits {
			fmt.Fprintf(&got, "  %s %s %s|%s|%v\n", h.Verb, h.Target, h.X, h.HalfLife, h.Channels)
		}
		for _, d := range s.Displaces {
			fmt.Fprintf(&got, "  %s to %s: %s after %s\n", d.From, d.To, d.Share, d.Lag)
		}
	}
	// Those of the pert are from the numeric integral of its beta density. The percentiles of a range are its ends; its median is their geometric mean where it is lognormal: sqrt(60e3*150e3) =
	// 94868, and logit-normal for the share: odds sqrt(5/95*30/70) = 0.15019, so 0.1306.
	const want = `source paper|A paper|2025-05-01|https://example.org
parameter demand|swing around a mean (AR(1)): mean 1, sd 0.1, half-life 2 years|1|process||[b]|0 0 0|  it swings 
parameter bite|5% to 30%|share|once||[]|0.05 0.1306 0.3|  guess 
parameter b.people|pert 3000/6000/10000|person|once|b|[b]|4070 6127 8398|paper range  
parameter b.pay|60k to 150k USD/person/year|USD/person/year|once|b|[b]|6e+04 9.487e+04 1.5e+05|paper at least  a floor
parameter a.kept|0.9|share|certain|a|[a]|0.9 0.9 0.9|   
parameter a.known|0.4 on 2024-01-01, 1.0 on 2026-01-01, straight between|1|schedule|a|[a]|0 0 0|  a path 
parameter a.mixed|mixture of uniform from 0 to 1 (weight 0.9), 2 (weight 0.1)|1|step|a|[]|0.05556 0.5556 2|   
parameter a.begun|uniform from 2022-02-24 to 2023-10-28|year|once|a|[]|2022 2023 2024|  between two dates 
parameter a.hits|lognormal with median 20M, sigma 1.5|USD|event|a|[a]|1.696e+06 2e+07 2.358e+08|  few 
formula b.gross|gross|people * pay||USD/year
formula b.revenue|revenue|people * pay * demand||USD/year
formula b.left|stock|-left / dt|people|person
formula a.revenue|revenue|hits * kept * known||USD/year
formula a.cost|cost|0.1 * revenue||USD/year
formula a.hits|event|3||
shock early||from 2026-01-01 on, at a chance of 0.5 a year|2 quarters||5M to 20M USD/year|
  cut b.pay bite|1 to 4 years|[b]
  add demand uniform from 0.1 to 0.2||[b]
  b to a: 10% to 30% after 1 quarter
shock late|0.8|once b.revenue > 1B||||paper
  cut a.kept 0.5||[a]
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestEveryLawHasWords: each form of a distribution reads as a phrase.
func TestEveryLawHasWords(t *testing.T) {
	for text, want := range map[string]string{
		`0.9`:                                 "0.9",
		`"2 to 4 quarters"`:                   "2 to 4 quarters",
		`{ value = "5M to 20M", unit = "1" }`: "5M to 20M",
		`{ dist = "bernoulli", p = 0.3 }`:     "1 with probability 0.3, else 0",
		`{ dist = "triangular", min = 0, mode = 1, max = 4 }`:                 "triangular 0/1/4",
		`{ dist = "pert", min = 0, mode = 1, max = 4, shape = 2 }`:            "pert 0/1/4 of shape 2",
		`{ dist = "discrete", values = [0, 0.5], weights = [1, 2] }`:          "one of 0 (weight 1), 0.5 (weight 2)",
		`{ dist = "empirical", values = [1, 2, 3, 4, 5, 6, 7, 8] }`:           "draws from 8 values from 1 to 8",
		`{ dist = "normal", mean = 0, sd = 1, truncate = [-1, 2] }`:           "normal with mean 0, sd 1, kept within -1 and 2",
		`{ process = "gbm", start = 10, drift = 0.02, volatility = 0.3 }`:     "geometric Brownian motion: start 10, drift a year 0.02, volatility 0.3",
		`{ process = "walk", start = 10, sd = 2 }`:                            "random walk: start 10, sd 2",
		`{ schedule = [[2024-01-01, 0], [2026-01-01, 1]], between = "hold" }`: "0 from 2024-01-01, 1 from 2026-01-01",
		`{ schedule = [[2024-01-01, 5]] }`:                                    "5 on 2024-01-01",
	} {
		path := filepath.Join(t.TempDir(), "law.toml")
		if err := os.WriteFile(path, []byte("currency = \"USD\"\n[time]\nstart = 2024-01-01\nend = 2025-01-01\nstep = \"year\"\n[channels.c]\nrevenue = 1\n[parameters]\nx = "+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		docs, _ := scenario.Load(scenario.Options{}, path)
		if len(docs) == 0 {
			t.Errorf("%s does not load", text)
			continue
		}
		n := docs[0].Root.Get("parameters").Get("x")
		got := ""
		switch {
		case n.Get("process") != nil:
			got = processWords(n)
		case n.Get("schedule") != nil:
			got = scheduleWords(n)
		default:
			got = lawWords(n)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
