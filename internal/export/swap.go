package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

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

// Swap puts all sealed stages in place, each with what is in the folder there that its run did not write. Where one fails,
// those already in place are taken back, all are discarded and everything is as before. The old folders are then removed.
// Others who write beside them wait meanwhile.
func Swap(stages ...*Stage) error {
	err := swapAll(stages)
	if err != nil {
		for _, s := range slices.Backward(stages) { // the first ones made the folders above
			err = errors.Join(err, s.Discard())
		}
	}
	return err
}

// swapAll puts the stages in place and removes the old folders, or takes back what was done. The folders above are locked until
// it returns, and no longer: on some systems a folder that is locked cannot be removed.
func swapAll(stages []*Stage) error {
	unlock, err := lockParents(stages)
	if err != nil {
		return fmt.Errorf("put the outputs in place: %w", err)
	}
	defer unlock()
	for i, s := range stages {
		err := s.swap()
		if err == nil {
			continue
		}
		err = fmt.Errorf("put %s in place: %w", s.dir, bare(err))
		for _, s := range slices.Backward(stages[:i+1]) {
			err = errors.Join(err, s.back())
		}
		return err
	}
	for _, s := range stages {
		s.finish()
	}
	return nil
}

// lockParents locks the folders in which the stages come to lie, each once and in the order of their paths, so that no two
// calls wait for one another.
func lockParents(stages []*Stage) (unlock func(), err error) {
	type parent struct {
		path string
		info os.FileInfo
	}
	var parents []parent
	for _, s := range stages {
		path, err := disk.Resolve(filepath.Dir(s.at))
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(parents, func(p parent) bool { return os.SameFile(p.info, info) }) {
			parents = append(parents, parent{path, info})
		}
	}
	slices.SortFunc(parents, func(a, b parent) int { return strings.Compare(a.path, b.path) })
	var held []func()
	unlock = func() {
		for _, f := range held {
			f()
		}
	}
	for _, p := range parents {
		f, err := lockWait(p.path)
		if err != nil {
			unlock()
			return nil, err
		}
		held = append(held, f)
	}
	return unlock, nil
}

func (s *Stage) swap() error {
	info, err := os.Lstat(s.at)
	if errors.Is(err, fs.ErrNotExist) {
		if err := move(s.hidden, s.at); err != nil {
			return err
		}
		s.swapped, s.seen = moved, true
		return syncFolder(filepath.Dir(s.at))
	}
	if err != nil {
		return err
	}
	if err := s.takeAlong(info); err != nil {
		return err
	}
	// From here on the hidden folder may be the old one: what is not the run's in it is never removed.
	ready, err := freeHidden(s.at, kindOld)
	if err != nil {
		return err
	}
	if err := move(s.hidden, ready); err != nil {
		return err
	}
	s.hidden = ready
	switch err := swapFolders(ready, s.at); {
	case err == nil:
		s.swapped, s.seen = exchanged, true
	case errors.Is(err, errUnsupported):
		if err := s.swapInTwoSteps(); err != nil {
			return err
		}
	default:
		return err
	}
	return syncFolder(filepath.Dir(s.at))
}

// takeAlong brings what somebody else has put into the old folder into the new one, and gives that the old one's modes.
func (s *Stage) takeAlong(info fs.FileInfo) error {
	if !info.IsDir() {
		return errors.New("what stands there is no folder any more")
	}
	m, err := ReadManifest(s.at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		m = nil
	case err != nil:
		return err
	case m.File != s.file && m.File != s.was:
		return fmt.Errorf("another run has written the outputs of %s there meanwhile", m.File)
	}
	c, err := look(s.at, m)
	if err != nil {
		return err
	}
	if m == nil && len(c.others) > 0 {
		return errors.New("what stands there is no run any more: " + c.others[0].path)
	}
	t := &transfer{from: s.at, to: s.hidden, put: share}
	renamed, err := t.bring(c)
	if err != nil {
		return err
	}
	s.tell(renamed)
	for _, f := range c.folders {
		path := local(s.hidden, f.path)
		if now, err := os.Lstat(path); err == nil && now.IsDir() && now.Mode() != f.info.Mode() {
			if err := setMode(path, f.info); err != nil {
				return err
			}
		}
	}
	return settle(s.hidden)
}

// tell notes which files of others have another name now.
func (s *Stage) tell(renamed []renaming) {
	for _, r := range renamed {
		s.note("%s is now %s", filepath.ToSlash(local(s.dir, r.from)), filepath.ToSlash(local(s.dir, r.to)))
	}
}

// swapInTwoSteps renames the old folder aside and the new one in. A kill between the two leaves the place empty;
// recoverAside puts one of them there at the next start.
func (s *Stage) swapInTwoSteps() error {
	old, err := freeHidden(s.at, kindOld)
	if err != nil {
		return err
	}
	if err := move(s.at, old); err != nil {
		return err
	}
	if err := move(s.hidden, s.at); err != nil {
		return errors.Join(err, move(old, s.at))
	}
	s.hidden, s.swapped, s.seen = old, aside, true
	return nil
}

// back takes a swap back, so that Discard finds the new folder in the hidden place again. Where that fails, the new one
// stands, and the old one is left: the next run removes it.
func (s *Stage) back() error {
	kind := s.swapped
	s.swapped = unswapped
	var err error
	switch kind {
	case moved:
		err = move(s.at, s.hidden)
	case exchanged:
		err = swapFolders(s.hidden, s.at)
	case aside:
		var rejected string
		if rejected, err = freeHidden(s.at, kindOld); err == nil {
			err = move(s.at, rejected)
		}
		if err == nil {
			err = move(s.hidden, s.at)
		}
		if err == nil {
			s.hidden = rejected
		}
	}
	if err == nil {
		return nil
	}
	left := s.hidden
	s.hidden = ""
	s.unlock()
	if kind == moved {
		return fmt.Errorf("take %s back: %w", s.dir, bare(err))
	}
	return fmt.Errorf("take %s back: %w; what stood there before is in %s", s.dir, bare(err), left)
}

// finish removes the old folder. Where that fails, the new one stands all the same, and the next run tries again.
func (s *Stage) finish() {
	if s.swapped != moved {
		if err := s.retire(s.hidden); err != nil {
			s.left(s.hidden, err)
		}
	}
	s.hidden = ""
	s.unlock()
}

// retire removes a hidden folder that may hold things of others, in favour of the one in its place.
func (s *Stage) retire(hidden string) error {
	renamed, err := retire(hidden, s.at)
	s.tell(renamed)
	return err
}

// retireAlone is retire where the parent is not locked.
func (s *Stage) retireAlone(hidden string) error {
	unlock, err := lockWait(filepath.Dir(s.at))
	if err != nil {
		return err
	}
	defer unlock()
	return s.retire(hidden)
}

// left notes that a hidden folder could not be removed.
func (s *Stage) left(hidden string, err error) {
	s.note("%s is left over beside %s and cannot be removed: %v; make it writable (chmod -R u+w), and the next run removes it, or look into it and remove it yourself",
		filepath.ToSlash(hidden), filepath.ToSlash(s.dir), bare(err))
}
