package scenario

import (
	"slices"

	"weir/sim/diag"
	"weir/sim/display"
)

// A wanted is a key that must be there, with its name and an example for messages.
type wanted struct {
	key, name, mend string
	there           bool
}

// required reports what a whole document must have and has not. A key that a file misspells is not reported as missing too.
func (l *loader) required(d *Document, chain []link) {
	lacks := func(what string, at diag.Place, path string, wanted ...wanted) {
		var names, mends []string
		for _, w := range wanted {
			misspelt := slices.ContainsFunc(chain, func(c link) bool { return c.meant[join(path, w.key)] })
			if !w.there && !misspelt {
				names, mends = append(names, "no "+w.name), append(mends, w.mend)
			}
		}
		if len(names) > 0 {
			d.Root.Wrong = true
			l.list.Errorf(at, path, "write "+display.And(mends), "%s has %s", what, display.And(names))
		}
	}
	time, channels := d.Root.Get("time"), d.Root.Get("channels").fields()
	lacks("the scenario", d.At, "",
		wanted{"currency", "currency", `currency = "USD"`, d.Root.Get("currency") != nil},
		wanted{"time", "[time]", "[time] with start, end and step", time != nil},
		wanted{"channels", "channel", "[channels.NAME] with revenue", len(channels) > 0})
	if time != nil && time.Kind == Table {
		lacks("[time]", time.KeyAt, "time",
			wanted{"start", "start", "start = 2015-01-01", time.Get("start") != nil},
			wanted{"end", "end", "end = 2031-01-01", time.Get("end") != nil},
			wanted{"step", "step", `step = "quarter"`, time.Get("step") != nil})
	}
	for _, c := range channels {
		if c.Kind == Table {
			lacks("the channel "+c.Key, c.KeyAt, "channels."+c.Key, wanted{"revenue", "revenue", `revenue = "FORMULA"`, c.Get("revenue") != nil})
		}
	}
	for _, s := range d.Root.Get("sources").fields() {
		if s.Kind == Table {
			lacks("the source "+s.Key, s.KeyAt, "sources."+s.Key, wanted{"title", "title", `title = "..."`, s.Get("title") != nil})
		}
	}
	if language := d.Root.Get("language"); language != nil && language.Kind == Integer && language.Int != 1 {
		l.list.Errorf(language.At, "language", "write language = 1, or leave it away",
			"%d is a version of the language that this program does not know", language.Int)
	}
}
