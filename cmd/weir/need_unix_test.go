//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
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

// peakOf runs a call and says what it has taken at most, in bytes. Between them stands another process of this test: a process is
// told to have taken at least what the one had that started it, and this one may have run other tests.
func peakOf(t *testing.T, args []string) (peak int64) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), callOf+"="+strings.Join(args, " "))
	text, err := cmd.CombinedOutput()
	_, rest, _ := strings.Cut(string(text), "peak ")
	if _, scan := fmt.Sscan(rest, &peak); err != nil || scan != nil {
		t.Fatalf("%q: %v\n%s", args, err, text)
	}
	return peak
}

// callOf is the variable with the call that the process in between is to make.
const callOf = "CALL_TO_MEASURE"

// measure is what that process does.
func measure(t *testing.T, args []string) {
	cmd := exec.Command("weir", args...)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	most := int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" { // bytes there, KiB elsewhere
		most <<= 10
	}
	fmt.Println("peak", most)
}

// TestTheEstimateIsHonest compares what is estimated with what a process has taken at most: never less, and of a run of some size
// not more than twice that.
func TestTheEstimateIsHonest(t *testing.T) {
	if args := os.Getenv(callOf); args != "" {
		measure(t, strings.Fields(args))
		return
	}
	t.Chdir(t.TempDir())
	name := wideModel(t, 40, 5)
	peakOf(t, []string{"plan", name, "--trials", "5000", "--shards", "1"})
	for i, args := range [][]string{
		{"run", name, "--workers", "1", "--no-charts", "--quiet"},
		{"run", name, "--workers", "8", "--trials", "8192", "--no-charts", "--quiet"},
		{"run", name, "--trials", "2048", "--sampling", "sobol", "--no-charts", "--quiet"},
		{"run", "--plan", "plan.json", "--shard", "0", "--quiet"},
		{"merge", "plan.json", "--no-charts", "--quiet", "--out", "merged"},
	} {
		if testing.Short() && (i == 1 || i == 2) {
			continue
		}
		estimated := plannedMemory(t, args)
		if peak := peakOf(t, args); estimated < peak || estimated > 2*peak+60e6 {
			t.Errorf("%q: estimated at %d MB, and took %d MB", args, estimated/1e6, peak/1e6)
		}
	}
}
