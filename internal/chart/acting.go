package chart

import (
	"slices"

	"weir/sim/result"
)

// An exposure is what enforcement does to a channel over the forecast.
type exposure struct {
	direct   bool  // its own revenue differs in some trial
	receives bool  // something arrives from other channels
	shocks   []int // those with a hit on what its revenue reads, as indices into the result's
}

// exposureOf gathers what acts on a channel. What loses nothing in any trial is not acted on, nor is what gains no more
// than it receives, whatever it reads.
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
	for i, sh := range r.Shocks {
		if slices.ContainsFunc(r.Terms, func(t result.Terms) bool { return t.Shock == sh.ID && reaches(t, channel) }) {
			e.shocks = append(e.shocks, i)
		}
	}
	return e
}

// reaches reports whether a shock hits something that a channel's revenue reads.
func reaches(t result.Terms, channel string) bool {
	return slices.ContainsFunc(t.Hits, func(h result.Hit) bool { return slices.Contains(h.Channels, channel) })
}
