//go:build unix

package disk

import "golang.org/x/sys/unix"

// IsWritable reports whether files may be made in a folder, and removed from it.
func IsWritable(dir string) bool {
	return unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS) == nil
}
