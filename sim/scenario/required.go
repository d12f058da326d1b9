package scenario

import (
	"weir/sim/diag"
)

// required reports what a whole document must have and has not. What its files misspelt is not said a second time.
func (l *loader) required(d *Document, chain []link) {
	missing := func(at diag.Place, path, key, mend, format string, args ...any) {
		for _, link := range chain {
			if link.meant[join(path, key)] {
				return
			}
		}
		l.list.Errorf(at, path, mend, format, args...)
	}
	if d.Root.Get("currency") == nil {
		missing(d.At, "", "currency", `write currency = "USD"`, "the scenario has no currency")
	}
	time := d.Root.Get("time")
	if time == nil {
		missing(d.At, "", "time", "write [time] with start, end and step", "the scenario has no [time]")
	}
	for _, key := range []struct{ name, mend string }{
		{"start", "write start = 2015-01-01"}, {"end", "write end = 2031-01-01"}, {"step", `write step = "quarter"`}} {
		if time != nil && time.Kind == Table && time.Get(key.name) == nil {
			missing(time.KeyAt, "time", key.name, key.mend, "[time] has no %s", key.name)
		}
	}
	channels := d.Root.Get("channels").fields()
	if len(channels) == 0 {
		missing(d.At, "", "channels", "write [channels.NAME] with revenue", "the scenario has no channel")
	}
	for _, c := range channels {
		if c.Kind == Table && c.Get("revenue") == nil {
			missing(c.KeyAt, "channels."+c.Key, "revenue", `write revenue = "FORMULA"`, "the channel %s has no revenue", c.Key)
		}
	}
	if language := d.Root.Get("language"); language != nil && language.Kind == Integer && language.Int != 1 {
		l.list.Errorf(language.At, "language", "write language = 1, or leave it away",
			"%d is a version of the language that this program does not know", language.Int)
	}
}
