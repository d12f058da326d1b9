package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weir/sim"
	"weir/sim/diag"
	"weir/sim/display"
)

func checkCommand(env *environment) *cobra.Command {
	var f studyFlags
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Find every mistake in scenario files, without running them",
		RunE: func(cmd *cobra.Command, files []string) error {
			o := f.options(cmd, env)
			if _, err := load(cmd, env, o, files); err != nil {
				return err
			}
			for _, file := range files {
				display.Fprintf(env.stdout, "%s: ok\n", file)
			}
			return nil
		},
	}
	f.add(cmd.Flags())
	return cmd
}

// load reads and checks the files of a call. The error holds everything that is wrong with the command line and the files;
// where there is none, warnings have been printed.
func load(cmd *cobra.Command, env *environment, o sim.Options, files []string) (*sim.Study, error) {
	if env.unknown {
		return nil, env.wrong
	}
	if len(files) == 0 {
		return nil, append(env.wrong, wrongUsage(cmd, "no file given",
			"name scenario files, or scenarios that come with the program: weir scenarios lists them")...)
	}
	if err := checkFree(); err != nil {
		return nil, err
	}
	study, err := abandonable(cmd.Context(), 0, func() (*sim.Study, error) { return sim.Load(o, files...) })
	var problems *diag.Error
	var found diag.List
	switch {
	case errors.As(err, &problems):
		found = problems.List
	case err != nil:
		return nil, err
	default:
		found = study.Warnings()
	}
	for i := range found {
		if found[i].Place.File == nil { // it is the call that is wrong
			found[i].Place = commandLine(cmd)
		}
	}
	all := append(append(diag.List{}, env.wrong...), found...)
	if all.Failed() {
		return nil, all
	}
	all.Sort()
	fmt.Fprint(env.stderr, all.Error())
	for _, d := range all {
		env.said = append(env.said, strings.TrimPrefix(d.Path+": "+d.What, ": "))
	}
	return study, nil
}
