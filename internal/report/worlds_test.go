package report

import (
	"fmt"
	"math"

	"weir/sim/result"
)

// A world is a synthetic result by hand: every quantity is uniform between two ends, so that its mean, percentiles and
// standard error are known in closed form.
type world struct {
	years, history int
	trials         int64
	channels       []line // revenue a year and what is lost of it
	fade           float64
	edit           func(r *result.Result)
}

// A line is a channel: its revenue a year in the baseline, and its loss a year at full effect.
type line struct {
	title    string
	revenue  ends
	loss     ends
	enforced bool
}

type ends struct{ lo, hi float64 }

func (e ends) times(f float64) ends { return ends{e.lo * f, e.hi * f} }

// summary is the uniform law between two ends. The standard error of its quantile p is sqrt(p (1-p)/n) times its width; an
// interval that leaves the law has no end there.
func summary(e ends, trials int64) result.Summary {
	s := result.Summary{Mean: (e.lo + e.hi) / 2, SD: (e.hi - e.lo) / math.Sqrt(12), Min: e.lo, Max: e.hi}
	s.SE = s.SD / math.Sqrt(float64(trials))
	for i, p := range result.Percentiles {
		half := 1.96 * math.Sqrt(p*(1-p)/float64(trials))
		at := func(p float64) float64 {
			if p < 0 || p > 1 {
				return math.NaN()
			}
			return e.lo + p*(e.hi-e.lo)
		}
		s.P[i], s.Lo[i], s.Hi[i] = at(p), at(p-half), at(p+half)
	}
	return s
}

func (w world) result() *result.Result {
	r := &result.Result{
		Name: "here/there", File: "there.toml", Title: "A synthetic world", Currency: "USD", Step: "year", Trials: w.trials, Seed: 7,
		Sampling: "random", Inputs: []result.Input{{Path: "there.toml", SHA256: "abc123"}},
	}
	start := 2030 - w.history
	period := func(label string, kind result.PeriodKind, from, to int) {
		r.Periods = append(r.Periods, result.Period{
			Label: label, Kind: kind, From: from, To: to, Start: fmt.Sprintf("%d-01-01", start+from), End: fmt.Sprintf("%d-01-01", start+to),
			Begin: float64(start + from), Finish: float64(start + to),
		})
	}
	n := w.history + w.years
	for i := range n {
		period(fmt.Sprint(start+i), result.Step, i, i+1)
	}
	if w.history > 0 {
		period("history", result.History, 0, w.history)
	}
	period("forecast", result.Forecast, w.history, n)

	enforced := false
	total := line{title: "total"}
	all := w.channels
	for _, c := range w.channels {
		enforced = enforced || c.enforced
		total.revenue = ends{total.revenue.lo + c.revenue.lo, total.revenue.hi + c.revenue.hi}
		total.loss = ends{total.loss.lo + c.loss.lo, total.loss.hi + c.loss.hi}
	}
	all = append(all, total)
	for k, c := range all {
		id := fmt.Sprintf("c%d", k)
		if k < len(w.channels) {
			r.Channels = append(r.Channels, result.Channel{ID: id, Title: c.title})
		} else {
			id = "total"
		}
		revenue := result.Series{Channel: id, Measure: "revenue", Unit: "USD"}
		loss := result.Series{Channel: id, Measure: "loss", Unit: "USD"}
		for _, q := range r.Periods {
			var amount, lost ends
			for i := q.From; i < q.To; i++ {
				amount = ends{amount.lo + c.revenue.lo, amount.hi + c.revenue.hi}
				if i >= w.history && enforced {
					e := c.loss.times(math.Pow(1-w.fade, float64(i-w.history)))
					lost = ends{lost.lo + e.lo, lost.hi + e.hi}
				}
			}
			after := ends{amount.lo - lost.lo, amount.hi - lost.hi}
			revenue.Scenario = append(revenue.Scenario, summary(after, w.trials))
			if enforced {
				revenue.Baseline = append(revenue.Baseline, summary(amount, w.trials))
			}
			loss.Scenario = append(loss.Scenario, summary(lost, w.trials))
		}
		r.Series = append(r.Series, revenue, loss)
	}
	if enforced {
		s := result.Shock{ID: "raid", Title: "Raids", Happens: 1, Exogenous: true, Strength: make([]float64, n)}
		for i := range n - w.history {
			s.Strength[w.history+i] = math.Pow(1-w.fade, float64(i))
		}
		r.Shocks = append(r.Shocks, s)
		r.Terms = append(r.Terms, result.Terms{Shock: "raid", Onset: "2030-01-01"})
	}
	if w.edit != nil {
		w.edit(r)
	}
	return r
}

