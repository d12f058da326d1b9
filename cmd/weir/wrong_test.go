package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"weir/scenarios"
)

var update = flag.Bool("update", false, "write what the wrong inputs give into their archives; read the difference before you keep it")

// TestWrongInput runs the archives of testdata/wrong: each says in its first lines what is wrong and how weir is called
// ("$ weir check x.toml"), then holds the files, and last the whole standard error. Every call exits with 2 and leaves the
// folder as it was; one that only warns says "exits 0" behind the command, and has its warnings in the same place.
func TestWrongInput(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("testdata", "wrong", "*.txt"))
	if err != nil || len(paths) < 40 {
		t.Fatalf("%d archives, %v", len(paths), err)
	}
	for _, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) { wrongInput(t, full) })
	}
}

func wrongInput(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	last := len(archive.Files) - 1
	if last < 0 || archive.Files[last].Name != "stderr" {
		t.Fatal("the last section is not stderr")
	}
	t.Chdir(t.TempDir())
	if err := txtar.Write(&txtar.Archive{Files: archive.Files[:last]}, "."); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	calls := 0
	for line := range strings.Lines(string(archive.Comment)) {
		call, ok := strings.CutPrefix(strings.TrimSpace(line), "$ weir ")
		if !ok {
			continue
		}
		calls++
		want := exitWrong
		if call, ok = strings.CutSuffix(call, " exits 0"); ok {
			want = exitDone
		}
		before := tree(t)
		if code := inProcess(&said, strings.Fields(call)); code != want {
			t.Errorf("weir %s: exit code %d, want %d", call, code, want)
		}
		if after := tree(t); !slices.Equal(before, after) {
			t.Errorf("weir %s wrote files: before %q, after %q", call, before, after)
		}
	}
	if calls == 0 {
		t.Fatal("no command")
	}
	if *update {
		archive.Files[last].Data = said.Bytes()
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := said.String(), string(archive.Files[last].Data); got != want {
		t.Errorf("it says\n%swant\n%s", got, want)
	}
}

// inProcess runs the program without starting a process.
func inProcess(stderr *bytes.Buffer, args []string) int {
	return run(context.Background(), &environment{
		args:     args,
		stdout:   new(bytes.Buffer),
		stderr:   stderr,
		embedded: scenarios.FS,
		getenv:   func(string) string { return "" },
		width:    func() int { return 0 },
		page:     func() int { return 0 },
	})
}

// tree lists the files and folders below the current one.
func tree(t *testing.T) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		paths = append(paths, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestAbsurdInput: what nobody writes by hand is refused in a line, and soon.
func TestAbsurdInput(t *testing.T) {
	const head = "currency = 'USD'\n[time]\nstart = 2026-01-01\nend = 2027-01-01\nstep = 'year'\n[channels.ore]\nrevenue = 'f0'\n[channels.ore.formulas]\n"
	formulas := func(n int, body func(i int) string) string {
		var b strings.Builder
		b.WriteString(head)
		for i := range n {
			fmt.Fprintf(&b, "f%d = '%s'\n", i, body(i))
		}
		return b.String()
	}
	var units strings.Builder
	units.WriteString(strings.NewReplacer("'f0'", "'1M'", "formulas", "parameters").Replace(head))
	for i := range 5_000 {
		fmt.Fprintf(&units, "p%d = { value = 1, unit = 'barell', assumption = 'x' }\n", i)
	}
	for _, row := range []struct {
		name, text, want string
		problems         int
	}{
		{"bytes that are no text", "title = \"a\x00b\"\n", "x.toml: this is a binary file, not a scenario in TOML", 1},
		{"UTF-16", "\xff\xfet\x00", "x.toml: this file is written in UTF-16", 1},
		{"nothing but a comment", "# later\n", "x.toml: this file is empty", 1},
		{"10 MB", head + "f0 = '" + strings.Repeat("1 + ", 5<<19) + "1'\n", "x.toml: x.toml cannot be read: it is larger than 8 MiB", 1},
		{"a formula of 200 KB", head + "f0 = '" + strings.Repeat("1 + ", 50_000) + "1'\n", "x.toml:9:7: channels.ore.formulas.f0: a formula of more than 64 KiB", 1},
		{"100,000 brackets", head + "f0 = " + strings.Repeat("[", 100_000), "x.toml:9:70: more than 64 levels of brackets within one another", 1},
		{"100,000 parts of a key", strings.Repeat("a.", 100_000) + "b = 1\n", "x.toml:1:32: a key of more than 16 parts", 1},
		{"10,000 parentheses", head + "f0 = '" + strings.Repeat("(", 10_000) + "'\n", "x.toml:9:207: channels.ore.formulas.f0: nested deeper than 200 levels", 1},
		{
			"10,000 formulas in a ring", formulas(10_000, func(i int) string { return fmt.Sprintf("f%d + 1", (i+1)%10_000) }),
			"x.toml:9:1: channels.ore.formulas.f0: this reads itself within one step: ore.f0 -> ore.f1 -> ", 1,
		},
		{
			"100 formulas that all read all others", formulas(100, func(i int) string {
				names := make([]string, 100)
				for j := range names {
					names[j] = fmt.Sprintf("f%d", (i+j)%100)
				}
				return strings.Join(names, " + ")
			}),
			"x.toml:9:1: channels.ore.formulas.f0: this reads itself within one step: ore.f0 -> ore.f0", 1,
		},
		{
			"300 formulas that read the next twice", strings.Replace(formulas(300, func(i int) string { return fmt.Sprintf("f%d * f%d", i+1, i+1) }), "f300 * f300", "xyzzy", 1),
			"x.toml:308:9: channels.ore.formulas.f299: xyzzy is not known here", 1,
		},
		{
			"a unit to the power of 2^300", strings.Replace(formulas(300, func(i int) string { return fmt.Sprintf("f%d * f%d", i+1, i+1) }), "f300 * f300", "dt", 1),
			"x.toml:301:9: channels.ore.formulas.f292: the unit of this has a power beyond 64", 1,
		},
		{
			"5,000 unknown units", units.String(),
			"x.toml:9:27: channels.ore.parameters.p0: unknown unit barell\n     9 | p0 = { value = 1, unit = 'barell', assumption = 'x' }\n" +
				"       |                           ^^^^^^ the currency is USD; declare count units in `units`\n    and the same in 4999 more places, lines 10 to 5008\n", 1,
		},
		{
			"2,000 unknown names", formulas(2_000, func(i int) string { return "xyzzy" }),
			"x.toml:9:7: channels.ore.formulas.f0: xyzzy is not known here\n     9 | f0 = 'xyzzy'\n       |       ^^^^^ describe it, such as in [channels.ore.parameters]\n    and the same in 1999 more places, lines 10 to 2008\n", 1,
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("x.toml", []byte(row.text), 0o666); err != nil {
				t.Fatal(err)
			}
			var said bytes.Buffer
			if code := inProcess(&said, []string{"run", "x.toml"}); code != exitWrong {
				t.Errorf("exit code %d, want %d", code, exitWrong)
			}
			if !strings.HasPrefix(said.String(), row.want) {
				t.Errorf("it says %.300q, want %q", said.String(), row.want)
			}
			if n := strings.Count("\n"+said.String(), "\nx.toml:"); n != row.problems {
				t.Errorf("%d problems, want %d", n, row.problems)
			}
			if files := tree(t); len(files) != 2 {
				t.Errorf("it wrote %q", files)
			}
		})
	}
}

// TestParentThroughLink: a link does not lead out of the folder above the scenario's own.
func TestParentThroughLink(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, err := range []error{
		os.MkdirAll("above/own", 0o777),
		os.WriteFile("secret.toml", []byte("currency = 'USD'\n"), 0o666),
		os.Symlink("../../secret.toml", "above/own/parent.toml"),
		os.WriteFile("above/own/x.toml", []byte("extends = 'parent.toml'\n"), 0o666),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	code := inProcess(&said, []string{"check", "above/own/x.toml"})
	want := `above/own/x.toml:1:11: extends: "parent.toml" lies outside the folder above the scenario's own, through a link`
	if code != exitWrong || !strings.HasPrefix(said.String(), want) {
		t.Errorf("exit code %d, %s", code, &said)
	}
}
