package main

import (
	"path/filepath"
	"testing"

	"weir/internal/disk"
)

func TestFoldersInsideOneAnother(t *testing.T) {
	for _, row := range []struct {
		dir, other string
		want       bool
	}{
		{"out/a", "out/a", true}, {"out/a/b", "out/a", true}, {"out/ab", "out/a", false}, {"out/a", "out/a/b", false},
		{"out/A/b", "out/a", disk.Folded("A") == "a"},
	} {
		if got := inside(filepath.FromSlash(row.dir), filepath.FromSlash(row.other)); got != row.want {
			t.Errorf("inside(%q, %q) = %v", row.dir, row.other, got)
		}
	}
}
