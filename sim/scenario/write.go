package scenario

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weir/sim/display"
)

// TOML is the whole document as canonical text: without extends and without, known keys in the order of the language,
// names in the order of the document. It parses back to an equal tree.
func (d *Document) TOML() string {
	w := &writer{}
	w.table(d.Root, document, "")
	return strings.TrimPrefix(w.text.String(), "\n")
}

type writer struct{ text strings.Builder }

// table writes the values of a table, then the tables within that have a header of their own.
func (w *writer) table(n *Node, r *rule, path string) {
	values, tables := parted(n, r)
	if path != "" && (len(values) > 0 || len(tables) == 0) {
		fmt.Fprintf(&w.text, "\n[%s]\n", path)
	}
	for _, f := range values {
		w.text.WriteString(quotedKey(f.Key) + " = ")
		w.value(f)
		w.text.WriteByte('\n')
	}
	for _, f := range tables {
		w.table(f, r.field(f.Key), join(path, quotedKey(f.Key)))
	}
}

// parted splits the fields of a table into values and tables with headers, known keys in the order of the language.
func parted(n *Node, r *rule) (values, tables []*Node) {
	fields := slices.Clone(n.Fields)
	if r.names == nil {
		order := r.keys()
		rank := func(f *Node) int {
			if i := slices.Index(order, f.Key); i >= 0 {
				return i
			}
			return len(order)
		}
		slices.SortStableFunc(fields, func(a, b *Node) int { return rank(a) - rank(b) })
	}
	for _, f := range fields {
		if known := r.field(f.Key); known != nil && known.header && f.Kind == Table {
			tables = append(tables, f)
		} else {
			values = append(values, f)
		}
	}
	return values, tables
}

// value writes a value under its key: a list of several tables on lines of their own.
func (w *writer) value(n *Node) {
	isTable := func(item *Node) bool { return item.Kind == Table }
	if n.Kind != Array || len(n.Items) < 2 || !slices.ContainsFunc(n.Items, isTable) {
		w.inline(n)
		return
	}
	w.text.WriteString("[\n")
	for _, item := range n.Items {
		w.text.WriteString("  ")
		w.inline(item)
		w.text.WriteString(",\n")
	}
	w.text.WriteByte(']')
}

// inline writes a value within a line.
func (w *writer) inline(n *Node) {
	switch n.Kind {
	case Table:
		w.text.WriteByte('{')
		for i, f := range n.Fields {
			w.text.WriteString(separator(i) + quotedKey(f.Key) + " = ")
			w.inline(f)
		}
		if len(n.Fields) > 0 {
			w.text.WriteByte(' ')
		}
		w.text.WriteByte('}')
	case Array:
		w.text.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				w.text.WriteString(", ")
			}
			w.inline(item)
		}
		for i, x := range n.Data {
			if i > 0 {
				w.text.WriteString(", ")
			}
			w.text.WriteString(Decimal(x))
		}
		w.text.WriteByte(']')
	case String:
		w.text.WriteString(quoted(n.Text))
	default:
		w.text.WriteString(n.Text)
	}
}

// Decimal is a finite number as canonical text writes what comes from a data file: a TOML float, in as few digits as give
// it back.
func Decimal(x float64) string {
	format := byte('f')
	if size := math.Abs(x); size >= 1e15 || size != 0 && size < 1e-4 {
		format = 'e'
	}
	text := strconv.FormatFloat(x, format, -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}

func separator(i int) string {
	if i == 0 {
		return " "
	}
	return ", "
}

// quotedKey is the key as TOML needs it.
func quotedKey(key string) string {
	for i := range len(key) {
		if !bareKey(key[i]) {
			return quoted(key)
		}
	}
	if key == "" {
		return `""`
	}
	return key
}

// quoted is a TOML string in one line. What does not show is escaped, so that the text can be read as it stands.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	before := rune(0)
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case display.Shows(r, before):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
		before = r
	}
	b.WriteByte('"')
	return b.String()
}
