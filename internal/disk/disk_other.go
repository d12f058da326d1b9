//go:build !windows

package disk

import (
	"errors"
	"os"
	"syscall"
)

// impossible are the reasons that IsImpossible knows.
var impossible = []error{syscall.ENAMETOOLONG, syscall.ENOTDIR, syscall.ELOOP}

// Rename moves a file or a folder. A file takes the place of another one.
func Rename(from, to string) error { return os.Rename(from, to) }

// Patiently does what may have to wait for others: here nothing has.
func Patiently(do func() error) error { return do() }

// Open opens a file for reading.
func Open(path string) (*os.File, error) { return os.Open(path) }

// ReadFile reads a whole file.
func ReadFile(path string) ([]byte, error) { return os.ReadFile(path) }

// Remove removes a file, or an empty folder.
func Remove(path string) error { return os.Remove(path) }

// RemoveAll removes a file, or a folder with everything in it. That there is none is no error.
func RemoveAll(path string) error { return os.RemoveAll(path) }

// SyncFolder makes the names in a folder durable, where the file system can.
func SyncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, os.ErrInvalid) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
