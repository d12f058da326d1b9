package shard

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"weir/internal/disk"
)

// abandoned is the age from which a file that never came into its place counts as left behind by a process that was killed.
const abandoned = time.Hour

// write puts a file in place: first under another name beside it, then, once it is on the disk, under its own.
func write(path string, data []byte) error {
	if err := replace(path, data); err != nil {
		return fmt.Errorf("write %s: %w", path, bare(err))
	}
	return nil
}

func replace(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	sweep(path)
	f, err := hidden(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = disk.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, disk.Remove(f.Name()))
	}
	return disk.SyncFolder(dir)
}

// hidden makes a file beside a path under a name of its own, .NAME.new-PID-COUNT: a process of the same number may be at
// work on another machine.
func hidden(path string) (*os.File, error) {
	for count := 0; ; count++ {
		name := fmt.Sprintf(".%s.new-%d-%d", filepath.Base(path), os.Getpid(), count)
		f, err := os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, os.ErrExist) {
			return f, err
		}
	}
}

// sweep removes what killed processes left beside a path. What cannot be removed does no harm.
func sweep(path string) {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new-*"))
	for _, name := range left {
		if info, err := os.Lstat(name); err == nil && time.Since(info.ModTime()) > abandoned {
			disk.Remove(name)
		}
	}
}

// bare drops the path from a file error: the path in it is the hidden one, which means nothing to the reader.
func bare(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
