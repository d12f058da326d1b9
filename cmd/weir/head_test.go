//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestTheReaderEnds: as in weir run FILE 2>&1 | head, whose reader is gone before the first line. The run is not ended by it,
// neither by what it prints in the end nor by its progress.
func TestTheReaderEnds(t *testing.T) {
	dir := t.TempDir()
	const small = "currency = 'USD'\n[time]\nstart = 2026-01-01\nend = 2027-01-01\nstep = 'year'\n[channels.a]\nrevenue = '1M'\n"
	if err := os.WriteFile(filepath.Join(dir, "x.toml"), []byte(small), 0o666); err != nil {
		t.Fatal(err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	defer writer.Close()
	cmd := exec.Command("weir", "run", "x.toml", "--no-charts", "--trials", "4k")
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, writer, writer
	if err := cmd.Run(); err != nil {
		t.Errorf("the run: %v", err)
	}
	verify := exec.Command("weir", "verify", "out/x")
	verify.Dir = dir
	if said, err := verify.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
	hidden, err := filepath.Glob(filepath.Join(dir, "out", ".*"))
	if err != nil || len(hidden) > 0 {
		t.Errorf("it leaves %q, %v", hidden, err)
	}
}
