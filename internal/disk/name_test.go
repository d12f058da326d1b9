package disk

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestNamesThatFoldersCanHave(t *testing.T) {
	windows := runtime.GOOS == "windows"
	for _, row := range []struct {
		path string
		want bool
	}{
		{"a", true}, {"folder/a.b", true}, {"./a", true}, {"../a/../b", true}, {"/a", true}, {".a", true}, {"été", true},
		{"a.", !windows}, {"a ", !windows}, {"a./b", !windows}, {"nul", !windows}, {"x/con.x", !windows}, {"COM1", !windows},
		{"aa:b", !windows}, {"a?", !windows}, {"C:/a", true}, {"C:/a/aux", !windows},
	} {
		if got := IsName(filepath.FromSlash(row.path)); got != row.want {
			t.Errorf("%q can be a name: %v", row.path, got)
		}
	}
}

func TestLettersThatAreTheSame(t *testing.T) {
	one := runtime.GOOS == "windows" || runtime.GOOS == "darwin"
	if got := Folded("out/Été") == Folded("OUT/été"); got != one {
		t.Errorf("the case of letters does not matter: %v", got)
	}
	if Folded("a") == Folded("b") {
		t.Error("a is b")
	}
}
