package diag

import (
	"strings"
	"testing"
)

func TestRendering(t *testing.T) {
	f := &File{Name: "x.toml", Text: "a = 1\n\tb = \"ümlaut\"  \r\n" + strings.Repeat("x", 300) + "!" + strings.Repeat("y", 300)}
	for _, c := range []struct {
		name string
		d    Diagnostic
		want string
	}{
		{"a place", Diagnostic{Place: Place{f, 1, 5, 1}, Path: "a", What: "this is wrong", Mend: "write 2"},
			"x.toml:1:5: a: this is wrong\n     1 | a = 1\n       |     ^ write 2\n"},
		{"characters, a tab and a carriage return", Diagnostic{Place: Place{f, 2, 7, 6}, What: "no word", Warning: true},
			"x.toml:2:7: warning: no word\n     2 |  b = \"ümlaut\"  \n       |       ^^^^^^\n"},
		{"no line", Diagnostic{Place: Place{File: f}, What: "not a file", Mend: "name one"}, "x.toml: not a file\n    name one\n"},
		{"no place", Diagnostic{What: "nothing to do"}, "nothing to do\n"},
		{"behind the end of the file", Diagnostic{Place: Place{f, 9, 1, 1}, What: "gone"}, "x.toml:9:1: gone\n"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
	}
}

// TestLongLine: of a long line the part around the caret is shown, and the caret stands under its character.
func TestLongLine(t *testing.T) {
	f := &File{Name: "x.toml", Text: strings.Repeat("x", 300) + "!" + strings.Repeat("y", 300)}
	lines := strings.Split(Diagnostic{Place: Place{f, 1, 301, 1}, What: "here"}.String(), "\n")
	shown, caret := []rune(lines[1]), []rune(lines[2])
	at := len(caret) - 1
	if caret[at] != '^' || shown[at] != '!' || len(shown) > 150 {
		t.Errorf("the caret stands under %q of\n%s\n%s", shown[at], lines[1], lines[2])
	}
}

func TestSort(t *testing.T) {
	first, second := &File{Name: "a.toml", Rank: 0}, &File{Name: "b.toml", Rank: 1}
	var l List
	l.Errorf(Place{second, 1, 1, 1}, "", "", "in the second file")
	l.Warnf(Place{first, 2, 9, 1}, "", "", "a doubt")
	l.Errorf(Place{first, 2, 3, 1}, "p", "", "the cause")
	l.Errorf(Place{first, 2, 3, 1}, "q", "", "what follows from it")
	l.Warnf(Place{first, 2, 9, 1}, "", "", "another doubt")
	l.Errorf(Place{}, "", "", "nowhere")
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.What)
	}
	if want := "nowhere|the cause|a doubt|another doubt|in the second file"; strings.Join(got, "|") != want {
		t.Errorf("sorted: %s, want %s", strings.Join(got, "|"), want)
	}
	if !l.Failed() || l[2:4].Failed() {
		t.Errorf("failed: %v for all, %v for the doubts", l.Failed(), l[2:4].Failed())
	}
}

func TestNearest(t *testing.T) {
	known := []string{"half_life", "floor", "hold", "duration", "cost"}
	for written, want := range map[string]string{
		"half_live": "half_life", "hlaf_life": "half_life", "Floor": "floor", "cots": "cost", "durations": "duration", "fl": "", "nothing": "", "xy": "",
	} {
		if got := Nearest(written, known); got != want {
			t.Errorf("nearest to %s is %q, want %q", written, got, want)
		}
	}
}
