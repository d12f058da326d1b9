package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
)

// impossible are the reasons that IsImpossible knows. Note: syscall.ENOTDIR is here the reason where a folder is missing.
var impossible = []error{windows.ERROR_FILENAME_EXCED_RANGE, windows.ERROR_INVALID_NAME, windows.ERROR_CANT_RESOLVE_FILENAME}

// patience is how long a file is waited for at which another program is looking: a scanner opens each new one, and until it
// is done neither the file nor a folder above it can be moved.
const patience = 2 * time.Second

// Rename moves a file or a folder. A file takes the place of another one.
func Rename(from, to string) error {
	return Patiently(func() error { return os.Rename(from, to) })
}

// Open opens a file for reading.
func Open(path string) (f *os.File, err error) {
	err = Patiently(func() error { f, err = os.Open(path); return err })
	return f, err
}

// ReadFile reads a whole file.
func ReadFile(path string) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Remove removes a file, or an empty folder.
func Remove(path string) error {
	return Patiently(func() error { return os.Remove(path) })
}

// RemoveAll removes a file, or a folder with everything in it. That there is none is no error.
func RemoveAll(path string) error {
	return Patiently(func() error { return remove(path) })
}

// remove is RemoveAll at once. Note: os.RemoveAll asks the system for a way of removing that not every one has, and where it
// has not, removes nothing.
func remove(path string) error {
	info, err := os.Lstat(path)
	if err == nil && info.IsDir() {
		var entries []fs.DirEntry
		entries, err = os.ReadDir(path)
		for _, e := range entries {
			err = errors.Join(err, remove(filepath.Join(path, e.Name())))
		}
	}
	if err == nil {
		err = os.Remove(path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Patiently tries again as long as others are in the way.
func Patiently(do func() error) error {
	for begin, pause := time.Now(), time.Millisecond; ; pause *= 2 {
		err := do()
		if !inTheWay(err) || time.Since(begin) > patience {
			return err
		}
		time.Sleep(pause)
	}
}

func inTheWay(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) ||
		errors.Is(err, windows.ERROR_DIR_NOT_EMPTY) // what was removed is there until the last one has closed it
}

// SyncFolder does nothing: the system keeps a journal of the names in its folders, and refuses to flush one.
func SyncFolder(string) error { return nil }
