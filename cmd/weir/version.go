package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"weir/sim/display"
)

// version is the program's, also in run.json. It changes when a published number does.
const version = "0.1.0"

func versionCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program",
		RunE: func(*cobra.Command, []string) error {
			if env.wrong.Failed() {
				return env.wrong
			}
			printVersion(env)
			return nil
		},
	}
}

// printVersion says what weir version and weir --version say.
func printVersion(env *environment) {
	display.Fprintf(env.stdout, "weir %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
