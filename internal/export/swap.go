package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"weir/internal/disk"
)

// swapKind is how a stage came into its place, and so how it can be taken back.
type swapKind uint8

const (
	unswapped swapKind = iota
	moved              // there was nothing before
	exchanged          // the old folder is now the hidden one
	aside              // the old folder lies aside under a name of its own
)

// errUnsupported says that the system or the file system cannot exchange two folders in one step.
var errUnsupported = errors.New("no exchange of folders here")

// exchange swaps two folders in one step; tests replace it.
var exchange = renameExchange

// Swap puts all sealed stages in place. Where one fails, those already in place are taken back, all are discarded
// and everything is as before. The old folders are then removed.
func Swap(stages ...*Stage) error {
	for i, s := range stages {
		err := s.swap()
		if err == nil {
			continue
		}
		err = fmt.Errorf("put %s in place: %w", s.dir, bare(err))
		for _, s := range slices.Backward(stages[:i+1]) {
			err = errors.Join(err, s.back())
		}
		for _, s := range slices.Backward(stages) { // the first ones made the folders above
			err = errors.Join(err, s.Discard())
		}
		return err
	}
	for _, s := range stages {
		s.finish()
	}
	return nil
}

func (s *Stage) swap() error {
	unlock, err := lockWait(filepath.Dir(s.dir))
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Lstat(s.dir); errors.Is(err, os.ErrNotExist) {
		if err := disk.Rename(s.hidden, s.dir); err != nil {
			return err
		}
		s.swapped = moved
		return disk.SyncFolder(filepath.Dir(s.dir))
	}
	switch err := exchange(s.hidden, s.dir); {
	case err == nil:
		s.swapped = exchanged
	case errors.Is(err, errUnsupported):
		if err := s.swapInTwoSteps(); err != nil {
			return err
		}
	default:
		return err
	}
	return disk.SyncFolder(filepath.Dir(s.dir))
}

// swapInTwoSteps renames the old folder aside and the new one in. A kill between the two leaves the place empty;
// recoverAside puts the old folder back at the next start.
func (s *Stage) swapInTwoSteps() error {
	old, err := makeHidden(s.dir, kindOld)
	if err != nil {
		return err
	}
	if err := os.Remove(old); err != nil { // the name is ours: the parent is locked
		return err
	}
	if err := disk.Rename(s.dir, old); err != nil {
		return err
	}
	if err := disk.Rename(s.hidden, s.dir); err != nil {
		return errors.Join(err, disk.Rename(old, s.dir))
	}
	s.hidden, s.swapped = old, aside
	return nil
}

// back takes a swap back, so that Discard finds the new folder in the hidden place again.
func (s *Stage) back() error {
	switch s.swapped {
	case moved:
		s.swapped = unswapped
		return disk.Rename(s.dir, s.hidden)
	case exchanged:
		s.swapped = unswapped
		return exchange(s.hidden, s.dir)
	case aside:
		s.swapped = unswapped
		rejected, err := makeHidden(s.dir, kindNew)
		if err != nil {
			return err
		}
		if err := os.Remove(rejected); err != nil {
			return err
		}
		if err := disk.Rename(s.dir, rejected); err != nil {
			return err
		}
		old := s.hidden
		s.hidden = rejected
		return disk.Rename(old, s.dir)
	}
	return nil
}

// finish removes the old folder. Where that fails, the new one stands all the same, and the next write removes the old.
func (s *Stage) finish() {
	if s.swapped != moved {
		disk.RemoveAll(s.hidden)
	}
	s.hidden = ""
	s.unlock()
}
