package chart

import (
	"math"
	"testing"
)

// outline lays a figure out without pixels and returns its labels.
func outline(f Figure) *surface {
	ruler, s := measuring(), measuring()
	p := layout(ruler, f)
	s.bottom = math.Ceil(p.head + f.Picture.height(ruler) + p.feet)
	p.paint(s, f)
	return s
}

// Every text lies within the page, and none on another, in all worlds.
func TestLabelsKeepClear(t *testing.T) {
	t.Parallel()
	for i, w := range worlds() {
		if testing.Short() && i%8 > 0 {
			continue
		}
		figures := Figures(w.result())
		want := 4
		if len(w.shocks) == 0 || w.unmoved() {
			want-- // no waterfall
		}
		if len(w.channels) == 1 {
			want-- // no small multiples
		}
		if len(figures) != want {
			t.Errorf("%s: %d figures, want %d", w.name, len(figures), want)
		}
		for _, f := range figures {
			s := outline(f)
			if len(s.labels) < 8 {
				t.Errorf("%s/%s: only %d labels", w.name, f.Name, len(s.labels))
			}
			clash(t, w.name+"/"+f.Name, s)
		}
	}
}

// unmoved reports whether scenario and baseline are the same in a world.
func (w world) unmoved() bool {
	for _, c := range w.channels {
		if c.none != c.after || c.effect != 0 && c.median != 0 {
			return false
		}
	}
	return true
}

// clash reports labels that overlap or leave the page.
func clash(t *testing.T, where string, s *surface) {
	t.Helper()
	for i, a := range s.labels {
		if a.x0 < margin-0.5 || a.x1 > pageWidth-margin+0.5 || a.y0 < margin || a.y1 > s.bottom-1 {
			t.Errorf("%s: %q leaves the page: %.1f..%.1f, %.1f..%.1f of %.0f", where, a.text, a.x0, a.x1, a.y0, a.y1, s.bottom)
		}
		for _, b := range s.labels[:i] {
			if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
				t.Errorf("%s: %q lies on %q: %.1f..%.1f, %.1f..%.1f and %.1f..%.1f, %.1f..%.1f",
					where, a.text, b.text, a.x0, a.x1, a.y0, a.y1, b.x0, b.x1, b.y0, b.y1)
			}
		}
	}
}

// The check itself sees a clash.
func TestClashIsSeen(t *testing.T) {
	var inner testing.T
	s := measuring()
	s.bottom = 100
	s.text(50, 50, "one", tickStyle, left)
	s.text(52, 52, "two", tickStyle, left)
	clash(&inner, "", s)
	if !inner.Failed() {
		t.Error("two texts on one another went unseen")
	}
}

// The same in worlds drawn at random.
func TestLabelsKeepClearAtRandom(t *testing.T) {
	t.Parallel()
	n := 40
	if testing.Short() {
		n = 5
	}
	for _, w := range randomWorlds(n) {
		for _, f := range Figures(w.result()) {
			clash(t, w.name+"/"+f.Name, outline(f))
		}
	}
}
