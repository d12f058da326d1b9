//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// until waits for something to be so.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never comes to it that " + what)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// startWeir starts the program in a process of its own in a folder; said is what stands on its standard error so far.
func startWeir(t *testing.T, dir string, args ...string) (cmd *exec.Cmd, said func() string) {
	t.Helper()
	stderr, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer stderr.Close()
	cmd = exec.Command("weir", args...)
	cmd.Dir, cmd.Stderr = dir, stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, func() string {
		text, err := os.ReadFile(stderr.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

// TestARunGoesOnAfterKill: the state is kept while a run goes on, and at an interruption; the run that goes on gives the
// bytes of an unbroken one. So that the test is short, what it lets go on is made the last piece by --time.
func TestARunGoesOnAfterKill(t *testing.T) {
	if testing.Short() {
		t.Skip("a run computes for a second before it keeps its state")
	}
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(endless), 0o666); err != nil {
		t.Fatal(err)
	}
	args := []string{"run", "x.toml", "--no-charts", "--workers", "1", "--checkpoint", "x.checkpoint"}
	kept := filepath.Join(dir, "x.checkpoint")
	cmd, _ := startWeir(t, dir, args...)
	until(t, "a state is kept", func() bool { return exists(kept) })
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	before, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}

	cmd, said := startWeir(t, dir, args...)
	until(t, "the next run goes on", func() bool { return said() != "" })
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
	if !strings.HasPrefix(said(), "goes on from x.checkpoint, after ") || !strings.HasSuffix(said(), "weir: interrupted; the same call goes on from x.checkpoint\n") {
		t.Errorf("it said %q", said())
	}
	if after, err := os.ReadFile(kept); err != nil || string(after) == string(before) {
		t.Errorf("the state at the interruption was not kept: %v", err)
	}

	cmd, said = startWeir(t, dir, append(args, "--time", "1ms")...)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, said())
	}
	sameAsUnbroken(t, dir)
}

// sameAsUnbroken compares a run whose time was up with one of as many trials.
func sameAsUnbroken(t *testing.T, dir string) {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join(dir, "out", "x", "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(manifest), `"trials": `)
	trials, _, _ := strings.Cut(rest, ",")
	cmd, said := startWeir(t, dir, "run", "x.toml", "--no-charts", "--out", "whole", "--trials", trials)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, said())
	}
	for _, name := range []string{"summary.csv", "precision.csv"} {
		got, err := os.ReadFile(filepath.Join(dir, "out", "x", name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(dir, "whole", "x", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not that of an unbroken run of %s trials", name, trials)
		}
	}
}

// TestAKilledShardLeavesNothing: neither a shard nor half of one.
func TestAKilledShardLeavesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("a run computes for a second before it keeps its state")
	}
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(endless), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd, said := startWeir(t, dir, "plan", "x.toml", "--shards", "2")
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, said())
	}
	for _, signal := range []os.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		cmd, said := startWeir(t, dir, "run", "--plan", "plan.json", "--shard", "1", "--workers", "1", "--checkpoint", signal.String())
		until(t, "it is at work", func() bool { return exists(filepath.Join(dir, signal.String())) })
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if signal == syscall.SIGTERM && cmd.ProcessState.ExitCode() != exitInterrupted {
			t.Errorf("exit code %d, want %d; it said %q", cmd.ProcessState.ExitCode(), exitInterrupted, said())
		}
		if exists(filepath.Join(dir, "plan.shards")) {
			t.Errorf("%v: it left something", signal)
		}
	}
}
