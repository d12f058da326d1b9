package scenario

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// form is one of the ways to write a string.
type form uint8

const (
	bare         form = iota // no quotes and no escapes: a setting of the command line
	basic                    // "..."
	literal                  // '...'
	basicLines               // """..."""
	literalLines             // '''...'''
)

// A span is a stretch of a literal, in bytes.
type span struct{ from, to int }

// opening is the length of what stands before the first character: the quotes, and the newline behind three of them.
func (f form) opening(text string) int {
	switch f {
	case basic, literal:
		return 1
	case basicLines, literalLines:
		switch {
		case strings.HasPrefix(text[3:], "\n"):
			return 4
		case strings.HasPrefix(text[3:], "\r\n"):
			return 5
		}
		return 3
	}
	return 0
}

// closing is the length of the quotes at the end.
func (f form) closing() int { return [...]int{0, 1, 1, 3, 3}[f] }

// pieces yields what each character and each escape of a literal stands for. A backslash at the end of a line stands
// for nothing.
func (f form) pieces(text string) iter.Seq2[span, string] {
	return func(yield func(span, string) bool) {
		end := len(text) - f.closing()
		for i := f.opening(text); i < end; {
			_, width := utf8.DecodeRuneInString(text[i:end])
			decoded := text[i : i+width]
			if decoded == `\` && (f == basic || f == basicLines) {
				width, decoded = escape(text[i:end])
			}
			if !yield(span{i, i + width}, decoded) {
				return
			}
			i += width
		}
	}
}

// escape reads the escape that text begins with.
func escape(text string) (width int, decoded string) {
	if len(text) < 2 {
		return len(text), ""
	}
	digits := 0
	switch text[1] {
	case 'b':
		return 2, "\b"
	case 't':
		return 2, "\t"
	case 'n':
		return 2, "\n"
	case 'f':
		return 2, "\f"
	case 'r':
		return 2, "\r"
	case 'e':
		return 2, "\x1b"
	case '"', '\\':
		return 2, text[1:2]
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default: // the end of the line, and every blank up to the next word
		rest := strings.TrimLeft(text[1:], " \t\r\n")
		return max(1, len(text)-len(rest)), ""
	}
	if len(text) < 2+digits {
		return len(text), ""
	}
	code, err := strconv.ParseUint(text[2:2+digits], 16, 32)
	if err != nil {
		return 2 + digits, ""
	}
	return 2 + digits, string(rune(code))
}

// value is what a whole literal stands for.
func (f form) value(text string) string {
	inner := text[f.opening(text) : len(text)-f.closing()]
	if f == bare || f == literal || f == literalLines || !strings.Contains(inner, `\`) {
		return inner
	}
	var b strings.Builder
	b.Grow(len(inner))
	for _, decoded := range f.pieces(text) {
		b.WriteString(decoded)
	}
	return b.String()
}

// stringEnd finds the form of the string that begins at text[at], and its end; the end is at where it has none.
func stringEnd(text string, at int) (form, int) {
	quote := text[at]
	f, escapes := literal, quote == '"'
	if escapes {
		f = basic
	}
	triple := strings.Repeat(string(quote), 3)
	if !strings.HasPrefix(text[at:], triple) {
		for i := at + 1; i < len(text) && text[i] != '\n'; i++ {
			switch {
			case text[i] == '\\' && escapes:
				i++
			case text[i] == quote:
				return f, i + 1
			}
		}
		return f, at
	}
	f += basicLines - basic
	for i := at + 3; i < len(text); i++ {
		switch {
		case text[i] == '\\' && escapes:
			i++
		case strings.HasPrefix(text[i:], triple):
			end := i + 3
			for end < len(text) && end < i+5 && text[end] == quote {
				end++ // up to two quotes may stand before the closing three
			}
			return f, end
		}
	}
	return f, at
}
