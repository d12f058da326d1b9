package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"weir/internal/disk"
)

// The hidden folders of out/NAME are out/.NAME.weir-new-PID-COUNT, and out/.NAME.weir-old-PID-COUNT for one set aside.
const (
	kindNew = "new"
	kindOld = "old"
)

func hiddenPrefix(dir, kind string) string {
	return "." + filepath.Base(dir) + ".weir-" + kind + "-"
}

// makeHidden makes an empty folder beside dir under a name of its own.
func makeHidden(dir, kind string) (string, error) {
	for count := 0; ; count++ {
		name := fmt.Sprintf("%s%d-%d", hiddenPrefix(dir, kind), os.Getpid(), count)
		path := filepath.Join(filepath.Dir(dir), name)
		if err := os.Mkdir(path, 0o777); !errors.Is(err, os.ErrExist) {
			return path, err
		}
	}
}

// hiddenOf lists the hidden folders of dir of one kind.
func hiddenOf(dir, kind string) ([]string, error) {
	parent := filepath.Dir(dir)
	entries, err := os.ReadDir(parent)
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), hiddenPrefix(dir, kind))
		if !ok || !e.IsDir() {
			continue
		}
		pid, count, ok := strings.Cut(rest, "-")
		if _, err := strconv.ParseUint(pid, 10, 64); err != nil || !ok {
			continue
		}
		if _, err := strconv.ParseUint(count, 10, 64); err != nil {
			continue
		}
		found = append(found, filepath.Join(parent, e.Name()))
	}
	return found, nil
}

// recoverAside puts a folder back that a killed run had set aside.
func recoverAside(dir string) error {
	set, err := hiddenOf(dir, kindOld)
	if err != nil || len(set) == 0 {
		return err
	}
	unlock, err := lockWait(filepath.Dir(dir))
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Lstat(dir); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return disk.Rename(set[0], dir)
}

// sweep removes the hidden folders of dir that no living process holds. The parent is locked.
func sweep(dir string) error {
	for _, kind := range []string{kindNew, kindOld} {
		found, err := hiddenOf(dir, kind)
		if err != nil {
			return err
		}
		for _, path := range found {
			lock, held := tryLock(path)
			if held {
				continue
			}
			if lock != nil {
				lock.Close()
			}
			if err := disk.RemoveAll(path); err != nil {
				return err
			}
		}
	}
	return nil
}
