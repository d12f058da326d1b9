package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weir/scenarios"
)

// TestGuides does what the README and the guide to the language tell their readers to do, in a folder that holds the shipped
// scenarios. Each TOML block is a whole scenario: it is saved under the file name that the text before it ends with, or else
// beside the model that it extends, and run in a few trials; only one that says "warning" may give one, and one that says
// "a mistake" is left to the next call. Each call of weir in a console block is made, in order; it must print what stands
// below it, numbers included, where "..." stands for lines left out, or else succeed. In short mode scenarios are only checked,
// and a block goes no further than to the first call that computes thousands of trials of a large model.
func TestGuides(t *testing.T) {
	for _, name := range []string{"README.md", "scenarios/README.md"} {
		path, err := filepath.Abs(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.CopyFS("scenarios", scenarios.FS); err != nil {
				t.Fatal(err)
			}
			blocks := fenced(string(text))
			for _, b := range blocks {
				switch b.language {
				case "toml":
					guideScenario(t, b)
				case "console":
					guideConsole(t, b)
				}
			}
			if len(blocks) == 0 {
				t.Error("no block")
			}
		})
	}
}

// TestTutorialStandsInTheGuide: the files of the walk-through are those that the guide builds up.
func TestTutorialStandsInTheGuide(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "scenarios", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := fenced(string(guide))
	files, err := fs.Glob(scenarios.FS, "tutorial/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(scenarios.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(blocks, func(b block) bool { return b.text == string(data) }) {
			t.Errorf("no block of the guide is scenarios/%s", file)
		}
	}
}

// A block is a fenced block of a Markdown text.
type block struct {
	line           int // of its first line of text, from 1
	language, text string
	file           string // the file that the text before it ends with, as in "save this as `x.toml`:"; "" where there is none
}

var namedFile = regexp.MustCompile("`([^`\n]+\\.toml)`[^`\n]{0,6}$")

func fenced(markdown string) []block {
	var blocks []block
	var before, inside strings.Builder
	open := false
	n := 0
	for line := range strings.Lines(markdown) {
		n++
		language, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && !open:
			b := block{line: n + 1, language: strings.TrimSpace(language)}
			if m := namedFile.FindStringSubmatch(strings.TrimSpace(before.String())); m != nil {
				b.file = m[1]
			}
			blocks = append(blocks, b)
			open = true
			inside.Reset()
		case fence:
			blocks[len(blocks)-1].text = inside.String()
			open = false
			before.Reset()
		case open:
			inside.WriteString(line)
		default:
			before.WriteString(line)
		}
	}
	return blocks
}

// doubtful reports whether a run warns of anything but means that few trials carry: a block is run in few.
func doubtful(said string) bool {
	for line := range strings.Lines(said) {
		if strings.Contains(line, "warning: ") && !strings.Contains(line, " of the mean") {
			return true
		}
	}
	return false
}

func guideScenario(t *testing.T, b block) {
	if !strings.HasPrefix(b.text, "title") {
		t.Errorf("line %d: a TOML block that does not begin with a title is not a whole scenario", b.line)
		return
	}
	file := b.file
	if file == "" {
		file = fmt.Sprintf("scenarios/dprk/line_%d.toml", b.line)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(b.text), 0o666); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.text, "a mistake") {
		return
	}
	args := []string{"run", file, "--trials", "4000", "--no-charts", "--quiet", "--out", "out/blocks", "--force"}
	if testing.Short() {
		args = []string{"check", file}
	}
	said, code := guideCall(args)
	if code != exitDone || doubtful(said) && !strings.Contains(b.text, "warning") {
		t.Errorf("line %d: exit code %d\n%s", b.line, code, said)
	}
}

func guideConsole(t *testing.T, b block) {
	var call, want string
	check := func() {
		if call == "" {
			return
		}
		args := words(call)
		if args[0] == "run" {
			args = append(args, "--no-charts", "--quiet") // neither changes what is printed in the end
		}
		said, code := guideCall(args)
		if want == "" && code != exitDone || want != "" && !printed(said, want) {
			t.Errorf("line %d: weir %s exits with %d and prints\n%s", b.line, call, code, said)
		}
	}
	for line := range strings.Lines(b.text) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			if check(); testing.Short() && strings.Contains(command, " --trials ") && !strings.Contains(command, " scenarios/tutorial/") {
				return
			}
			call, want = "", ""
			if _, rest, ok := strings.Cut(strings.TrimSpace(command), "weir "); ok {
				call = rest
			}
			continue
		}
		want += line
	}
	check()
}

// guideCall calls weir in this process; it returns what was printed, and the exit code.
func guideCall(args []string) (string, int) {
	var said bytes.Buffer
	code := run(context.Background(), &environment{
		args:     args,
		stdout:   &said,
		stderr:   &said,
		embedded: scenarios.FS,
		getenv:   func(name string) string { return map[string]string{"LANG": "C.UTF-8"}[name] },
		width:    func() int { return 0 },
		page: func() int {
			if args[0] == "explain" {
				return 0
			}
			return 1000 // a terminal, so that what a run doubts is said once
		},
	})
	return said.String(), code
}

// printed reports whether a text is the wanted one, in which a line "..." stands for any number of lines.
func printed(text, want string) bool {
	var pattern strings.Builder
	for line := range strings.Lines(want) {
		if strings.TrimSpace(line) == "..." {
			pattern.WriteString(`(?:.*\n)*`)
			continue
		}
		pattern.WriteString(regexp.QuoteMeta(strings.TrimRight(line, " \n")) + ` *\n`)
	}
	return regexp.MustCompile(`^` + pattern.String() + `\s*$`).MatchString(text)
}

// words splits a command line at blanks outside of quotes.
func words(line string) []string {
	var out []string
	var word strings.Builder
	var quote rune
	for _, r := range line {
		switch {
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
		case r == quote:
			quote = 0
		case quote == 0 && r == ' ':
			if word.Len() > 0 {
				out = append(out, word.String())
			}
			word.Reset()
		default:
			word.WriteRune(r)
		}
	}
	return append(out, word.String())
}
