package scenario

import (
	"cmp"
	"slices"

	"weir/sim/diag"
)

// inline puts the data of files in place of their names: of every { dist = "empirical", file = ..., column = ... } the
// values, ascending, so that the order of a file's rows counts for nothing. The files are inputs of the document.
func (l *loader) inline(d *Document) {
	l.inlineBelow(d, d.Root, "")
}

func (l *loader) inlineBelow(d *Document, n *Node, path string) {
	if dist := n.Get("dist"); dist != nil && dist.Text == "empirical" {
		l.empirical(d, n, path)
	}
	for _, item := range n.Items {
		l.inlineBelow(d, item, path)
	}
	for _, f := range n.Fields {
		l.inlineBelow(d, f, join(path, f.Key))
	}
}

// empirical replaces file and column of a distribution by the values of the column.
func (l *loader) empirical(d *Document, n *Node, path string) {
	file, column := n.Get("file"), n.Get("column")
	given := cmp.Or(file, column)
	wrong := func(at diag.Place, mend, format string, args ...any) {
		given.Wrong = true
		l.list.Errorf(at, path, mend, format, args...)
	}
	switch {
	case given == nil:
		return
	case n.Get("values") != nil:
		wrong(given.KeyAt, "choose one", "%s does not stand beside values", given.Key)
	case file == nil:
		wrong(given.KeyAt, `add file = "data.csv"`, "column without a file")
	case file.Kind != String || column != nil && column.Kind != String:
		given.Wrong = true // the schema reports it
	case column == nil:
		wrong(given.KeyAt, `add column = "NAME", a word of the first line of the file`, "file without a column")
	default:
		values := l.column(d, file, column, path)
		if values == nil {
			given.Wrong = true
			return
		}
		n.Fields[n.position("file")] = &Node{Kind: Array, Key: "values", KeyAt: file.KeyAt, At: file.At, Data: values, Inherited: file.Inherited}
		n.drop("column")
		n.reindex()
	}
}

// column reads a column of a data file, and makes the file an input of the document; nil after an error, which it has reported.
func (l *loader) column(d *Document, file, column *Node, path string) []float64 {
	own := l.own[d]
	holder, ok := l.where[file.At.File]
	if !ok {
		holder = own // a setting
	}
	where, ok := l.beside(own, holder, file, join(path, "file"))
	if !ok {
		return nil
	}
	table := l.csv(where, file.At)
	if table == nil {
		return nil
	}
	input := Input{Path: where.from(own.dir()), SHA256: table.sum, Data: true}
	if !slices.Contains(d.Inputs, input) {
		d.Inputs = append(d.Inputs, input)
	}
	return table.column(column, path, l.list)
}
