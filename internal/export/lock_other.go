//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly || windows)

package export

import (
	"os"
	"time"
)

// abandoned is the age from which a hidden folder counts as left behind where folders cannot be locked.
const abandoned = 24 * time.Hour

// lockWait does nothing: folders cannot be locked here.
func lockWait(string) (unlock func(), err error) { return func() {}, nil }

// tryLock takes a hidden folder that was made within the last day for one in use.
func tryLock(dir string) (lock *os.File, held bool) {
	info, err := os.Stat(dir)
	return nil, err == nil && time.Since(info.ModTime()) < abandoned
}
