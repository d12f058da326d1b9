package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// finish writes a run into a folder, with a report and a chart of the given text, as the program does when it is forced.
func finish(dir, text string) (notes []string, err error) {
	if _, err := (Claim{Dir: dir, File: sample().File}).Check(); err != nil {
		return nil, err
	}
	s, err := Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		err = errors.Join(err, s.Discard())
		notes = append(notes, s.Notes()...)
	}()
	if _, err := s.Rehearse(); err != nil {
		return nil, err
	}
	if err := errors.Join(s.Write("charts/fan.png", []byte(text)), s.Write("report.md", []byte(text))); err != nil {
		return nil, err
	}
	if err := s.Seal(NewManifest("1.0", sample())); err != nil {
		return nil, err
	}
	return nil, Swap(s)
}

// finished is finish where it must succeed.
func finished(t *testing.T, dir, text string) (notes []string) {
	t.Helper()
	notes, err := finish(dir, text)
	if err != nil {
		t.Fatal(err)
	}
	return notes
}

// An hour long ago, which no copy has by chance.
var then = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// settled puts into the folder a of a new folder a run, an edited output of it, and all kinds of things that somebody may put
// beside.
func settled(t *testing.T) (out string) {
	t.Helper()
	out = t.TempDir()
	a := filepath.Join(out, "a")
	finished(t, a, "old")
	put(t, filepath.Join(a, "notes.txt"), "mine")
	put(t, filepath.Join(a, "charts", "mine.png"), "mine")
	put(t, filepath.Join(a, "more", "deep", "x"), "mine")
	put(t, filepath.Join(a, "report.md"), "edited")
	if links(t) {
		if err := errors.Join(
			os.Symlink(filepath.Join("more", "deep", "x"), filepath.Join(a, "link")),
			os.Symlink("nowhere", filepath.Join(a, "dangling")),
			os.Symlink("more", filepath.Join(a, "shortcut")),
		); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(
		os.Mkdir(filepath.Join(a, "empty"), 0o777),
		os.Chmod(filepath.Join(a, "notes.txt"), 0o640),
		os.Chmod(filepath.Join(a, "more"), 0o700),
		os.Chmod(a, 0o750),
		os.Chtimes(filepath.Join(a, "notes.txt"), then, then),
		os.Chtimes(filepath.Join(a, "more", "deep"), then, then),
		os.Chtimes(filepath.Join(a, "more"), then, then),
	); err != nil {
		t.Fatal(err)
	}
	return out
}

// links reports whether there are symbolic links here: Windows makes them for some users only.
func links(t *testing.T) bool {
	t.Helper()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink("nowhere", link); err != nil {
		return false
	}
	info, err := os.Lstat(link)
	return err == nil && info.Mode().Type() == fs.ModeSymlink
}

// inventory lists all that is in a folder, links as links, with the text of files.
func inventory(t *testing.T, dir string) string {
	t.Helper()
	var lines []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir || IsHidden(strings.TrimSuffix(d.Name(), ".lock")) && !d.IsDir() { // Windows has such
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		line := filepath.ToSlash(name)
		switch {
		case d.IsDir():
			line += "/"
		case d.Type() == fs.ModeSymlink:
			to, err := os.Readlink(path)
			if err != nil {
				return err
			}
			line += " -> " + filepath.ToSlash(to)
		case d.Type() != 0:
			line += " " + d.Type().String()
		case d.Name() != ManifestName:
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			line += ": " + string(text)
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

// carried is the inventory of what settled has made, once the next run has written its outputs.
func carried(t *testing.T, text string) string {
	t.Helper()
	all := []string{
		"a/", "a/charts/", "a/charts/fan.png: " + text, "a/charts/mine.png: mine", "a/dangling -> nowhere", "a/empty/", "a/link -> more/deep/x",
		"a/more/", "a/more/deep/", "a/more/deep/x: mine", "a/notes.txt: mine", "a/report.md: " + text, "a/report.md.edited-1: edited", "a/run.json",
		"a/shortcut -> more",
	}
	if !links(t) {
		all = slices.DeleteFunc(all, func(line string) bool { return strings.Contains(line, " -> ") })
	}
	return strings.Join(all, "\n")
}

// everyWay runs a test with and without the exchange of two folders in one step, and second names of files.
func everyWay(t *testing.T, test func(t *testing.T)) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			way.take()
			defer func() { exchange, hardLink = renameExchange, linkFile }()
			test(t)
		})
	}
}

