package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A Stage is an output folder in the making: a hidden folder beside its final place.
// It is used by one goroutine, but for Write.
type Stage struct {
	dir     string   // the final place, as the caller calls it
	at      string   // the same, behind the link where dir is one
	was     string   // the scenario whose run stood there in the beginning; empty where none did
	hidden  string   // where the files are until the swap; afterwards where the old folder is, if there was one
	parents []string // folders made for it, outermost first
	lock    *os.File // held while the process lives, so that others can tell a hidden folder that was left behind
	file    string   // the scenario of this run, once it is sealed
	swapped swapKind
	seen    bool     // it was in its place, so that others may have put something into it
	notes   []string // what the user must know

	mu      sync.Mutex
	outputs []Hash
}

// Open makes the hidden folder for dir, and the folders above it. It removes what killed runs left beside dir.
func Open(dir string) (*Stage, error) {
	s := &Stage{dir: filepath.Clean(dir)}
	if err := s.open(); err != nil {
		s.removeParents()
		return nil, fmt.Errorf("prepare the folder %s: %w", dir, bare(err))
	}
	return s, nil
}

// Notes are what the user must know of what was done to files that no run wrote, and of what is left that should not be. Each
// is told once.
func (s *Stage) Notes() []string {
	notes := s.notes
	s.notes = nil
	return notes
}

func (s *Stage) note(format string, args ...any) {
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

func (s *Stage) open() (err error) {
	if s.at, err = behind(s.dir); err != nil {
		return err
	}
	parent := filepath.Dir(s.at)
	if err := s.makeParents(parent); err != nil {
		return err
	}
	if err := recoverAside(s.at); err != nil {
		return err
	}
	// The parent is locked from the look for remains until the new folder is locked itself:
	// otherwise another process could take it for one that was left behind.
	unlock, err := lockWait(parent)
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.sweep(); err != nil {
		return err
	}
	if m, err := ReadManifest(s.at); err == nil {
		s.was = m.File
	}
	s.hidden, err = makeHidden(s.at, kindNew)
	if err != nil {
		return err
	}
	s.lock, _ = tryLock(s.hidden) // Note: a file system without locks costs only the protection from a second run there.
	return nil
}

// makeParents makes the missing folders down to dir and remembers them.
func (s *Stage) makeParents(dir string) error {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || !errors.Is(err, os.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	slices.Reverse(missing)
	for _, d := range missing {
		if err := makeFolder(d); errors.Is(err, os.ErrExist) {
			continue // another run was faster
		} else if err != nil {
			return err
		}
		s.parents = append(s.parents, d)
	}
	return nil
}

// removeParents removes the folders made for the stage that are still empty.
func (s *Stage) removeParents() {
	for _, d := range slices.Backward(s.parents) {
		os.Remove(d) // fails where someone else has put something there, and then it must stay
	}
}

// Write adds a file. Name is relative, with slashes. Several files may be written at a time: each waits for the disk.
func (s *Stage) Write(name string, data []byte) error {
	if err := s.write(name, data); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Join(s.dir, filepath.FromSlash(name)), bare(err))
	}
	sum := sha256.Sum256(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outputs = append(s.outputs, Hash{Path: name, SHA256: hex.EncodeToString(sum[:])})
	return nil
}

func (s *Stage) write(name string, data []byte) error {
	local, err := filepath.Localize(name)
	if err != nil {
		return err
	}
	path := filepath.Join(s.hidden, local)
	if err := makeFolders(filepath.Dir(path)); err != nil {
		return err
	}
	return writeFile(path, func(f *os.File) error { _, err := f.Write(data); return err })
}

// Seal writes run.json with the hashes of all files written so far, and makes the folder durable.
func (s *Stage) Seal(m *Manifest) error {
	m.Outputs = slices.Clone(s.outputs)
	slices.SortFunc(m.Outputs, func(a, b Hash) int { return strings.Compare(a.Path, b.Path) })
	text, err := m.encode()
	if err != nil {
		return err
	}
	if err := s.Write(ManifestName, text); err != nil {
		return err
	}
	s.file = m.File
	if err := settle(s.hidden); err != nil {
		return fmt.Errorf("write %s: %w", s.dir, bare(err))
	}
	return nil
}

// Discard removes the hidden folder and the folders made for it, if they are empty: of several stages the last comes
// first. After a swap it does nothing.
func (s *Stage) Discard() error {
	if s.hidden == "" {
		return nil
	}
	hidden := s.hidden
	var err error
	if s.seen {
		err = s.retireAlone(hidden)
	} else {
		err = removeAll(hidden)
	}
	s.hidden = ""
	s.unlock()
	s.removeParents()
	if err != nil {
		return fmt.Errorf("remove %s, which was prepared for %s: %w; the next run does it, or you may", hidden, s.dir, bare(err))
	}
	return nil
}

func (s *Stage) unlock() {
	if s.lock != nil {
		s.lock.Close()
		s.lock = nil
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
