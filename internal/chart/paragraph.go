package chart

import (
	"math"
	"strings"
)

// A word is what wrapping never parts.
type word struct {
	text string
	style
}

// words splits a text at its spaces; a no-break space (U+00A0) binds.
func words(text string, st style) []word {
	var all []word
	for _, w := range strings.Split(text, " ") {
		if w != "" {
			all = append(all, word{w, st})
		}
	}
	return all
}

// joined is a line of words as text.
func joined(line []word) string {
	texts := make([]string, len(line))
	for i, w := range line {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// bind keeps the words of a text on one line.
func bind(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// keyed is words with the given ones in a style of their own, such as the names of the compared in their colours.
func keyed(text string, st style, keys map[string]style) []word {
	all := words(text, st)
	for i, w := range all {
		if k, ok := keys[strings.Trim(w.text, ".,;:()")]; ok {
			all[i].style = k
		}
	}
	return all
}

// space is the width of the gap after a word.
func (s *surface) space(w word) float64 { return s.width(" ", style{size: w.size}) }

// measure is the width of words on one line.
func (s *surface) measure(line []word) float64 {
	var x float64
	for i, w := range line {
		if i > 0 {
			x += s.space(line[i-1])
		}
		x += s.width(w.text, w.style)
	}
	return x
}

// wrap breaks words into at most most lines of the given width. What has no room ends in an ellipsis; a word longer than
// a line is cut with hyphens.
func (s *surface) wrap(ws []word, width float64, most int) [][]word {
	var fit []word
	for _, w := range ws {
		fit = append(fit, s.cut(w, width)...)
	}
	var lines [][]word
	var line []word
	for _, w := range fit {
		if len(line) > 0 && s.measure(append(line[:len(line):len(line)], w)) > width {
			lines = append(lines, line)
			line = nil
		}
		line = append(line, w)
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = s.trim(lines[most-1], width)
	}
	return lines
}

// balance wraps words so that the lines are about equally long: the measure shrinks, to 72% at most, while the number of
// lines stays. No word is left alone on the last line.
func (s *surface) balance(ws []word, width float64, most int) [][]word {
	lines := s.wrap(ws, width, most+1)
	if len(lines) > most {
		return s.wrap(ws, width, most)
	}
	for share := 0.98; share > 0.715; share -= 0.02 {
		tighter := s.wrap(ws, float64(width*share), most+1)
		if len(tighter) > len(lines) {
			break
		}
		lines = tighter
	}
	return lines
}

// cut splits a word that is longer than width into pieces of about equal length that end in a hyphen.
func (s *surface) cut(w word, width float64) []word {
	if s.width(w.text, w.style) <= width {
		return []word{w}
	}
	runes := []rune(w.text)
	for n := 2; n <= len(runes); n++ {
		var all []word
		fits := true
		for i := range n {
			piece := string(runes[i*len(runes)/n : (i+1)*len(runes)/n])
			if i < n-1 {
				piece += "-"
			}
			fits = fits && s.width(piece, w.style) <= width
			all = append(all, word{piece, w.style})
		}
		if fits {
			return all
		}
	}
	return []word{w}
}

// trim ends a line in an ellipsis within width.
func (s *surface) trim(line []word, width float64) []word {
	line = append([]word(nil), line...)
	for len(line) > 0 {
		last := &line[len(line)-1]
		bare := strings.TrimRight(last.text, ".,;:-…")
		last.text = bare + "…"
		if bare != "" && s.measure(line) <= width {
			return line
		}
		runes := []rune(bare)
		if len(runes) <= 1 {
			line = line[:len(line)-1]
			continue
		}
		last.text = string(runes[:len(runes)-1])
	}
	return line
}

// shorten fits a text into width on one line.
func (s *surface) shorten(text string, st style, width float64) string {
	if s.width(text, st) <= width {
		return text
	}
	line := s.trim([]word{{text, st}}, width)
	if len(line) == 0 {
		return ""
	}
	return line[0].text
}

// set draws lines of words, the first on the line at y, and returns the y of the last.
func (s *surface) set(x, y, leading float64, lines [][]word) float64 {
	for i, line := range lines {
		if i > 0 {
			y += leading
		}
		at := x
		var biggest style
		for j, w := range line {
			if j > 0 {
				at += s.space(line[j-1])
			}
			s.letters(at, y, w.text, w.style)
			at += s.width(w.text, w.style)
			biggest.size = math.Max(biggest.size, w.size)
		}
		if len(line) > 0 {
			s.note(joined(line), x, y, at-x, biggest)
		}
	}
	return y
}
