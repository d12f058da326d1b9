package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// The hidden folders of out/NAME are out/.NAME.weir-new-PID-COUNT while a run fills one, and out/.NAME.weir-old-PID-COUNT from
// just before it takes its place: then it may be the old one, and hold what no run wrote.
const (
	kindNew = "new"
	kindOld = "old"
)

func hiddenPrefix(dir, kind string) string {
	return "." + filepath.Base(dir) + ".weir-" + kind + "-"
}

// hiddenPath is the path of a hidden folder beside dir.
func hiddenPath(dir, kind string, count int) string {
	return filepath.Join(filepath.Dir(dir), fmt.Sprintf("%s%d-%d", hiddenPrefix(dir, kind), os.Getpid(), count))
}

// makeHidden makes an empty folder beside dir under a name of its own.
func makeHidden(dir, kind string) (string, error) {
	for count := 0; ; count++ {
		path := hiddenPath(dir, kind, count)
		if err := makeFolder(path); !errors.Is(err, os.ErrExist) {
			return path, err
		}
	}
}

// freeHidden is the path of a hidden folder that is not there. The parent is locked, so nobody else takes it.
func freeHidden(dir, kind string) (string, error) {
	for count := 0; ; count++ {
		path := hiddenPath(dir, kind, count)
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
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
		if rest, ok := strings.CutPrefix(e.Name(), hiddenPrefix(dir, kind)); ok && e.IsDir() && isOwner(rest) {
			found = append(found, filepath.Join(parent, e.Name()))
		}
	}
	return found, nil
}

// isOwner reports whether a text is PID-COUNT.
func isOwner(text string) bool {
	pid, count, ok := strings.Cut(text, "-")
	_, err := strconv.ParseUint(pid, 10, 64)
	_, other := strconv.ParseUint(count, 10, 64)
	return ok && err == nil && other == nil
}

// IsHidden reports whether a name is one that a run gives to a hidden folder.
func IsHidden(name string) bool {
	for _, kind := range []string{kindNew, kindOld} {
		mark := ".weir-" + kind + "-"
		if i := strings.LastIndex(name, mark); i > 0 && name[0] == '.' && isOwner(name[i+len(mark):]) {
			return true
		}
	}
	return false
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
	if set, err = hiddenOf(dir, kindOld); err != nil || len(set) == 0 { // now that nobody else is at it
		return err
	}
	best := set[0]
	for _, path := range set {
		if _, err := ReadManifest(path); err == nil {
			best = path
			break
		}
	}
	return move(best, dir)
}

// sweep removes the hidden folders of a stage's place that no living process holds. The parent is locked. What cannot be
// removed is noted, and in nobody's way.
func (s *Stage) sweep() error {
	for _, kind := range []string{kindNew, kindOld} {
		found, err := hiddenOf(s.at, kind)
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
			if kind == kindNew { // it was never in place
				err = removeAll(path)
			} else {
				err = s.retire(path)
			}
			if err != nil {
				s.left(path, err)
			}
		}
	}
	return nil
}
