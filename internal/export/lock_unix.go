//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package export

import (
	"errors"
	"os"
	"syscall"
)

// lockWait locks a folder against other processes, waiting for them, until the returned function is called.
// Where the file system has no locks it does nothing.
func lockWait(dir string) (unlock func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); !errors.Is(err, syscall.EINTR) {
			return func() { f.Close() }, nil
		}
	}
}

// tryLock locks a folder until the file is closed or the process ends, however it ends.
// Held says that another process has it. Without locks on this file system the file is nil.
func tryLock(dir string) (lock *os.File, held bool) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, false
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, errors.Is(err, syscall.EWOULDBLOCK)
	}
	return f, false
}
