package export

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
)

// A sheet is a CSV file in the making, byte for byte as encoding/csv would write it. There are some hundred thousand numbers in
// the files of a run: none becomes a string first.
type sheet struct {
	b    []byte
	open bool // the row has a cell
}

// newSheet is a sheet with names for its columns, and room for about so many rows.
func newSheet(names []string, rows int) *sheet {
	const cell = 12 // bytes, of most
	s := &sheet{b: make([]byte, 0, (rows+1)*len(names)*cell)}
	s.text(names...)
	s.end()
	return s
}

// text adds cells to the row.
func (s *sheet) text(cells ...string) {
	for _, c := range cells {
		s.comma()
		if plain(c) {
			s.b = append(s.b, c...)
			continue
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Write([]string{c}) // Note: a bytes.Buffer takes every write.
		w.Flush()
		s.b = append(s.b, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
	}
}

// number adds a cell.
func (s *sheet) number(v float64) {
	s.comma()
	s.b = appendNumber(s.b, v)
}

func (s *sheet) comma() {
	if s.open {
		s.b = append(s.b, ',')
	}
	s.open = true
}

// end ends the row.
func (s *sheet) end() {
	s.b = append(s.b, '\n')
	s.open = false
}

// plain reports whether a cell that does not stand alone surely needs no quotes.
func plain(c string) bool {
	for i := range len(c) {
		switch b := c[i]; {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '_', b == '-', b == '.', b == '/':
		default:
			return false
		}
	}
	return true
}

// appendNumber appends the shortest decimal that reads back as v, with an exponent only below 1e-6 and from 1e21 on.
// -0 is 0, and what is not a number (the sd of one trial) is nothing.
func appendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) {
		return b
	}
	if v == 0 {
		return append(b, '0')
	}
	format := byte('f')
	if a := math.Abs(v); a < 1e-6 || a >= 1e21 {
		format = 'e'
	}
	return strconv.AppendFloat(b, v, format, -1, 64)
}
