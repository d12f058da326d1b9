// Weir estimates what enforcement does to the revenue of a target: TOML scenarios in, tables and charts out.
//
//	weir run FILE...       simulate scenario files beside their baselines
//	weir check FILE...     find every mistake in them, without running
//	weir explain FILE      say what a scenario, or one name in it, stands for
//	weir sources FILE      say what each of its figures rests on
//	weir scenarios         list the scenarios that come with the program
//	weir plan FILE...      cut a run into shards for many machines
//	weir merge PLAN        put the shards together
//	weir verify OUTDIR     compare an output folder with the hashes in its run.json
//	weir selftest          run models whose answers are known, and compare
//
// It exits with 0 when done, 1 when an expectation or a verification failed, 2 when the input or the command line is wrong
// (nothing was written), 3 when the machine failed, and 130 when it was interrupted. What cannot be printed is a failure of the
// machine, but for a reader that has seen enough, as in weir run FILE | head: then the rest is not printed, all else is done
// and written as ever, and the exit code tells of that.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"weir/scenarios"
)

func main() {
	pace()
	signal.Ignore(syscall.SIGPIPE) // the write fails as well; see brokenPipe
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first signal asks for an orderly end, the second ends the program at once
	os.Exit(run(ctx, &environment{
		args:     os.Args[1:],
		stdout:   os.Stdout,
		stderr:   os.Stderr,
		embedded: scenarios.FS,
		getenv:   os.Getenv,
		width:    func() int { return drawingWidth(os.Stderr) },
		page:     func() int { return terminalWidth(os.Stdout) },
	}))
}
