package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"weir/sim/diag"
)

// Options say where scenarios come from and what is set in them.
type Options struct {
	Embedded fs.FS    // built-in scenarios: a name that is no file is looked up here, with or without .toml
	Sets     []string // PATH=VALUE, applied to every document in order
}

// A loader collects what one call of Load reads.
type loader struct {
	embedded fs.FS
	list     *diag.List
	files    map[string]*contents // by location; nil where a file cannot be read
	checked  map[*contents]bool
	where    map[*diag.File]location // of the files that were read
	own      map[*Document]location
	tables   map[string]*csvFile // by location
	rank     int
}

func (l *loader) nextRank() int { l.rank++; return l.rank }

// Load reads the named scenarios with everything that they extend. It reports all problems of all files; the documents
// are those that could be put together, in the order of their names, also where the list has errors about them. There a
// value may be of a kind that the language does not have in its place.
func Load(o Options, names ...string) ([]*Document, diag.List) {
	var list diag.List
	l := &loader{
		embedded: o.Embedded, list: &list, files: map[string]*contents{}, checked: map[*contents]bool{},
		where: map[*diag.File]location{}, own: map[*Document]location{}, tables: map[string]*csvFile{},
	}
	var settings []*setting
	var documents []*Document
	taken := map[string]string{}
	for _, name := range names {
		d := l.document(name)
		if d == nil {
			continue
		}
		if other, ok := taken[d.Name]; ok && other == d.File {
			l.list.Errorf(diag.Place{File: d.At.File}, "", "", "this file is named twice")
			continue
		} else if ok {
			l.list.Errorf(diag.Place{File: d.At.File}, "", "rename one of them: results are written by name",
				"two files of this call have the name %q: %s and %s", d.Name, other, d.File)
			continue
		}
		taken[d.Name] = d.File
		documents = append(documents, d)
	}
	for _, text := range o.Sets {
		if s := newSetting(text, l.nextRank(), l.list); s != nil {
			settings = append(settings, s)
		}
	}
	for _, d := range documents {
		for _, s := range settings {
			l.apply(s, d)
		}
		l.inline(d)
	}
	list = distinct(list)
	list.Sort()
	list.Limit(maxErrors)
	return documents, list
}

// distinct drops what was said before.
func distinct(list diag.List) diag.List {
	seen := map[diag.Diagnostic]bool{}
	var kept diag.List
	for _, d := range list {
		if seen[d] {
			continue
		}
		seen[d] = true
		kept = append(kept, d)
	}
	return kept
}

// document loads one scenario; nil where it cannot be put together.
func (l *loader) document(name string) *Document {
	where, ok := l.find(name)
	if !ok {
		return nil
	}
	d := &Document{File: where.shown, Name: strings.TrimSuffix(filepath.Base(name), ".toml")}
	if where.embedded {
		d.Name = strings.TrimSuffix(where.path, ".toml")
	}
	if d.Name == "" || d.Name == "." || d.Name == ".." {
		l.list.Errorf(diag.Place{File: &diag.File{Name: where.shown, Rank: l.nextRank()}}, "", "rename it, such as to model.toml",
			"results are written by the name of the file without .toml, and this one has %q, which is no name", d.Name)
	}
	l.own[d] = where
	chain, whole := l.chain(where)
	for _, link := range chain {
		d.Inputs = append(d.Inputs, Input{Path: link.where.from(where.dir()), SHA256: link.sum})
		l.schema(link.contents)
	}
	if len(chain) == 0 || !whole {
		return nil
	}
	m := &inheritance{list: l.list}
	last := len(chain) - 1
	d.Root = m.document(&Node{Kind: Table}, chain[last].root)
	for i := last - 1; i >= 0; i-- {
		d.Root = m.document(d.Root, chain[i].root)
	}
	d.Overrides = m.overrides
	d.At = diag.Place{File: chain[0].file, Line: 1, Column: 1, Width: 1}
	l.required(d, chain)
	return d
}

// schema checks one file, once.
func (l *loader) schema(c *contents) {
	if c.root == nil || l.checked[c] {
		return
	}
	l.checked[c] = true
	check := &checker{list: l.list, meant: map[string]bool{}}
	check.node(c.root, document, "")
	c.meant = check.meant
}

// A link is one file of a chain of parents.
type link struct {
	*contents
	where location
}

