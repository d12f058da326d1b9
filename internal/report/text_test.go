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
		"A\x1b[2J\u009b\a":         `A\\u001b\[2J\\u009b\\u0007`,
		"\u202eexe.\u200b":         `\\u202eexe.\\u200b`,
		"a\xff":                    `a\\xff`,
		" \u00a0\t\n ":             "",
		"](javascript:alert(1))":   `\](javascript:alert(1))`,
		"![i](http://x/y.png)":     `!\[i\](http://x/y.png)`,
		"<!-- x --><img src=x>":    `\<!-- x -->\<img src=x>`,
		"two\u2028lines\r\n- item": "two lines - item",
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
		"a\nb":             `$'a\nb'`,
		"it's\x1b[2J":      `$'it\'s\u001b[2J'`,
		`a\n` + "\t":       `$'a\\n\t'`,
		"M\xfcller":        `$'M\xfcller'`,
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

// TestCodeStaysCode: what is quoted as code neither ends it, nor the cell of a table, nor its line.
func TestCodeStaysCode(t *testing.T) {
	for text, want := range map[string]string{
		"a * b": "`a * b`", "a`b|c": "`a'b¦c`", "two\n| lines": "`two ¦ lines`", "x\x1b[2J": "`x\\u001b[2J`",
	} {
		if got := code(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	for url, want := range map[string]string{
		"https://a.b/c?d=e":    "<https://a.b/c?d=e>",
		"javascript:alert(1)":  "javascript:alert(1)",
		"https://a.b/\u202ec":  `https://a.b/\\u202ec`,
		"https://a.b/>x<y":     `https://a.b/>x\<y`,
		"https://a.b/ ](c)":    `https://a.b/ \](c)`,
		"https://a.b/\x1b]0;x": `https://a.b/\\u001b\]0;x`,
	} {
		if got := link(url); got != want {
			t.Errorf("%q: %s, want %s", url, got, want)
		}
	}
}
