package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"weir/sim/result"
)

// A world describes a synthetic result: lognormal channels in closed form, no simulation.
type world struct {
	name     string
	currency string
	step     string // "month", "quarter" or "year"
	start    int    // calendar year
	history  int    // steps
	forecast int    // steps
	trials   int64
	channels []source
	shocks   []shock
	flows    []flow
	warnings []string
	noise    float64 // standard error added to that of the losses, in standard errors of the baseline
}

// A source is a channel: yearly revenue, lognormal with the given median and sigma.
type source struct {
	title, short string
	median       float64
	sigma        float64
	effect       float64 // share lost in full strength; negative: gained
	none, after  float64 // share of trials with exactly nothing, baseline and scenario
	shift        float64 // added to each quantile: negative values
	cost         bool
}

type shock struct {
	title    string
	from, to int // steps
	fade     int // steps over which its onset is spread
	outside  bool
	on       []int // the channels that it acts on; nil: all
}

// A flow is a displacement from one channel to another by a shock, as indices. What arrives is the share gained of what
// the receiver gains, and the share lost of what the other one loses; a tenth of that again is under way at the end.
type flow struct {
	shock, from, to int
	gained, lost    float64
}

// normalQuantile is the inverse of the standard normal distribution.
func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// quantile is that of a source at p, for a level of its median and a share of trials with nothing.
func (c source) quantile(level, none float64) func(p float64) float64 {
	return func(p float64) float64 {
		if p <= none {
			return 0
		}
		if c.sigma == 0 {
			return level*c.median + c.shift
		}
		return level*c.median*math.Exp(c.sigma*normalQuantile((p-none)/(1-none))) + c.shift
	}
}

// summary is the distribution with the given quantile function, sampled at 401 places for a shape, else at 41.
func summary(q func(float64) float64, trials int64, shape bool) result.Summary {
	n := 41
	if shape {
		n = 401
	}
	x := make([]float64, n)
	zeros, negatives := 0, 0
	for i := range x {
		x[i] = nine(q((float64(i) + 0.5) / float64(n)))
		switch {
		case x[i] == 0:
			zeros++
		case x[i] < 0:
			negatives++
		}
	}
	slices.Sort(x)
	s := result.Summary{Min: x[0], Max: x[n-1]}
	for _, v := range x {
		s.Mean += v / float64(n)
	}
	for _, v := range x {
		s.SD += (v - s.Mean) * (v - s.Mean) / float64(n-1)
	}
	s.Mean, s.SD = nine(s.Mean), nine(math.Sqrt(s.SD))
	s.SE = nine(s.SD / math.Sqrt(float64(trials)))
	for i, p := range result.Percentiles {
		s.P[i] = x[int(p*float64(n))]
	}
	s.CVaR5, s.CVaR95 = x[n/40], x[n-1-n/40]
	if shape {
		s.Shape = &result.Shape{Negative: float64(negatives) / float64(n), Zero: float64(zeros) / float64(n), Quantiles: x}
	}
	return s
}

// nine rounds to nine significant digits: package math differs in the last bit from processor to processor.
func nine(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 8, 64), 64)
	if err != nil {
		panic(err)
	}
	return r
}

// difference is the paired loss, both taken at the same p.
func difference(b, s func(float64) float64, trials int64) result.Summary {
	return summary(func(p float64) float64 { return b(p) - s(p) }, trials, false)
}

