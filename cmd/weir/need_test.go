package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim"
)

func TestSizes(t *testing.T) {
	for text, want := range map[string]int64{
		"500MB": 500e6, "4GiB": 4 << 30, "1.5GiB": 3 << 29, "4G": 4e9, "64 MiB": 64 << 20, "1_000kB": 1e6, "1TB": 1e12, "7B": 7,
		"": -1, "4": -1, "GB": -1, "-1GB": -1, "1e3MB": -1, "0MB": -1, "0.1B": -1, "9999999999TB": -1, "1 000MB": -1, "4gb": -1, "NaNGB": -1,
	} {
		if got, ok := parseSize(text); ok != (want > 0) || ok && got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, ok, want)
		}
	}
	for n, want := range map[int64]string{0: "0 kB", 1: "1 kB", 999_000: "999 kB", 1.5e6: "1.5 MB", 9.96e6: "10 MB", 20e6: "20 MB", 3.21e9: "3.2 GB", 1.2e13: "12 TB"} {
		if got := size(n); got != want {
			t.Errorf("%d bytes: %q, want %q", n, got, want)
		}
	}
}

// outside is an environment of a call in a folder that is the current one; said is what it printed.
func outside(t *testing.T, args ...string) (env *environment, said *strings.Builder) {
	t.Helper()
	said = new(strings.Builder)
	none := func() int { return 0 }
	return &environment{args: args, stdout: said, stderr: said, getenv: func(string) string { return "" }, width: none, page: none}, said
}

// wideModel is a file of so many channels and months.
func wideModel(t *testing.T, channels, years int) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "currency = \"USD\"\n[time]\nstart = 2026-01-01\nend = %d-01-01\nstep = \"month\"\n[run]\ntrials = 100\n", 2026+years)
	for i := range channels {
		fmt.Fprintf(&b, "[channels.c%d]\nrevenue = \"a\"\n[channels.c%d.parameters]\na = { value = \"1M to 2M\", unit = \"USD/year\", vary = \"step\", assumption = \"x\" }\n", i, i)
	}
	name := "wide.toml"
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestWhatNeedsMoreMemoryIsRefused: before it is begun, with the figure and what would help.
func TestWhatNeedsMoreMemoryIsRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	wideModel(t, 2, 1)
	for _, row := range []struct {
		args []string
		want []string
	}{
		{[]string{"run", "wide.toml", "--max-memory", "20MB"}, []string{"weir run: --max-memory: this call needs about ", " of memory, and may take 20 MB\n", "    fewer steps, channels or outputs, or a longer step\n"}},
		{[]string{"run", "wide.toml", "--max-memory", "80MB", "--workers", "1"}, []string{"--no-charts needs about "}},
		{[]string{"run", "wide.toml", "--max-memory", "64", "--workers", "1"}, []string{`weir run: --max-memory: "64" is no size`, "500MB or 4GiB"}},
	} {
		env, said := outside(t, row.args...)
		if code := run(context.Background(), env); code != exitWrong {
			t.Errorf("%q: exit code %d", row.args, code)
		}
		for _, want := range row.want {
			if !strings.Contains(said.String(), want) {
				t.Errorf("%q said\n%s\nwhich lacks %q", row.args, said, want)
			}
		}
	}
	if left, _ := filepath.Glob("out*"); len(left) > 0 {
		t.Errorf("%q was written", left)
	}
}

// TestTheGuardEndsWhatTakesTooMuch: whatever the estimate says.
func TestTheGuardEndsWhatTakesTooMuch(t *testing.T) {
	g, within, stop := startGuard(context.Background())
	defer stop()
	if g.blame(context.Canceled) != context.Canceled {
		t.Error("an interruption is taken for the guard's")
	}
	g.bound.Store(1)
	<-within.Done()
	var found *memoryError
	for _, err := range []error{within.Err(), &keptError{"x.checkpoint", within.Err()}} {
		if err := g.blame(err); !errors.As(err, &found) || errors.Is(err, context.Canceled) {
			t.Errorf("the guard is not blamed: %v", err)
		}
	}
	env := &environment{guard: g, stderr: io.Discard}
	if code := env.report(within.Err()); code != exitMachine {
		t.Errorf("exit code %d", code)
	}
	if err := g.blame(io.EOF); err != io.EOF {
		t.Errorf("another failure becomes %v", err)
	}
}

func loadStudy(t *testing.T, name, trials string) (*sim.Study, string) {
	t.Helper()
	study, err := sim.Load(sim.Options{Sets: []string{"run.trials=" + trials}}, name)
	if err != nil {
		return nil, err.Error()
	}
	return study, ""
}

// TestNoSizeOverflows: the estimate of the largest run that there may be is a number, and no small one.
func TestNoSizeOverflows(t *testing.T) {
	t.Chdir(t.TempDir())
	study, list := loadStudy(t, wideModel(t, 3, 2), "10_000_000_000")
	if list != "" {
		t.Fatal(list)
	}
	for _, workers := range []int{1, maxWorkers} {
		if n := (task{Study: study, workers: workers, keep: true}).peak(0); n < 1<<24 || n > math.MaxInt64/1024 {
			t.Errorf("%d workers: %d bytes", workers, n)
		}
	}
}
