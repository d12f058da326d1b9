package scenario

import (
	"strings"
	"unicode/utf8"

	"weir/sim/diag"
)

// A locator turns byte offsets of a file into lines and columns; each must be at least the one before.
type locator struct {
	file   *diag.File
	offset int
	line   int // of offset, from 1
	column int // of offset, from 1, in characters
}

func newLocator(file *diag.File) *locator { return &locator{file: file, line: 1, column: 1} }

// point is the place of one offset, one character wide.
func (l *locator) point(offset int) diag.Place {
	text := l.file.Text
	offset = min(offset, len(text))
	passed := text[l.offset:offset]
	if n := strings.Count(passed, "\n"); n > 0 {
		l.line += n
		l.column = 1
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	l.column += utf8.RuneCountInString(passed)
	l.offset = offset
	return diag.Place{File: l.file, Line: l.line, Column: l.column, Width: 1}
}

// widen gives a place that starts at the byte start the width of the text up to end, or up to the end of its line.
func widen(at diag.Place, start, end int) diag.Place {
	text := at.File.Text
	end = min(max(start, end), len(text))
	stretch, _, _ := strings.Cut(text[start:end], "\n")
	at.Width = max(1, utf8.RuneCountInString(strings.TrimRight(stretch, "\r")))
	return at
}

// Within is the place of the bytes pos to end of Text: of a part of the literal as it stands in the file, right also
// behind escapes and in strings of several lines. A value without such a part gives its own place.
func (n *Node) Within(pos, end int) diag.Place {
	if n == nil {
		return diag.Place{}
	}
	if n.start == n.end || n.At.File == nil || pos < 0 || end < pos {
		return n.At
	}
	from, to := n.start+pos, n.start+max(end, pos+1)
	if n.Kind == String {
		from, to = n.offsets(pos, max(end, pos+1))
	}
	from = min(from, n.end)
	return widen(newLocator(n.At.File).point(from), from, min(to, n.end))
}

// offsets are the bytes of the file behind the bytes pos to end of a string's value.
func (n *Node) offsets(pos, end int) (from, to int) {
	literal := n.At.File.Text[n.start:n.end]
	from, to = -1, -1
	done, last := 0, n.start
	for p, decoded := range n.form.pieces(literal) {
		done += len(decoded)
		last = n.start + p.to
		if from < 0 && done > pos {
			from = n.start + p.from
		}
		if done >= end && from >= 0 {
			return from, last
		}
	}
	if from < 0 { // just behind the last character: the closing quote
		return max(last, n.start+n.form.opening(literal)), n.end
	}
	return from, last
}
