//go:build unix

package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// started writes the scenario into a new folder, runs it once with few trials, starts an endless run of it and waits until
// that has made its hidden folder. It returns the folder and the process with its standard error.
func started(t *testing.T) (dir string, cmd *exec.Cmd, stderr *strings.Builder) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(endless), 0o666); err != nil {
		t.Fatal(err)
	}
	short(t, dir)
	stderr = new(strings.Builder)
	cmd = exec.Command("weir", "run", "x.toml", "--no-charts", "--set", "run.seed=7")
	cmd.Dir = dir
	cmd.Stderr = stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	for deadline := time.Now().Add(time.Minute); len(hidden(t, dir)) == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the run makes no hidden folder")
		}
	}
	return dir, cmd, stderr
}

// short runs the scenario to its end, with few trials.
func short(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.Command("weir", "run", "x.toml", "--trials", "10", "--no-charts", "--quiet")
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// hidden lists the hidden folders of the runs.
func hidden(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "out", ".x.weir-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// whole fails the test unless the first run's outputs are there, unchanged.
func whole(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.Command("weir", "verify", "out/x")
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	manifest, err := os.ReadFile(filepath.Join(dir, "out", "x", "run.json"))
	if err != nil || !strings.Contains(string(manifest), `"trials": 10,`) {
		t.Errorf("run.json is not that of the first run: %v\n%s", err, manifest)
	}
}

func TestAnInterruptedRunLeavesTheOldFolder(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		dir, cmd, stderr := started(t)
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("%v: exit code %d, want %d", signal, code, exitInterrupted)
		}
		if !strings.HasSuffix(stderr.String(), "weir: interrupted; nothing was written\n") {
			t.Errorf("%v: it said %q", signal, stderr)
		}
		if left := hidden(t, dir); len(left) > 0 {
			t.Errorf("%v: %q is left", signal, left)
		}
		whole(t, dir)
	}
}

func TestAKilledRunLeavesTheOldFolder(t *testing.T) {
	t.Parallel()
	dir, cmd, _ := started(t)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	whole(t, dir)
	short(t, dir)
	if left := hidden(t, dir); len(left) > 0 {
		t.Errorf("the next run did not remove %q", left)
	}
}

// TestTwoRunsAtOnce: the second run neither removes what the first prepares nor waits for it.
func TestTwoRunsAtOnce(t *testing.T) {
	t.Parallel()
	dir, cmd, _ := started(t)
	first := hidden(t, dir)
	short(t, dir)
	if now := hidden(t, dir); len(now) != 1 || now[0] != first[0] {
		t.Errorf("hidden folders %q, want %q", now, first)
	}
	cmd.Process.Signal(syscall.SIGINT)
	cmd.Wait()
	whole(t, dir)
}

// TestAKillWhileItWrites, at moments that differ in what there is of the hidden folder: the old or the new folder is whole, what
// somebody has put beside is there once, and the next run clears up.
func TestAKillWhileItWrites(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(endless), 0o666); err != nil {
		t.Fatal(err)
	}
	short(t, dir)
	mine := filepath.Join(dir, "out", "x", "mine", "notes.txt")
	if err := errors.Join(os.Mkdir(filepath.Dir(mine), 0o777), os.WriteFile(mine, []byte("mine"), 0o666)); err != nil {
		t.Fatal(err)
	}
	for _, moment := range []string{"", "*.csv", "report.md", "run.json", "mine", "mine/notes.txt"} {
		cmd, said := startWeir(t, dir, "run", "x.toml", "--trials", "20", "--no-charts", "--quiet")
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		until(t, "there is "+moment, func() bool {
			found, err := filepath.Glob(filepath.Join(dir, "out", ".x.weir-*", filepath.FromSlash(moment)))
			if err != nil {
				t.Fatal(err)
			}
			select {
			case err := <-ended: // it was faster
				ended <- err
				return true
			default:
				return len(found) > 0
			}
		})
		cmd.Process.Kill()
		if err := <-ended; err != nil && cmd.ProcessState.Exited() {
			t.Errorf("%q: %v\n%s", moment, err, said())
		}
		verify := exec.Command("weir", "verify", "out/x")
		verify.Dir = dir
		text, err := verify.CombinedOutput()
		if err == nil || string(text) != "out/x: mine/notes.txt is no output of the run\n" {
			t.Errorf("%q: %v\n%s", moment, err, text)
		}
		if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
			t.Errorf("%q: %q, %v", moment, text, err)
		}
		short(t, dir)
		if left := hidden(t, dir); len(left) > 0 {
			t.Errorf("%q: the next run did not remove %q", moment, left)
		}
	}
}

// TestRunsThatEndTogether into one folder: each comes whole into its place, and what somebody has put beside stays.
func TestRunsThatEndTogether(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(endless), 0o666); err != nil {
		t.Fatal(err)
	}
	short(t, dir)
	mine := filepath.Join(dir, "out", "x", "notes.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	var runs []func()
	for range 4 {
		cmd, said := startWeir(t, dir, "run", "x.toml", "--trials", "20", "--no-charts", "--quiet")
		runs = append(runs, func() {
			if err := cmd.Wait(); err != nil {
				t.Errorf("%v\n%s", err, said())
			}
		})
	}
	for _, ended := range runs {
		ended()
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("%q, %v", text, err)
	}
	if err := os.Remove(mine); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("weir", "verify", "out/x")
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	if left := hidden(t, dir); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

// TestProgressIsPrintedWhileItRuns reads the first line of a long run, while the run goes on.
func TestProgressIsPrintedWhileItRuns(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := strings.NewReplacer("10_000_000_000", "200_000", `"month"`, `"year"`).Replace(endless)
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("weir", "run", "x.toml", "--no-charts")
	cmd.Dir = dir
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stderr).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, " 10% of 200,000 trials") { // with a rate where it took long
		t.Errorf("first line %q, %v", line, err)
	}
	cmd.Process.Kill()
	io.Copy(io.Discard, stderr)
	cmd.Wait()
}
