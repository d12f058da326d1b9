package scenario

import (
	"math"
	"strconv"
	"strings"
)

// maxWhole is the largest whole number that a float64 holds without loss, as are all below it.
const maxWhole = 1 << 53

// value reads one value; nil where there is none.
func (s *scanner) value() *Node {
	if s.pos >= len(s.text) {
		s.lost(s.at.point(s.pos))
		return nil
	}
	start := s.pos
	n := &Node{At: s.at.point(start), start: start}
	switch s.text[start] {
	case '"', '\'':
		f, end := stringEnd(s.text, start)
		if end == start {
			s.lost(n.At)
			return nil
		}
		n.Kind, n.form, n.Text = String, f, f.value(s.text[start:end])
		s.pos = end
	case '[':
		n.Kind = Array
		s.pos++
		for s.more(']') {
			if item := s.value(); item != nil {
				item.KeyAt = item.At
				n.Items = append(n.Items, item)
			}
		}
	case '{':
		n.Kind = Table
		s.pos++
		for s.more('}') {
			s.pair(n)
		}
	default:
		s.scalar(n)
	}
	if s.bad {
		return nil
	}
	n.end = s.pos
	n.At = widen(n.At, start, n.end)
	n.KeyAt = n.At
	return n
}

// more passes to the next element of an array or inline table; false at its end, which it passes over.
func (s *scanner) more(closing byte) bool {
	s.blank()
	if s.pos < len(s.text) && s.text[s.pos] == ',' {
		s.pos++
		s.blank()
	}
	if s.bad {
		return false
	}
	if s.pos >= len(s.text) {
		s.lost(s.at.point(s.pos))
		return false
	}
	if s.text[s.pos] == closing {
		s.pos++
		return false
	}
	return true
}

// scalar reads a number, a date, true or false.
func (s *scanner) scalar(n *Node) {
	rest := s.text[s.pos:]
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	const timeChars = "0123456789-:Tt .Zz+"
	if digits > 0 && digits < len(rest) && (rest[digits] == '-' || rest[digits] == ':') {
		n.Text = strings.TrimRight(rest[:len(rest)-len(strings.TrimLeft(rest, timeChars))], " ")
		s.pos += len(n.Text)
		s.date(n)
		return
	}
	end := strings.IndexAny(rest, " \t\r\n,]}#")
	if end < 0 {
		end = len(rest)
	}
	n.Text = rest[:end]
	s.pos += end
	switch {
	case n.Text == "true" || n.Text == "false":
		n.Kind, n.Bool = Bool, n.Text == "true"
	case strings.HasSuffix(n.Text, "nan") || strings.HasSuffix(n.Text, "inf"):
		n.Kind, n.Wrong = Float, true
		s.list.Errorf(widen(n.At, n.start, s.pos), "", "write a finite number", "%s is no quantity", n.Text)
	default:
		s.number(n)
	}
}

// number reads a whole number in any base, or a float.
func (s *scanner) number(n *Node) {
	at := widen(n.At, n.start, s.pos)
	whole, err := strconv.ParseInt(n.Text, 0, 64)
	if err == nil {
		n.Kind, n.Int, n.Num = Integer, whole, float64(whole)
		if !s.seed && (whole > maxWhole || whole < -maxWhole) {
			n.Wrong = true
			s.list.Errorf(at, "", "write it as 1.0e18, or as text with a suffix, \"1M\"",
				"%s is too large for a whole number: beyond 2^53 (9_007_199_254_740_992) digits would be lost", n.Text)
		}
		return
	}
	n.Kind = Float
	n.Num, err = strconv.ParseFloat(strings.ReplaceAll(n.Text, "_", ""), 64)
	if err != nil || math.IsInf(n.Num, 0) || math.IsNaN(n.Num) {
		s.lost(at)
	}
}

// date reads a day. A time of day is an error: the language has steps of a month at least.
func (s *scanner) date(n *Node) {
	n.Kind = Date
	if len(n.Text) != len("2006-01-02") || n.Text[4] != '-' || n.Text[7] != '-' {
		mend := "write a date alone, such as 2027-01-15"
		n.Wrong = true
		if len(n.Text) > 10 && n.Text[4] == '-' {
			mend = "write " + n.Text[:10]
		}
		s.list.Errorf(widen(n.At, n.start, s.pos), "", mend, "%s has a time of day; dates stand alone here", n.Text)
		return
	}
	n.Date.Year, _ = strconv.Atoi(n.Text[:4])
	n.Date.Month, _ = strconv.Atoi(n.Text[5:7])
	n.Date.Day, _ = strconv.Atoi(n.Text[8:])
}