// worlds are the cases whose pages are kept.
var worlds = map[string]world{
	"pressure": {
		years: 3, history: 2, trials: 10_000, fade: 0.5,
		channels: []line{
			{title: "Ore", revenue: ends{1e9, 3e9}, loss: ends{200e6, 600e6}, enforced: true},
			{title: "Coal | salt", revenue: ends{100e6, 500e6}, loss: ends{-80e6, -20e6}},
			{title: "Timber", revenue: ends{300e6, 300e6}},
		},
		edit: everything,
	},
	"gain": {
		years: 3, trials: 16_384,
		channels: []line{
			{title: "Ore", revenue: ends{1e6, 2e6}, loss: ends{-300e3, 100e3}, enforced: true},
			{title: "Coal", revenue: ends{1e6, 2e6}},
		},
		edit: func(r *result.Result) {
			r.Sampling = "sobol"
			r.Precision = &result.Precision{Text: "20 USD of p50(total.loss)", Value: -300e3, HalfWidth: 6125, Target: 20, Rounds: 5}
			r.Splits = []result.Split{
				{Channel: "c1", Measure: "revenue", Once: 1, Trials: 16_384},
				{Channel: "total", Measure: "revenue", Once: 1.002, SE: 0.004, Trials: 16_384},
				{Channel: "total", Measure: "loss", Once: 0.43, SE: 0.12, Trials: 16_384},
			}
		},
	},
	"nothing": {
		years: 2, trials: 10_000,
		channels: []line{
			{title: "Ore", revenue: ends{1e6, 2e6}, enforced: true},
			{title: "Coal", revenue: ends{1e6, 2e6}},
		},
	},
	"noise": {
		years: 2, trials: 100,
		channels: []line{
			{title: "Ore", revenue: ends{1e6, 2e6}, loss: ends{-49e3, 50e3}, enforced: true},
			{title: "Coal", revenue: ends{1e6, 2e6}},
		},
	},
	"baseline": {
		years: 3, history: 4, trials: 10_000,
		channels: []line{
			{title: "Ore", revenue: ends{1e9, 3e9}},
			{title: "Coal", revenue: ends{100e6, 500e6}},
		},
		edit: func(r *result.Result) {
			r.Description, r.Sampling = "What comes in, if nothing is done?", "lhs"
			r.Splits = []result.Split{{Channel: "total", Measure: "revenue", Once: -0.01, SE: 0.02, Trials: 8_192}}
		},
	},
	"constant": {
		years: 1, trials: 1,
		channels: []line{{title: "Ore", revenue: ends{200, 200}, loss: ends{50, 50}, enforced: true}},
		edit: func(r *result.Result) {
			r.Title, r.Currency = "", "KRW"
			r.Shocks[0].Certain = true
		},
	},
}

