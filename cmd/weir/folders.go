package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"weir/internal/disk"
	"weir/internal/export"
	"weir/sim"
)

// folders gives the output folder of each file and refuses, before anything is computed, those that must not be written.
func folders(cmd *cobra.Command, env *environment, f *runFlags, study *sim.Study) ([]string, error) {
	var dirs []string
	names, files := study.Names(), study.Files()
	for i, name := range names {
		dir := filepath.Join(f.out, filepath.FromSlash(name))
		for j, other := range dirs {
			if inside(dir, other) || inside(other, dir) {
				env.wrong.Errorf(commandLine(cmd), "", "rename one of them, or run them with a different --out each",
					"%s and %s would be written into one folder, %s", files[j], files[i], filepath.ToSlash(shorter(dir, other)))
			}
		}
		dirs = append(dirs, dir)
		if !disk.IsName(dir) {
			env.wrong.Errorf(commandLine(cmd), "", "rename the file, or name another folder with --out",
				"%s would be written into %q, and no folder can have this name here", files[i], filepath.ToSlash(dir))
			continue
		}
		err := export.Check(dir, files[i])
		var o *export.Occupied
		switch {
		case !errors.As(err, &o):
			if err != nil {
				return nil, err
			}
		case o.Never:
			env.wrong.Errorf(commandLine(cmd), "", "write elsewhere with --out DIR", "%v", o)
		case !f.force:
			env.wrong.Errorf(commandLine(cmd), "", "--force replaces it with everything in it; --out DIR writes elsewhere", "%v", o)
		}
	}
	if env.wrong.Failed() {
		return nil, env.wrong
	}
	return dirs, nil
}

// inside reports whether a folder is another one or lies in it.
func inside(dir, other string) bool {
	dir, other = disk.Folded(dir), disk.Folded(other)
	return dir == other || strings.HasPrefix(dir, other+string(filepath.Separator))
}

func shorter(a, b string) string {
	if len(a) < len(b) {
		return a
	}
	return b
}
