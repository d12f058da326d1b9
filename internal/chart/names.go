package chart

import (
	"cmp"

	"weir/sim/display"
	"weir/sim/result"
)

// nameRoom is how many letters of a name are shown everywhere: names that begin alike for so long are made to differ.
const nameRoom = 24

// channelNames are the names of the channels, by id.
func channelNames(r *result.Result) map[string]string {
	var ids, names []string
	for _, c := range r.Channels {
		ids, names = append(ids, c.ID), append(names, firstName(c.Short, c.Title, c.ID))
	}
	return byID(ids, names)
}

// shockNames are those of the shocks.
func shockNames(r *result.Result) map[string]string {
	var ids, names []string
	for _, s := range r.Shocks {
		ids, names = append(ids, s.ID), append(names, firstName(s.Short, s.Title, s.ID))
	}
	return byID(ids, names)
}

func byID(ids, names []string) map[string]string {
	all := map[string]string{}
	for i, name := range display.Apart(names, ids, nameRoom, "…") {
		all[ids[i]] = name
	}
	return all
}

// firstName is the first of the short name, the title and the id that is given, in a line of characters that show.
func firstName(short, title, id string) string {
	return cmp.Or(display.Line(short), display.Line(title), id)
}
