package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"weir/sim/display"
)

// prose escapes an author's text, so that Markdown reads it as text in one line of characters that show.
func prose(text string) string {
	text = strings.Join(strings.FieldsFunc(display.Line(text), func(r rune) bool { return r == ' ' }), " ")
	var b strings.Builder
	before := ' '
	for i, r := range text {
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if special(r, before, after) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return guarded(b.String())
}

// special reports whether a character means something to Markdown between its neighbours.
func special(r, before, after rune) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '<', '|', '~', '$':
		return true
	case '_': // within a word it is nothing but itself
		return !wordly(before) || !wordly(after)
	case '&': // an entity
		return after == '#' || unicode.IsLetter(after)
	}
	return false
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// guarded escapes what would make the beginning of a line a list, a heading, a quotation or a rule.
func guarded(text string) string {
	if text == "" {
		return text
	}
	if strings.ContainsRune("-+#>=", rune(text[0])) {
		return `\` + text
	}
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	if end > 0 && end < len(text) && (text[end] == '.' || text[end] == ')') && (end+1 == len(text) || text[end+1] == ' ') {
		return text[:end] + `\` + text[end:]
	}
	return text
}

// code sets a name or a formula as code, also in a table. Neither holds a backtick or a bar, but for what a stranger wrote.
func code(text string) string {
	text = strings.Join(strings.Fields(display.Line(text)), " ")
	return "`" + strings.NewReplacer("`", "'", "|", "¦").Replace(text) + "`"
}

// file names a file: what breaks lines in it is seen.
func file(name string) string { return prose(display.Escape(name)) }

// fenced sets lines as a block of code.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}

// shell quotes a word for a POSIX shell where it needs it, in one line of characters that show.
func shell(word string) string {
	if shown := display.Escape(strings.ReplaceAll(word, `\`, `\\`)); shown != strings.ReplaceAll(word, `\`, `\\`) {
		return "$'" + strings.ReplaceAll(shown, "'", `\'`) + "'"
	}
	plain := func(r rune) bool {
		return r < utf8.RuneSelf && (wordly(r) || strings.ContainsRune("_-./=:,%+@", r)) || r >= utf8.RuneSelf && wordly(r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// sentence begins a text with a capital and ends it.
func sentence(text string) string {
	return ended(display.Capital(text))
}

// noted is a text and, where an author's note is given, that as a sentence behind it.
func noted(text, note string) string {
	if note == "" {
		return text
	}
	return text + " " + sentence(prose(note))
}

// ended ends a text with a full stop, unless it ends a sentence already.
func ended(text string) string {
	if text == "" {
		return text
	}
	if strings.ContainsRune(".?!", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// monthOf writes the month of a first day: July 2026. Back is how many months before it are meant.
func monthOf(day string, back int) string {
	year, errYear := strconv.Atoi(day[:min(4, len(day))])
	month, errMonth := strconv.Atoi(day[min(5, len(day)):min(7, len(day))])
	if errYear != nil || errMonth != nil {
		return day
	}
	n := year*12 + month - 1 - back
	return months[n%12] + " " + strconv.Itoa(n/12)
}

// A table is rows of cells that are Markdown already. The first row is its head: there a cell that begins with > heads a
// column of numbers, which stand at the right.
type table struct{ rows [][]string }

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String prints the table.
func (t *table) String() string {
	var b strings.Builder
	rule := "|"
	for i, row := range t.rows {
		b.WriteByte('|')
		for _, cell := range row {
			if i == 0 {
				var right bool
				cell, right = strings.CutPrefix(cell, ">")
				rule += map[bool]string{false: " --- |", true: " ---: |"}[right]
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteByte('\n')
		if i == 0 {
			b.WriteString(rule + "\n")
		}
	}
	return b.String()
}
