package chart

import (
	"strings"
	"testing"

	"weir/sim/result"
)

// TestNamesStayApart: names that agree as far as there is room are cut in the middle, or give way to the id; a name that is not
// seen is none; and others stay as they are.
func TestNamesStayApart(t *testing.T) {
	r := &result.Result{}
	for _, c := range [][3]string{
		{"east", "", "Commodity trade through coastal ports, east"}, {"west", "", "Commodity trade through coastal ports, west"},
		{"a", "", "The trade of eastern houses with the coast"}, {"b", "", "The trade of eastern houses by the coast"},
		{"long", "", "A name that is long but like no other one here"}, {"one", "Ore", "x"}, {"two", "", "Ore"},
		{"blank", " \t", "\u00a0\n"}, {"raw", "", "A\x1b[2J\u202eB\nC"},
	} {
		r.Channels = append(r.Channels, result.Channel{ID: c[0], Short: c[1], Title: c[2]})
		r.Shocks = append(r.Shocks, result.Shock{ID: c[0], Short: c[1], Title: c[2]})
	}
	want := map[string]string{
		"east": "Commodity t… ports, east", "west": "Commodity t… ports, west", "a": "The trade o…th the coast", "b": "The trade o…by the coast",
		"long": "A name that is long but like no other one here", "one": "one", "two": "two", "blank": "blank", "raw": `A\u001b[2J\u202eB C`,
	}
	for what, names := range map[string]map[string]string{"channel": channelNames(r), "shock": shockNames(r)} {
		for id, name := range names {
			if name != want[id] {
				t.Errorf("%s %s: %q, want %q", what, id, name, want[id])
			}
		}
	}
}

// TestTextsShow: nothing on a page is a sign that the typeface has no shape for because it has none.
func TestTextsShow(t *testing.T) {
	w := worlds()[0]
	r := w.result()
	r.Name, r.File, r.Title = "n\x1b", "n\x1b[2J\u202e.toml", "t\a"
	for i := range r.Channels {
		r.Channels[i].Short, r.Channels[i].Title = "", "A\x1b[2J\u202e\n"+r.Channels[i].ID
	}
	for i := range r.Shocks {
		r.Shocks[i].Short, r.Shocks[i].Title = "", "S\u009b\n"+r.Shocks[i].ID
	}
	r.Warnings = []string{"w\x1b[2J\u2028x"}
	for _, f := range Figures(r) {
		for _, label := range outline(f).labels {
			if strings.ContainsAny(label.text, "\x1b\a\n\u202e\u009b\u2028") {
				t.Errorf("%s: %q", f.Name, label.text)
			}
		}
		if strings.ContainsAny(f.Title+f.Alt+f.Subtitle+f.Source, "\x1b\a\n\u202e\u009b\u2028") {
			t.Errorf("%s: %q, %q, %q, %q", f.Name, f.Title, f.Subtitle, f.Alt, f.Source)
		}
	}
}
