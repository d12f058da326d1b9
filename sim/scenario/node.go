package scenario

import "weir/sim/diag"

// Kind is what a TOML value is. A local date is the only point in time that the language knows.
type Kind uint8

const (
	Table Kind = iota
	Array
	String
	Integer
	Float
	Bool
	Date
)

// String is the kind in the words of an error message.
func (k Kind) String() string {
	return [...]string{"a table", "a list", "text", "a whole number", "a decimal number", "true or false", "a date"}[k]
}

// A Node is one value of a document with the place where it was written.
//
// Nodes are shared by everything that reads the document and never change once Load has returned.
type Node struct {
	Kind      Kind
	Key       string     // its name in the table that holds it; empty in an array and at the root
	KeyAt     diag.Place // of the key; of the value where there is no key
	At        diag.Place // of the value, of a [table] its header; of one that spans lines the part on the first
	Text      string     // a string's value; numbers, dates, true and false as written
	Num       float64    // of Integer and Float; finite
	Int       int64      // of Integer; within ±2^53, but for a seed
	Bool      bool       // of Bool
	Date      Day        // of Date
	Items     []*Node    // of Array
	Data      []float64  // of Array: the numbers of a data file, ascending, in place of Items
	Fields    []*Node    // of Table: in the order of the document, a parent's first
	Inherited bool       // it stands in a parent file
	Set       bool       // it stands in a setting of the call
	Wrong     bool       // the schema reported it or one of its keys: do not also report what it lacks

	index      map[string]int // position in Fields by key, once there are many
	start, end int            // the literal in At.File.Text, in bytes; equal where there is none
	form       form           // how the literal of a String is written
}

// manyFields is the size from which a table keeps an index of its keys.
const manyFields = 16

// Get is the value of a key; nil where n is nil, no table, or has no such key.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Table {
		return nil
	}
	if i := n.position(key); i >= 0 {
		return n.Fields[i]
	}
	return nil
}

func (n *Node) position(key string) int {
	if n.index != nil {
		if i, ok := n.index[key]; ok {
			return i
		}
		return -1
	}
	for i, f := range n.Fields {
		if f.Key == key {
			return i
		}
	}
	return -1
}

// put appends a field, or replaces the one of the same key in its position.
func (n *Node) put(f *Node) {
	if i := n.position(f.Key); i >= 0 {
		n.Fields[i] = f
		return
	}
	n.Fields = append(n.Fields, f)
	switch {
	case n.index != nil:
		n.index[f.Key] = len(n.Fields) - 1
	case len(n.Fields) > manyFields:
		n.reindex()
	}
}

// drop removes a field.
func (n *Node) drop(key string) {
	i := n.position(key)
	if i < 0 {
		return
	}
	n.Fields = append(n.Fields[:i:i], n.Fields[i+1:]...)
	n.reindex()
}

func (n *Node) reindex() {
	n.index = nil
	if len(n.Fields) <= manyFields {
		return
	}
	n.index = make(map[string]int, len(n.Fields))
	for i, f := range n.Fields {
		n.index[f.Key] = i
	}
}

// clone copies the whole tree below n, so that merging never touches a file that several documents share.
func (n *Node) clone(inherited bool) *Node {
	c := *n
	c.Inherited = inherited
	c.Items, c.Fields, c.index = nil, nil, nil
	for _, item := range n.Items {
		c.Items = append(c.Items, item.clone(inherited))
	}
	for _, f := range n.Fields {
		c.Fields = append(c.Fields, f.clone(inherited))
	}
	c.reindex()
	return &c
}