var ways = []struct {
	name string
	take func()
}{
	{"exchange, links", func() {}},
	{"renames, links", func() { exchange = noExchange }},
	{"exchange, copies", func() { hardLink = noLink }},
	{"renames, copies", func() { exchange, hardLink = noExchange, noLink }},
}

func noExchange(_, _ string) error { return errUnsupported }
func noLink(_, to string) error    { return &os.LinkError{Op: "link", New: to, Err: syscall.EPERM} }

func TestWhatTheRunDidNotWriteIsKept(t *testing.T) {
	everyWay(t, func(t *testing.T) {
		out := settled(t)
		notes := finished(t, filepath.Join(out, "a"), "new")
		if got := inventory(t, out); got != carried(t, "new") {
			t.Errorf("after the second run:\n%s\nwant\n%s", got, carried(t, "new"))
		}
		want := []string{filepath.ToSlash(filepath.Join(out, "a", "report.md") + " is now " + filepath.Join(out, "a", "report.md.edited-1"))}
		if !slices.Equal(notes, want) {
			t.Errorf("it said %q, want %q", notes, want)
		}
		for name, mode := range map[string]fs.FileMode{".": fs.ModeDir | 0o750, "notes.txt": 0o640, "more": fs.ModeDir | 0o700} {
			info, err := os.Lstat(filepath.Join(out, "a", name))
			if err != nil || info.Mode() != mode && runtime.GOOS != "windows" {
				t.Errorf("%s has the mode %v, %v, want %v", name, info.Mode(), err, mode)
			}
		}
		for _, name := range []string{"notes.txt", "more", "more/deep"} {
			if info, err := os.Lstat(filepath.Join(out, "a", name)); err != nil || !info.ModTime().Equal(then) {
				t.Errorf("%s has the time %v, %v, want %v", name, info.ModTime(), err, then)
			}
		}

		// The next one keeps what has been kept, and writes the same once more.
		put(t, filepath.Join(out, "a", "report.md"), "edited again")
		finished(t, filepath.Join(out, "a"), "new")
		want2 := strings.Replace(carried(t, "new"), "a/run.json", "a/report.md.edited-2: edited again\na/run.json", 1)
		if got := inventory(t, out); got != want2 {
			t.Errorf("after the third run:\n%s\nwant\n%s", got, want2)
		}
	})
}

// TestWhatStandsInTheWayIsKept: a file or a folder of somebody's at the path of an output, or of the folder of one.
func TestWhatStandsInTheWayIsKept(t *testing.T) {
	everyWay(t, func(t *testing.T) {
		out := t.TempDir()
		a := filepath.Join(out, "a")
		finished(t, a, "old")
		if err := errors.Join(os.RemoveAll(filepath.Join(a, "charts")), os.Remove(filepath.Join(a, "report.md"))); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(a, "charts"), "mine")
		put(t, filepath.Join(a, "report.md", "x"), "mine")
		put(t, filepath.Join(a, "report.md.edited-1"), "mine too")
		finished(t, a, "new")
		const want = "a/\na/charts/\na/charts/fan.png: new\na/charts.edited-1: mine\na/report.md: new\na/report.md.edited-1: mine too\na/report.md.edited-2/\na/report.md.edited-2/x: mine\na/run.json"
		if got := inventory(t, out); got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	})
}

// TestWhatComesWhileARunEndsIsKept: between the look at the old folder and the moment when it is replaced.
func TestWhatComesWhileARunEndsIsKept(t *testing.T) {
	everyWay(t, func(t *testing.T) {
		out := settled(t)
		a := filepath.Join(out, "a")
		meanwhile := func() {
			put(t, filepath.Join(a, "late.txt"), "late")
			put(t, filepath.Join(a, "later", "x"), "late")
			put(t, filepath.Join(a, "charts", "fan.png"), "painted over")
			saved := filepath.Join(a, "saved")
			put(t, saved, "saved anew")
			if err := errors.Join(os.Rename(saved, filepath.Join(a, "notes.txt")), os.Remove(filepath.Join(a, "more", "deep", "x"))); err != nil {
				t.Fatal(err)
			}
		}
		old := changing
		changing = func(what, path string) error {
			if what == "move" && strings.Contains(filepath.Base(path), ".weir-old-") && meanwhile != nil {
				do := meanwhile
				meanwhile = nil
				do()
			}
			return nil
		}
		defer func() { changing = old }()
		finished(t, a, "new")
		got := inventory(t, out)
		for _, line := range []string{
			"a/late.txt: late", "a/later/x: late", "a/charts/fan.png: new", "a/charts/fan.png.edited-1: painted over",
			"a/notes.txt.edited-1: saved anew", "a/report.md.edited-1: edited",
		} {
			if !strings.Contains(got+"\n", line+"\n") {
				t.Errorf("%q is lost:\n%s", line, got)
			}
		}
		if strings.Contains(got, ".weir-") {
			t.Errorf("a hidden folder is left:\n%s", got)
		}
	})
}

