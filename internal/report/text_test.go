package report

import "testing"

func TestAuthorsTextStaysText(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"a_b and it_workers.pay":   "a_b and it_workers.pay",
		"_a_ *b* `c`":              "\\_a\\_ \\*b\\* \\`c\\`",
		"a | b":                    `a \| b`,
		"<script>":                 `\<script>`,
		"AT&T, R & D, &lt;, &#9;":  `AT\&T, R & D, \&lt;, \&#9;`,
		"[a](b) ~~c~~ $5$":         `\[a\](b) \~\~c\~\~ \$5\$`,
		`back\slash`:               `back\\slash`,
		"two\n\n# lines\tand tabs": "two # lines and tabs",
		"# head":                   `\# head`,
		"- item":                   `\- item`,
		"1. item":                  `1\. item`,
		"1.5 per cent":             "1.5 per cent",
		"2) item":                  `2\) item`,
		"Über|all":                 `Über\|all`,
	} {
		if got := prose(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestShellWords(t *testing.T) {
	for word, want := range map[string]string{
		"a/b.toml":         "a/b.toml",
		"":                 "''",
		"my file.toml":     "'my file.toml'",
		`enforce=["a"]`:    `'enforce=["a"]'`,
		"it's":             `'it'\''s'`,
		"$HOME":            "'$HOME'",
		"Übung/größe.toml": "Übung/größe.toml",
	} {
		if got := shell(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, row := range []struct {
		day  string
		back int
		want string
	}{{"2026-07-01", 0, "July 2026"}, {"2031-01-01", 1, "December 2030"}, {"2026-12-01", 0, "December 2026"}, {"soon", 0, "soon"}} {
		if got := monthOf(row.day, row.back); got != row.want {
			t.Errorf("%s less %d: %s, want %s", row.day, row.back, got, row.want)
		}
	}
}

func TestFencesAreLongerThanWhatTheyHold(t *testing.T) {
	if got, want := fenced("a ``` b"), "````\na ``` b\n````\n"; got != want {
		t.Errorf("got %q", got)
	}
}
