package export

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"

	"weir/internal/disk"
)

// Rehearse tries whether everything that others have put into the place of the stage can be taken along, and says of each
// thing that cannot why. So it is found before the run rather than after it.
func (s *Stage) Rehearse() ([]*Obstacle, error) {
	m, err := ReadManifest(s.at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // nothing can be there
	}
	if err != nil {
		return nil, err
	}
	c, err := look(s.at, m)
	if err != nil {
		return nil, err
	}
	var all []*Obstacle
	probe := filepath.Join(s.hidden, ".probe")
	if err := hardLink(filepath.Join(s.at, ManifestName), probe); errors.Is(err, syscall.EXDEV) {
		return append(all, &Obstacle{Path: s.dir, Why: "is mounted there, and nothing can take its place"}), nil
	} else if err == nil {
		if err := remove(probe); err != nil {
			return nil, err
		}
	}
	for _, e := range c.others {
		if e.err != nil || e.info.IsDir() {
			continue
		}
		why, err := trial(local(s.at, e.path), probe, e.info)
		if err != nil {
			return nil, err
		}
		if why != "" {
			all = append(all, &Obstacle{Path: local(s.dir, e.path), Why: why})
		}
	}
	return all, nil
}

// trial says why share would fail with a file.
func trial(from, to string, info fs.FileInfo) (why string, err error) {
	err = hardLink(from, to)
	switch {
	case err == nil:
		return "", remove(to)
	case errors.Is(err, syscall.EXDEV):
		return "lies on another file system, which cannot be moved", nil
	case errors.Is(err, fs.ErrNotExist):
		return "", nil // somebody has removed it
	case info.Mode().Type() == fs.ModeSymlink:
		return "", nil
	case !info.Mode().IsRegular():
		return "is no file that can be copied, and this file system has no second names", nil
	}
	f, err := disk.Open(from)
	if errors.Is(err, fs.ErrPermission) {
		return "cannot be read, so it cannot be taken into the new folder", nil
	}
	if err != nil {
		return "", err
	}
	return "", f.Close()
}
