//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// plannedMemory estimates what a call needs from how it is refused.
func plannedMemory(t *testing.T, args []string) int64 {
	t.Helper()
	cmd := exec.Command("weir", append(args, "--max-memory", "1MB")...)
	text, _ := cmd.CombinedOutput()
	_, rest, _ := strings.Cut(string(text), "needs about ")
	var x float64
	var unit string
	if _, err := fmt.Sscan(rest, &x, &unit); err != nil || cmd.ProcessState.ExitCode() != exitWrong {
		t.Fatalf("%q: exit code %d, %v\n%s", args, cmd.ProcessState.ExitCode(), err, text)
	}
	return int64(x * map[string]float64{"MB": 1e6, "GB": 1e9}[unit])
}

// peakOf runs a call and says what it has taken at most, in bytes. Note: the system's own account of an ended process holds what
// the one had that started it, so on Linux its memory is looked at while it runs; there the most does not shrink.
func peakOf(t *testing.T, args []string) (most int64) {
	t.Helper()
	cmd := exec.Command("weir", args...)
	var text bytes.Buffer
	cmd.Stdout, cmd.Stderr = &text, &text
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
		if _, rest, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
			var kilobytes int64
			if _, err := fmt.Sscan(string(rest), &kilobytes); err == nil {
				most = max(most, kilobytes<<10)
			}
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatalf("%q: %v\n%s", args, err, text.Bytes())
			}
			if most == 0 { // another system: bytes on darwin, KiB elsewhere
				if most = int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss); runtime.GOOS != "darwin" {
					most <<= 10
				}
			}
			return most
		case <-time.After(time.Millisecond):
		}
	}
}

// TestTheEstimateIsHonest compares what is estimated with what a process has taken at most: never less, and of a run of some size
// not more than twice that.
func TestTheEstimateIsHonest(t *testing.T) {
	t.Chdir(t.TempDir())
	name := wideModel(t, 40, 5)
	peakOf(t, []string{"plan", name, "--trials", "5000", "--shards", "1"})
	for _, args := range [][]string{
		{"run", name, "--workers", "1", "--no-charts", "--quiet"},
		{"run", name, "--workers", "8", "--trials", "8192", "--no-charts", "--quiet"},
		{"run", name, "--trials", "2048", "--sampling", "sobol", "--no-charts", "--quiet"},
		{"run", "--plan", "plan.json", "--shard", "0", "--quiet"},
		{"merge", "plan.json", "--no-charts", "--quiet", "--out", "merged"},
	} {
		estimated := plannedMemory(t, args)
		if peak := peakOf(t, args); estimated < peak || estimated > 2*peak+60e6 {
			t.Errorf("%q: estimated at %d MB, and took %d MB", args, estimated/1e6, peak/1e6)
		}
	}
}
