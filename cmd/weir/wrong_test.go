package main

import (
	"bytes"
	"context"
	"flag"
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
