package diag

import (
	"strings"
	"unicode/utf8"

	"weir/sim/display"
)

// maxShown is the longest stretch of a source line that is printed, in characters.
const maxShown = 120

// line is the text of the place's line.
func (p Place) line() (string, bool) {
	if p.File == nil || p.Line <= 0 {
		return "", false
	}
	text := p.File.Text
	for range p.Line - 1 {
		_, rest, ok := strings.Cut(text, "\n")
		if !ok {
			return "", false
		}
		text = rest
	}
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimRight(text, "\r"), true
}

// excerpt is the part of a line around a caret at a column, over a width, both in characters. It gives what is shown of it, a
// tab as a blank and escapes for what does not show, and where in that the caret stands: behind and over so many columns of a
// terminal.
func excerpt(line string, column, width int) (shown string, behind, over int) {
	characters := split(line)
	column = min(max(1, column), len(characters)+1)
	width = max(1, min(width, len(characters)-column+1, maxShown/2))
	from, to := 0, len(characters)
	before, after := "", ""
	if len(characters) > maxShown {
		from = max(0, min(column-1-maxShown/3, len(characters)-maxShown))
		to = min(len(characters), from+maxShown)
		if from > 0 {
			before = "…"
		}
		if to < len(characters) {
			after = "…"
		}
	}
	show := func(part []string) string {
		return display.Escape(strings.ReplaceAll(strings.Join(part, ""), "\t", " "))
	}
	end := min(column-1+width, to)
	before += show(characters[from : column-1])
	under := show(characters[column-1 : end])
	return before + under + show(characters[end:to]) + after, display.Width(before), max(1, display.Width(under))
}

// split is a text in characters; a byte that is no UTF-8 counts as one.
func split(text string) []string {
	characters := make([]string, 0, len(text))
	for text != "" {
		_, size := utf8.DecodeRuneInString(text)
		characters = append(characters, text[:size])
		text = text[size:]
	}
	return characters
}
