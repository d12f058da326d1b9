package main

import (
	"runtime"
	"strconv"

	"github.com/spf13/cobra"
)

const maxWorkers = 4096 // more is a slip of the keyboard

// workers reads --workers. Without it every processor works that this process was given: by the system and the limits of
// its control group, which Go follows by itself, and by Slurm, which may not enforce what it gives.
func (env *environment) workers(cmd *cobra.Command, text string) int {
	if cmd.Flags().Changed("workers") {
		return int(env.count(cmd, "workers", text, maxWorkers))
	}
	n := runtime.GOMAXPROCS(0)
	for _, name := range []string{"SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"} { // the first is set only where it was asked for
		if given, err := strconv.Atoi(env.getenv(name)); err == nil && given > 0 {
			return min(n, given)
		}
	}
	return n
}
