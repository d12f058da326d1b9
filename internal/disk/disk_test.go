package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestFoldersAreMovedAndRemovedWhole(t *testing.T) {
	dir := t.TempDir()
	old, now := filepath.Join(dir, "old"), filepath.Join(dir, "now")
	if err := os.MkdirAll(filepath.Join(old, "a", "b"), 0o777); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(old, "a", "b", "file")
	if err := os.WriteFile(file, []byte("x"), 0o444); err != nil { // which is read only
		t.Fatal(err)
	}
	for _, folder := range []string{old, filepath.Dir(file)} {
		if err := SyncFolder(folder); err != nil {
			t.Error(err)
		}
	}
	if err := Rename(old, now); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(now, "a", "b", "file")); err != nil || string(text) != "x" {
		t.Errorf("%q, %v", text, err)
	}
	for range 2 { // also where nothing is left
		if err := RemoveAll(now); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Lstat(now); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestAFileTakesThePlaceOfAnother(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	for _, path := range []string{from, to} {
		if err := os.WriteFile(path, []byte(filepath.Base(path)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := Rename(from, to); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(to); err != nil || string(text) != "from" {
		t.Errorf("%q, %v", text, err)
	}
}
