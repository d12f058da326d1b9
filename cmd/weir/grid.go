package main

import (
	"strings"

	"weir/sim/display"
)

// A grid is lines of cells whose columns are as wide as their widest cell, in columns of a terminal. They stand two blanks apart.
type grid struct {
	lines [][]string
	right []bool // the columns whose cells end, not begin, below one another
}

// add adds a line. What does not show in a cell is escaped, so that the cell stays within its line.
func (g *grid) add(cells ...string) {
	line := make([]string, len(cells))
	for i, cell := range cells {
		line[i] = display.Escape(cell)
	}
	g.lines = append(g.lines, line)
}

// String renders the grid, a newline after each line and no blanks at their ends.
func (g *grid) String() string {
	var widths []int
	for _, line := range g.lines {
		for i, cell := range line {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], display.Width(cell))
		}
	}
	var b strings.Builder
	for _, line := range g.lines {
		var text strings.Builder
		for i, cell := range line {
			blanks := strings.Repeat(" ", widths[i]-display.Width(cell))
			if i > 0 {
				text.WriteString("  ")
			}
			if i < len(g.right) && g.right[i] {
				text.WriteString(blanks + cell)
			} else {
				text.WriteString(cell + blanks)
			}
		}
		b.WriteString(strings.TrimRight(text.String(), " ") + "\n")
	}
	return b.String()
}
