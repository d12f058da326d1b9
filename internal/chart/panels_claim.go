package chart

import (
	"fmt"
	"math"

	"weir/sim/display"
	"weir/sim/result"
)

// claim is the title where scenario and baseline are compared.
func (p *Panels) claim(r *result.Result, sub subject, effects []effect) string {
	n, less, more, none := len(effects), 0, 0, 0
	for _, e := range effects {
		if e.none {
			none++
		}
		if e.clear() && e.fall > 0 {
			less++
		}
		if e.clear() && e.fall < 0 {
			more++
		}
	}
	how := "under enforcement"
	if actor(r) != "enforcement" {
		how = "in the scenario"
	}
	earn := func(k int) string { return display.Agree(k, "earns", "earn") }
	if n == 1 {
		q := p.Panels[0]
		switch {
		case effects[0].none:
			return q.Name + ": the same as in the baseline"
		case less+more == 0:
			return q.Name + ": no difference from the baseline beyond the Monte Carlo error"
		}
		return q.Name + ": " + q.Key + " " + q.Change + " " + how
	}
	of := func(k int) string {
		if k == n {
			if n == 2 {
				return "both channels"
			}
			return "all " + display.Number(n) + " channels"
		}
		return display.Number(k) + " of " + display.Count(n, "channel")
	}
	switch {
	case none == n:
		return display.Capital(fmt.Sprintf("%s: the same as in the baseline", of(n)))
	case less == 0 && more == 0:
		return "No channel differs from the baseline beyond the Monte Carlo error"
	case more == 0:
		return display.Capital(fmt.Sprintf("%s %s less %s", of(less), earn(less), how))
	case less == 0:
		return display.Capital(fmt.Sprintf("%s %s more %s", of(more), earn(more), how))
	}
	return display.Capital(fmt.Sprintf("%s %s less %s; %s %s more", of(less), earn(less), how, display.Number(more), earn(more)))
}

// shares is the title where nothing is compared: which channels bring in the most, where their order is beyond error.
func (p *Panels) shares(r *result.Result, sub subject, effects []effect) string {
	m := currency(r.Currency)
	if len(effects) == 1 {
		q := p.Panels[0]
		if q.Scenario.P5 == q.Scenario.P95 {
			return fmt.Sprintf("%s: %s over the forecast", q.Name, m.round(q.Scenario.Median))
		}
		return fmt.Sprintf("%s: median %s over the forecast, 90%% of outcomes between %s and %s",
			q.Name, m.round(q.Scenario.Median), m.round(q.Scenario.P5), m.round(q.Scenario.P95))
	}
	plain := display.Capital("Baseline " + sub.name() + " of " + display.Count(len(effects), "channel") + " over the forecast")
	var total, squares float64
	for _, e := range effects {
		if e.after.Mean < 0 {
			return plain
		}
		total += e.after.Mean
		squares += float64(e.after.SE * e.after.SE)
	}
	if total <= 0 {
		return plain
	}
	size := make([]float64, len(p.Panels))
	for i := range size {
		size[i] = -effects[i].after.Mean
	}
	rank := order(size)
	mean := func(k int) float64 { return effects[rank[k]].after.Mean }
	ahead := func(k int) bool { // the first k are the greatest, beyond error
		return k < len(rank) && mean(k-1)-mean(k) > float64(certain*(effects[rank[k-1]].after.SE+effects[rank[k]].after.SE))
	}
	err := 2 * math.Sqrt(squares) / total
	first := p.Panels[rank[0]].Name
	if text := percent(mean(0)/total, err); ahead(1) && text != "" && (mean(0) >= float64(total*0.4) || len(effects) == 2) {
		return fmt.Sprintf("%s brings in %s of expected baseline %s", first, text, sub.name())
	}
	if text := percent((mean(0)+mean(1))/total, err); ahead(2) && text != "" {
		return fmt.Sprintf("%s and %s bring in %s of expected baseline %s", first, p.Panels[rank[1]].Name, text, sub.name())
	}
	return plain
}
