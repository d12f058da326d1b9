package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"weir/internal/disk"
)

// A Claim is the folder that a call is to write, and what the call does beside.
type Claim struct {
	Dir    string   // where the outputs are to be
	File   string   // the scenario, as result.Result names it
	Writes []string // what the run may write, as relative paths with slashes
	Reads  []string // the files that the call reads, or keeps its state in
}

// A Remedy is what helps against an obstacle.
type Remedy uint8

// The remedies.
const (
	Elsewhere Remedy = iota // nothing but another folder
	Replace                 // the folder may be replaced by somebody who asks for it
	Keep                    // so it may, and this file is kept under another name
	Permit                  // somebody must make it writable
)

// An Obstacle is a reason why a folder must not be written, or not unasked.
type Obstacle struct {
	Path   string
	Why    string // completes "PATH ..."
	Remedy Remedy
	Kept   string // the path to which Keep moves it
}

func (o *Obstacle) Error() string { return filepath.ToSlash(o.Path) + " " + o.Why }

// Check says what keeps a folder from being written. Nothing does where it is missing, or empty, or holds a run of the same
// file whose outputs are as the run wrote them, or missing; beside these others may keep there what they want.
// A folder that a killed run had set aside is put back first. The error is that the machine failed.
func (c Claim) Check() ([]*Obstacle, error) {
	dir := filepath.Clean(c.Dir)
	never := func(why string) ([]*Obstacle, error) { return []*Obstacle{{Path: dir, Why: why}}, nil }
	if why := impossible(dir); why != "" {
		return never(why)
	}
	at, err := behind(dir)
	if err != nil {
		return nil, fmt.Errorf("look at the folder of the outputs: %w", err)
	}
	why, err := c.needed(at)
	if err != nil {
		return nil, err
	}
	if why != "" {
		return never(why)
	}
	if err := recoverAside(at); err != nil {
		return nil, fmt.Errorf("put back %s, which an interrupted run had set aside: %w", dir, err)
	}
	info, err := os.Stat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("look at the folder of the outputs: %w", err)
	case !info.IsDir():
		return never("is a file, not a folder")
	case disk.IsMount(at):
		return never("is a file system of its own, which nothing can take the place of")
	}
	m, err := ReadManifest(at)
	var malformed *MalformedError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		entries, err := os.ReadDir(at)
		if errors.Is(err, fs.ErrPermission) {
			return never("cannot be read")
		}
		if err != nil {
			return nil, fmt.Errorf("look at the folder of the outputs: %w", err)
		}
		if len(entries) == 0 {
			return nil, nil
		}
		return never("holds other things: it is not empty and has no " + ManifestName)
	case errors.As(err, &malformed):
		return never(fmt.Sprintf("holds no run of weir: its %s is damaged: %v", ManifestName, malformed.Err))
	case errors.Is(err, fs.ErrPermission):
		return never("cannot be read")
	case err != nil:
		return nil, fmt.Errorf("look at the folder of the outputs: %w", err)
	}
	found, err := look(at, m)
	if err != nil {
		return nil, fmt.Errorf("look at the folder of the outputs: %w", err)
	}
	var all []*Obstacle
	if m.File != c.File {
		all = append(all, &Obstacle{Path: dir, Why: fmt.Sprintf("holds the outputs of another file, %s", m.File), Remedy: Replace})
	}
	for _, f := range found.folders {
		if f.path != "." && disk.IsMount(local(at, f.path)) {
			all = append(all, &Obstacle{Path: local(dir, f.path), Why: "is a file system of its own, which cannot be moved"})
		}
		if !disk.IsWritable(local(at, f.path)) {
			all = append(all, &Obstacle{Path: local(dir, f.path), Why: "is write-protected", Remedy: Permit})
		}
	}
	return append(all, c.others(dir, found)...), nil
}

