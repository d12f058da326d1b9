package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"weir/internal/disk"
	"weir/internal/export"
	"weir/sim"
)

// folders gives the output folder of each file and refuses, before anything is computed, those that must not be written. Reads
// are the files that the call reads, or keeps its state in.
func folders(cmd *cobra.Command, env *environment, f *runFlags, study *sim.Study, reads []string) ([]string, error) {
	var dirs, places []string
	names, files := study.Names(), study.Files()
	for i, name := range names {
		dir := filepath.Join(f.out, filepath.FromSlash(name))
		place, err := disk.Resolve(dir)
		if err != nil {
			place = dir // which is refused
		}
		for j, other := range places {
			if disk.Inside(place, other) || disk.Inside(other, place) {
				env.wrong.Errorf(commandLine(cmd), "", "rename one of them, or run them with a different --out each",
					"%s and %s would be written into one folder, %s", files[j], files[i], filepath.ToSlash(shorter(dirs[j], dir)))
			}
		}
		dirs, places = append(dirs, dir), append(places, place)
		if !disk.IsName(dir) || export.IsHidden(filepath.Base(dir)) {
			env.wrong.Errorf(commandLine(cmd), "", "rename the file, or name another folder with --out",
				"%s would be written into %q, and no folder can have this name here", files[i], filepath.ToSlash(dir))
			continue
		}
		obstacles, err := export.Claim{Dir: dir, File: files[i], Writes: pageNames(f.noCharts), Reads: reads}.Check()
		if err != nil {
			return nil, err
		}
		env.refuse(cmd, obstacles, f.force)
	}
	if env.wrong.Failed() {
		return nil, env.wrong
	}
	return dirs, nil
}

// refuse notes the obstacles that force does not overcome.
func (env *environment) refuse(cmd *cobra.Command, obstacles []*export.Obstacle, force bool) {
	for _, o := range obstacles {
		mend := "write elsewhere with --out DIR"
		switch o.Remedy {
		case export.Permit:
			mend = "make it writable (chmod -R u+w), or write elsewhere with --out DIR"
		case export.Replace:
			mend = "--force replaces it, and keeps what that run did not write; --out DIR writes elsewhere"
		case export.Keep:
			mend = "move it away, or --force keeps it as " + filepath.ToSlash(o.Kept)
		}
		if !force || o.Remedy == export.Permit || o.Remedy == export.Elsewhere {
			env.wrong.Errorf(commandLine(cmd), "", mend, "%v", o)
		}
	}
}

func shorter(a, b string) string {
	if len(a) < len(b) {
		return a
	}
	return b
}

// inputs are the files that a study was read from; names are those of the call, which loaded it.
func inputs(study *sim.Study, names []string) []string {
	var all []string
	files, read := study.Files(), study.Inputs()
	for i, name := range names {
		if strings.HasPrefix(files[i], "embedded:") {
			continue
		}
		all = append(all, name)
		real, err := disk.Resolve(name)
		if err != nil {
			continue
		}
		for _, in := range read[i] { // the file itself, too, should the name be a link to it
			all = append(all, filepath.Join(filepath.Dir(real), filepath.FromSlash(in.Path)))
		}
	}
	return all
}
