package explain

import (
	"strings"

	"weir/sim/display"
)

// A page collects lines of text, in characters that show.
type page struct {
	b     strings.Builder
	width int
	ascii bool
}

func newPage(o Options) page {
	width := widthAlone
	if o.Width > 0 {
		width = max(leastWidth, min(o.Width, mostWidth))
	}
	return page{width: width, ascii: o.ASCII}
}

// String is the text so far; it ends with one newline.
func (p *page) String() string { return strings.TrimRight(p.b.String(), "\n") + "\n" }

func (p *page) blank() { p.b.WriteString("\n") }

// line writes a line as it is, without blanks at its end; what does not show is escaped.
func (p *page) line(indent int, text string) {
	p.b.WriteString(strings.TrimRight(strings.Repeat(" ", indent)+display.Escape(text), " ") + "\n")
}

// heading names a thing: its kind, its name, its title where it has another.
func (p *page) heading(kind, name, title string) {
	if title != "" && title != name {
		name += ": " + title
	}
	name = strings.TrimSpace(kind + " " + name)
	p.line(0, name)
	p.line(0, strings.Repeat("-", min(p.width, length(display.Escape(name)))))
}

// prose wraps a text at the width of the page; empty text is no line.
func (p *page) prose(indent int, text string) { p.hang(indent, indent, text) }

// item writes a label and a text that hangs behind it.
func (p *page) item(indent int, label, text string) {
	const column = 13
	if text == "" {
		return
	}
	p.hang(indent, indent+column, label+strings.Repeat("\u00a0", max(1, column-length(label)))+text)
}

// hang wraps a text whose further lines are indented otherwise: what breaks lines in it is a blank. A no-break space holds
// words together.
func (p *page) hang(first, further int, text string) {
	line, indent := "", first
	flush := func() {
		p.line(indent, strings.ReplaceAll(line, "\u00a0", " "))
		line, indent = "", further
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }) {
		word = display.Escape(word)
		if line != "" && indent+length(line)+1+length(word) > p.width {
			flush()
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		flush()
	}
}

// dots stand in the place of what is cut off.
func (p *page) dots() string {
	if p.ascii {
		return "..."
	}
	return "…"
}

// length is how many columns a text takes.
func length(text string) int { return display.Width(text) }

// A table has columns two blanks apart. The first is cut where a line would be too long; numbers end below one another.
type table struct {
	indent int
	right  []bool // the columns whose cells end, not begin, below one another
	rows   []row
}

type row struct {
	cells []string
	below []string // prose below the row
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, row{cells: cells}) }

// shorten cuts the first column, so that no two names that differ look alike.
func (t *table) shorten(columns int, dots string) {
	names := make([]string, len(t.rows))
	for i, r := range t.rows {
		names[i] = r.cells[0]
	}
	for i, name := range display.Labels(names, names, columns, dots) {
		t.rows[i].cells[0] = name
	}
}

// empty drops a column that holds nothing but its heading.
func (t *table) empty(column int) bool {
	for _, r := range t.rows[1:] {
		if column < len(r.cells) && r.cells[column] != "" {
			return false
		}
	}
	return true
}

// table writes a table; its first row is the heading, whose columns without a cell below are left out.
func (p *page) table(t *table) {
	for _, r := range t.rows {
		for i, cell := range r.cells {
			r.cells[i] = display.Escape(cell)
		}
	}
	widths := make([]int, len(t.rows[0].cells))
	rest := t.indent
	for i := range widths {
		for _, r := range t.rows {
			if i < len(r.cells) {
				widths[i] = max(widths[i], length(r.cells[i]))
			}
		}
		if i > 0 && t.empty(i) {
			widths[i] = 0
		}
		if i > 0 && widths[i] > 0 {
			rest += widths[i] + 2
		}
	}
	const least = 20
	t.shorten(max(least, p.width-rest), p.dots())
	widths[0] = 0
	for _, r := range t.rows {
		widths[0] = max(widths[0], length(r.cells[0]))
	}
	for _, r := range t.rows {
		var line strings.Builder
		for i, cell := range r.cells {
			if widths[i] == 0 {
				continue
			}
			blanks := strings.Repeat(" ", widths[i]-length(cell))
			if i > 0 {
				line.WriteString("  ")
			}
			if t.right[i] {
				line.WriteString(blanks + cell)
			} else {
				line.WriteString(cell + blanks)
			}
		}
		if text := line.String(); strings.TrimSpace(text) != "" {
			p.line(t.indent, text)
		}
		for _, text := range r.below {
			p.hang(t.indent+4, t.indent+6, text)
		}
	}
}
