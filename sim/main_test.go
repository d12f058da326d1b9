package sim_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets garbage grow to a few times of the little that a test keeps: hundreds of short runs are a quarter faster.
func TestMain(m *testing.M) {
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}
