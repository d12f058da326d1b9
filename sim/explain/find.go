package explain

import (
	"slices"
	"strings"

	"weir/sim/diag"
	"weir/sim/model"
)

// find gives what a name stands for: a channel, a named value by its name or path, a shock, an output, a source. Where nothing has
// that very name, it is looked for within the channels.
func (e *explainer) find(name string) []func() {
	var found []func()
	for _, c := range e.m.Channels {
		if name == c.ID || name == "channels."+c.ID {
			found = append(found, func() { e.channel(c) })
		}
	}
	for _, s := range e.m.Symbols {
		if name == s.Name || name == s.Path && s.Kind != model.Count {
			found = append(found, func() { e.symbol(s) })
		}
	}
	for _, s := range e.m.Shocks {
		if name == s.ID || name == s.Path {
			found = append(found, func() { e.shock(s); e.provenance(2, e.shocks[s.ID].Provenance) })
		}
	}
	for _, o := range e.m.Outputs {
		if name == o.ID { // outputs.ID is a symbol's name
			found = append(found, func() { e.output(o) })
		}
	}
	for _, s := range e.sources {
		if name == s.ID || name == "sources."+s.ID {
			found = append(found, func() { e.source(s) })
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, s := range e.m.Symbols {
		if s.Channel != nil && s.Name == s.Channel.ID+"."+name {
			found = append(found, func() { e.symbol(s) })
		}
	}
	return found
}

// unknown says that a name stands for nothing, with the nearest that does.
func (e *explainer) unknown(name string) *Mistake {
	var full, bare []string
	for _, c := range e.m.Channels {
		full = append(full, c.ID)
	}
	for _, s := range e.m.Symbols {
		full = append(full, s.Name)
		if s.Channel != nil {
			bare = append(bare, strings.TrimPrefix(s.Name, s.Channel.ID+"."))
		}
	}
	for _, s := range e.m.Shocks {
		full, bare = append(full, s.ID), append(bare, s.Path)
	}
	for _, o := range e.m.Outputs {
		full = append(full, o.ID)
	}
	for _, s := range e.sources {
		full = append(full, s.ID)
	}
	slices.Sort(full)
	slices.Sort(bare)
	m := &Mistake{What: name + " is no channel, parameter, formula, stock, event, shock, output or source of " + e.m.File, Mend: "without a name, everything is explained"}
	if near := diag.Nearest(name, append(full, bare...)); near != "" {
		m.Mend = "did you mean " + near + "?"
	}
	return m
}