// others is what is in the way among the things in a folder that its run did not write.
func (c Claim) others(dir string, found *contents) (all []*Obstacle) {
	taken := map[string]bool{}
	for _, e := range found.others {
		taken[e.path] = true
	}
	add := func(e entry, remedy Remedy, why string) {
		o := &Obstacle{Path: local(dir, e.path), Why: why, Remedy: remedy}
		if remedy == Keep {
			n := 1
			for taken[numbered(e.path, n)] {
				n++
			}
			o.Kept = local(dir, numbered(e.path, n))
		}
		all = append(all, o)
	}
	for _, e := range found.others {
		switch name := path.Base(e.path); {
		case e.err != nil:
			add(e, Elsewhere, "cannot be read, so it is not known what would be lost")
		case name == ".git":
			add(e, Elsewhere, "is a repository of git")
		case IsHidden(name):
			add(e, Elsewhere, "is what another run is writing, or has left behind: its next run removes it")
		case name == ManifestName:
			o := &Obstacle{Path: dir, Remedy: Replace}
			o.Why = fmt.Sprintf("holds the outputs of another run, in %s", filepath.ToSlash(local(dir, path.Dir(e.path))))
			all = append(all, o)
		case e.output:
			add(e, Keep, "has been edited since a run wrote it")
		case slices.ContainsFunc(c.Writes, func(w string) bool { return collide(e, w) }):
			add(e, Keep, "is not of a run, and stands where this one writes")
		}
	}
	return all
}

// collide reports whether an output cannot be written where somebody's file or folder stands.
func collide(e entry, output string) bool {
	mine, its := disk.Folded(e.path), disk.Folded(output)
	return mine == its || !e.info.IsDir() && strings.HasPrefix(its, mine+"/")
}

// needed says why a folder must not be moved whatever is in it; at is behind all links.
func (c Claim) needed(at string) (why string, err error) {
	real, err := disk.Resolve(at)
	if err != nil {
		return "", fmt.Errorf("look at the folder of the outputs: %w", err)
	}
	here, err := disk.Resolve(".")
	switch {
	case err != nil: // it has been removed
	case disk.Folded(here) == disk.Folded(real):
		return "is the current folder", nil
	case disk.Inside(here, real):
		return "holds the current folder", nil
	}
	for _, file := range c.Reads {
		path, err := disk.Resolve(file)
		if err != nil {
			continue // Note: what cannot be read is reported by those who read it
		}
		if !disk.Inside(path, real) {
			continue
		}
		rel, err := filepath.Rel(real, path)
		if err != nil || rel == "." {
			return "is a file that this call needs", nil
		}
		return fmt.Sprintf("holds %s, which this call needs", filepath.ToSlash(filepath.Join(c.Dir, rel))), nil
	}
	return "", nil
}

// behind is the folder to which a path leads that is a link, else the path itself.
func behind(dir string) (string, error) {
	info, err := os.Lstat(dir)
	if err != nil || info.Mode().Type() != fs.ModeSymlink {
		return dir, nil // that it cannot be is found where it is written
	}
	return filepath.EvalSymlinks(dir)
}

// impossible says why no folder can be at a path; empty where one can.
func impossible(dir string) string {
	_, err := os.Stat(dir)
	switch {
	case err == nil:
		return ""
	case errors.Is(err, syscall.ELOOP):
		return "leads through links in a circle"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "is longer than a path can be"
	}
	for above := dir; ; above = filepath.Dir(above) {
		info, err := os.Stat(above)
		switch _, there := os.Lstat(above); {
		case err == nil && !info.IsDir():
			return "would lie below a file"
		case err == nil || above == filepath.Dir(above):
			return ""
		case there == nil && errors.Is(err, fs.ErrNotExist) && above == dir:
			return "is a link that leads nowhere"
		case there == nil && errors.Is(err, fs.ErrNotExist):
			return fmt.Sprintf("would lie below %s, a link that leads nowhere", filepath.ToSlash(above))
		}
	}
}
