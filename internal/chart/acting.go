package chart

import (
	"slices"

	"weir/sim/result"
)

// An exposure is what enforcement does to a channel over the forecast.
type exposure struct {
	direct   bool  // its own revenue differs in some trial
	receives bool  // something arrives from other channels
	shocks   []int // those that are known to act on it, as indices into the result's
	all      bool  // no other can
}

// exposureOf gathers what a result tells about the shocks that act on a channel. It does not name them, but
//
//   - what has no loss in any trial is not acted on, nor is what loses no more than the opposite of what it receives;
//   - a shock by which something is displaced from a channel acts on it;
//   - so does the only shock that has set in by the first step in which the channel loses or gains.
func exposureOf(r *result.Result, channel string) exposure {
	var e exposure
	loss := lossIn(r, channel, r.Window(result.Forecast))
	if loss == nil {
		return e
	}
	a := arrivalsOf(r, channel)
	e.receives = a.any
	if _, e.direct = a.own(r, channel, *loss); !e.direct {
		return e
	}
	known := make([]bool, len(r.Shocks))
	for i, sh := range r.Shocks {
		known[i] = slices.ContainsFunc(r.Flows, func(f result.Flow) bool {
			return f.Shock == sh.ID && f.From == channel && (f.Arrived.Max > 0 || f.UnderWay.Max > 0)
		})
	}
	if only := soleBy(r, firstLoss(r, channel)); only >= 0 && !a.any {
		known[only] = true
	}
	could := 0
	for i, sh := range r.Shocks {
		if slices.ContainsFunc(sh.Strength, func(v float64) bool { return v > 0 }) {
			could++
		}
		if known[i] {
			e.shocks = append(e.shocks, i)
		}
	}
	e.all = len(e.shocks) == could
	return e
}

// firstLoss is the first step in which a channel differs from the baseline in some trial.
func firstLoss(r *result.Result, channel string) int {
	series, step := r.Find(channel, "loss"), -1
	for i, p := range r.Periods {
		if p.Kind != result.Step {
			continue
		}
		step++
		if i < len(series.Scenario) && (series.Scenario[i].Min != 0 || series.Scenario[i].Max != 0) {
			return step
		}
	}
	return -1
}

// soleBy is the only shock that has set in by the end of a step, or -1.
func soleBy(r *result.Result, step int) int {
	sole := -1
	for i, sh := range r.Shocks {
		if step < 0 || !slices.ContainsFunc(sh.Strength[:min(step+1, len(sh.Strength))], func(v float64) bool { return v > 0 }) {
			continue
		}
		if sole >= 0 {
			return -1
		}
		sole = i
	}
	return sole
}
