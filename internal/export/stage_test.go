package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim/result"
)

// prepare stages a sealed folder whose only output has the given text.
func prepare(t *testing.T, dir, text string) *Stage {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Discard() })
	if err := s.Write("charts/fan.png", []byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := s.Seal(NewManifest("1.0", sample())); err != nil {
		t.Fatal(err)
	}
	return s
}

// tables writes the tables of a result.
func tables(s *Stage, r *result.Result) (err error) {
	for _, t := range Tables(r) {
		err = errors.Join(err, s.Write(t.Name, t.Text()))
	}
	return err
}

// tree lists all files below a folder with their text, hidden ones too; folders end in a slash.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		name = filepath.ToSlash(name)
		if d.IsDir() {
			b.WriteString(name + "/\n")
			return nil
		}
		if d.Name() == ManifestName {
			b.WriteString(name + "\n")
			return nil
		}
		text, err := os.ReadFile(path)
		b.WriteString(name + ": " + string(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func want(t *testing.T, dir, what, listing string) {
	t.Helper()
	if got := tree(t, dir); got != listing {
		t.Errorf("%s:\n%swant\n%s", what, got, listing)
	}
}

// folder is the tree of one output folder a whose chart has the given text.
func folder(text string) string {
	return "a/\na/charts/\na/charts/fan.png: " + text + "\na/run.json\n"
}

// bothWays runs a test with the exchange of the system and with the two renames that replace it elsewhere.
func bothWays(t *testing.T, test func(t *testing.T)) {
	t.Run("exchange", test)
	t.Run("two renames", func(t *testing.T) {
		exchange = func(_, _ string) error { return errUnsupported }
		t.Cleanup(func() { exchange = renameExchange })
		test(t)
	})
}

func TestSwapReplacesWholeFolders(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		out := t.TempDir()
		dir := filepath.Join(out, "a")
		if err := Swap(prepare(t, dir, "old")); err != nil {
			t.Fatal(err)
		}
		want(t, out, "first write", folder("old"))

		s := prepare(t, dir, "new")
		if got := tree(t, dir); !strings.Contains(got, "old") {
			t.Errorf("before the swap the old folder is not whole:\n%s", got)
		}
		if err := Swap(s); err != nil {
			t.Fatal(err)
		}
		want(t, out, "second write", folder("new"))
	})
}

func TestDiscardLeavesWhatWasThere(t *testing.T) {
	out := t.TempDir()
	if err := Swap(prepare(t, filepath.Join(out, "a"), "old")); err != nil {
		t.Fatal(err)
	}
	if err := prepare(t, filepath.Join(out, "a"), "new").Discard(); err != nil {
		t.Fatal(err)
	}
	if err := prepare(t, filepath.Join(out, "deep/er/b"), "new").Discard(); err != nil {
		t.Fatal(err)
	}
	want(t, out, "after Discard", folder("old"))
}

func TestAFailedSwapTakesTheOthersBack(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		out := t.TempDir()
		if err := Swap(prepare(t, filepath.Join(out, "a"), "old")); err != nil {
			t.Fatal(err)
		}
		first, second, third := prepare(t, filepath.Join(out, "a"), "new"), prepare(t, filepath.Join(out, "new/b"), "new"), prepare(t, filepath.Join(out, "new/c"), "new")
		if err := os.RemoveAll(third.hidden); err != nil { // the seeded fault
			t.Fatal(err)
		}
		err := Swap(first, second, third)
		if err == nil || !strings.Contains(err.Error(), "put "+filepath.Join(out, "new", "c")+" in place") {
			t.Errorf("error %v does not say what was being done", err)
		}
		want(t, out, "after the failure", folder("old"))
	})
}

func TestAKillBetweenTheTwoRenamesIsMended(t *testing.T) {
	out := t.TempDir()
	dir := filepath.Join(out, "a")
	if err := Swap(prepare(t, dir, "old")); err != nil {
		t.Fatal(err)
	}
	killed := prepare(t, dir, "new")
	if err := os.Rename(dir, filepath.Join(out, ".a.weir-old-1-0")); err != nil {
		t.Fatal(err)
	}
	killed.unlock() // as the end of the process would
	if obstacles, err := (Claim{Dir: dir, File: sample().File}).Check(); err != nil || len(obstacles) > 0 {
		t.Fatal(obstacles, err)
	}
	if got := tree(t, dir); !strings.Contains(got, "old") {
		t.Errorf("the folder set aside is not back:\n%s", got)
	}
	if err := Swap(prepare(t, dir, "newer")); err != nil {
		t.Fatal(err)
	}
	want(t, out, "after the next write", folder("newer"))
}

func TestOpenSweepsWhatKilledRunsLeftAndNothingElse(t *testing.T) {
	out := t.TempDir()
	if err := Swap(prepare(t, filepath.Join(out, "a"), "old")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".a.weir-new-99999-0", ".a.weir-old-99999-3", ".ab.weir-new-1-0", ".a.weir-new-mine", ".a.weir-new-1-b"} {
		if err := os.MkdirAll(filepath.Join(out, name, "x"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	living := prepare(t, filepath.Join(out, "a"), "living")
	s, err := Open(filepath.Join(out, "a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := Swap(living); err != nil {
		t.Errorf("a second run swept the folder of a living one: %v", err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	want(t, out, "after Open", ".a.weir-new-1-b/\n.a.weir-new-1-b/x/\n.a.weir-new-mine/\n.a.weir-new-mine/x/\n"+
		".ab.weir-new-1-0/\n.ab.weir-new-1-0/x/\n"+folder("living")+"a/x/\n") // a folder set aside may hold what is somebody's
}

func TestAFailedWriteSaysWhatAndLeavesNothing(t *testing.T) {
	out := t.TempDir()
	blocked := filepath.Join(out, "blocked")
	if err := os.WriteFile(blocked, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(blocked, "a")); err == nil || !strings.Contains(err.Error(), "prepare the folder") {
		t.Errorf("Open below a file: %v", err)
	}
	s, err := Open(filepath.Join(out, "new", "a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(s.hidden); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.hidden, nil, 0o666); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	err = s.Write("charts/fan.png", []byte("x"))
	if err == nil || !strings.HasPrefix(err.Error(), "write "+filepath.Join(out, "new", "a", "charts", "fan.png")+": ") {
		t.Errorf("Write: %v", err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	want(t, out, "after the failures", "blocked: \n")
}

func TestNothingInForceNothingOutside(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "a"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	for _, name := range []string{"../x", "/x", "a/../../x", "charts/../x", ""} {
		if err := s.Write(name, nil); err == nil {
			t.Errorf("Write(%q) is taken", name)
		}
	}
	if err := tables(s, &result.Result{Name: "a"}); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, s.hidden); strings.Contains(got, "baseline.csv") {
		t.Errorf("with nothing in force:\n%s", got)
	}
}
