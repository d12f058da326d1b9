package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A Verification is how a folder differs from its run.json. The lists hold relative paths with slashes, sorted.
type Verification struct {
	Manifest *Manifest
	Missing  []string
	Changed  []string
	Extra    []string // files that run.json does not name
}

// OK reports whether every output is there and unchanged, and nothing else is.
func (v *Verification) OK() bool { return len(v.Missing)+len(v.Changed)+len(v.Extra) == 0 }

// Verify compares the files of an output folder with the hashes in its run.json.
// The error is fs.ErrNotExist where there is no run.json, a *MalformedError where it is damaged, or the machine failed.
func Verify(dir string) (*Verification, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	v := &Verification{Manifest: m}
	for _, out := range m.Outputs {
		sum, err := hashFile(dir, out.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.Missing = append(v.Missing, out.Path)
		case err != nil:
			return nil, fmt.Errorf("verify %s: %w", dir, err)
		case sum != out.SHA256:
			v.Changed = append(v.Changed, out.Path)
		}
	}
	if v.Extra, err = extra(dir, m); err != nil {
		return nil, fmt.Errorf("verify %s: %w", dir, err)
	}
	slices.Sort(v.Missing)
	slices.Sort(v.Changed)
	return v, nil
}

// hashFile is the SHA-256 of a regular file inside dir; of anything else (a link, a folder, a path that leads out) it is "".
func hashFile(dir, name string) (string, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return "", nil
	}
	path := filepath.Join(dir, local)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return "", err
	}
	f, err := os.Open(path)
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

// extra lists the files in dir that the manifest does not name, in lexical order.
func extra(dir string, m *Manifest) ([]string, error) {
	known := map[string]bool{ManifestName: true}
	for _, out := range m.Outputs {
		known[out.Path] = true
	}
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if name = filepath.ToSlash(name); !known[name] {
			found = append(found, name)
		}
		return nil
	})
	return found, err
}
