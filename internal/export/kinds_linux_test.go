package export

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestPipesAndSocketsAreKept: they are what they were, which no copy would be.
func TestPipesAndSocketsAreKept(t *testing.T) {
	out := t.TempDir()
	a := filepath.Join(out, "a")
	finished(t, a, "old")
	if err := errors.Join(unix.Mkfifo(filepath.Join(a, "pipe"), 0o600), unix.Mknod(filepath.Join(a, "socket"), unix.S_IFSOCK|0o600, 0), os.Remove(filepath.Join(a, "report.md"))); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(filepath.Join(a, "report.md"), 0o600); err != nil { // which nobody may read
		t.Fatal(err)
	}
	const edited = "keep: report.md has been edited since a run wrote it, as report.md.edited-1"
	if got := said(t, Claim{Dir: a, File: sample().File, Writes: []string{"report.md"}}, a); !slices.Equal(got, []string{edited}) {
		t.Errorf("before the run: %q", got)
	}
	v, err := Verify(a)
	if err != nil || !slices.Equal(v.Changed, []string{"report.md"}) || !slices.Equal(v.Extra, []string{"pipe", "socket"}) {
		t.Errorf("verify: %+v, %v", v, err)
	}
	finished(t, a, "new")
	const want = "charts/\ncharts/fan.png: new\npipe p---------\nreport.md: new\nreport.md.edited-1 p---------\nrun.json\nsocket S---------"
	if got := inventory(t, a); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}

	hardLink = noLink
	defer func() { hardLink = linkFile }()
	s, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	obstacles, err := s.Rehearse()
	const no = " is no file that can be copied, and this file system has no second names"
	if got := texts(obstacles, a); err != nil || !slices.Equal(got, []string{"elsewhere: pipe" + no, "elsewhere: report.md.edited-1" + no, "elsewhere: socket" + no}) {
		t.Errorf("where files have no second names: %q, %v", got, err)
	}
}

func TestNoFolderHasALongName(t *testing.T) {
	long := strings.Repeat("n", 256)
	got := said(t, Claim{Dir: filepath.Join(t.TempDir(), long)}, "")
	if len(got) != 1 || !strings.HasSuffix(got[0], long+" is longer than a path can be") {
		t.Errorf("%q", got)
	}
}

// unprivileged makes a folder and goes on, on this goroutine, as a user for whom modes of files count.
func unprivileged(t *testing.T) (dir string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if os.Getuid() != 0 {
		return dir
	}
	const nobody = 65534
	runtime.LockOSThread()
	if err := unix.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Setfsuid(0); err != nil {
			t.Error(err)
		}
		runtime.UnlockOSThread()
	})
	return dir
}

// TestAProtectedFolderIsNoDeadEnd: it is refused before the run; where it becomes one later, the hidden folder that cannot be
// removed is named, stops no run, and is removed as soon as that is possible.
func TestAProtectedFolderIsNoDeadEnd(t *testing.T) {
	out := unprivileged(t)
	a := filepath.Join(out, "a")
	finished(t, a, "old")
	put(t, filepath.Join(a, "notes.txt"), "mine")
	protect := func(dir string, mode os.FileMode) {
		t.Helper()
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
	}
	claim := Claim{Dir: a, File: sample().File}
	protect(filepath.Join(a, "charts"), 0o555)
	protect(a, 0o555)
	want := []string{"permit: a is write-protected", "permit: a/charts is write-protected"}
	if got := said(t, claim, out); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	protect(a, 0)
	if got := said(t, claim, out); !slices.Equal(got, []string{"elsewhere: a cannot be read"}) {
		t.Errorf("unreadable: %q", got)
	}
	protect(a, 0o755)
	protect(filepath.Join(a, "charts"), 0)
	if got := said(t, claim, out); !slices.Contains(got, "elsewhere: a/charts cannot be read, so it is not known what would be lost") {
		t.Errorf("unreadable inside: %q", got)
	}
	protect(filepath.Join(a, "charts"), 0o755)
	if got := said(t, claim, out); got != nil {
		t.Errorf("after the mend: %q", got)
	}

	s := prepare(t, a, "new")
	protect(a, 0o555)
	if err := Swap(s); err != nil {
		t.Fatal(err)
	}
	left := hiddenNames(t, out)
	if len(left) != 1 {
		t.Fatalf("hidden folders %q", left)
	}
	notes := s.Notes()
	if len(notes) != 1 || !strings.HasPrefix(notes[0], filepath.Join(out, left[0])+" is left over beside "+a+" and cannot be removed: permission denied; ") {
		t.Errorf("it said %q", notes)
	}
	protect(a, 0o755)
	if notes := finished(t, a, "newer"); len(notes) != 1 || !strings.HasPrefix(notes[0], filepath.Join(out, left[0])+" is left over ") {
		t.Errorf("the next run said %q", notes)
	}
	protect(filepath.Join(out, left[0]), 0o755)
	if notes := finished(t, a, "newest"); len(notes) > 0 {
		t.Errorf("after the mend the next run said %q", notes)
	}
	const all = "a/\na/charts/\na/charts/fan.png: newest\na/notes.txt: mine\na/report.md: newest\na/run.json"
	if got := inventory(t, out); got != all {
		t.Errorf("%s\nwant\n%s", got, all)
	}
}

// TestAFileThatNobodyMayReadIsKept by its owner, as nothing of it needs to be read.
func TestAFileThatNobodyMayReadIsKept(t *testing.T) {
	out := unprivileged(t)
	a := filepath.Join(out, "a")
	finished(t, a, "old")
	secret := filepath.Join(a, "secret")
	put(t, secret, "mine")
	if err := os.Chmod(secret, 0); err != nil {
		t.Fatal(err)
	}
	finished(t, a, "new")
	if err := os.Chmod(secret, 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(secret); err != nil || string(text) != "mine" {
		t.Errorf("%q, %v", text, err)
	}
	if err := os.Chmod(secret, 0); err != nil {
		t.Fatal(err)
	}
	hardLink = noLink
	defer func() { hardLink = linkFile }()
	s, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	obstacles, err := s.Rehearse()
	if got := texts(obstacles, a); err != nil || !slices.Equal(got, []string{"elsewhere: secret cannot be read, so it cannot be taken into the new folder"}) {
		t.Errorf("where files have no second names: %q, %v", got, err)
	}
}
