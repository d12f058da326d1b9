//go:build unix

package disk

import (
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// IsWritable reports whether files may be made in a folder, and removed from it.
func IsWritable(dir string) bool {
	return unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS) == nil
}

// IsMount reports whether a folder is the top of a file system of its own, which cannot be moved.
func IsMount(dir string) bool {
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	above, err := os.Stat(filepath.Dir(dir))
	if err != nil {
		return false
	}
	a, ok := info.Sys().(*syscall.Stat_t)
	b, too := above.Sys().(*syscall.Stat_t)
	return ok && too && a.Dev != b.Dev
}
