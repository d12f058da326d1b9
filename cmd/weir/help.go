package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// helpCommand is weir help: what --help says. A command that does not exist is a mistake.
func helpCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Say what the program or a command does, and its flags",
		RunE: func(cmd *cobra.Command, args []string) error {
			if env.wrong.Failed() {
				return env.wrong
			}
			root := cmd.Root()
			found, rest, err := root.Find(args)
			switch {
			case err != nil || found == root && len(args) > 0:
				return unknownCommand(root, args[0])
			case len(rest) > 0:
				return wrongUsage(cmd, fmt.Sprintf("it takes no %q", rest[0]), found.CommandPath()+" has no commands of its own of that name")
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// addCompletion adds weir completion SHELL as the library has it, but for what it says of mistakes.
func addCompletion(env *environment, root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		const mend = "it takes bash, fish, powershell or zsh"
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(cmd *cobra.Command, args []string) error {
			if env.wrong.Failed() {
				return env.wrong
			}
			if len(args) > 0 {
				return wrongUsage(cmd, fmt.Sprintf("there is no shell %q", args[0]), mend)
			}
			return wrongUsage(cmd, "no shell given", mend)
		}
		for _, shell := range c.Commands() {
			shell.FParseErrWhitelist.UnknownFlags = true
			shell.Args = func(cmd *cobra.Command, args []string) error {
				if len(args) > 0 {
					env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("it takes no %q", args[0]), "")...)
				}
				if env.wrong.Failed() {
					return env.wrong
				}
				return nil
			}
		}
	}
}
