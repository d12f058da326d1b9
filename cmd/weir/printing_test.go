package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"weir/scenarios"
)

// unwritable is a stream that takes nothing.
type unwritable struct{ err error }

func (u unwritable) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: u.err}
}

// printInto runs the program with a standard output of its own.
func printInto(stdout io.Writer, args ...string) (code int, said string) {
	var stderr bytes.Buffer
	code = run(context.Background(), &environment{
		args: args, stdout: stdout, stderr: &stderr, embedded: scenarios.FS,
		getenv: func(string) string { return "" }, width: func() int { return 0 }, page: func() int { return 0 },
	})
	return code, stderr.String()
}

// TestOutputThatCannotBeWritten: it is a failure of the machine in every command, help included. A reader that has seen enough
// is none: all is done and written as ever, without a word.
func TestOutputThatCannotBeWritten(t *testing.T) {
	t.Chdir(t.TempDir())
	const small = "currency = 'USD'\n[time]\nstart = 2026-01-01\nend = 2027-01-01\nstep = 'year'\n[channels.a]\nrevenue = '1M'\n"
	for name, text := range map[string]string{"x.toml": small, "fails.toml": small + "[expect]\nmuch = 'p50(total.net) > 1T'\n"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	shard := func() { printInto(io.Discard, "plan", "x.toml", "--shards", "1", "--trials", "16") }
	for _, c := range []struct {
		call    string
		code    int // where all that goes wrong is a reader that has gone
		prepare func()
	}{
		{"--help", exitDone, nil},
		{"--version", exitDone, nil},
		{"help", exitDone, nil},
		{"run --help", exitDone, nil},
		{"version", exitDone, nil},
		{"scenarios", exitDone, nil},
		{"completion bash", exitDone, nil},
		{"check x.toml", exitDone, nil},
		{"explain x.toml", exitDone, nil},
		{"sources x.toml", exitDone, nil},
		{"run x.toml --trials 16 --no-charts", exitDone, nil},
		{"run x.toml --trials 16 --no-charts --checkpoint state", exitDone, nil},
		{"run fails.toml --trials 16 --no-charts", exitFailed, nil},
		{"verify out/x", exitDone, nil},
		{"plan x.toml --shards 1 --force", exitDone, nil},
		{"run --plan plan.json --shard 0", exitDone, shard},
		{"merge plan.json --no-charts", exitDone, nil},
		{"selftest --trials 10k", exitDone, nil},
		{"run nowhere.toml", exitWrong, nil},
	} {
		if testing.Short() && strings.HasPrefix(c.call, "selftest ") {
			continue // the one that computes for long
		}
		if c.prepare != nil {
			c.prepare()
		}
		args := strings.Fields(c.call)
		full := exitMachine
		if c.code == exitWrong {
			full = exitWrong // nothing was to be printed
		}
		code, said := printInto(unwritable{syscall.ENOSPC}, args...)
		if code != full {
			t.Errorf("weir %s: exit code %d where nothing can be written, want %d", c.call, code, full)
		}
		if want := "weir: write to the standard output: no space left on device\n"; full == exitMachine && !strings.HasSuffix(said, want) {
			t.Errorf("weir %s says %q, want %q", c.call, said, want)
		}
		code, said = printInto(unwritable{brokenPipes[0].(syscall.Errno)}, args...)
		if code != c.code || strings.Contains(said, "standard output") {
			t.Errorf("weir %s: exit code %d where the reader has gone, want %d: %s", c.call, code, c.code, said)
		}
		if _, err := os.Stat("state"); err == nil {
			t.Errorf("weir %s leaves its checkpoint", c.call)
		}
	}
}
