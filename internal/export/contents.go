package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"

	"weir/internal/disk"
)

// contents are the files and folders of an output folder, links not followed, told apart by its run.json: what the run wrote,
// and is as it wrote it, and what is somebody else's.
type contents struct {
	folders []entry // all, the output folder itself first, whose path is "."
	ours    []entry // files that are as the run wrote them; run.json is the last
	others  []entry // everything else, files and folders, each folder before what is in it
}

// An entry is a file or a folder.
type entry struct {
	path   string // relative, with slashes
	info   fs.FileInfo
	output bool  // it stands where the run wrote an output, and is not what it wrote
	err    error // it cannot be read
}

// look reads the contents of a folder. Without a manifest, all that is in it is somebody else's.
func look(dir string, m *Manifest) (*contents, error) {
	c := new(contents)
	outputs, parents := map[string]string{}, map[string]bool{}
	if m != nil {
		for _, out := range m.Outputs {
			outputs[out.Path] = out.SHA256
			for p := path.Dir(out.Path); p != "."; p = path.Dir(p) {
				parents[p] = true
			}
		}
	}
	var manifest []entry
	err := filepath.WalkDir(dir, func(at string, d fs.DirEntry, failed error) error {
		name, err := filepath.Rel(dir, at)
		if err != nil {
			return err
		}
		if name != "." && errors.Is(failed, fs.ErrNotExist) {
			return nil // somebody has removed it meanwhile
		}
		if failed != nil {
			if d == nil || !errors.Is(failed, fs.ErrPermission) {
				return failed
			}
			c.others = append(c.others, entry{path: filepath.ToSlash(name), err: failed})
			return fs.SkipDir
		}
		info, err := d.Info()
		if name != "." && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		e := entry{path: filepath.ToSlash(name), info: info}
		sum, listed := outputs[e.path]
		switch {
		case info.IsDir():
			c.folders = append(c.folders, e)
			if e.path == "." || parents[e.path] {
				return nil
			}
		case m != nil && e.path == ManifestName:
			manifest = append(manifest, e)
			return nil
		case listed && info.Mode().IsRegular():
			now, err := hashFile(at)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil && !errors.Is(err, fs.ErrPermission) {
				return err
			}
			if e.err = err; now == sum {
				c.ours = append(c.ours, e)
				return nil
			}
		}
		e.output = listed
		c.others = append(c.others, e)
		return nil
	})
	c.ours = append(c.ours, manifest...)
	return c, err
}

// hashFile is the SHA-256 of a file, in hexadecimal.
func hashFile(path string) (string, error) {
	f, err := disk.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
