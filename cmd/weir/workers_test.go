package main

import (
	"runtime"
	"testing"

	"github.com/spf13/cobra"
)

// TestWorkersAreThoseThatWereGiven: --workers decides; else Slurm may give fewer processors than there are, never more.
func TestWorkersAreThoseThatWereGiven(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(6))
	for _, row := range []struct {
		name, flag      string
		perTask, onNode string
		want            int
	}{
		{name: "nothing said", want: 6},
		{name: "by task", perTask: "2", onNode: "4", want: 2},
		{name: "on the node", onNode: "4", want: 4},
		{name: "more than there are", perTask: "64", want: 6},
		{name: "not a number", perTask: "many", onNode: "4(x2)", want: 6},
		{name: "not a number, but another", perTask: "0", onNode: "3", want: 3},
		{name: "a flag", flag: "5", perTask: "2", want: 5},
		{name: "a flag beyond all", flag: "50", perTask: "2", onNode: "2", want: 50},
	} {
		env := &environment{getenv: func(name string) string {
			return map[string]string{"SLURM_CPUS_PER_TASK": row.perTask, "SLURM_CPUS_ON_NODE": row.onNode}[name]
		}}
		var text string
		cmd := &cobra.Command{Use: "weir"}
		cmd.Flags().StringVar(&text, "workers", "", "")
		if row.flag != "" {
			if err := cmd.Flags().Set("workers", row.flag); err != nil {
				t.Fatal(err)
			}
		}
		if got := env.workers(cmd, text); got != row.want || env.wrong.Failed() {
			t.Errorf("%s: %d workers, want %d; %v", row.name, got, row.want, env.wrong)
		}
	}
}
