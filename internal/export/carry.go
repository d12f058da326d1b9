package export

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"weir/internal/disk"
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
	return name + mark + strconv.Itoa(n)
}

const mark = ".edited-"

// unnumbered takes the number off a name.
func unnumbered(name string) string {
	i := strings.LastIndex(name, mark)
	if i < 0 {
		return name
	}
	if _, err := strconv.ParseUint(name[i+len(mark):], 10, 32); err != nil {
		return name
	}
	return name[:i]
}

// A transfer puts what is not the run's from one folder into another, unless it is there.
type transfer struct {
	from, to string
	put      func(from, to string, info fs.FileInfo) error // puts one file
	// anyName says that what is there under another number is there too. It is so where it is not known which of the folders
	// is the older one: what is NAME in the one may be kept as NAME.edited-1 in the other.
	anyName bool

	taken   map[string]bool   // paths in from that are not the run's
	places  map[string]string // paths in to of the folders in from, where they differ
	made    []entry           // folders, with what they are like in from
	renamed []renaming
}

// bring puts all that is not the run's in its place. It keeps its name, but for an output that was edited, and for what finds
// something else under its name: these take the first number that is free in both folders.
func (t *transfer) bring(c *contents) ([]renaming, error) {
	t.taken, t.places = map[string]bool{}, map[string]string{}
	for _, e := range c.others {
		t.taken[e.path] = true
	}
	for _, e := range c.others {
		if e.err != nil {
			return t.renamed, e.err
		}
		err := t.one(e)
		if _, gone := os.Lstat(local(t.from, e.path)); err != nil && errors.Is(gone, fs.ErrNotExist) {
			continue // somebody has removed it meanwhile
		}
		if err != nil {
			return t.renamed, err
		}
	}
	for _, e := range slices.Backward(t.made) { // when nothing more comes into them
		if err := errors.Join(setMode(local(t.to, e.path), e.info), setTime(local(t.to, e.path), e.info)); err != nil {
			return t.renamed, err
		}
	}
	return t.renamed, nil
}

// local is the path of a file in a folder.
func local(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }

// one puts one file or folder in its place.
func (t *transfer) one(e entry) error {
	own := path.Join(path.Dir(e.path), path.Base(e.path))
	if folder, ok := t.places[path.Dir(e.path)]; ok {
		own = path.Join(folder, path.Base(e.path))
	}
	name, there, err := t.place(e, own)
	if err != nil {
		return err
	}
	if e.info.IsDir() && name != e.path {
		t.places[e.path] = name
	}
	if there {
		return nil
	}
	target := local(t.to, name)
	if err := makeFolders(filepath.Dir(target)); err != nil {
		return err
	}
	if e.info.IsDir() {
		err = makeFolder(target)
		t.made = append(t.made, entry{path: name, info: e.info})
	} else {
		err = t.put(local(t.from, e.path), target, e.info)
	}
	if err == nil && name != own {
		t.renamed = append(t.renamed, renaming{e.path, name})
	}
	return err
}

// place finds where a file or folder comes, or where it is already.
func (t *transfer) place(e entry, own string) (name string, there bool, err error) {
	if t.anyName {
		stem := unnumbered(own)
		for _, name := range []string{own, stem} {
			if there, _, err := t.at(e, name); err != nil || there {
				return name, there, err
			}
		}
		for n, free := 1, false; !free; n++ {
			if there, free, err = t.at(e, numbered(stem, n)); err != nil || there {
				return numbered(stem, n), there, err
			}
		}
	}
	first := 0
	if e.output {
		first = 1
	}
	for n := first; ; n++ {
		if name = numbered(own, n); n > 0 && t.taken[name] {
			continue
		}
		there, free, err := t.at(e, name)
		if err != nil || there || free {
			return name, there, err
		}
	}
}

// at looks at a path in the other folder: whether the file or folder is there, or nothing.
func (t *transfer) at(e entry, name string) (there, free bool, err error) {
	info, err := os.Lstat(local(t.to, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, true, nil
	}
	if err != nil {
		return false, false, err
	}
	there, err = same(local(t.from, e.path), e.info, local(t.to, name), info)
	return there, false, err
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
	f, err := disk.Open(a)
	if err != nil {
		return false, err
	}
	defer f.Close()
	g, err := disk.Open(b)
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
	source, err := disk.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := writeFile(to, func(f *os.File) error { _, err := io.Copy(f, source); return err }); err != nil {
		return err
	}
	return errors.Join(setMode(to, info), setTime(to, info))
}
