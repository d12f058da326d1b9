package chart

import (
	"strings"
	"testing"
)

func texts(lines [][]word) []string {
	var all []string
	for _, l := range lines {
		var t []string
		for _, w := range l {
			t = append(t, w.text)
		}
		all = append(all, strings.Join(t, " "))
	}
	return all
}

// Balanced lines are of nearly one length, no line is too long, nothing is lost.
func TestBalance(t *testing.T) {
	s := measuring()
	text := "Enforcement takes 21% off quarterly revenue at its best, but only 9% by the end of 2031"
	lines := s.balance(words(text, titleStyle), textWidth, 3)
	if len(lines) != 2 {
		t.Fatalf("%d lines: %q", len(lines), texts(lines))
	}
	if got := strings.Join(texts(lines), " "); got != text {
		t.Errorf("wrapped into %q", got)
	}
	a, b := s.measure(lines[0]), s.measure(lines[1])
	if a > textWidth || b > textWidth || b < a*0.6 {
		t.Errorf("lines of %.0f and %.0f points", a, b)
	}
}

func TestWrapCutsAndTrims(t *testing.T) {
	s := measuring()
	lines := s.wrap(words("Donaudampfschifffahrtsgesellschaftskapitän und mehr und mehr und mehr", titleStyle), 100, 3)
	if len(lines) != 3 {
		t.Fatalf("%d lines: %q", len(lines), texts(lines))
	}
	for _, l := range lines {
		if w := s.measure(l); w > 100 {
			t.Errorf("a line of %.1f points: %q", w, texts([][]word{l}))
		}
	}
	got := texts(lines)
	if !strings.HasSuffix(got[0], "-") || !strings.HasSuffix(got[2], "…") {
		t.Errorf("%q", got)
	}
	if bound := s.wrap(words(bind("17 × 17 cells"), titleStyle), 400, 2); len(bound[0]) != 1 {
		t.Errorf("a no-break space parts words: %q", texts(bound))
	}
}

// Figures have one width, so that columns of numbers stand in line.
func TestTabularFigures(t *testing.T) {
	s := measuring()
	for _, bold := range []bool{false, true} {
		st := style{bold: bold, size: 10}
		for _, r := range "012345678" {
			if a, b := s.width(string(r), st), s.width("9", st); a != b {
				t.Errorf("%c is %.3f wide, 9 is %.3f", r, a, b)
			}
		}
	}
}
