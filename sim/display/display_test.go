package display

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscape(t *testing.T) {
	for _, row := range []struct{ text, escape, shown, line string }{
		{"plain", "plain", "plain", "plain"},
		{"", "", "", ""},
		{"A\x1b[2J\x1b]0;x\aB", `A\u001b[2J\u001b]0;x\u0007B`, `A\u001b[2J\u001b]0;x\u0007B`, `A\u001b[2J\u001b]0;x\u0007B`},
		{"two\nlines", `two\nlines`, "two\nlines", "two lines"},
		{" two \r\n\t lines\n", ` two \r\n\t lines\n`, " two \n\t lines\n", "two lines"},
		{"over\rwritten", `over\rwritten`, `over\rwritten`, "over written"},
		{"C1 \u009b2J, del \x7f", `C1 \u009b2J, del \u007f`, `C1 \u009b2J, del \u007f`, `C1 \u009b2J, del \u007f`},
		{"exe\u202egnp.", `exe\u202egnp.`, `exe\u202egnp.`, `exe\u202egnp.`},
		{"\u2066a\u2069\u200eb\u061c", `\u2066a\u2069\u200eb\u061c`, `\u2066a\u2069\u200eb\u061c`, `\u2066a\u2069\u200eb\u061c`},
		{"one\u2028two\u2029three\u0085four", `one\u2028two\u2029three\u0085four`, `one\u2028two\u2029three\u0085four`, "one two three four"},
		{"or\u200be, \ufeffore", `or\u200be, \ufeffore`, `or\u200be, \ufeffore`, `or\u200be, \ufeffore`},
		{"tag \U000e0041", `tag \U000e0041`, `tag \U000e0041`, `tag \U000e0041`},
		{"\u3164filler", `\u3164filler`, `\u3164filler`, `\u3164filler`},
		{"M\xfcller \xe2\x82", `M\xfcller \xe2\x82`, `M\xfcller \xe2\x82`, `M\xfcller \xe2\x82`},
		{" \u00a0\u3000 ", " \u00a0\u3000 ", " \u00a0\u3000 ", ""},
		// What is read as it is written stays: Persian with its joiners, Hebrew, wide letters, emoji of several parts.
		{"می\u200cشود", "می\u200cشود", "می\u200cشود", "می\u200cشود"},
		{"עברית 东方 ö́", "עברית 东方 ö́", "עברית 东方 ö́", "עברית 东方 ö́"},
		{"👩🏽\u200d🚀 🏳\ufe0f\u200d🌈 🇰🇵", "👩🏽\u200d🚀 🏳\ufe0f\u200d🌈 🇰🇵", "👩🏽\u200d🚀 🏳\ufe0f\u200d🌈 🇰🇵", "👩🏽\u200d🚀 🏳\ufe0f\u200d🌈 🇰🇵"},
		{"a\u200db", `a\u200db`, `a\u200db`, `a\u200db`},
	} {
		if got := Escape(row.text); got != row.escape {
			t.Errorf("%q escaped: %s, want %s", row.text, got, row.escape)
		}
		if got := Text(row.text); got != row.shown {
			t.Errorf("%q as a text: %q, want %q", row.text, got, row.shown)
		}
		if got := Line(row.text); got != row.line {
			t.Errorf("%q in a line: %q, want %q", row.text, got, row.line)
		}
		if again := Escape(row.escape); again != row.escape {
			t.Errorf("%q escaped twice: %s", row.text, again)
		}
	}
}

// TestWriter: however a text is cut into writes, the same comes out, and it is what Text gives, but for CR LF.
func TestWriter(t *testing.T) {
	const text = "tab\there\na\u009bb \U0001F6A2 می\u200cشود \u202e \xff end \xf0\x9f"
	for step := 1; step <= len(text); step++ {
		var b bytes.Buffer
		w := NewWriter(&b)
		for from := 0; from < len(text); from += step {
			part := text[from:min(from+step, len(text))]
			if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
				t.Fatalf("%d of %d bytes, %v", n, len(part), err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if got, want := b.String(), Text(text); got != want {
			t.Errorf("in steps of %d: %q, want %q", step, got, want)
		}
	}
}

type full struct{ writes int }

func (f *full) Write([]byte) (int, error) { f.writes++; return 0, errors.New("no space left") }

func TestWriterKeepsTheFirstFailure(t *testing.T) {
	f := new(full)
	w := NewWriter(f)
	for range 2 {
		if n, err := w.Write([]byte("abc")); n != 3 || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
	if err := w.Flush(); err == nil || f.writes != 1 {
		t.Errorf("after %d writes: %v", f.writes, err)
	}
}

func TestFprintf(t *testing.T) {
	var b bytes.Buffer
	Fprintf(&b, "%s: %v, %d\n", "a\nb", errors.New("open \x1b[2J: no"), 3)
	if got, want := b.String(), "a\\nb: open \\u001b[2J: no, 3\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "ore": 3, "größe": 5, "o\u0308": 1, "东方贸易": 8, "해외 노동자": 11, "🚢 🚢": 5, "👩🏽\u200d🚀": 2, "🇰🇵": 2, "ｗｉｄｅ": 8, "…": 1, "می\u200cشود": 5,
	} {
		if got := Width(text); got != want {
			t.Errorf("%s takes %d columns, want %d", text, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, row := range []struct {
		text    string
		columns int
		want    string
	}{
		{"fits", 4, "fits"}, {"too long", 5, "too …"}, {"东方贸易", 8, "东方贸易"}, {"东方贸易", 7, "东方贸…"}, {"东方贸易", 6, "东方…"},
		{"e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301…"}, {"👩🏽\u200d🚀 up there", 4, "👩🏽\u200d🚀 …"},
	} {
		if got := Clip(row.text, row.columns, "…"); got != row.want {
			t.Errorf("%s in %d columns: %s, want %s", row.text, row.columns, got, row.want)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, row := range []struct{ names, want []string }{
		{[]string{"Ore", "Timber"}, []string{"Ore", "Timber"}},
		{[]string{"Commodity trade through coastal ports", "Ore"}, []string{"Commodity trade thr…", "Ore"}},
		{
			[]string{"Commodity trade through coastal ports, east", "Commodity trade through coastal ports, west", "Ore"},
			[]string{"Commodity…orts, east", "Commodity…orts, west", "Ore"},
		},
		// The middle is what tells them apart.
		{[]string{"Commodity trade through eastern coastal ports", "Commodity trade through western coastal ports"}, []string{"c0", "c1"}},
		{[]string{"Ore", "Ore", "Timber"}, []string{"c0", "c1", "Timber"}},
		// A name that is another's id gives way as well.
		{[]string{"Ore", "Ore", "c0"}, []string{"c0", "c1", "c2"}},
		{[]string{"东方贸易公司东方贸易公司东", "东方贸易公司东方贸易公司西"}, []string{"东方贸易…贸易公司东", "东方贸易…贸易公司西"}},
	} {
		ids := []string{"c0", "c1", "c2"}[:len(row.names)]
		got := Labels(row.names, ids, 20, "…")
		if !slices.Equal(got, row.want) {
			t.Errorf("%q: %q, want %q", row.names, got, row.want)
		}
		for _, label := range got {
			if Width(label) > 20 || !utf8.ValidString(label) || strings.Contains(label, "\ufffd") {
				t.Errorf("%q takes %d columns", label, Width(label))
			}
		}
	}
}
