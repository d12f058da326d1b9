package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"weir/scenarios"
)

// hostile is what a stranger writes where a text is asked for: it clears the screen, sets the title of the window (with C0, and
// with C1), goes back to the beginning of the line, turns the direction of writing round, hides a letter, and forges lines.
const hostile = "A\x1b[2J\x1b]0;x\a\u009b2J\u009d0;x\u009c\rB\u202eC\u2066D\u2069\u200eE\u061c\u200bF\ufeff\u2028FORGED\u0085FORGED\nFORGED\r\nFORGED" + danger

// danger is what means something to Markdown, a browser or a spreadsheet.
const danger = "<script>alert(1)</script>|`x`](javascript:alert(1))![i](http://x/y.png)"

// hostileModel is a model whose every text is hostile.
func hostileModel() string {
	return strings.ReplaceAll(`title = HOSTILE
description = HOSTILE
currency = "USD"
units = ["ship"]
enforce = ["s"]
[time]
start = 2024-01-01
forecast = 2026-01-01
end = 2028-01-01
step = "year"
[run]
trials = 16
[sources.src]
title = HOSTILE
publisher = HOSTILE
url = HOSTILE
language = HOSTILE
lineage = HOSTILE
note = HOSTILE
date = HOSTILE
[sources.other]
title = "b"
url = "https://x/>"
lineage = HOSTILE
[channels.c]
title = HOSTILE
short = "\u001b[2J\u0007\nFORGED"
description = HOSTILE
revenue = "a * b * z"
[channels.c.parameters]
a = { value = "1M to 2M", unit = "USD/year", assumption = HOSTILE, note = HOSTILE, title = HOSTILE, description = HOSTILE }
b = { value = "1 to 2", unit = "1", source = "src", reading = "estimate", note = HOSTILE }
u = { value = "1 to 2", unit = "1", source = HOSTILE, reading = "estimate" }
z = { dist = "bernoulli", p = 0.5, unit = "1", assumption = HOSTILE, title = HOSTILE }
[channels.c.formulas]
f = { formula = "a * 2", unit = "USD/year", note = HOSTILE, title = HOSTILE }
[channels.blank]
title = " \t\n "
revenue = "2M"
[channels.gain]
title = HOSTILE
revenue = "1M"
[shocks.s]
title = HOSTILE
short = "\u001b[2J\u0007\nFORGED"
description = HOSTILE
onset = 2026-06-01
hits = [{ target = "c.a", cut = "10%", note = HOSTILE }]
displaces = [{ from = "c", to = "gain", share = "20%", note = HOSTILE }]
assumption = HOSTILE
note = HOSTILE
[outputs.o]
title = HOSTILE
description = HOSTILE
formula = "c.a * 2"
note = HOSTILE
[evidence.e]
title = HOSTILE
observe = "sum(c.revenue, 2024-01-01, 2025-01-01)"
at_most = "5M"
source = "src"
reading = "at most"
note = HOSTILE
[checks.k]
title = HOSTILE
observe = "sum(c.revenue, 2024-01-01, 2025-01-01)"
about = "2M"
source = HOSTILE
reading = "estimate"
note = HOSTILE
[expect]
fails = "p50(total.net) > 1T"
`, "HOSTILE", tomlString(hostile))
}

// tomlString is a basic string of TOML.
func tomlString(text string) string {
	var b strings.Builder
	for _, r := range text {
		fmt.Fprintf(&b, `\U%08X`, r)
	}
	return `"` + b.String() + `"`
}

// hostileName is a name of a file.
const hostileName = "n\x1b[2J\u202e\nFORGED\xff"