func (w world) result() *result.Result {
	r := &result.Result{
		Name: w.name, File: w.name + ".toml", Currency: w.currency, Step: w.step, Trials: w.trials, Seed: 2026,
		Sampling: "random", Resolved: "title = " + w.name, Warnings: w.warnings,
	}
	per := map[string]int{"month": 12, "quarter": 4, "year": 1}[w.step]
	n := w.history + w.forecast
	day := func(i int) string {
		m := i * 12 / per
		return fmt.Sprintf("%04d-%02d-01", w.start+m/12, m%12+1)
	}
	period := func(label string, kind result.PeriodKind, from, to int) {
		at := func(i int) float64 { return float64(w.start) + float64(i)/float64(per) }
		r.Periods = append(r.Periods, result.Period{Label: label, Kind: kind, From: from, To: to, Start: day(from), End: day(to), Begin: at(from), Finish: at(to)})
	}
	for i := range n {
		year := w.start + i/per
		switch w.step {
		case "month":
			period(fmt.Sprintf("%d-%02d", year, i%12+1), result.Step, i, i+1)
		case "quarter":
			period(fmt.Sprintf("%d-Q%d", year, i%4+1), result.Step, i, i+1)
		default:
			period(fmt.Sprint(year), result.Step, i, i+1)
		}
	}
	if w.history > 0 {
		period("history", result.History, 0, w.history)
	}
	period("forecast", result.Forecast, w.history, n)

	strength := make([]float64, n) // of the strongest shock
	for k, sh := range w.shocks {
		s := result.Shock{ID: fmt.Sprintf("shock%d", k), Title: sh.title, Happens: 1, Certain: sh.fade == 0, Exogenous: sh.outside, Strength: make([]float64, n)}
		for i := max(sh.from, w.history); i < min(sh.to, n); i++ {
			v := 1.0
			if sh.fade > 0 {
				v = min(1, float64(i-sh.from+1)/float64(sh.fade))
			}
			s.Strength[i] = v
			strength[i] = max(strength[i], v)
		}
		r.Shocks = append(r.Shocks, s)
		var on []string
		for c := range w.channels {
			if sh.on == nil || slices.Contains(sh.on, c) {
				on = append(on, fmt.Sprintf("c%d", c))
			}
		}
		r.Terms = append(r.Terms, result.Terms{Shock: s.ID, Hits: []result.Hit{{Channels: on}}})
	}
	type law struct{ b, s func(float64) float64 }
	laws := make([][]law, len(w.channels)+1)
	for c, src := range w.channels {
		r.Channels = append(r.Channels, result.Channel{ID: fmt.Sprintf("c%d", c), Title: src.title, Short: src.short, Cost: src.cost})
		for _, p := range r.Periods {
			var level, hit float64
			for i := p.From; i < p.To; i++ {
				growth := (1 + 0.01*float64(i-w.history)) / float64(per)
				level += growth
				hit += growth * (1 - src.effect*strength[i])
			}
			none, after := src.none, src.after
			if p.Kind != result.Forecast {
				after = none
			}
			shifted := src
			shifted.shift = src.shift * float64(p.To-p.From) / float64(per)
			laws[c] = append(laws[c], law{shifted.quantile(level, none), shifted.quantile(hit, after)})
		}
	}
	for i := range r.Periods {
		sum := func(f func(law) func(float64) float64) func(float64) float64 {
			return func(p float64) float64 {
				var v float64
				for c := range w.channels {
					// half of the spread is common to the channels
					v += f(laws[c][i])(0.5 + (p-0.5)*0.8)
				}
				return v
			}
		}
		laws[len(w.channels)] = append(laws[len(w.channels)], law{sum(func(l law) func(float64) float64 { return l.b }), sum(func(l law) func(float64) float64 { return l.s })})
	}
	w.displace(r, func(c int) (fall func(p float64) float64) {
		l := laws[c][len(r.Periods)-1]
		return func(p float64) float64 { return l.b(p) - l.s(p) }
	})
	for c, l := range laws {
		id := fmt.Sprintf("c%d", c)
		if c == len(w.channels) {
			id = "total"
		}
		enforced := len(w.shocks) > 0
		add := func(measure string, f func(i int, l law) (scenario, baseline result.Summary)) {
			s := result.Series{Channel: id, Measure: measure, Unit: w.currency}
			for i := range r.Periods {
				a, b := f(i, l[i])
				s.Scenario = append(s.Scenario, a)
				if enforced && measure != "loss" {
					s.Baseline = append(s.Baseline, b)
				}
			}
			r.Series = append(r.Series, s)
		}
		add("revenue", func(i int, l law) (scenario, baseline result.Summary) {
			shape := r.Periods[i].Kind != result.Step
			scenario = summary(l.s, w.trials, shape)
			if enforced {
				baseline = summary(l.b, w.trials, shape)
			}
			return scenario, baseline
		})
		net := r.Series[len(r.Series)-1]
		net.Measure = "net"
		r.Series = append(r.Series, net)
		add("cost", func(int, law) (scenario, baseline result.Summary) { return })
		add("loss", func(_ int, l law) (scenario, baseline result.Summary) {
			if enforced {
				scenario = difference(l.b, l.s, w.trials)
				scenario.SE += w.noise * summary(l.b, w.trials, false).SE
			}
			return scenario, baseline
		})
	}
	w.add(r)
	return r
}

