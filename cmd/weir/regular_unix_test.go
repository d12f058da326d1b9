//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestNoPipeIsWaitedFor: nor is a device read to its end, which it has not. Where a file is to be read and stands something else,
// that is said.
func TestNoPipeIsWaitedFor(t *testing.T) {
	t.Chdir(t.TempDir())
	name := wideModel(t, 1, 1)
	if err := syscall.Mkfifo("pipe", 0o666); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"child.toml": "extends = \"pipe\"\n",
		"data.toml":  "currency = \"USD\"\n[time]\nstart = 2026-01-01\nend = 2027-01-01\nstep = \"year\"\n[channels.a]\nrevenue = \"x\"\n[channels.a.parameters]\nx = { dist = \"empirical\", file = \"pipe\", column = \"x\", unit = \"USD/year\", assumption = \"x\" }\n",
	}
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for args, want := range map[string]string{
		"check pipe":                                        "pipe, not a regular file",
		"check child.toml":                                  "pipe, not a regular file",
		"check data.toml":                                   "pipe, not a regular file",
		"run /dev/zero":                                     "device, not a regular file",
		"run " + name + " --checkpoint pipe":                "pipe, not a regular file",
		"run " + name + " --checkpoint /dev/zero":           "device, not a regular file",
		"run " + name + " --checkpoint .":                   "is a folder",
		"run --plan pipe --shard 0":                         "pipe, not a regular file",
		"run --plan /dev/zero --shard 0":                    "device, not a regular file",
		"merge pipe":                                        "pipe, not a regular file",
		"merge /dev/zero":                                   "device, not a regular file",
		"plan " + name + " --shards 1 --force -o pipe":      "it is no plan",
		"plan " + name + " --shards 1 --force -o /dev/zero": "it is no plan",
	} {
		refused(t, args, want)
	}
	if text, err := exec.Command("weir", "plan", name, "--trials", "600", "--shards", "1").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if err := os.Mkdir("plan.shards", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo("plan.shards/shard-0000-of-0001", 0o666); err != nil {
		t.Fatal(err)
	}
	refused(t, "merge plan.json", "pipe, not a regular file")
}

// refused fails the test unless a call ends soon, as wrong, and says so.
func refused(t *testing.T, args, want string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "weir", strings.Fields(args)...)
	text, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != exitWrong || !strings.Contains(string(text), want) {
		t.Errorf("%s: exit code %d; it said %q, want %q", args, code, text, want)
	}
}
