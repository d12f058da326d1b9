package main

import (
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// endless is a scenario that takes far longer than any test waits.
const endless = `currency = "USD"
[time]
start = 2026-01-01
end   = 2036-01-01
step  = "month"
[run]
trials = 10_000_000_000
[channels.ore]
revenue = "sales"
[channels.ore.parameters]
sales = { dist = "lognormal", median = 100, sigma = 1, vary = "step", unit = "USD/year", assumption = "a round figure" }
`

// TestMain lets the scripts, and the tests that start a process, run this program as "weir".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"weir": main})
}

// TestScripts runs the text archives: scenario files, commands, what they print and how they exit.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "edit": edit, "shorten": shorten, "take": take, // and no other program, as each system has its own
		},
	})
}

// exits CODE COMMAND... runs a command that must exit with the code.
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	err = ts.Exec(args[1], args[2:]...)
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		code = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// edit FILE REGEXP TEXT puts a text in place of all matches in a file.
func edit(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 3 {
		ts.Fatalf("usage: edit FILE REGEXP TEXT")
	}
	path := ts.MkAbs(args[0])
	before := ts.ReadFile(path)
	after := regexp.MustCompile(args[1]).ReplaceAllLiteralString(before, args[2])
	if after == before {
		ts.Fatalf("%s has nothing to edit", args[0])
	}
	ts.Check(os.WriteFile(path, []byte(after), 0o666))
}

// shorten FILE N keeps the first bytes of a file.
func shorten(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		ts.Fatalf("usage: shorten FILE N")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// take NAME FILE REGEXP sets a variable to what the group of a pattern matches in a file.
func take(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 3 {
		ts.Fatalf("usage: take NAME FILE REGEXP")
	}
	found := regexp.MustCompile("(?m)" + args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if len(found) != 2 {
		ts.Fatalf("%s has no %s", args[1], args[2])
	}
	ts.Setenv(args[0], found[1])
}
