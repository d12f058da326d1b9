package scenarios_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"weir/scenarios"
)

// TestOwnFilesStayOutside: a file that somebody saves beside the shipped ones, or in a folder of their own, is not built into
// the program, so that it is neither listed nor tested. Every shipped file is there.
func TestOwnFilesStayOutside(t *testing.T) {
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.toml")
	if err := os.WriteFile(broken, []byte("not TOML"), 0o666); err != nil {
		t.Fatal(err)
	}
	own := []string{"dprk/my_checks.toml", "tutorial/hiring copy.toml", "mine/first.toml"}
	replace := map[string]string{}
	for _, name := range own {
		replace[filepath.Join(here, filepath.FromSlash(name))] = broken
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(overlay, text, 0o666); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("go", "list", "-overlay", overlay, "-json=EmbedFiles", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	var built struct{ EmbedFiles []string }
	if err := json.Unmarshal(said, &built); err != nil {
		t.Fatal(err)
	}
	for _, name := range own {
		if slices.Contains(built.EmbedFiles, name) {
			t.Errorf("%s is built into the program", name)
		}
	}
	shipped := 0
	err = fs.WalkDir(scenarios.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			shipped++
			if !slices.Contains(built.EmbedFiles, path) {
				t.Errorf("%s is not built in", path)
			}
		}
		return err
	})
	if err != nil || shipped != 16 || len(built.EmbedFiles) != shipped {
		t.Errorf("%d files are shipped, %d built in, %v", shipped, len(built.EmbedFiles), err)
	}
}
