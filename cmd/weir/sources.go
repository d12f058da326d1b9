package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weir/sim/explain"
)

func sourcesCommand(env *environment) *cobra.Command {
	var f studyFlags
	cmd := &cobra.Command{
		Use:   "sources FILE",
		Short: "Say what every figure of a scenario rests on: a source and how it was read, an assumption, or neither",
		RunE: func(cmd *cobra.Command, args []string) error {
			o := f.options(cmd, env)
			if len(args) > 1 {
				env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("it takes no %q", args[1]), "name one file")...)
			}
			study, err := load(cmd, env, o, args[:min(1, len(args))])
			if err != nil {
				return err
			}
			fmt.Fprint(env.stdout, study.Sources(explain.Options{Width: env.page(), ASCII: !env.unicode()}))
			return nil
		},
	}
	f.add(cmd.Flags())
	return cmd
}
