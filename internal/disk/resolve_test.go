package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestResolveFollowsEveryLink(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(
		os.MkdirAll(filepath.Join(dir, "real", "deep"), 0o777),
		os.Symlink("real", filepath.Join(dir, "link")),
		os.Symlink("nowhere", filepath.Join(dir, "dangling")),
		os.Symlink("loop", filepath.Join(dir, "loop")),
		os.WriteFile(filepath.Join(dir, "file"), nil, 0o666),
	); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ path, want string }{
		{"real", "real"}, {"link", "real"}, {"link/deep", "real/deep"}, {"link/deep/new/er", "real/deep/new/er"}, {"link/../new", "new"},
		{"file", "file"}, {"dangling", ""}, {"dangling/x", ""}, {"loop", ""}, {"loop/x", ""}, {"file/x", ""},
	} {
		got, err := Resolve(filepath.Join(dir, filepath.FromSlash(row.path)))
		if row.want == "" {
			if err == nil {
				t.Errorf("%s leads to %s", row.path, got)
			}
			continue
		}
		if want := filepath.Join(dir, filepath.FromSlash(row.want)); err != nil || got != want {
			t.Errorf("%s leads to %s, %v, want %s", row.path, got, err, want)
		}
	}
	if _, err := Resolve(filepath.Join(dir, "dangling")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a link that leads nowhere: %v", err)
	}
	for _, path := range []string{"loop/x", "file/x", strings.Repeat("n", 300)} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(path))); !IsImpossible(err) && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAMissingFolderIsNotImpossible(t *testing.T) {
	if _, err := os.Stat(filepath.Join(t.TempDir(), "nowhere", "x")); err == nil || IsImpossible(err) {
		t.Errorf("a folder that is missing: %v", err)
	}
}

func TestFoldersInsideOneAnother(t *testing.T) {
	for _, row := range []struct {
		path, folder string
		want         bool
	}{
		{"out/a", "out/a", true}, {"out/a/b", "out/a", true}, {"out/ab", "out/a", false}, {"out/a", "out/a/b", false},
		{"out/A/b", "out/a", Folded("A") == "a"}, {"/a", "/", true},
	} {
		if got := Inside(filepath.FromSlash(row.path), filepath.FromSlash(row.folder)); got != row.want {
			t.Errorf("Inside(%q, %q) = %v", row.path, row.folder, got)
		}
	}
}
