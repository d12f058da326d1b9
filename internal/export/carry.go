package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"
)

// A renaming says that something now stands under another name in its folder.
type renaming struct {
	from, to string // relative paths, with slashes
}

// numbered is the name of an edited output, or of what is in the way of one, when it is kept: NAME.edited-1 and so on. The
// name 0 is its own.
func numbered(name string, n int) string {
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s.edited-%d", name, n)
}

// bring puts all that is not the run's from one folder into another, each thing by a call of put, unless it is there. It
// keeps its name, but for an output that was edited, and for what finds something else under its name: these take the first
// name that is free in both.
func bring(from, to string, c *contents, put func(from, to string, info fs.FileInfo) error) (renamed []renaming, err error) {
	taken := map[string]bool{}
	for _, e := range c.others {
		taken[e.path] = true
	}
	places := map[string]string{} // of folders that are under another name there
	var made []entry
	for _, e := range c.others {
		if e.err != nil {
			return renamed, e.err
		}
		folder, ok := places[path.Dir(e.path)]
		if !ok {
			folder = path.Dir(e.path)
		}
		own := path.Join(folder, path.Base(e.path))
		n := 0
		if e.output {
			n = 1
		}
		there, name := false, ""
		for ; ; n++ {
			if name = numbered(own, n); n > 0 && taken[name] {
				continue
			}
			info, err := os.Lstat(filepath.Join(to, filepath.FromSlash(name)))
			if errors.Is(err, fs.ErrNotExist) {
				break
			}
			if err != nil {
				return renamed, err
			}
			there, err = same(filepath.Join(from, filepath.FromSlash(e.path)), e.info, filepath.Join(to, filepath.FromSlash(name)), info)
			if err != nil {
				return renamed, err
			}
			if there {
				break
			}
		}
		if e.info.IsDir() {
			places[e.path] = name
		}
		if there {
			continue
		}
		target := filepath.Join(to, filepath.FromSlash(name))
		if err := makeFolders(filepath.Dir(target)); err != nil {
			return renamed, err
		}
		if e.info.IsDir() {
			err = makeFolder(target)
			made = append(made, entry{path: name, info: e.info})
		} else {
			err = put(filepath.Join(from, filepath.FromSlash(e.path)), target, e.info)
		}
		if _, gone := os.Lstat(filepath.Join(from, filepath.FromSlash(e.path))); err != nil && errors.Is(gone, fs.ErrNotExist) {
			continue // somebody has removed it meanwhile
		}
		if err != nil {
			return renamed, err
		}
		if name != own {
			renamed = append(renamed, renaming{e.path, name})
		}
	}
	for _, e := range slices.Backward(made) { // when nothing more comes into them
		target := filepath.Join(to, filepath.FromSlash(e.path))
		if err := errors.Join(setMode(target, e.info), setTime(target, e.info)); err != nil {
			return renamed, err
		}
	}
	return renamed, nil
}

// same reports whether two files are one, or hold the same; two folders always do.
func same(a string, infoA fs.FileInfo, b string, infoB fs.FileInfo) (bool, error) {
	switch {
	case infoA.IsDir() || infoB.IsDir():
		return infoA.IsDir() && infoB.IsDir(), nil
	case os.SameFile(infoA, infoB):
		return true, nil
	case infoA.Mode().Type() != infoB.Mode().Type():
		return false, nil
	case infoA.Mode().Type() == fs.ModeSymlink:
		to, err := os.Readlink(a)
		if err != nil {
			return false, err
		}
		other, err := os.Readlink(b)
		return to == other, err
	case !infoA.Mode().IsRegular() || infoA.Size() != infoB.Size():
		return false, nil
	}
	return equal(a, b)
}

// equal compares two files byte by byte.
func equal(a, b string) (bool, error) {
	f, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer f.Close()
	g, err := os.Open(b)
	if err != nil {
		return false, err
	}
	defer g.Close()
	const piece = 1 << 16
	x, y := make([]byte, piece), make([]byte, piece)
	for {
		n, err := io.ReadFull(f, x)
		m, other := io.ReadFull(g, y)
		if !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return errors.Is(other, io.EOF) || errors.Is(other, io.ErrUnexpectedEOF), nil
		}
		if err := errors.Join(err, other); err != nil {
			return false, err
		}
	}
}

// hardLink makes a second name for a file; tests replace it.
var hardLink = linkFile

// share makes a file appear under a second path, as it is: as a second name of the same file where the file system has such
// names, so that it is never there twice, else as a copy with its content, mode and time.
func share(from, to string, info fs.FileInfo) error {
	err := hardLink(from, to)
	if err == nil {
		var now fs.FileInfo
		if now, err = os.Lstat(to); err != nil || os.SameFile(now, info) {
			return err
		}
		if err = remove(to); err != nil { // some systems give a link's target a second name, not the link
			return err
		}
		err = errors.ErrUnsupported
	}
	switch {
	case errors.Is(err, syscall.EXDEV):
		return err // Note: another file system is mounted there; a copy of it is not what anybody wants, nor that it is emptied
	case info.Mode().Type() == fs.ModeSymlink:
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return makeSymlink(target, to)
	case !info.Mode().IsRegular():
		return err
	}
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := writeFile(to, func(f *os.File) error { _, err := io.Copy(f, source); return err }); err != nil {
		return err
	}
	return errors.Join(setMode(to, info), setTime(to, info))
}
