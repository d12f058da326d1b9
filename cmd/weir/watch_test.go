package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weir/sim"
)

// TestTheTimeIsUpWithoutATimer: nothing but the run itself looks at the clock, so that no load can make it late: a run whose
// time was up before it began ends with the first trials.
func TestTheTimeIsUpWithoutATimer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.toml")
	if err := os.WriteFile(file, []byte(endless), 0o666); err != nil {
		t.Fatal(err)
	}
	const trials = 100_000
	study, err := sim.Load(sim.Options{Trials: trials}, file)
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{interrupted: t.Context(), limit: time.Hour, pause: new(sim.Pause)}
	w.pause.At = w.at
	results, err := study.Run(t.Context(), sim.Control{Workers: 1, Progress: w.moved, Pause: w.pause})
	if err != nil {
		t.Fatal(err)
	}
	if r := results[0]; r.Trials >= trials/2 || len(r.Warnings) == 0 || !strings.HasPrefix(r.Warnings[0], "its time was up after ") {
		t.Errorf("it ended after %d trials, and warns of %q", r.Trials, r.Warnings)
	}
}
