package model_test

import "testing"

// TestWordsAreShownAsTheyAre: what an author tells readers has no character that does not show, titles no lines, and what
// nobody sees is not there.
func TestWordsAreShownAsTheyAre(t *testing.T) {
	m := must(t, `currency = "USD"
title = "first\nsecond"
description = "one\r\ntwo\u001b[2J"
enforce = ["s"]
[time]
start = 2026-01-01
end = 2027-01-01
step = "year"
[sources.src]
title = "A\u202eB"
publisher = " \t "
[channels.a]
title = "A\u001b]0;x\u0007B"
short = "\u200b"
description = " \n "
revenue = "p"
[channels.a.parameters]
p = { value = "1M", unit = "USD/year", source = "o\u202eut", reading = "estimate", title = "two\nlines", note = "\u0007" }
[channels.blank]
title = "   "
short = "\u00a0"
revenue = "1M"
[shocks.s]
title = "\n"
onset = 2026-06-01
hits = [{ target = "a.p", cut = "10%" }]
assumption = "a\nb"
[outputs.o]
title = "\t"
formula = "a.p"
`)
	a := m.Appendix()
	p := a.Parameters[0]
	for _, row := range []struct{ what, got, want string }{
		{"title", m.Title, "first second"},
		{"description", m.Description, `one` + "\n" + `two\u001b[2J`},
		{"channel", m.Channels[0].Title, `A\u001b]0;x\u0007B`},
		{"short", m.Channels[0].Short, `\u200b`},
		{"blank description", m.Channels[0].Description, ""},
		{"blank channel", m.Channels[1].Title, "blank"},
		{"blank short", m.Channels[1].Short, ""},
		{"blank shock", m.Shocks[0].Title, "s"},
		{"blank output", m.Outputs[0].Title, "o"},
		{"source", a.Sources[0].Title, `A\u202eB`},
		{"publisher", a.Sources[0].Publisher, ""},
		{"parameter", p.Title, "two lines"},
		{"note", p.Provenance.Note, `\u0007`},
		{"cited", p.Provenance.Source, `o\u202eut`},
		{"assumption", a.Terms[0].Provenance.Assumption, "a\nb"},
	} {
		if row.got != row.want {
			t.Errorf("%s: %q, want %q", row.what, row.got, row.want)
		}
	}
}
