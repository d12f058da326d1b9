package chart

import (
	"cmp"
	"slices"

	"weir/sim/result"
)

// A plot is what is known of a channel before it is put into words.
type plot struct {
	name     string
	series   *result.Series
	compared bool           // there is a baseline beside the scenario
	effect   effect         // over the forecast; after alone where nothing is compared
	first    result.Summary // of the baseline, where there is one, over the forecast

	fan      *Fan // of the figure of fans alone, as is exposure
	exposure exposure
}

// plotsOf are the channels over a period, the greatest median of first before the others.
func plotsOf(r *result.Result, sub subject, period int) []plot {
	var all []plot
	names := channelNames(r)
	for _, c := range r.Channels {
		series := sub.series(c.ID)
		if series == nil {
			continue
		}
		q := plot{name: names[c.ID], series: series, compared: sub.enforced(series), effect: effect{after: series.Scenario[period]}}
		q.first = q.effect.after
		if q.compared {
			q.effect = sub.effect(c.ID, period)
			q.first = q.effect.before
		}
		all = append(all, q)
	}
	slices.SortStableFunc(all, func(a, b plot) int {
		return cmp.Or(cmp.Compare(b.first.Median(), a.first.Median()), cmp.Compare(b.first.Mean, a.first.Mean))
	})
	return all
}
