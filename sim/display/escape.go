package display

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is a text in one line: what breaks lines is a blank, and what does not show is escaped. A text of nothing but white
// space is empty.
func Line(text string) string {
	parts := strings.FieldsFunc(text, breaks)
	kept := parts[:0]
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return Escape(strings.Join(kept, " "))
}

// breaks reports whether a character ends a line, or moves to a tab stop.
func breaks(r rune) bool {
	return '\t' <= r && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// Text is a text that may have lines: all but line feeds and tabs that does not show is escaped, and CR LF is a line feed.
func Text(text string) string {
	if shown(text) {
		return text
	}
	return string(appendShown(nil, strings.ReplaceAll(text, "\r\n", "\n"), 0, true))
}

// Escape is a text in which every character shows, line feeds and tabs as "\n" and "\t": it keeps names apart that differ.
func Escape(text string) string {
	if shown(text) {
		return text
	}
	return string(appendShown(nil, text, 0, false))
}

// shown reports whether a text is nothing but printable ASCII, as most are.
func shown(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// appendShown appends a text that follows a character. Lines says whether line feeds and tabs stand.
func appendShown(b []byte, text string, before rune, lines bool) []byte {
	for i, r := range text {
		size := 1
		if r != utf8.RuneError {
			size = utf8.RuneLen(r)
		} else if _, size = utf8.DecodeRuneInString(text[i:]); size == 1 {
			b = fmt.Appendf(b, `\x%02x`, text[i])
			before = r
			continue
		}
		switch {
		case lines && (r == '\n' || r == '\t') || Shows(r, before):
			b = append(b, text[i:i+size]...)
		default:
			b = append(b, escape(r)...)
		}
		before = r
	}
	return b
}

// escape is a character as a TOML string may write it.
func escape(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\t':
		return `\t`
	case r == '\r':
		return `\r`
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// Shows reports whether a character behind another one (0 at the beginning) shows itself and does nothing else. Those that do
// not are the controls C0 and C1, what ends lines and paragraphs, the marks that turn the direction of writing, and letters
// without width such as U+200B, by which two names look alike that differ.
func Shows(r, before rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ' ' <= r && r <= '~'
	case r == 0x200c || r == 0x200d:
		return joins(before)
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // signs over Arabic numbers: format characters that show
		return true
	}
	return !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point)
}

// joining are the scripts in which a joiner behind a letter changes how the letters are written.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
	unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

// joins reports whether a joiner belongs behind a character: Persian cannot be written without, nor can many emoji.
func joins(before rune) bool {
	const emojiStyle = 0xfe0f
	skin := 0x1f3fb <= before && before <= 0x1f3ff
	return unicode.In(before, joining...) || unicode.Is(unicode.So, before) || before == emojiStyle || skin
}
