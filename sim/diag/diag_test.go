package diag

import (
	"fmt"
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
		{"a name and words that do not show", Diagnostic{Place: Place{File: &File{Name: "a\nb\x1b[2J.toml"}}, Path: "x.\u202e", What: "no \a", Mend: "not\nthis"},
			"a\\nb\\u001b[2J.toml: x.\\u202e: no \\u0007\n    not\\nthis\n"},
		{"a line that does not show, in front of the caret and under it", Diagnostic{Place: Place{&File{Name: "y", Text: "t = \"\x1b[2J\u202eab\xff\" # \u009b"}, 1, 10, 3}, What: "no"},
			"y:1:10: no\n     1 | t = \"\\u001b[2J\\u202eab\\xff\" # \\u009b\n       |               ^^^^^^^^\n"},
		{"wide letters and marks", Diagnostic{Place: Place{&File{Name: "y", Text: "t = '东方 o\u0308🚢' + 东方"}, 1, 16, 2}, What: "no", Mend: "x"},
			"y:1:16: no\n     1 | t = '东方 o\u0308🚢' + 东方\n       | " + strings.Repeat(" ", 17) + "^^^^ x\n"},
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

// TestTheSameMistake: what is mended alike stands there once, with the lines of the others; where there are few, and what
// differs, stands there whole.
func TestTheSameMistake(t *testing.T) {
	f := &File{Name: "x.toml", Text: strings.Repeat("a\n", 5100)}
	other := &File{Name: "y.toml", Rank: 1, Text: "a\n"}
	var l List
	for line := 1; line <= 5000; line++ {
		l.Errorf(Place{f, line, 1, 1}, fmt.Sprintf("p%d", line), "declare it", "unknown unit barell")
	}
	l.Warnf(Place{f, 3, 2, 1}, "", "declare it", "unknown unit barell")
	for _, line := range []int{10, 20, 21, 30, 31, 32, 33, 34, 35, 36, 37} {
		l.Errorf(Place{f, line, 2, 1}, "", "", "twice")
	}
	for line := 40; line <= 90; line += 2 {
		l.Errorf(Place{f, line, 2, 1}, "", "", "far")
	}
	for line := 5001; line <= 5003; line++ {
		l.Errorf(Place{f, line, 1, 1}, "", "", "thrice")
	}
	l.Errorf(Place{other, 1, 1, 1}, "", "declare it", "unknown unit barell")
	l.Sort()
	want := strings.Join([]string{
		"x.toml:1:1: p1: unknown unit barell", "     1 | a", "       | ^ declare it",
		"    and the same in 4999 more places, lines 2 to 5000",
		"x.toml:3:2: warning: unknown unit barell", "     3 | a", "       |  ^ declare it",
		"x.toml:10:2: twice", "    10 | a", "       |  ^", "    and the same in 10 more places, lines 20, 21, 30 to 37",
		"x.toml:40:2: far", "    40 | a", "       |  ^", "    and the same in 25 more places, lines 42, 44, 46, 48, 50, 52, 54, 56, 58, 60 and so on up to 90",
		"x.toml:5001:1: thrice", "  5001 | a", "       | ^", "x.toml:5002:1: thrice", "  5002 | a", "       | ^", "x.toml:5003:1: thrice", "  5003 | a", "       | ^",
		"y.toml:1:1: unknown unit barell", "     1 | a", "       | ^ declare it", "",
	}, "\n")
	if got := l.Error(); got != want {
		t.Errorf("it says\n%s\nwant\n%s", got, want)
	}
}

// TestLimit: mistakes are counted, not the places of one.
func TestLimit(t *testing.T) {
	f := &File{Name: "x.toml", Text: "a\n"}
	var l List
	for line := 1; line <= 3000; line++ {
		l.Errorf(Place{f, line, 1, 1}, "", "", "the same")
	}
	l.Limit()
	if len(l) != 3000 {
		t.Errorf("%d places of one mistake are left", len(l))
	}
	for line := 3001; line <= 6000; line++ {
		l.Errorf(Place{f, line, 1, 1}, "", "", "mistake %d", line)
	}
	l.Limit()
	if last := l[len(l)-1].String(); len(l) != 3000+999+1 || last != "x.toml:3999:2: and more: only the first 1000 mistakes are shown\n" {
		t.Errorf("%d problems, the last is %q", len(l), last)
	}
}
