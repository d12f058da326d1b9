package main

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"weir/sim/display"
	"weir/sim/scenario"
)

func scenariosCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "scenarios",
		Short: "List the scenarios that come with the program",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("it takes no %q", args[0]), "")...)
			}
			if env.wrong.Failed() {
				return env.wrong
			}
			return list(env)
		},
	}
}

// list prints a line for each embedded scenario: its name, its title and the first line of its description.
func list(env *environment) error {
	names, err := embedded(env.embedded)
	if err != nil {
		return err
	}
	documents, found := scenario.Load(scenario.Options{Embedded: env.embedded}, names...)
	if found.Failed() {
		return found
	}
	var t grid
	for _, d := range documents {
		line := display.Line(text(d.Root.Get("title")))
		first, _, _ := strings.Cut(strings.TrimSpace(text(d.Root.Get("description"))), "\n")
		if first = display.Line(first); first != "" {
			line = strings.TrimPrefix(line+": "+first, ": ")
		}
		t.add(d.Name, line)
	}
	fmt.Fprint(env.stdout, t.String())
	return nil
}

// embedded lists the names of the embedded scenarios, such as "folder/name", in lexical order.
func embedded(files fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if name, ok := strings.CutSuffix(path, ".toml"); ok && err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

func text(n *scenario.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}