// chain reads a file and its parents, the file first. It is whole where every parent could be read.
func (l *loader) chain(first location) (chain []link, whole bool) {
	where, blame := first, diag.Place{}
	for {
		c := l.read(where, blame)
		if c == nil {
			return chain, false
		}
		chain = append(chain, link{c, where})
		extends := c.root.Get("extends")
		switch {
		case c.root == nil:
			return chain, false
		case extends == nil:
			return chain, true
		case extends.Kind != String:
			return chain, false // the schema says so
		}
		var ok bool
		if where, ok = l.parent(first, where, extends); !ok {
			return chain, false
		}
		if cycle := cycleTo(chain, where); cycle != "" {
			l.list.Errorf(extends.At, "extends", "", "this file extends itself: %s", cycle)
			return chain, false
		}
		blame = extends.At
	}
}

// cycleTo is the cycle that a parent closes, as text; empty where there is none.
func cycleTo(chain []link, parent location) string {
	for i := range chain {
		if chain[i].where.path != parent.path {
			continue
		}
		var names []string
		for _, c := range chain[i:] {
			names = append(names, c.where.shown)
		}
		return strings.Join(append(names, chain[i].where.shown), " -> ")
	}
	return ""
}

// parent locates the file that a file extends.
func (l *loader) parent(first, child location, extends *Node) (location, bool) {
	return l.beside(first, child, extends, "extends")
}

// beside locates a file that another names, relative to its own folder.
func (l *loader) beside(first, child location, n *Node, key string) (location, bool) {
	name := n.Text
	fail := func(mend, format string, args ...any) (location, bool) {
		l.list.Errorf(n.At, key, mend, format, args...)
		return location{}, false
	}
	if name == "" {
		return fail("name a file, or delete this line", "this names no file")
	}
	if strings.Contains(name, `\`) {
		return fail(fmt.Sprintf("write %q", strings.ReplaceAll(name, `\`, "/")), "between folders stands /, on every system")
	}
	if filepath.IsAbs(name) || path.IsAbs(name) {
		return fail("write the path from this file's folder", "%q is not a path relative to this file", name)
	}
	const outside = "%q lies outside the folder above the scenario's own"
	if child.embedded {
		p := path.Join(child.dir(), name)
		if !fs.ValidPath(p) {
			return fail("", outside, name)
		}
		if info, err := fs.Stat(l.embedded, p); err != nil || info.IsDir() {
			return fail(l.nearestParent(child, name), "there is no built-in file %q", p)
		}
		return location{embedded: true, path: p, shown: "embedded:" + p}, true
	}
	fence := filepath.Dir(first.dir())
	p := filepath.Join(child.dir(), filepath.FromSlash(name))
	if !inside(fence, p) {
		return fail("move it there", outside, name)
	}
	real, err := filepath.EvalSymlinks(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail(l.nearestParent(child, name), "there is no file %q", name)
	case err != nil:
		return fail("", "%q cannot be read: %v", name, reason(err))
	case !inside(fence, real):
		return fail("move it there", outside+", through a link", name)
	}
	if info, err := os.Stat(real); err == nil && info.IsDir() {
		kind := ""
		if key == "extends" {
			kind = ".toml "
		}
		return fail("name a "+kind+"file in it", "%q is a folder, not a file", name)
	}
	return location{path: real, shown: path.Join(path.Dir(child.shown), filepath.ToSlash(name))}, true
}

// nearestParent is a mend that offers the file that was probably meant.
func (l *loader) nearestParent(child location, name string) string {
	folder, base := path.Join(filepath.ToSlash(child.dir()), path.Dir(name)), path.Base(name)
	var entries []fs.DirEntry
	var err error
	if child.embedded {
		entries, err = fs.ReadDir(l.embedded, folder)
	} else {
		entries, err = os.ReadDir(filepath.FromSlash(folder))
	}
	if err != nil {
		return ""
	}
	var files []string
	for _, e := range entries {
		if e.Name() == base+".toml" {
			return fmt.Sprintf("did you mean %q?", name+".toml")
		}
		files = append(files, e.Name())
	}
	if nearest := diag.Nearest(base, files); nearest != "" {
		return fmt.Sprintf("did you mean %q?", path.Join(path.Dir(name), nearest))
	}
	return ""
}

// inside reports whether a file lies in a folder or below it.
func inside(folder, file string) bool {
	rel, err := filepath.Rel(folder, file)
	return err == nil && filepath.IsLocal(rel)
}
