//go:build !unix

package disk

// IsWritable reports whether files may be made in a folder, and removed from it. It is not known here, and taken to be so.
func IsWritable(string) bool { return true }

// IsMount reports whether a folder is the top of a file system of its own. It is not known here, and taken not to be one.
func IsMount(string) bool { return false }
