package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"weir/sim/diag"
	"weir/sim/display"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1 // an expectation or a verification failed
	exitWrong       = 2 // the input or the command line is wrong; nothing was written
	exitMachine     = 3 // disk, memory, or a bug here
	exitInterrupted = 130
)

// errFailed says that an expectation or a verification failed and that it has been printed.
var errFailed = errors.New("an expectation or a verification failed")

// An environment is all that the program takes from outside, so that tests can stand in for it.
type environment struct {
	args           []string  // without the program's name
	stdout, stderr io.Writer // run puts a display.Writer in front of each
	embedded       fs.FS
	getenv         func(string) string
	width          func() int // of the terminal behind stderr, 0 where there is none
	page           func() int // of the terminal behind stdout, likewise

	screen  io.Writer // stderr as it is, for what moves the cursor
	guard   *guard    // of the memory
	wrong   diag.List // what is wrong with the command line, found so far
	unknown bool      // it has a flag that does not exist, so the files cannot be told from values
	said    []string  // the warnings about the files that have been printed, as results repeat them
}

// run is the program; it returns the exit code. All that is printed passes a display.Writer, so that no text of a stranger
// steers a terminal.
func run(ctx context.Context, env *environment) (code int) {
	g, ctx, stop := startGuard(ctx)
	defer stop()
	env.guard = g
	raw := &interruptible{ctx: ctx, w: env.stdout}
	env.screen = env.stderr
	stdout, stderr := display.NewWriter(raw), display.NewWriter(env.stderr)
	env.stdout, env.stderr = stdout, stderr
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprint(env.stderr, "weir: this is a bug, please report it: ", bug, "\n", string(debug.Stack()))
			code = exitMachine
		}
		err := stdout.Flush()
		switch {
		case raw.left:
			code = exitInterrupted
		case err != nil && !brokenPipe(err) && (code == exitDone || code == exitFailed):
			display.Fprintf(env.stderr, "weir: write to the standard output: %v\n", cause(err))
			code = exitMachine
		}
		stderr.Flush()
	}()
	root := newRoot(env)
	root.SetArgs(env.args)
	if cmd, rest, err := root.Find(env.args); err == nil {
		env.lookForUnknownFlags(cmd, rest)
	}
	err := root.ExecuteContext(ctx)
	if err == nil && env.wrong.Failed() { // it printed the help that was also asked for
		err = env.wrong
	}
	return env.report(err)
}

// report prints an error and returns its exit code.
func (env *environment) report(err error) int {
	err = env.guard.blame(err)
	var wrong diag.List
	var problems *diag.Error // of the library
	var kept *keptError
	var memory *memoryError
	if errors.As(err, &problems) {
		err = problems.List
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &wrong):
		wrong.Sort()
		fmt.Fprint(env.stderr, wrong.Error())
		return exitWrong
	case errors.As(err, &memory):
	case errors.As(err, &kept):
		display.Fprintf(env.stderr, "weir: %v\n", kept)
		return exitInterrupted
	case errors.Is(err, context.Canceled):
		fmt.Fprint(env.stderr, "weir: interrupted; nothing was written\n")
		return exitInterrupted
	}
	display.Fprintf(env.stderr, "weir: %v\n", err)
	if wrongPath(err) {
		return exitWrong
	}
	return exitMachine
}

func newRoot(env *environment) *cobra.Command {
	var asksVersion bool
	root := &cobra.Command{
		Use:           "weir",
		Short:         "What enforcement does to the revenue of a target, with its uncertainty",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			if env.wrong.Failed() {
				return env.wrong
			}
			if asksVersion {
				printVersion(env)
				return nil
			}
			return wrongUsage(cmd, "it needs a command", "weir run FILE... runs scenarios; weir --help lists the commands")
		},
	}
	root.Flags().BoolVar(&asksVersion, "version", false, "print the version of the program")
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	root.AddCommand(runCommand(env), checkCommand(env), explainCommand(env), sourcesCommand(env), scenariosCommand(env), planCommand(env), mergeCommand(env), verifyCommand(env), selftestCommand(env), versionCommand(env))
	root.SetHelpCommand(helpCommand(env))
	addCompletion(env, root)
	for _, c := range append(root.Commands(), root) {
		c.FParseErrWhitelist.UnknownFlags = true // lookForUnknownFlags reports them, all at once
		c.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
			return append(env.wrong, badFlag(cmd, err)...)
		})
	}
	return root
}

// wrongUsage is a problem of the command line, as an error.
func wrongUsage(cmd *cobra.Command, what, mend string) diag.List {
	var l diag.List
	l.Errorf(commandLine(cmd), "", mend, "%s", what)
	return l
}

// commandLine is the place of a problem that lies in no file. Its rank puts it before those of all files.
func commandLine(cmd *cobra.Command) diag.Place {
	return diag.Place{File: &diag.File{Name: cmd.CommandPath(), Rank: -1}}
}

func unknownCommand(root *cobra.Command, name string) diag.List {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	mend := "the commands are " + strings.Join(names, ", ")
	if near := diag.Nearest(name, names); near != "" {
		mend = "did you mean " + near + "?"
	} else if strings.Contains(name, ".") || strings.Contains(name, "/") {
		mend = "to run a scenario, write: weir run " + name
	}
	return wrongUsage(root, fmt.Sprintf("there is no command %q", name), mend)
}
