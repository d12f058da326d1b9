package export

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"weir/sim/display"
)

// A sheet is a CSV file in the making.
type sheet struct {
	b   bytes.Buffer
	w   *csv.Writer
	row []string
}

// newSheet is a sheet with names for its columns, and room for about so many rows.
func newSheet(names []string, rows int) *sheet {
	const cell = 12 // bytes, of most
	s := &sheet{}
	s.b.Grow((rows + 1) * len(names) * cell)
	s.w = csv.NewWriter(&s.b)
	s.text(names...)
	s.end()
	return s
}

// text adds cells to the row.
func (s *sheet) text(cells ...string) {
	for _, cell := range cells {
		s.row = append(s.row, inert(cell))
	}
}

// number adds a cell.
func (s *sheet) number(v float64) { s.row = append(s.row, number(v)) }

// inert is a text in characters that show, with an apostrophe in front where a spreadsheet would compute it as a formula
// (OWASP, CSV injection). Only the name of a file can begin like that: all other texts are ids, units and periods.
func inert(cell string) string {
	cell = display.Escape(cell)
	if first, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("=+-@＝＋－＠", first) && cell != "" {
		return "'" + cell
	}
	return cell
}

// end ends the row.
func (s *sheet) end() {
	s.w.Write(s.row) // Note: a bytes.Buffer takes every write.
	s.row = s.row[:0]
}

// bytes is the file.
func (s *sheet) bytes() []byte {
	s.w.Flush()
	return s.b.Bytes()
}

// number is the shortest decimal that reads back as v, with an exponent only below 1e-6 and from 1e21 on.
// -0 is 0, and what is not a number (the sd of one trial) is an empty cell.
func number(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	if v == 0 {
		return "0"
	}
	format := byte('f')
	if a := math.Abs(v); a < 1e-6 || a >= 1e21 {
		format = 'e'
	}
	return strconv.FormatFloat(v, format, -1, 64)
}
