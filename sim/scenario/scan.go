package scenario

import (
	"strings"

	"weir/sim/diag"
)

// A scanner reads a text that the TOML parser has accepted, a second time, for the places.
//
// It decides nothing about validity. It reports what it cannot follow, and stops there.
type scanner struct {
	text string
	pos  int
	at   *locator
	list *diag.List
	bad  bool // met what it cannot follow
	seed bool // the value being read is a seed, which may have all 64 bits
}

// A word is one part of a key.
type word struct {
	name       string
	at         diag.Place
	start, end int
}

func newScanner(file *diag.File, list *diag.List) *scanner {
	return &scanner{text: file.Text, at: newLocator(file), list: list}
}

// document reads the whole text.
func (s *scanner) document() *Node {
	root := &Node{Kind: Table, At: s.at.point(0)}
	root.KeyAt = root.At
	table := root
	for s.blank(); s.pos < len(s.text) && !s.bad; s.blank() {
		if s.text[s.pos] == '[' {
			table = s.header(root)
		} else {
			s.pair(table)
		}
	}
	return root
}

// header reads [a.b] or [[a.b]] and opens its table.
func (s *scanner) header(root *Node) *Node {
	closing := "]"
	if strings.HasPrefix(s.text[s.pos:], "[[") {
		closing = "]]"
	}
	s.pos += len(closing)
	words := s.key()
	if !s.take(closing) {
		return root
	}
	first, last := words[0], words[len(words)-1]
	at := widen(first.at, first.start, last.end)
	table := s.descend(root, words[:len(words)-1])
	opened := table.Get(last.name)
	if closing == "]]" {
		if opened == nil {
			opened = &Node{Kind: Array, Key: last.name, KeyAt: last.at, At: at}
			table.put(opened)
		}
		item := &Node{Kind: Table, KeyAt: at, At: at}
		opened.Items = append(opened.Items, item)
		return item
	}
	if opened == nil {
		opened = &Node{Kind: Table, Key: last.name}
		table.put(opened)
	}
	if opened.Kind != Table {
		s.lost(last.at)
		return root
	}
	opened.KeyAt, opened.At = last.at, at
	return opened
}

// descend follows the words from a table, into the last element of an array of tables, and makes what is not there.
func (s *scanner) descend(table *Node, words []word) *Node {
	for _, w := range words {
		next := table.Get(w.name)
		if next == nil {
			next = &Node{Kind: Table, Key: w.name, KeyAt: w.at, At: w.at}
			table.put(next)
		}
		if next.Kind == Array && len(next.Items) > 0 {
			next = next.Items[len(next.Items)-1]
		}
		if next.Kind != Table {
			s.lost(w.at)
			return &Node{Kind: Table}
		}
		table = next
	}
	return table
}

// pair reads KEY = VALUE into a table.
func (s *scanner) pair(table *Node) {
	words := s.key()
	if !s.take("=") {
		return
	}
	last := words[len(words)-1]
	table = s.descend(table, words[:len(words)-1])
	s.spaces()
	s.seed = last.name == "seed"
	value := s.value()
	if value == nil {
		return
	}
	if table.Get(last.name) != nil {
		s.lost(last.at)
		return
	}
	value.Key, value.KeyAt = last.name, last.at
	table.put(value)
}

// key reads the words of a dotted key, at least one.
func (s *scanner) key() []word {
	var words []word
	for {
		s.spaces()
		start := s.pos
		w := word{start: start, at: s.at.point(start)}
		if start < len(s.text) && (s.text[start] == '"' || s.text[start] == '\'') {
			if f, end := stringEnd(s.text, start); end > start {
				w.name = f.value(s.text[start:end])
				s.pos = end
			}
		} else {
			for s.pos < len(s.text) && bareKey(s.text[s.pos]) {
				s.pos++
			}
			w.name = s.text[start:s.pos]
		}
		if s.pos == start {
			s.lost(w.at)
			return append(words, w)
		}
		w.end = s.pos
		w.at = widen(w.at, start, w.end)
		words = append(words, w)
		s.spaces()
		if s.pos >= len(s.text) || s.text[s.pos] != '.' {
			return words
		}
		s.pos++
	}
}

func bareKey(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// take passes over blanks and then the token.
func (s *scanner) take(token string) bool {
	s.spaces()
	if !strings.HasPrefix(s.text[s.pos:], token) {
		s.lost(s.at.point(s.pos))
		return false
	}
	s.pos += len(token)
	return !s.bad
}

// spaces passes over blanks within a line.
func (s *scanner) spaces() {
	for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
		s.pos++
	}
}

// blank passes over blanks, ends of lines and comments.
func (s *scanner) blank() {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		case '#':
			end := strings.IndexByte(s.text[s.pos:], '\n')
			if end < 0 {
				end = len(s.text) - s.pos
			}
			s.pos += end
		default:
			return
		}
	}
}

// lost reports, once, that the text cannot be followed from here.
func (s *scanner) lost(at diag.Place) {
	if !s.bad {
		s.list.Errorf(at, "", "", "this cannot be read")
	}
	s.bad = true
	s.pos = len(s.text)
}
