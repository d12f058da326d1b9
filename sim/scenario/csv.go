package scenario

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"weir/sim/diag"
	"weir/sim/unit"
)

const (
	maxData   = 256 << 20 // bytes of one data file
	maxValues = 1_000_000 // of one column
	maxCells  = 5         // wrong cells of one column that are reported
)

// A csvFile is a data file with a header line: RFC 4180, UTF-8, with or without a byte order mark.
type csvFile struct {
	file    *diag.File
	sum     string // sha256 in hexadecimal
	columns map[string][]float64
}

// csv reads a data file, once for all documents; nil where it cannot be read. The place is blamed for that.
func (l *loader) csv(where location, blame diag.Place) *csvFile {
	if t, ok := l.tables[where.key()]; ok {
		return t
	}
	l.tables[where.key()] = nil
	data, err := l.bytes(where, maxData)
	if err != nil {
		l.list.Errorf(blame, "", "", "%s cannot be read: %v", where.shown, reason(err))
		return nil
	}
	sum := sha256.Sum256(data)
	t := &csvFile{file: &diag.File{Name: where.shown, Rank: l.nextRank()}, sum: hex.EncodeToString(sum[:]), columns: map[string][]float64{}}
	if !text(t.file, data, "a data file in CSV", l.list) {
		return nil
	}
	l.tables[where.key()] = t
	return t
}

// column is the numbers of a column, ascending; nil after an error, which it has reported.
func (t *csvFile) column(name *Node, path string, list *diag.List) []float64 {
	if values, ok := t.columns[name.Text]; ok {
		return values
	}
	r := &columnReader{csvFile: t, path: path, list: list, rows: csv.NewReader(strings.NewReader(t.file.Text))}
	r.rows.ReuseRecord, r.rows.TrimLeadingSpace = true, true
	values := r.read(name)
	slices.Sort(values)
	if values != nil { // what is wrong may be wrong for another reader too
		t.columns[name.Text] = values
	}
	return values
}

// A columnReader goes through a data file for one column.
type columnReader struct {
	*csvFile
	path  string
	list  *diag.List
	rows  *csv.Reader
	wrong int // cells
	more  int // the line of the first beyond those that are shown
}

// errorf blames a stretch of a line, of which the byte column, from 1, is known; beyond maxCells it counts only.
func (r *columnReader) errorf(line, column, width int, mend, format string, args ...any) {
	if r.wrong++; r.wrong > maxCells {
		if r.more == 0 {
			r.more = line
		}
		return
	}
	at := diag.Place{File: r.file, Line: line, Width: max(1, width)}
	rest := r.file.Text
	for range line - 1 {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	at.Column = utf8.RuneCountInString(rest[:min(column-1, len(rest))]) + 1
	r.list.Errorf(at, r.path, mend, format, args...)
}

// read gives the numbers in the order of the rows; nil after an error.
func (r *columnReader) read(name *Node) []float64 {
	header, err := r.rows.Read()
	switch {
	case errors.Is(err, io.EOF):
		r.list.Errorf(diag.Place{File: r.file}, r.path, "", "this data file is empty")
		return nil
	case err != nil:
		r.broken(err)
		return nil
	}
	header = slices.Clone(header)
	at, ok := r.find(header, name)
	if !ok {
		return nil
	}
	var values []float64
	next := 2 // line
	for {
		row, err := r.rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.broken(err)
			break
		}
		line, column := r.rows.FieldPos(at)
		if len(header) == 1 && line > next { // the reader passes over empty lines
			r.errorf(next, 1, 1, "fill it in, or delete the line", "this row has no %s", name.Text)
		}
		next = line + 1
		cell := strings.TrimSpace(row[at])
		if cell == "" {
			r.errorf(line, column, 1, "fill it in, or delete the row", "this row has no %s", name.Text)
			continue
		}
		x, wrong := unit.Number(cell)
		if wrong != nil {
			r.errorf(line, column, utf8.RuneCountInString(cell), wrong.Mend, "%s: %s", name.Text, wrong.What)
			continue
		}
		if values = append(values, x); len(values) > maxValues {
			r.errorf(line, column, 1, "take fewer: every tenth row tells as much of the distribution", "more than %d values", maxValues)
			break
		}
	}
	switch {
	case r.wrong > maxCells:
		r.list.Errorf(diag.Place{File: r.file, Line: r.more, Column: 1, Width: 1}, r.path, "", "and more: only the first %d wrong rows are shown", maxCells)
	case r.wrong == 0 && len(values) == 0:
		r.list.Errorf(diag.Place{File: r.file}, r.path, "", "there is no row below the header of this data file")
	case r.wrong == 0:
		return values
	}
	return nil
}

// find is the index of the column.
func (r *columnReader) find(header []string, name *Node) (at int, ok bool) {
	var found []int
	for i, word := range header {
		if header[i] = strings.TrimSpace(word); header[i] == name.Text {
			found = append(found, i)
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	mend := ""
	const few = 12
	switch near := diag.Nearest(name.Text, header); {
	case len(found) > 1:
		r.list.Errorf(name.At, r.path, "rename one of them", "%s has %d columns %q", r.file.Name, len(found), name.Text)
		return 0, false
	case len(header) == 1 && strings.ContainsAny(header[0], ";\t"):
		mend = "separate its columns by commas"
	case numeric(header):
		mend = "its first line must hold the names of the columns"
	case near != "":
		mend = didYouMean(near)
	case len(header) <= few:
		mend = "its columns are " + strings.Join(header, ", ")
	}
	r.list.Errorf(name.At, r.path, mend, "%s has no column %q", r.file.Name, name.Text)
	return 0, false
}

// numeric reports whether the words are all numbers, so that they head nothing.
func numeric(header []string) bool {
	return !slices.ContainsFunc(header, func(word string) bool {
		_, err := unit.Number(word)
		return err != nil
	})
}

// broken puts an error of the CSV reader into plain words.
func (r *columnReader) broken(err error) {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		r.list.Errorf(diag.Place{File: r.file}, r.path, "", "this data file cannot be read: %v", err)
		r.wrong++
		return
	}
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		r.errorf(at.Line, 1, 1, "give every row as many cells, or put a cell with a comma into quotes", "this row has not as many cells as the header")
	default:
		r.errorf(at.Line, at.Column, 1, `write "" for a quote within quotes`, "a quote is out of place")
	}
}
