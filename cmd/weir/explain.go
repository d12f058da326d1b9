package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weir/sim/explain"
)

func explainCommand(env *environment) *cobra.Command {
	var f studyFlags
	var at string
	cmd := &cobra.Command{
		Use:   "explain FILE [NAME]",
		Short: "Say what a scenario, or one name in it, stands for: formulas with values, parameters, shocks",
		RunE: func(cmd *cobra.Command, args []string) error {
			o := f.options(cmd, env)
			name := ""
			if len(args) > 1 {
				name = args[1]
			}
			if len(args) > 2 {
				env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("it takes no %q", args[2]), "explain one file, and one name of it at most")...)
			}
			study, err := load(cmd, env, o, args[:min(1, len(args))])
			if err != nil {
				return err
			}
			text, mistake := study.Explain(name, explain.Options{At: at, Width: env.page(), ASCII: !env.unicode()})
			if mistake != nil {
				return wrongUsage(cmd, mistake.What, mistake.Mend)
			}
			fmt.Fprint(env.stdout, text)
			return nil
		},
	}
	f.add(cmd.Flags())
	cmd.Flags().StringVar(&at, "at", "", "`STEP` whose values are shown, such as 2027-Q1 (default: the first of the forecast)")
	return cmd
}

// unicode reports whether the locale says that what is printed is read as UTF-8.
func (env *environment) unicode() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(env.getenv(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return false
}