// add makes the means of the total the sums of the channels' means.
func (w world) add(r *result.Result) {
	for i := range r.Series {
		s := &r.Series[i]
		if s.Channel != "total" {
			continue
		}
		for k := range s.Scenario {
			var a, b float64
			for _, c := range r.Channels {
				of := r.Find(c.ID, s.Measure)
				a += of.Scenario[k].Mean
				if s.Baseline != nil {
					b += of.Baseline[k].Mean
				}
			}
			s.Scenario[k].Mean = nine(a)
			if s.Baseline != nil {
				s.Baseline[k].Mean = nine(b)
			}
		}
	}
}

// displace fills in flows and leaks, given what each channel loses at p over the forecast.
func (w world) displace(r *result.Result, falls func(channel int) func(p float64) float64) {
	id := func(c int) string { return fmt.Sprintf("c%d", c) }
	received := func(to int, p float64) (v float64) {
		for _, f := range w.flows {
			if f.to == to {
				v += -f.gained*falls(to)(p) + f.lost*falls(f.from)(p)
			}
		}
		return v
	}
	seen := map[int]bool{}
	for _, f := range w.flows {
		arrived := func(p float64) float64 { return -f.gained*falls(f.to)(p) + f.lost*falls(f.from)(p) }
		r.Flows = append(r.Flows, result.Flow{
			Shock: fmt.Sprintf("shock%d", f.shock), From: id(f.from), To: id(f.to),
			Arrived:  summary(arrived, w.trials, false),
			UnderWay: summary(func(p float64) float64 { return arrived(p) / 10 }, w.trials, false),
		})
		if !seen[f.from] {
			seen[f.from] = true
			lost := func(p float64) float64 { return falls(f.from)(p) + received(f.from, p) }
			r.Leaks = append(r.Leaks, result.Leak{From: id(f.from), Lost: summary(lost, w.trials, false)})
		}
	}
}

// sixChannels is the normal case: six channels, quarters with history, three measures.
func sixChannels() world {
	return world{
		name: "full_pressure", currency: "USD", step: "quarter", start: 2022, history: 18, forecast: 18, trials: 100_000,
		channels: []source{
			{title: "IT workers abroad", short: "IT workers", median: 800e6, sigma: 0.3, effect: 0.3},
			{title: "Theft of cryptocurrency", short: "Crypto theft", median: 1.3e9, sigma: 0.45, effect: 0.45},
			{title: "Arms to Russia", short: "Arms exports", median: 1.2e9, sigma: 0.42, effect: 0.2},
			{title: "Coal & minerals", median: 450e6, sigma: 0.24},
			{title: "Überseearbeit", median: 300e6, sigma: 0.25, effect: -0.3},
			{title: "NFTs & digital goods", median: 60e6, sigma: 0.9, effect: -1.5, none: 0.7, after: 0.45},
		},
		shocks: []shock{
			{title: "Exchange screening", from: 20, to: 30, on: []int{1, 5}},
			{title: "Payroll vetting", from: 23, to: 36, fade: 6, on: []int{0}},
			{title: "Port inspections", from: 26, to: 36, on: []int{2, 3}},
		},
		flows: []flow{{shock: 0, from: 1, to: 4, gained: 1}, {shock: 1, from: 0, to: 5, gained: 0.6}, {shock: 0, from: 1, to: 5, gained: 0.4}},
	}
}
