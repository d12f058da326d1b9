package main

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"weir/internal/export"
)

// TestEveryOutputIsNamedBefore: a stranger's file at the path of one would be found in the way only after the run.
func TestEveryOutputIsNamedBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws all charts of the largest model")
	}
	dir := t.TempDir()
	cmd := exec.Command("weir", "run", "dprk/full_pressure", "--trials", "512", "--quiet")
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	m, err := export.ReadManifest(filepath.Join(dir, "out", "dprk", "full_pressure"))
	if err != nil {
		t.Fatal(err)
	}
	names := pageNames(false)
	for _, out := range m.Outputs {
		if !slices.Contains(names, out.Path) {
			t.Errorf("%s is not among %q", out.Path, names)
		}
	}
	if n := len(m.Outputs); n < len(names)-2 { // run.json, and the checks that it has none of
		t.Errorf("it wrote %d of %q, so that not all are seen", n, names)
	}
}

// TestSeveralGivesTheFirstError, whichever of them fails first in time.
func TestSeveralGivesTheFirstError(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		second := make(chan struct{})
		err := several(6, workers, func(i int, made func()) error {
			made() // so that all may be under way, whatever the workers
			switch i {
			case 1:
				<-second
				return errors.New("first")
			case 2:
				close(second)
				return errors.New("second")
			}
			return nil
		})
		if err == nil || err.Error() != "first" {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

// TestSeveralKeepsToItsWorkers where nothing is made before the end.
func TestSeveralKeepsToItsWorkers(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		var now, most, done atomic.Int64
		err := several(40, workers, func(int, func()) error {
			n := now.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			now.Add(-1)
			done.Add(1)
			return nil
		})
		if err != nil || done.Load() != 40 || most.Load() > int64(workers) {
			t.Errorf("%d workers: %v, %d done, %d at a time", workers, err, done.Load(), most.Load())
		}
	}
}

// TestSeveralHandsAPanicOn to its caller, who can still clean up.
func TestSeveralHandsAPanicOn(t *testing.T) {
	defer func() {
		if bug := fmt.Sprint(recover()); len(bug) < 4 || bug[:4] != "bug\n" {
			t.Errorf("recovered %q", bug)
		}
	}()
	err := several(1, 1, func(int, func()) error { panic("bug") })
	t.Errorf("no panic, but %v", err)
}
