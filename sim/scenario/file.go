package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"weir/sim/diag"
	"weir/sim/regular"
)

// A location is where a file is.
type location struct {
	embedded bool
	path     string // with all links resolved; of an embedded file within its file system
	shown    string // as diagnostics name it
}

// dir is the folder of the file.
func (l location) dir() string {
	if l.embedded {
		return path.Dir(l.path)
	}
	return filepath.Dir(l.path)
}

// from is the path of the file as seen from a folder, with forward slashes.
func (l location) from(folder string) string {
	if rel, err := filepath.Rel(folder, l.path); err == nil {
		return filepath.ToSlash(rel)
	}
	return path.Base(filepath.ToSlash(l.path))
}

// key names a location among all.
func (l location) key() string {
	if l.embedded {
		return "embedded:" + l.path
	}
	return "file:" + l.path
}

// A contents is one file that was read, shared by all documents that it is part of.
type contents struct {
	file  *diag.File
	root  *Node           // nil where it is not TOML
	sum   string          // sha256 in hexadecimal
	meant map[string]bool // keys that it gets wrong, so that they are not called missing too
}

// find locates a file that the caller names: on disk, or else among the embedded ones.
func (l *loader) find(name string) (location, bool) {
	nowhere := diag.Place{File: &diag.File{Name: name, Rank: l.nextRank()}}
	info, err := os.Stat(name)
	if err == nil && !info.IsDir() {
		absolute, err := filepath.Abs(name)
		if err == nil {
			absolute, err = filepath.EvalSymlinks(absolute)
		}
		if err != nil {
			l.list.Errorf(nowhere, "", "", "this file cannot be read: %v", reason(err))
			return location{}, false
		}
		return location{path: absolute, shown: shownName(name)}, true
	}
	if l.embedded != nil {
		within := path.Clean(filepath.ToSlash(name))
		for _, candidate := range []string{within, within + ".toml"} {
			if info, err := fs.Stat(l.embedded, candidate); err == nil && !info.IsDir() {
				return location{embedded: true, path: candidate, shown: "embedded:" + candidate}, true
			}
		}
	}
	switch {
	case err == nil:
		l.list.Errorf(nowhere, "", "name a .toml file in it", "this is a folder, not a file")
	case errors.Is(err, fs.ErrNotExist):
		l.list.Errorf(nowhere, "", l.nearestFile(name), "there is no such file, and no built-in scenario of this name")
	default:
		l.list.Errorf(nowhere, "", "", "this file cannot be read: %v", reason(err))
	}
	return location{}, false
}

// nearestFile is a mend that offers the built-in scenario or the file that was probably meant.
func (l *loader) nearestFile(name string) string {
	if nearest := diag.Nearest(strings.TrimSuffix(name, ".toml"), Names(l.embedded)); nearest != "" {
		return didYouMean(nearest)
	}
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return ""
	}
	var files []string
	for _, e := range entries {
		files = append(files, e.Name())
	}
	base := filepath.Base(name)
	if slices.Contains(files, base+".toml") {
		return didYouMean(name + ".toml")
	}
	if nearest := diag.Nearest(base, files); nearest != "" {
		return didYouMean(filepath.Join(filepath.Dir(name), nearest))
	}
	return ""
}

// Names are the scenarios of a file system, as Load finds them: without .toml, in the order of their paths.
func Names(files fs.FS) []string {
	var names []string
	if files == nil {
		return nil
	}
	// Note: a folder that cannot be read has no scenarios to offer; Load says why when one of them is asked for.
	_ = fs.WalkDir(files, ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(p, ".toml") {
			names = append(names, strings.TrimSuffix(p, ".toml"))
		}
		return nil
	})
	return names
}

// shownName is a file's name in diagnostics and results: below the current directory its path, else its base name, so
// that no result tells where on a machine it was made.
func shownName(name string) string {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return filepath.Base(name)
	}
	here, err := os.Getwd()
	if err != nil {
		return filepath.Base(name)
	}
	rel, err := filepath.Rel(here, absolute)
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.Base(name)
	}
	return filepath.ToSlash(rel)
}

// read reads and parses a file, once for all documents. It returns nil where it cannot be read at all; the place is
// blamed for that.
func (l *loader) read(where location, blame diag.Place) *contents {
	key := where.key()
	if c, ok := l.files[key]; ok {
		return c
	}
	file := &diag.File{Name: where.shown, Rank: l.nextRank()}
	if blame.File == nil {
		blame.File = file
	}
	data, err := l.bytes(where, maxBytes)
	if err != nil {
		l.list.Errorf(blame, "", "", "%s cannot be read: %v", where.shown, reason(err))
		l.files[key] = nil
		return nil
	}
	sum := sha256.Sum256(data)
	l.where[file] = where
	c := &contents{file: file, sum: hex.EncodeToString(sum[:])}
	if text(file, data, inTOML, l.list) {
		c.root = parse(file, l.list)
	}
	l.files[key] = c
	return c
}

// bytes reads a regular file of reasonable size.
func (l *loader) bytes(where location, most int) ([]byte, error) {
	if !where.embedded {
		return regular.Read(where.path, int64(most))
	}
	f, err := l.embedded.Open(where.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return regular.All(f, int64(most))
}

// reason is an error of the file system without the operation and the path, which the message has.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