// everything adds what a report can show.
func everything(r *result.Result) {
	r.Description = "What if `raids` <b>stop</b> ore? A $5 [link](x) *stays* text."
	r.Set = []string{`enforce=["raid"]`}
	r.Precision = &result.Precision{Text: "2% of p50(total.loss)", Value: 612.5e6, HalfWidth: 7.9e6, Target: 12.25e6, Reached: true, Rounds: 3}
	r.Correlations = []result.Correlation{{A: "parameters.c0.pay", B: "parameters.c1.noise", Spearman: -0.5}, {A: "parameters.c0.pay", B: "parameters.gone", Spearman: 0.25}}
	r.Expectations = []result.Expectation{
		{Name: "headline", Text: "p50(total.loss) between 500M and 700M", Unit: "USD", Value: 612.5e6, Lo: 604.6e6, Hi: 620.4e6, Outcome: result.Holds},
		{Name: "over", Text: "share(outputs.over > 0) > 99%", Unit: "1", Value: 0.9912, Lo: 0.9891, Hi: 0.9931},
		{Name: "ore_loses", Text: "p50(c0.loss) > 1B in 2031", Unit: "USD", Value: 700e6, Lo: 690e6, Hi: 710e6, Outcome: result.Fails},
		{Name: "other_lasts", Text: "mean(outputs.over) >= 0 year", Unit: "year", Value: 0.25, Lo: 0.25, Hi: 0.25, Outcome: result.Holds},
		{Name: "part", Text: "p50(total.loss / c0.revenue) < 20%", Unit: "1", Value: 0.11905, Lo: 0.11882, Hi: 0.11928, Outcome: result.Holds},
		{Name: "worst", Text: "p99(total.loss) < 2B", Unit: "USD", Value: 0.99e9, Lo: 0.98e9, Hi: math.NaN()},
	}
	split := func(channel, measure string, once, se float64) {
		r.Splits = append(r.Splits, result.Split{Channel: channel, Measure: measure, Once: once, SE: se, Trials: 8_192})
	}
	split("c0", "revenue", 0.934, 0.004)
	split("c0", "loss", 0.62, 0.011)
	split("c1", "revenue", 0.002, 0.003)
	split("c1", "loss", 0.999, 0.001)
	split("total", "revenue", 0.881, 0.005)
	split("total", "loss", 0.707, 0.009)
	split("outputs.over", "value", 0.25, 0.02)
	r.Warnings = []string{"ore.pay left 0..1 in 0.4% of the trials", "1. not a list | nor a cell"}
	r.Sources = []result.Source{
		{ID: "paper", Title: "A paper", Publisher: "A house", Date: "2029-05-01", URL: "https://example.org/a_b", Language: "en", Lineage: "one", Note: "it repeats another"},
		{ID: "odd", Title: "No address", URL: "javascript:alert(1)"},
	}
	read := func(p result.Parameter, law, unit, vary string, low, mid, high float64, v result.Provenance, channels ...string) {
		p.Path, p.Law, p.Unit, p.Vary, p.P5, p.P50, p.P95, p.Provenance, p.Channels = "parameters."+p.Name, law, unit, vary, low, mid, high, v, channels
		r.Parameters = append(r.Parameters, p)
	}
	read(result.Parameter{Name: "demand", Title: "Demand, today = 1"}, "swing around a mean (AR(1)): mean 1, sd 0.1, half-life 1 year", "1", "process", 0, 0, 0, result.Provenance{Assumption: "it swings"}, "c0", "c1")
	read(result.Parameter{Name: "c0.pay", Channel: "c0"}, "60k to 150k", "USD/year", "once", 60e3, 94868, 150e3, result.Provenance{Source: "paper", Reading: "at least", Note: "a floor"}, "c0")
	read(result.Parameter{Name: "c0.kept", Channel: "c0"}, "beta with alpha 0.6, beta 1.2", "share", "once", 0.0055, 0.264, 0.871, result.Provenance{Assumption: "nobody says"}, "c0")
	read(result.Parameter{Name: "c0.begun", Channel: "c0", Date: true}, "uniform from 2024-01-01 to 2025-01-01", "year", "once", 2024.05, 2024.5, 2024.95, result.Provenance{Assumption: "within a year"}, "c0")
	read(result.Parameter{Name: "c1.noise", Channel: "c1"}, "lognormal with mean 1, sd 0.1", "1", "step", 0.844, 0.995, 1.17, result.Provenance{}, "c1")
	read(result.Parameter{Name: "c2.flat", Channel: "c2"}, "300M USD/year", "USD/year", "certain", 300e6, 300e6, 300e6, result.Provenance{Assumption: "a round figure"}, "c2")
	r.Formulas = []result.Formula{
		{Channel: "c0", Name: "c0.gross", Kind: "gross", Text: "pay * demand"},
		{Channel: "c0", Name: "c0.revenue", Kind: "revenue", Text: "gross * kept"},
		{Channel: "c0", Name: "c0.pile", Kind: "stock", Text: "made - sold", Initial: "0"},
	}
	r.Terms[0] = result.Terms{
		Shock: "raid", Probability: "0.8", Onset: "2030-01-01", Ramp: "1 year", HalfLife: "1 to 4 years", Floor: "5% to 20%", Cost: "5M to 20M USD/year",
		Hits: []result.Hit{
			{Target: "demand", Verb: "cut", X: "c0.kept", Channels: []string{"c0", "c1"}},
			{Target: "c0.pay", Verb: "add", X: "1k", Hold: "1 year", Channels: []string{"c0"}, Note: "a hit of its own"},
		},
		Displaces:  []result.Displacement{{From: "c0", To: "c1", Share: "10% to 30%", Lag: "1 year"}},
		Provenance: result.Provenance{Assumption: "sizes are judgement"},
	}
	r.Shocks[0].Exogenous, r.Shocks[0].Happens = false, 0.796
	r.Shocks = append(r.Shocks, result.Shock{ID: "peace", Title: "Peace", Happens: 1, Exogenous: true, Strength: []float64{0, 0, 0, 0.002, 1}})
	r.Terms = append(r.Terms, result.Terms{Shock: "peace", Onset: "once c0.revenue > 1B", Provenance: result.Provenance{Source: "paper", Reading: "estimate"}})
	r.Flows = []result.Flow{{Shock: "raid", From: "c0", To: "c1", Arrived: summary(ends{35e6, 140e6}, r.Trials), UnderWay: summary(ends{0, 4e6}, r.Trials)}}
	r.Leaks = []result.Leak{{From: "c0", Lost: summary(ends{350e6, 1.05e9}, r.Trials), Destroyed: summary(ends{300e6, 900e6}, r.Trials)}}
	window := r.Window(result.Forecast)
	for _, id := range []string{"shocks", "shocks.raid"} {
		s := result.Series{Channel: id, Measure: "cost", Unit: "USD", Scenario: make([]result.Summary, len(r.Periods))}
		s.Scenario[window] = summary(ends{15e6, 60e6}, r.Trials)
		r.Series = append(r.Series, s)
	}
	r.Outputs = []result.Output{{ID: "over", Title: "Whether it is over", Unit: "1", Aggregate: "last"}}
	s := result.Series{Channel: "outputs.over", Measure: "value", Unit: "1", Scenario: make([]result.Summary, len(r.Periods)), Baseline: make([]result.Summary, len(r.Periods))}
	s.Baseline[window], s.Scenario[window] = summary(ends{0, 0}, r.Trials), summary(ends{0, 1}, r.Trials)
	r.Series = append(r.Series, s)
}
