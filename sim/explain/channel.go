package explain

import (
	"fmt"
	"strings"

	"weir/sim/model"
)

// channel explains a channel with all that belongs to it.
func (e *explainer) channel(c *model.Channel) {
	e.heading("channel", c.ID, c.Title)
	e.prose(2, c.Description)
	for _, s := range []*model.Symbol{c.Gross, c.Revenue, c.Cost} {
		if s.Expr != nil {
			e.blank()
			e.rate(s)
		}
	}
	e.displacements(c)
	e.blank()
	e.scope(c)
}

// displacements lists what shocks push from a channel, and to it.
func (e *explainer) displacements(c *model.Channel) {
	var away, here []string
	for _, k := range e.m.Shocks {
		for _, d := range k.Displaces {
			switch c {
			case d.From:
				away = append(away, fmt.Sprintf("%s by %s (%s)", d.To.ID, k.ID, e.force(k)))
			case d.To:
				here = append(here, fmt.Sprintf("%s by %s (%s)", d.From.ID, k.ID, e.force(k)))
			}
		}
	}
	e.item(2, "losses go to", strings.Join(away, ", "))
	e.item(2, "gains from", strings.Join(here, ", "))
}

// rate explains a channel's gross, revenue, cost or net, or one of the totals.
func (e *explainer) rate(s *model.Symbol) {
	if s.Expr != nil {
		e.definition(s, s.Expr)
		e.tree(local(s), s, s.Expr, e.at)
		e.hitBy(s)
		return
	}
	text := "revenue - cost"
	switch {
	case s.Kind == model.Net:
	case s.Channel == nil:
		text = "the sum over the channels"
	case s.Kind == model.Gross:
		text = "the revenue, as no gross is given"
	default:
		text = "0, as no cost is given"
	}
	t := values(2)
	e.value(t, local(s)+": "+text, e.medians.Value(s, e.at, false), e.medians.Value(s, e.at, true), e.measure(s))
	e.show(t)
}
