package export

import (
	"errors"
	"io/fs"
	"slices"
)

// retire removes a folder in whose place another one stands now. What the run in it did not write is in that one too, as
// a rule; where it has been made or edited since, it goes there. What cannot be saved stays, and so does the folder then.
// It may be interrupted, and is then done to its end at another time.
func retire(old, now string) ([]renaming, error) {
	m, err := ReadManifest(old)
	var malformed *MalformedError
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.As(err, &malformed) {
		return nil, err
	}
	c, err := look(old, m)
	if err != nil {
		return nil, err
	}
	t := &transfer{from: old, to: now, anyName: true, put: func(from, to string, _ fs.FileInfo) error { return move(from, to) }}
	renamed, err := t.bring(c)
	if err != nil {
		return renamed, err
	}
	if len(c.others) > 0 {
		if err := settle(now); err != nil { // before the other names of what is there are removed
			return renamed, err
		}
	}
	gone := func(path string) error {
		if err := remove(local(old, path)); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	for _, e := range append(slices.Clone(c.others), c.ours...) {
		if e.info.IsDir() || e.path == ManifestName && m != nil {
			continue
		}
		if err := gone(e.path); err != nil {
			return renamed, err
		}
	}
	for _, e := range slices.Backward(c.folders) {
		if e.path == "." && m != nil { // run.json says whose the files are, so it goes last
			if err := gone(ManifestName); err != nil {
				return renamed, err
			}
		}
		if err := gone(e.path); err != nil { // not where something has come into it
			return renamed, err
		}
	}
	return renamed, nil
}
