package export

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
)

// A Verification is how a folder differs from its run.json. The lists hold relative paths with slashes, sorted.
type Verification struct {
	Manifest *Manifest
	Missing  []string
	Changed  []string
	Extra    []string // files that run.json does not name, and empty folders, which end in a slash
}

// OK reports whether every output is there and unchanged, and nothing else is.
func (v *Verification) OK() bool { return len(v.Missing)+len(v.Changed)+len(v.Extra) == 0 }

// Verify compares the files of an output folder with the hashes in its run.json. An output is a regular file in the folder:
// where a link stands, or a folder, or anything else, it is changed.
// The error is fs.ErrNotExist where there is no run.json, a *MalformedError where it is damaged, or the machine failed.
func Verify(dir string) (*Verification, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	failed := func(err error) (*Verification, error) { return nil, fmt.Errorf("verify %s: %w", dir, err) }
	at, err := behind(filepath.Clean(dir))
	if err != nil {
		return failed(err)
	}
	c, err := look(at, m)
	if err != nil {
		return failed(err)
	}
	v := &Verification{Manifest: m}
	there, inside := map[string]bool{}, map[string]bool{}
	for _, e := range c.ours {
		there[e.path] = true
	}
	for _, e := range c.others {
		inside[path.Dir(e.path)] = true
	}
	for _, e := range c.others {
		switch {
		case e.err != nil:
			return failed(e.err)
		case e.output:
			v.Changed = append(v.Changed, e.path)
			there[e.path] = true
		case !e.info.IsDir():
			v.Extra = append(v.Extra, e.path)
		case !inside[e.path]:
			v.Extra = append(v.Extra, e.path+"/")
		}
	}
	for _, out := range m.Outputs {
		if !there[out.Path] {
			v.Missing = append(v.Missing, out.Path)
		}
	}
	slices.Sort(v.Missing)
	slices.Sort(v.Changed)
	slices.Sort(v.Extra)
	return v, nil
}
