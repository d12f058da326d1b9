package diag

import (
	"fmt"
	"slices"
	"strings"
)

const (
	maxMistakes = 1000 // that a list has at most: a file with more is not the kind of file it claims to be
	alone       = 10   // places of one mistake that are all shown whole; of more, the first is
	maxRanges   = 10   // of lines that are named in place of the others
)

// A mistake is what several problems have in common that are mended alike.
type mistake struct {
	file              *File
	what, mend, paste string
	warning           bool
}

func (d Diagnostic) mistake() mistake {
	return mistake{d.Place.File, d.What, d.Mend, d.Paste, d.Warning}
}

// Limit cuts the list after its first 1000 mistakes, each with all its places, and says so.
func (l *List) Limit() {
	seen := map[mistake]bool{}
	var at Place
	kept := slices.DeleteFunc(slices.Clone(*l), func(d Diagnostic) bool {
		m := d.mistake()
		if !seen[m] && len(seen) < maxMistakes {
			seen[m], at = true, d.Place
		}
		return !seen[m]
	})
	if len(kept) == len(*l) {
		return
	}
	at.Column += max(1, at.Width) // a place of its own
	kept.Errorf(at, "", "", "and more: only the first %d mistakes are shown", maxMistakes)
	*l = kept
}

// Error renders the whole list, so that a List can travel as an error. A mistake that is made in many places of a file stands
// there once, with the lines of the others.
func (l List) Error() string {
	places := map[mistake][]Place{}
	for _, d := range l {
		m := d.mistake()
		places[m] = append(places[m], d.Place)
	}
	var b strings.Builder
	for _, d := range l {
		m := d.mistake()
		all := places[m]
		switch {
		case len(all) <= alone || d.Place.Line == 0:
			b.WriteString(d.String())
		case d.Place == all[0]:
			b.WriteString(d.String())
			fmt.Fprintf(&b, "    and the same in %d more places, %s\n", len(all)-1, lines(all[1:]))
			places[m][0] = Place{Line: -1} // said
		}
	}
	return b.String()
}

// lines names the lines of places in the order of a file: lines 3, 5 to 9 and 12.
func lines(places []Place) string {
	type stretch struct{ from, to int }
	var all []stretch
	for _, p := range places {
		if n := len(all); n > 0 && p.Line <= all[n-1].to+1 {
			all[n-1].to = p.Line
			continue
		}
		all = append(all, stretch{p.Line, p.Line})
	}
	word := "lines "
	if len(all) == 1 && all[0].from == all[0].to {
		word = "line "
	}
	var parts []string
	for _, s := range all[:min(len(all), maxRanges)] {
		switch s.to - s.from {
		case 0:
			parts = append(parts, fmt.Sprint(s.from))
		case 1:
			parts = append(parts, fmt.Sprint(s.from), fmt.Sprint(s.to))
		default:
			parts = append(parts, fmt.Sprintf("%d to %d", s.from, s.to))
		}
	}
	text := word + strings.Join(parts, ", ")
	if len(all) > maxRanges {
		text += fmt.Sprintf(" and so on up to %d", all[len(all)-1].to)
	}
	return text
}