// harmless fails where a text holds what steers a terminal, what nobody sees, or, if it is not broken into lines so narrow that
// a word may stand alone, a line that a stranger has made up.
func harmless(t *testing.T, what, text string, unbroken bool) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%s: no UTF-8: %q", what, text)
	}
	for i, r := range text {
		bad := r < 0x20 && r != '\n' && r != '\t' || 0x7f <= r && r <= 0x9f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 ||
			slices.Contains([]rune{0x200b, 0x200e, 0x200f, 0x61c, 0x2028, 0x2029, 0xfeff}, r)
		if bad {
			t.Errorf("%s: %q in %q", what, r, text[max(0, i-60):min(len(text), i+20)])
			return
		}
	}
	for line := range strings.Lines(text) {
		if unbroken && strings.TrimSpace(line) == "FORGED" {
			t.Errorf("%s: a line was made up: %s", what, line)
			return
		}
	}
}

// TestNothingOfAStrangerReachesTheTerminal calls every command with files, names and words of a stranger. A command that is new
// fails here until it has a call.
func TestNothingOfAStrangerReachesTheTerminal(t *testing.T) {
	t.Chdir(t.TempDir())
	plain := "currency = 'USD'\n[time]\nstart = 2026-01-01\nend = 2028-01-01\nstep = 'year'\n[channels.a]\nrevenue = '1M'\n"
	long := strings.Repeat("x", 100) + "\u009b2J"
	wrong := `title = "` + "\x1b[2J" + `"` + "\n"
	keys := plain + strings.ReplaceAll("HOSTILE = 1\n[channels.HOSTILE]\nrevenue = 'HOSTILE'\nHOSTILE = 2\n[channels.b]\nrevenue = \"a * \u202e b \u200b\"\n[channels.b.parameters]\n'"+
		long+"' = 1\nq = { value = HOSTILE, unit = HOSTILE }\np = { dist = HOSTILE, unit = 'bar\u202eell', vary = HOSTILE }\n[shocks.s]\nonset = HOSTILE\nhits = [{ target = HOSTILE, cut = HOSTILE }]\n[expect]\nHOSTILE = HOSTILE\ne = HOSTILE\n[sources.HOSTILE]\ntitle = 'x'\n", "'HOSTILE'", "HOSTILE")
	keys = strings.ReplaceAll(keys, "HOSTILE", tomlString(hostile))
	for name, text := range map[string]string{
		"x.toml": hostileModel(), hostileName + ".toml": plain, "g\x1b[2J\u202e.toml": plain, "wrong.toml": wrong, "keys.toml": keys, "plain.toml": plain,
		"child.toml":  "extends = " + tomlString(hostile) + "\n",
		"child2.toml": "extends = " + tomlString(strings.ToValidUTF8(hostileName, "")) + "\n",
		"data.toml":   plain + "[channels.a.parameters]\np = { dist = 'empirical', file = " + tomlString(hostile) + ", column = " + tomlString(hostile) + ", unit = '1' }\n",
		"evil.json":   `{"format":1,"weir":` + strconv.Quote("\x1b[2J") + `,"files":[],"cuts":[0,1]}`,
		"shell.json":  strings.ReplaceAll(`{"format":1,"weir":"VERSION","files":[{"file":"HOSTILE","inputs":[{"path":"HOSTILE","sha256":""}]}],"set":["HOSTILE=HOSTILE"],"flags":{},"trials":1,"seed":1,"sampling":"random","block":1024,"shards":1,"cuts":[0,1]}`, "HOSTILE", `\u001b[2J\u202e\u009b\nFORGED`),
		"state":       "\x1b[2J\u009b",
	} {
		text = strings.ReplaceAll(text, "VERSION", version)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	embedded := fstest.MapFS{"own/x.toml": {Data: []byte(hostileModel())}, "own/\u202ey.toml": {Data: []byte(plain)}}
	tampered := func() {
		if err := os.WriteFile("out/x/run.json", []byte(strings.ReplaceAll(`{"weir":"HOSTILE","file":"HOSTILE","outputs":[{"path":"HOSTILE","sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]}`, "HOSTILE", `\u001b[2J\u202e\u009b\nFORGED`)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const h, g = hostileName, "g\x1b[2J\u202e" // a plan takes no name of several lines
	out := "out" + h
	called := map[string]bool{"weir": true}
	for _, c := range []struct {
		code int
		args []string
		then func()
	}{
		{exitFailed, []string{"run", "x.toml", "--force"}, nil},
		{exitDone, []string{"run", h + ".toml", "--out", out}, nil},
		{exitWrong, []string{"run", "plain.toml", "--set", "channels.a.revenue=" + hostile}, nil},
		{exitFailed, []string{"run", "x.toml", "--set", "enforce=[\n\"s\"\n]", "--no-charts", "--out", "set"}, nil},
		{exitWrong, []string{"run", "plain.toml", "--set", hostile + "=" + hostile}, nil},
		{exitWrong, []string{"run", "plain.toml", "--trials", hostile, "--seed", hostile, "--sampling", hostile, "--precision", hostile, "--workers", hostile, "--time", hostile, "--" + hostile}, nil},
		{exitWrong, []string{"run", "plain.toml", "--precision", hostile}, nil},
		{exitWrong, []string{"run", "plain.toml", "--checkpoint", "state"}, nil},
		{exitWrong, []string{"run", "plain.toml", "--checkpoint", "plain.toml/" + h}, nil},
		{exitWrong, []string{"run", "plain.toml", "--rows", hostile}, nil},
		{exitWrong, []string{"run", h}, nil},
		{exitWrong, []string{"check", "wrong.toml", "keys.toml", "child.toml", "child2.toml", "data.toml", h}, nil},
		{exitDone, []string{"check", "x.toml"}, nil},
		{exitDone, []string{"check", h + ".toml"}, nil},
		{exitDone, []string{"explain", "x.toml"}, nil},
		{exitDone, []string{"explain", "x.toml", "c"}, nil},
		{exitDone, []string{"explain", "x.toml", "s"}, nil},
		{exitDone, []string{"explain", "x.toml", "src"}, nil},
		{exitDone, []string{"explain", "x.toml", "c.f"}, nil},
		{exitDone, []string{"explain", "x.toml", "c.u"}, nil},
		{exitDone, []string{"explain", "x.toml", "o"}, nil},
		{exitDone, []string{"explain", h + ".toml"}, nil},
		{exitWrong, []string{"explain", "x.toml", hostile, hostile}, nil},
		{exitWrong, []string{"explain", "x.toml", "--at", hostile}, nil},
		{exitWrong, []string{"explain", "x.toml", hostile}, nil},
		{exitDone, []string{"sources", "x.toml"}, nil},
		{exitWrong, []string{"sources", "x.toml", hostile}, nil},
		{exitDone, []string{"scenarios"}, nil},
		{exitWrong, []string{"scenarios", hostile}, nil},
		{exitFailed, []string{"run", "own/x", "--no-charts"}, nil},
		{exitDone, []string{"run", "own/\u202ey", "--no-charts", "--set", "run.trials=16"}, nil},
		{exitDone, []string{"verify", out + "/" + h}, nil},
		{exitFailed, []string{"verify", "out/x"}, tampered},
		{exitWrong, []string{"verify", h, "plain.toml"}, nil},
		{exitWrong, []string{"plan", "plain.toml", "--shards", hostile, "--script", hostile}, nil},
		{exitWrong, []string{"plan", h + ".toml", "--shards", "1", "-o", h + ".json"}, nil},
		{exitDone, []string{"plan", g + ".toml", "--shards", "1", "-o", g + ".json", "--force"}, nil},
		{exitDone, []string{"plan", "plain.toml", "--shards", "1", "-o", g + "slurm.json", "--script", "slurm", "--force"}, nil},
		{exitWrong, []string{"merge", g + ".json", "--out", "none"}, nil},
		{exitDone, []string{"run", "--plan", g + ".json", "--shard", "0"}, nil},
		{exitDone, []string{"run", "--plan", g + ".json", "--shard", "0"}, nil},
		{exitDone, []string{"merge", g + ".json", "--out", "merged"}, nil},
		{exitWrong, []string{"merge", "evil.json"}, nil},
		{exitWrong, []string{"merge", "shell.json"}, nil},
		{exitWrong, []string{"merge", h, h}, nil},
		{exitWrong, []string{"merge", h}, nil},
		{exitWrong, []string{"selftest", hostile, "--trials", hostile}, nil},
		{exitWrong, []string{"version", "--" + hostile}, nil},
		{exitDone, []string{"version"}, nil},
		{exitDone, []string{"help", "run"}, nil},
		{exitWrong, []string{"help", hostile}, nil},
		{exitWrong, []string{"help", "run", hostile}, nil},
		{exitDone, []string{"completion", "bash"}, nil},
		{exitWrong, []string{"completion", hostile}, nil},
		{exitWrong, []string{"completion", "zsh", hostile}, nil},
		{exitWrong, []string{hostile}, nil},
		{exitWrong, []string{"--" + hostile}, nil},
		{exitWrong, []string{"-" + hostile}, nil},
	} {
		if c.then != nil {
			c.then()
		}
		called[c.args[0]] = true
		if testing.Short() && c.code != exitWrong && (c.args[0] == "run" || c.args[0] == "merge") {
			c.args = append(c.args, "--no-charts")
		}
		for _, terminal := range []int{0, 60} {
			var stdout, stderr bytes.Buffer
			env := &environment{
				args: append([]string(nil), c.args...), stdout: &stdout, stderr: &stderr, embedded: embedded,
				getenv: func(string) string { return "" }, width: func() int { return 0 }, page: func() int { return terminal },
			}
			if terminal > 0 && c.args[0] == "run" {
				continue // it would run over what the first call has written
			}
			code := run(context.Background(), env)
			what := fmt.Sprintf("weir %q", c.args)
			if code != c.code && !(terminal > 0) {
				t.Errorf("%s: exit code %d, want %d\n%s", what, code, c.code, stderr.String())
			}
			harmless(t, what+": stdout", stdout.String(), terminal == 0)
			harmless(t, what+": stderr", stderr.String(), true)
		}
	}
	for _, c := range newRoot(&environment{stdout: new(bytes.Buffer), stderr: new(bytes.Buffer), embedded: scenarios.FS}).Commands() {
		if !called[c.Name()] {
			t.Errorf("weir %s is not called with the words of a stranger", c.Name())
		}
	}
	reports := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") && !strings.HasSuffix(path, ".csv") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		reports++
		harmless(t, path, string(text), true)
		if strings.HasSuffix(path, ".md") {
			inactive(t, path, string(text))
		}
		return nil
	})
	if err != nil || reports < 8 {
		t.Errorf("%d reports and tables, %v", reports, err)
	}
}

// inactive fails where Markdown holds what a stranger wrote as a tag, a link or a picture. What is quoted as code is none.
func inactive(t *testing.T, path, text string) {
	fence := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "```") {
			fence = !fence
		}
		if fence {
			continue
		}
		var bare strings.Builder
		for i, part := range strings.Split(strings.ReplaceAll(line, "\\`", ""), "`") {
			if i%2 == 0 {
				bare.WriteString(part)
			}
		}
		for _, bad := range []string{"<script", "](javascript", "![i]", "](http"} {
			for at := 0; ; at++ {
				i := strings.Index(bare.String()[at:], bad)
				if i < 0 {
					break
				}
				at += i
				if at == 0 || bare.String()[at-1] != '\\' {
					if bad == "![i]" && strings.HasPrefix(bare.String()[at:], `!\[`) {
						continue
					}
					t.Errorf("%s: %s stands in %s", path, bad, line)
					return
				}
			}
		}
	}
}
