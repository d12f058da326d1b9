package disk

import (
	"path/filepath"
	"runtime"
	"strings"
)

// IsName reports whether a folder can be made under a path, which has the separators of this system. On Windows some names are
// devices, a colon means something else, and a dot or a space at the end is dropped.
func IsName(path string) bool {
	if runtime.GOOS != "windows" {
		return true
	}
	path = path[len(filepath.VolumeName(path)):]
	for part := range strings.SplitSeq(path, string(filepath.Separator)) {
		if part == "" || part == "." || part == ".." {
			continue
		}
		if !filepath.IsLocal(part) || strings.ContainsAny(part, `<>"|?*`) || strings.TrimRight(part, ". ") != part {
			return false
		}
	}
	return true
}

// Folded is a path such that two are equal where they mean one file but for links: large and small letters may be the same.
func Folded(path string) string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return strings.ToLower(path)
	}
	return path
}
