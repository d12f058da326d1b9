package export

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
)

// A folder cannot be locked here, and none can be moved in which a file is open. So a file stands for it, which is open for one
// process alone, and which the system removes when that is closed or the process ends, however it ends.

// lockWait locks a folder against other processes, waiting for them, until the returned function is called.
// Where no file can be made in it, it does nothing.
func lockWait(dir string) (unlock func(), err error) {
	const (
		pause    = 5 * time.Millisecond
		patience = time.Second
	)
	for begin := time.Now(); ; time.Sleep(pause) {
		f, err := lockFile(filepath.Join(dir, ".weir.lock"))
		switch {
		case err == nil:
			return func() { f.Close() }, nil
		case errors.Is(err, windows.ERROR_SHARING_VIOLATION): // another one has it
		case errors.Is(err, windows.ERROR_ACCESS_DENIED) && time.Since(begin) < patience: // one is about to be removed, or none may be made
		case errors.Is(err, os.ErrNotExist):
			return nil, err
		default:
			return func() {}, nil
		}
	}
}

// tryLock locks a folder until the file is closed or the process ends, however it ends.
// Held says that another process has it. Where no file can be made beside it, the file is nil.
func tryLock(dir string) (lock *os.File, held bool) {
	f, err := lockFile(dir + ".lock")
	if err != nil {
		return nil, errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
	}
	return f, false
}

// lockFile makes the file that stands for a folder, or opens one that a failure of power has left.
func lockFile(path string) (*os.File, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const alone = 0
	h, err := windows.CreateFile(name, windows.GENERIC_WRITE|windows.DELETE, alone, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_HIDDEN|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}
