package explain

import (
	"fmt"
	"strings"

	"weir/sim/display"
	"weir/sim/model"
)

// whole explains the model from its title to its sources.
func (e *explainer) whole() {
	m := e.m
	title := m.Title
	if title == "" {
		title = m.Name
	}
	e.heading("", title, "")
	e.prose(0, m.Description)
	e.blank()
	e.facts()
	e.blank()
	e.legend()
	e.blank()
	e.glance()
	e.scope(nil)
	for _, c := range m.Channels {
		e.blank()
		e.channel(c)
	}
	for _, o := range m.Outputs {
		e.blank()
		e.output(o)
	}
	for _, s := range m.Shocks {
		e.blank()
		e.shock(s)
		e.provenance(2, e.shocks[s.ID].Provenance)
	}
	e.allSources()
}

// facts says what holds for the whole model.
func (e *explainer) facts() {
	m, t := e.m, e.m.Time
	e.item(0, "file", m.File)
	for _, input := range m.Document.Inputs[1:] {
		label := "extends"
		if input.Data {
			label = "data"
		}
		e.item(0, label, input.Path)
	}
	e.item(0, "currency", m.Currency)
	var units []string
	if list := m.Document.Root.Get("units"); list != nil {
		for _, u := range list.Items {
			units = append(units, u.Text)
		}
	}
	e.item(0, "counted", strings.Join(units, ", "))
	axis := fmt.Sprintf("%s from %s to %s", display.Plural(int64(t.Steps), t.Step), t.Label(0), t.Label(t.Steps-1))
	if t.Forecast > 0 {
		axis += ", forecast from " + t.Label(t.Forecast)
	}
	e.item(0, "time", axis)
	run := fmt.Sprintf("%s, seed %d", display.Plural(m.Trials, "trial"), m.Seed)
	if name := m.Sampling.String(); name != "random" {
		run += ", " + name
	}
	e.item(0, "run", run)
	if m.Precision != nil {
		e.item(0, "precision", m.Precision.Text)
	}
	var ids []string
	for _, s := range m.Enforced {
		ids = append(ids, s.ID)
	}
	if len(ids) == 0 {
		ids = []string{"nothing: a baseline"}
	}
	e.item(0, "in force", strings.Join(ids, ", "))
	for _, set := range m.Document.Sets {
		e.item(0, "set", set)
	}
}

// glance is a table of the channels.
func (e *explainer) glance() {
	t := &table{right: []bool{false, true, true, true, true, false}}
	t.add("a year in "+e.m.Time.Label(e.at), "gross", "revenue", "cost", "net", "")
	u := measure{factor: 1}
	both := func(name string, rates ...*model.Symbol) {
		baseline, scenario, differs := []string{name}, []string{""}, false
		for _, s := range rates {
			a, b := e.medians.Value(s, e.at, false), e.medians.Value(s, e.at, true)
			x, y := u.pair(a, b)
			differs = differs || changed(a, b)
			if s.Channel != nil && s.Expr == nil && s.Kind != model.Net { // not given
				x, y = "", ""
			}
			baseline, scenario = append(baseline, x), append(scenario, y)
		}
		if !differs {
			t.add(baseline...)
			return
		}
		t.add(append(baseline, "baseline")...)
		t.add(append(scenario, "scenario")...)
	}
	for _, c := range e.m.Channels {
		both(c.ID, c.Gross, c.Revenue, c.Cost, c.Net)
	}
	m := e.m
	both("total, in "+m.Currency, m.Total(model.Gross), m.Total(model.Revenue), m.Total(model.Cost), m.Total(model.Net))
	e.table(t)
}
