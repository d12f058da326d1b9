// Package regular reads files that others name, and nothing else that a path may name: a folder has no bytes, a device never
// ends, and a pipe or a socket waits for whoever writes.
package regular

import (
	"fmt"
	"io"
	"io/fs"
	"os"
)

// A RefusedError says why a path was not read: as an end of a sentence about it, such as "is a folder".
type RefusedError struct{ Why string }

func (e *RefusedError) Error() string { return "it " + e.Why }

// Read reads a file of so many bytes at most. The error is a *RefusedError where the path names something else, or a larger file,
// of which no byte is read then; or that of the file system.
func Read(path string, most int64) ([]byte, error) {
	f, _, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return All(f, most)
}

// All reads a file that is open, as Read does.
func All(f fs.File, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, tooLarge(most)
	}
	b := make([]byte, 0, info.Size()+1) // one more, so that the end is seen without growing
	for {                               // until it ends: it may grow meanwhile, and of some files the size is not known
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case int64(len(b)) > most:
			return nil, tooLarge(most)
		case err == io.EOF:
			return b, nil
		case err != nil:
			return nil, err
		case len(b) == cap(b):
			b = append(b, 0)[:len(b)]
		}
	}
}

// Open opens a file for reading and says how large it is. The error is as of Read.
func Open(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err
	}
	if err := check(info.Mode()); err != nil {
		return nil, 0, err // not even opened: that alone moves some devices
	}
	f, err := os.OpenFile(path, os.O_RDONLY|dontWait, 0) // it may have become a pipe since, whose opening would wait
	if err != nil {
		return nil, 0, err
	}
	if info, err = f.Stat(); err == nil {
		err = check(info.Mode())
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

func check(m fs.FileMode) error {
	what := "is no regular file"
	switch {
	case m.IsRegular():
		return nil
	case m.IsDir():
		what = "is a folder"
	case m&fs.ModeNamedPipe != 0:
		what = "is a pipe, not a regular file"
	case m&fs.ModeSocket != 0:
		what = "is a socket, not a regular file"
	case m&fs.ModeDevice != 0:
		what = "is a device, not a regular file"
	}
	return &RefusedError{what}
}

func tooLarge(most int64) error {
	return &RefusedError{fmt.Sprintf("is larger than %d MiB", most>>20)}
}
