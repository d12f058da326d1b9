package chart

import (
	"cmp"
	"fmt"
	"slices"

	"weir/sim/display"
	"weir/sim/result"
)

// fansClaim is the title where scenario and baseline are compared: who gains without being targeted, else who alone is
// touched, else who loses most.
func fansClaim(r *result.Result, sub subject, all []plot) string {
	m := currency(r.Currency)
	var receivers, falling, touched []plot
	rising := 0
	for _, q := range all {
		if !q.effect.none {
			touched = append(touched, q)
		}
		switch {
		case !q.effect.clear():
		case q.effect.fall > 0:
			falling = append(falling, q)
		case !q.exposure.direct && q.exposure.receives:
			receivers = append(receivers, q)
		default:
			rising++
		}
	}
	slices.SortStableFunc(falling, func(a, b plot) int { return cmp.Compare(b.effect.fall, a.effect.fall) })
	const elsewhere = "what is pushed out elsewhere"
	switch len(receivers) {
	case 0:
	case 1:
		q := receivers[0]
		if _, size := q.effect.shift(r.Trials, m.round); size != "" {
			return fmt.Sprintf("%s: not targeted, yet up %s from %s", q.name, size, elsewhere)
		}
		return fmt.Sprintf("%s: not targeted, yet up a little from %s", q.name, elsewhere)
	case 2:
		return fmt.Sprintf("%s and %s: not targeted, yet up from %s", receivers[0].name, receivers[1].name, elsewhere)
	default:
		return display.Capital(fmt.Sprintf("%s channels are not targeted, yet gain from %s", display.Number(len(receivers)), elsewhere))
	}
	switch {
	case len(touched) == 0:
		return "All " + display.Count(len(all), "channel") + ": the same as in the baseline"
	case len(falling)+rising == 0:
		return "No channel differs from the baseline beyond the Monte Carlo error"
	case len(falling) == 0:
		return display.Capital(fmt.Sprintf("%s of %s %s, none loses", display.Number(rising), display.Count(len(all), "channel"), display.Agree(rising, "gains", "gain")))
	case len(touched) == 1:
		q := falling[0]
		if key, size := q.effect.shift(r.Trials, m.round); size != "" {
			return fmt.Sprintf("Only one channel is touched: %s, %s off %s %s over the forecast", q.name, size, key, sub.name())
		}
		return fmt.Sprintf("Only one channel is touched: %s, which loses hardly anything", q.name)
	}
	fall := func(k int) effect { return falling[k].effect }
	ahead := func(k int) bool { // the first k lose the most, beyond error
		return k == len(falling) || fall(k-1).fall-fall(k).fall > float64(certain*(fall(k-1).se+fall(k).se))
	}
	if ahead(1) {
		return fmt.Sprintf("%s: the greatest loss, %s of expected %s over the forecast", falling[0].name, m.rough(fall(0).fall, 2*fall(0).se), sub.name())
	}
	if ahead(2) {
		return fmt.Sprintf("%s and %s lose most, together %s of expected %s over the forecast", falling[0].name, falling[1].name,
			m.rough(fall(0).fall+fall(1).fall, 2*(fall(0).se+fall(1).se)), sub.name())
	}
	return display.Capital(fmt.Sprintf("%s of %s lose over the forecast, none of them clearly the most", display.Number(len(falling)), display.Count(len(all), "channel")))
}

// fansCourse is the title where nothing is compared: how many channels grow, and how many shrink.
func fansCourse(r *result.Result, sub subject, all []plot) string {
	grow, shrink := 0, 0
	for _, q := range all {
		switch trend := q.fan.trend(q.series, r.Trials); {
		case trend > 0:
			grow++
		case trend < 0:
			shrink++
		}
	}
	n, end := display.Count(len(all), "channel"), "the end of "+bind(endOf(all[0].fan.last().Finish))
	grows, shrinks := display.Agree(grow, "grows", "grow"), display.Agree(shrink, "shrinks", "shrink")
	switch {
	case grow == 0 && shrink == 0:
		return display.Capital(fmt.Sprintf("baseline %s of %s up to %s", sub.name(), n, end))
	case shrink == 0:
		return fmt.Sprintf("In the baseline %s of %s %s by %s", display.Number(grow), n, grows, end)
	case grow == 0:
		return fmt.Sprintf("In the baseline %s of %s %s by %s", display.Number(shrink), n, shrinks, end)
	}
	return fmt.Sprintf("In the baseline %s of %s %s by %s, and %s %s", display.Number(grow), n, grows, end, display.Number(shrink), shrinks)
}