// TestWhatCannotBeTakenAlongIsSaidBefore the run.
func TestWhatCannotBeTakenAlongIsSaidBefore(t *testing.T) {
	out := settled(t)
	old := hardLink
	defer func() { hardLink = old }()
	for _, row := range []struct {
		err  error
		want []string
	}{
		{syscall.EPERM, nil},
		{syscall.EXDEV, []string{"elsewhere: notes.txt lies on another file system, which cannot be moved"}},
	} {
		hardLink = func(from, to string) error {
			if filepath.Base(from) == "notes.txt" {
				return &os.LinkError{Op: "link", Old: from, New: to, Err: row.err}
			}
			return old(from, to)
		}
		s, err := Open(filepath.Join(out, "a"))
		if err != nil {
			t.Fatal(err)
		}
		obstacles, err := s.Rehearse()
		if got := texts(obstacles, filepath.Join(out, "a")); err != nil || !slices.Equal(got, row.want) {
			t.Errorf("%v: %q, %v, want %q", row.err, got, err, row.want)
		}
		if err := s.Discard(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnotherRunMeanwhile: what two runs of one file have written one after the other is whole, and what is beside is kept;
// a run of another file that comes in between is not replaced.
func TestAnotherRunMeanwhile(t *testing.T) {
	out := settled(t)
	a := filepath.Join(out, "a")
	first, second, third := prepare(t, a, "first"), prepare(t, a, "second"), prepare(t, a, "third")
	if err := Swap(first); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(a, "between.txt"), "mine")
	if err := Swap(second); err != nil {
		t.Fatal(err)
	}
	got := inventory(t, out)
	for _, line := range []string{"a/between.txt: mine", "a/notes.txt: mine", "a/charts/fan.png: second"} {
		if !strings.Contains(got, line) {
			t.Errorf("%q is lost:\n%s", line, got)
		}
	}

	other, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	r := sample()
	r.File = "other.toml"
	if err := errors.Join(other.Write("report.md", nil), other.Seal(NewManifest("1.0", r)), Swap(other)); err != nil {
		t.Fatal(err)
	}
	before := inventory(t, a)
	if err := Swap(third); err == nil || !strings.Contains(err.Error(), "another run has written the outputs of other.toml there meanwhile") {
		t.Errorf("a run that comes too late: %v", err)
	}
	if got := inventory(t, a); got != before {
		t.Errorf("it left\n%s\nof\n%s", got, before)
	}
	if left := hiddenNames(t, out); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

func hiddenNames(t *testing.T, out string) []string {
	t.Helper()
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestManyRunsAtOnce: whatever the order in which they get their turn, one of them is there whole in the end, and so is what is
// beside.
func TestManyRunsAtOnce(t *testing.T) {
	out := settled(t)
	const runs = 6
	errs := make(chan error, runs)
	for range runs {
		go func() {
			_, err := finish(filepath.Join(out, "a"), "new")
			errs <- err
		}()
	}
	for range runs {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := inventory(t, out); got != carried(t, "new") {
		t.Errorf("%s\nwant\n%s", got, carried(t, "new"))
	}
}

// TestALinkStaysALink: the folder behind it is written.
func TestALinkStaysALink(t *testing.T) {
	bothWays(t, func(t *testing.T) {
		disk := settled(t)
		out := t.TempDir()
		if err := os.Symlink(filepath.Join(disk, "a"), filepath.Join(out, "b")); err != nil {
			t.Fatal(err)
		}
		finished(t, filepath.Join(out, "b"), "new")
		if got := inventory(t, out); got != "b -> "+filepath.ToSlash(filepath.Join(disk, "a")) {
			t.Errorf("the link has become\n%s", got)
		}
		if got := inventory(t, disk); got != carried(t, "new") {
			t.Errorf("%s\nwant\n%s", got, carried(t, "new"))
		}
	})
}
