package export

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"weir/internal/disk"
)

// TestMain lets the test program be the process that is killed: with these variables set it writes a run into a folder and
// ends, as by kill -9, just before a change of the disk.
func TestMain(m *testing.M) {
	dir := os.Getenv("TEST_WRITE")
	if dir == "" {
		os.Exit(m.Run())
	}
	way, err := strconv.Atoi(os.Getenv("TEST_WAY"))
	if err != nil {
		panic(err)
	}
	last, err := strconv.Atoi(os.Getenv("TEST_LAST"))
	if err != nil {
		panic(err)
	}
	ways[way].take()
	unflushed()
	changing = func(what, path string) error {
		if what != "sync" { // after which everything looks as before
			last--
		}
		if last < 0 {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err != nil {
				panic(err)
			}
			select {}
		}
		return nil
	}
	if _, err := finish(dir, "new"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(0)
}

// unflushed lets nothing wait for a disk until the returned function is called.
func unflushed() (again func()) {
	flush = func(*os.File) error { return nil }
	flushFolder = func(string) error { return nil }
	return func() { flush, flushFolder = (*os.File).Sync, disk.SyncFolder }
}

// stride is how many changes lie between two moments that are tried: all are, but in short mode and where each takes long.
func stride() int {
	if runtime.GOOS == "windows" || testing.Short() {
		return 9
	}
	return 1
}

// inMemory lets a test keep its files in memory, where the system has a folder for that: it makes very many.
func inMemory(t *testing.T) {
	const memory = "/dev/shm"
	if probe, err := os.MkdirTemp(memory, ""); err == nil {
		os.Remove(probe)
		t.Setenv("TMPDIR", memory)
	}
}

// standing fails the test unless one of the two runs stands whole in the folder a, with what is beside. Where folders cannot be
// exchanged in one step, there is a moment at which none does; then nothing stands there at all.
func standing(t *testing.T, out, when string, gap bool) {
	t.Helper()
	a := filepath.Join(out, "a")
	if _, err := os.Lstat(a); gap && errors.Is(err, os.ErrNotExist) {
		return
	}
	old := strings.Replace(strings.Replace(carried(t, "old"), "report.md: old", "report.md: edited", 1), "a/report.md.edited-1: edited\n", "", 1)
	got := "a/\n" + prefixed(inventory(t, a))
	if got != old && got != carried(t, "new") {
		t.Fatalf("%s there is neither the old nor the new folder:\n%s", when, got)
	}
}

func prefixed(inventory string) string { return "a/" + strings.ReplaceAll(inventory, "\n", "\na/") }

// mended fails the test unless the next run makes all good, however the one before it has ended.
func mended(t *testing.T, out, when string) {
	t.Helper()
	if _, err := finish(filepath.Join(out, "a"), "new"); err != nil {
		t.Fatalf("%s the next run fails: %v", when, err)
	}
	if got := inventory(t, out); got != carried(t, "new") {
		t.Fatalf("%s the next run leaves\n%s\nwant\n%s", when, got, carried(t, "new"))
	}
}

// TestAKillAtAnyMoment of a run over an old folder: the old one or the new one is whole, what somebody has put beside is there
// once, and the next run clears up.
func TestAKillAtAnyMoment(t *testing.T) {
	defer unflushed()()
	inMemory(t)
	for _, way := range []int{0, 3} {
		t.Run(ways[way].name, func(t *testing.T) {
			for last := 0; ; last += stride() {
				out := settled(t)
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), "TEST_WRITE="+filepath.Join(out, "a"), "TEST_WAY="+strconv.Itoa(way), "TEST_LAST="+strconv.Itoa(last))
				text, err := cmd.CombinedOutput()
				var killed *exec.ExitError
				if err != nil && (!errors.As(err, &killed) || killed.ExitCode() == 3 || len(text) > 0) {
					t.Fatalf("after %d changes: %v\n%s", last, err, text)
				}
				when := fmt.Sprintf("killed after %d changes,", last)
				standing(t, out, when, way == 3 || runtime.GOOS != "linux")
				mended(t, out, when)
				if err == nil {
					if last < 30 {
						t.Errorf("it was done after %d changes, so that not all are seen", last)
					}
					return
				}
			}
		})
	}
}

// TestADiskThatFailsAtAnyMoment, in one change or in all from there on: nothing is lost, and the next run clears up.
func TestADiskThatFailsAtAnyMoment(t *testing.T) {
	defer unflushed()()
	inMemory(t)
	full := errors.New("no space left on device")
	for _, dead := range []bool{false, true} {
		for _, way := range []int{0, 3} {
			t.Run(fmt.Sprintf("%s, dead %v", ways[way].name, dead), func(t *testing.T) {
				ways[way].take()
				defer func() {
					exchange, hardLink = renameExchange, linkFile
					changing = func(_, _ string) error { return nil }
				}()
				for last := 0; ; last += stride() {
					changing = func(_, _ string) error { return nil }
					out := settled(t)
					before, failed, n := inventory(t, out), false, 0
					changing = func(what, path string) error {
						if n++; n == last+1 || dead && n > last {
							failed = true
							return full
						}
						return nil
					}
					_, err := finish(filepath.Join(out, "a"), "new")
					changing = func(_, _ string) error { return nil }
					when := fmt.Sprintf("after %d changes, with %v,", last, err)
					standing(t, out, when, dead && (way == 3 || runtime.GOOS != "linux"))
					if got := inventory(t, out); err != nil && !dead && got != before && !strings.Contains(err.Error(), ".weir-") {
						t.Errorf("%s there is\n%s\nand it was\n%s", when, got, before)
					}
					mended(t, out, when)
					if !failed {
						break
					}
				}
			})
		}
	}
}
