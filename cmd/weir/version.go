package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
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
			return printVersion(env)
		},
	}
}

// printVersion says what weir version and weir --version say.
func printVersion(env *environment) error {
	if _, err := fmt.Fprintf(env.stdout, "weir %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH); err != nil {
		return fmt.Errorf("write to the standard output: %w", err)
	}
	return nil
}
