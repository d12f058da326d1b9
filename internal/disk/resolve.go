package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Resolve is the absolute path of a file or folder with every link followed. What does not exist yet is taken as it is
// written. The error says why nothing can be there: a link leads nowhere (fs.ErrNotExist) or in a circle, for example.
func Resolve(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	missing := ""
	for at := absolute; ; at = filepath.Dir(at) {
		_, err := os.Stat(at)
		if err == nil {
			real, err := filepath.EvalSymlinks(at)
			return filepath.Join(real, missing), err
		}
		if _, there := os.Lstat(at); there == nil || !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return "", err
		}
		missing = filepath.Join(filepath.Base(at), missing)
	}
}

// Inside reports whether a path is a folder or lies in it. Both are as Resolve, or filepath.Clean, gives them.
func Inside(path, folder string) bool {
	path, folder = Folded(path), Folded(folder)
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, string(filepath.Separator))+string(filepath.Separator))
}

// IsImpossible reports whether an error says that no file can be under a path, whatever the state of the disk: the path is too
// long, passes through a file, or through links in a circle.
func IsImpossible(err error) bool {
	return slices.ContainsFunc(impossible, func(reason error) bool { return errors.Is(err, reason) })
}
