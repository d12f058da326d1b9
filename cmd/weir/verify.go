package main

import (
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"weir/internal/disk"
	"weir/internal/export"
	"weir/sim/display"
)

func verifyCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "verify OUTDIR...",
		Short: "Compare output folders with the hashes in their run.json",
		RunE: func(cmd *cobra.Command, dirs []string) error {
			if env.wrong.Failed() {
				return env.wrong
			}
			if len(dirs) == 0 {
				return wrongUsage(cmd, "no folder given", "name an output folder, such as out/NAME")
			}
			_, err := abandonable(cmd.Context(), 0, func() (any, error) { return nil, verify(cmd, env, dirs) })
			return err
		},
	}
}

// verify prints what is wrong with each folder.
func verify(cmd *cobra.Command, env *environment, dirs []string) error {
	failed := false
	for _, dir := range dirs {
		v, err := export.Verify(dir)
		var malformed *export.MalformedError
		switch {
		case disk.IsImpossible(err):
			env.wrong.Errorf(commandLine(cmd), "", "name an output folder, such as out/NAME", "%s cannot be an output folder: %v", dir, err)
			continue
		case errors.Is(err, fs.ErrNotExist):
			env.wrong.Errorf(commandLine(cmd), "", "name an output folder, such as out/NAME", "%s is no output folder: it has no %s", dir, export.ManifestName)
			continue
		case errors.As(err, &malformed):
			display.Fprintf(env.stderr, "%v\n", malformed)
			failed = true
			continue
		case err != nil:
			return err
		}
		list := func(names []string, what string) {
			for _, name := range names {
				display.Fprintf(env.stderr, "%s: %s %s\n", dir, name, what)
			}
		}
		list(v.Missing, "is missing")
		list(v.Changed, "is not what the run wrote")
		list(v.Extra, "is no output of the run")
		failed = failed || !v.OK()
		if v.OK() {
			display.Fprintf(env.stdout, "%s: ok, %d outputs of %s by weir %s\n", dir, len(v.Manifest.Outputs), v.Manifest.File, v.Manifest.Weir)
		}
	}
	if env.wrong.Failed() {
		return env.wrong
	}
	if failed {
		return errFailed
	}
	return nil
}
