// Package diag holds what is wrong with an author's file: the place, what is wrong there, and how to mend it.
//
// It is a leaf: every stage from the TOML reader to the plan adds to one List, and only the command prints it.
package diag

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/display"
)

// A File is an input text that diagnostics point into. A command-line setting is a File of one line.
type File struct {
	Name string // as the user knows it
	Text string
	Rank int // its place among the files of the call; lists are sorted by it
}

// A Place is a stretch of one line. Line and Column count from 1, Column in characters; the zero Place is no place at all.
type Place struct {
	File   *File
	Line   int
	Column int
	Width  int // characters under the caret, at least 1
}

// A Diagnostic is one problem. It is an error unless Warning is set.
type Diagnostic struct {
	Place   Place
	Path    string // the key path, such as shocks.raid.hits; may be empty
	What    string
	Mend    string // may be empty
	Paste   string // text that belongs to the mend, shown whole, whatever its length; may be empty
	Warning bool
}

// A List collects problems in any order; Sort puts them in the order of the files.
type List []Diagnostic

// Errorf adds an error; the mend may be empty.
func (l *List) Errorf(at Place, path, mend, format string, args ...any) {
	*l = append(*l, Diagnostic{Place: at, Path: path, What: fmt.Sprintf(format, args...), Mend: mend})
}

// Warnf adds a warning.
func (l *List) Warnf(at Place, path, mend, format string, args ...any) {
	*l = append(*l, Diagnostic{Place: at, Path: path, What: fmt.Sprintf(format, args...), Mend: mend, Warning: true})
}

// Failed reports whether the list holds an error.
func (l List) Failed() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return !d.Warning })
}

// Sort orders by file, line and column. Of several errors at one place it keeps the first: the others follow from it.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diagnostic) int {
		if c := a.Place.rank() - b.Place.rank(); c != 0 {
			return c
		}
		if a.Place.Line != b.Place.Line {
			return a.Place.Line - b.Place.Line
		}
		return a.Place.Column - b.Place.Column
	})
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool {
		if a.Place.File == nil || a.Warning || b.Warning {
			return a == b
		}
		return a.Place.File == b.Place.File && a.Place.Line == b.Place.Line && a.Place.Column == b.Place.Column
	})
}

func (p Place) rank() int {
	if p.File == nil {
		return -1
	}
	return p.File.Rank
}

// String is FILE:LINE:COLUMN, as far as it is known.
func (p Place) String() string {
	if p.File == nil {
		return ""
	}
	name := display.Escape(p.File.Name)
	if p.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column)
}

// String renders the problem with its line and a caret, each line ended by a newline, in characters that show:
//
//	x.toml:41:13: shocks.raid.hits: cut = 35 is not a share
//	    41 | hits = [{ target = "it.in_post", cut = 35 }]
//	       |                                        ^^ a share lies between 0 and 1: write 0.35 or "35%"
func (d Diagnostic) String() string {
	var b strings.Builder
	if at := d.Place.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if d.Warning {
		b.WriteString("warning: ")
	}
	if d.Path != "" {
		b.WriteString(display.Escape(d.Path) + ": ")
	}
	b.WriteString(short(d.What) + "\n")
	line, ok := d.Place.line()
	if !ok {
		if d.Mend != "" {
			b.WriteString("    " + short(d.Mend) + "\n")
		}
		b.WriteString(d.paste())
		return b.String()
	}
	shown, behind, over := excerpt(line, d.Place.Column, max(1, d.Place.Width))
	gutter := fmt.Sprintf("%6d | ", d.Place.Line)
	b.WriteString(gutter + shown + "\n")
	caret := strings.Repeat(" ", len(gutter)-2) + "| " + strings.Repeat(" ", behind) + strings.Repeat("^", over)
	if d.Mend != "" {
		caret += " " + short(d.Mend)
	}
	b.WriteString(caret + "\n" + d.paste())
	return b.String()
}

func (d Diagnostic) paste() string {
	if d.Paste == "" {
		return ""
	}
	return display.Text(d.Paste) + "\n"
}

// short cuts a text that quotes too much of what was written, and escapes what does not show.
func short(text string) string {
	const most = 500
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return display.Escape(text)
}

// Nearest returns the known word closest to the one written, or "" where none is near enough to be meant:
// at most two edits, and fewer than half of the letters.
func Nearest(written string, known []string) string {
	best, bestDistance := "", 3
	for _, k := range known {
		if d := edits(strings.ToLower(written), strings.ToLower(k)); d < bestDistance && 2*d < max(len(written), len(k)) {
			best, bestDistance = k, d
		}
	}
	return best
}

// edits is the optimal string alignment distance (Damerau 1964: insert, delete, replace, swap neighbours).
func edits(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) > 2 || len(t)-len(s) > 2 {
		return 3
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}

// An Error is a List with an error in it, as an error of Go.
type Error struct{ List List }

// Error renders the whole list.
func (e *Error) Error() string { return e.List.Error() }

// Err is the list as an *Error; nil where it holds no error.
func (l List) Err() error {
	if !l.Failed() {
		return nil
	}
	return &Error{l}
}
