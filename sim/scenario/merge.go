package scenario

import (
	"strings"

	"weir/sim/diag"
)

// inheritance lays a child file over what it inherits.
type inheritance struct {
	list      *diag.List
	overrides []string // parameters that the child replaces
}

// document merges a child over its parent: first without, then the child's own keys.
func (m *inheritance) document(parent, child *Node) *Node {
	base := parent.clone(true)
	m.remove(base, child.Get("without"))
	merged := m.lay(base, child, document, "")
	m.replaced(parent, child)
	return merged
}

// remove takes the paths of a without list out of what was inherited.
func (m *inheritance) remove(base, without *Node) {
	if without == nil || without.Kind != Array {
		return
	}
	for _, item := range without.Items {
		if item.Kind != String {
			continue // the schema reports it
		}
		parent, key := cutLast(item.Text)
		holder := base
		if parent != "" {
			holder = base.at(parent)
		}
		if holder.Get(key) == nil {
			m.list.Errorf(item.At, "without", didYouMean(diag.Nearest(item.Text, paths(base))), "nothing called %q is inherited", item.Text)
			continue
		}
		holder.drop(key)
	}
}

// lay puts the child's keys over the base, which it changes and returns.
func (m *inheritance) lay(base, child *Node, r *rule, path string) *Node {
	base.Inherited = false
	base.KeyAt, base.At = child.KeyAt, child.At
	for _, f := range child.Fields {
		below := join(path, f.Key)
		if below == "extends" || below == "without" {
			continue
		}
		old, known := base.Get(f.Key), r.field(f.Key)
		if old != nil && known != nil && known.merges && old.Kind == Table && f.Kind == Table {
			m.lay(old, f, known, below)
			continue
		}
		base.put(f.clone(false))
	}
	return base
}

// replaced notes the parameters that both have.
func (m *inheritance) replaced(parent, child *Node) {
	m.overrides = nil
	note := func(parent, child *Node, path string) {
		for _, p := range child.Get("parameters").fields() {
			if parent.Get("parameters").Get(p.Key) != nil {
				m.overrides = append(m.overrides, join(path, "parameters."+p.Key))
			}
		}
	}
	note(parent, child, "")
	for _, c := range child.Get("channels").fields() {
		note(parent.Get("channels").Get(c.Key), c, "channels."+c.Key)
	}
}

// fields are the fields of a table, none of anything else.
func (n *Node) fields() []*Node {
	if n == nil || n.Kind != Table {
		return nil
	}
	return n.Fields
}

// at follows a path of keys in dots.
func (n *Node) at(path string) *Node {
	for _, key := range strings.Split(path, ".") {
		n = n.Get(key)
	}
	return n
}

// paths are the paths of all tables and values below n that stand under names, not inside values.
func paths(n *Node) []string {
	var found []string
	var walk func(n *Node, r *rule, path string)
	walk = func(n *Node, r *rule, path string) {
		for _, f := range n.fields() {
			below := join(path, f.Key)
			found = append(found, below)
			if known := r.field(f.Key); known != nil && known.merges {
				walk(f, known, below)
			}
		}
	}
	walk(n, document, "")
	return found
}
