package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"weir/sim/diag"
)

// inTOML is what a file that is read by name should be.
const inTOML = "a scenario in TOML"

const (
	maxBytes  = 8 << 20 // of one file
	maxLevels = 64      // of tables and lists within one another
	maxWords  = 16      // of one dotted key
)

// text turns the bytes of a file, which should be of a kind, into text without a byte order mark, or says why they are none.
func text(file *diag.File, data []byte, kind string, list *diag.List) bool {
	at := diag.Place{File: file}
	for bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) { // the parser would pass over one more by itself
		data = data[3:]
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		list.Errorf(at, "", "save it as UTF-8", "this file is written in UTF-16")
		return false
	case bytes.IndexByte(data, 0) >= 0:
		list.Errorf(at, "", "", "this is a binary file, not %s", kind)
		return false
	}
	if !utf8.Valid(data) {
		good := 0
		for good < len(data) {
			r, width := utf8.DecodeRune(data[good:])
			if r == utf8.RuneError && width == 1 {
				break
			}
			good += width
		}
		file.Text = strings.ToValidUTF8(string(data), "\uFFFD")
		list.Errorf(newLocator(file).point(good), "", "save the file as UTF-8", "byte 0x%02x is no UTF-8 text", data[good])
		return false
	}
	file.Text = string(data)
	return true
}

// parse reads a text as TOML. It returns nil where that is impossible; a value that the language does not have (a time
// of day, nan, a whole number beyond 2^53) is an error that does not end the file.
func parse(file *diag.File, list *diag.List) *Node {
	if blankText(file.Text) {
		list.Errorf(diag.Place{File: file}, "", "", "this file is empty")
		return nil
	}
	if !shallow(file, list) || !valid(file, file.Text, 0, list) {
		return nil
	}
	s := newScanner(file, list)
	root := s.document()
	if s.bad || !bounded(root, 0, list) {
		return nil
	}
	return root
}

// blankText reports whether a text has nothing but blanks and comments.
func blankText(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// valid asks the TOML parser; where it refuses, its error goes to the list. The input is the file's text from the byte
// shift on, or a text that is shift bytes shorter in front.
func valid(file *diag.File, input string, shift int, list *diag.List) bool {
	err := accept(input)
	if err == nil {
		return true
	}
	var refused toml.ParseError
	if !errors.As(err, &refused) {
		list.Errorf(diag.Place{File: file}, "", "", "this file cannot be read: %v", err)
		return false
	}
	start := min(max(0, refused.Position.Start), len(input))
	if start == len(input) || input[start] == '\n' {
		start = max(0, start-1) // the end of the line where something is missing
	}
	end := start + max(1, refused.Position.Len)
	for start > 0 && start < len(input) && !utf8.RuneStart(input[start]) {
		start--
	}
	what, mend := plain(refused.Message)
	if number := bareSuffix(input, start); number != "" {
		mend = fmt.Sprintf("a number with a suffix, or %%, stands in quotes: %q", number)
	}
	list.Errorf(widen(newLocator(file).point(start+shift), start+shift, end+shift), "", mend, "%s", what)
	return false
}

// bareSuffix is the number with a suffix, such as 60k or 12%, whose suffix stands at the byte at; empty where there is none.
func bareSuffix(text string, at int) string {
	if at >= len(text) || !strings.ContainsRune("kKmMbBtT%", rune(text[at])) {
		return ""
	}
	from, to := at, at+1
	for from > 0 && strings.IndexByte("0123456789._", text[from-1]) >= 0 {
		from--
	}
	for to < len(text) && strings.IndexByte(" \t,}]\r\n#", text[to]) < 0 {
		to++
	}
	if from == at {
		return ""
	}
	return text[from:to]
}

// accept is nil where the text is TOML. A parser that panics has met a text that nobody should rely on.
func accept(input string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the TOML parser gave up: %v", r)
		}
	}()
	var decoded map[string]any
	_, err = toml.Decode(input, &decoded)
	return err
}

// shallow refuses texts whose brackets or dotted keys go so deep that they can only be a mistake, before any parser
// recurses into them.
func shallow(file *diag.File, list *diag.List) bool {
	text, depth, dots := file.Text, 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"', '\'':
			_, end := stringEnd(text, i)
			if end == i {
				return true // never closed: the parser refuses it here
			}
			i = end - 1
			continue
		case '#':
			if end := strings.IndexByte(text[i:], '\n'); end >= 0 {
				i += end - 1
				continue
			}
			return true
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '.':
			dots++
			if dots < maxWords {
				continue
			}
			list.Errorf(newLocator(file).point(i), "", "", "a key of more than %d parts", maxWords)
			return false
		case '=', ',', '\n':
		default:
			continue
		}
		dots = 0
		if depth > maxLevels {
			list.Errorf(newLocator(file).point(i), "", "", "more than %d levels of brackets within one another", maxLevels)
			return false
		}
	}
	return true
}

// bounded reports whether the tree has no more than maxLevels levels below n.
func bounded(n *Node, level int, list *diag.List) bool {
	if level > maxLevels {
		list.Errorf(n.At, "", "", "more than %d levels of tables and lists within one another", maxLevels)
		return false
	}
	for _, children := range [...][]*Node{n.Items, n.Fields} {
		for _, c := range children {
			if !bounded(c, level+1, list) {
				return false
			}
		}
	}
	return true
}
