package export

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// renameExchange swaps two folders in one step (renameat2, Linux 3.15). Some file systems refuse it.
func renameExchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOTSUP):
		return errUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
}
