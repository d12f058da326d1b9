package model

import (
	"weir/sim/display"
	"weir/sim/scenario"
)

// The texts of an author are made safe to show here, once, before any table, report or chart sees them. The document keeps
// them as written.

// title is a title or a short name, in one line of characters that show; "" where there is none, or nothing to see in it.
func title(n *scenario.Node, key string) string { return display.Line(text(n, key)) }

// named is the name of something that need not exist: as it is written, in characters that show.
func named(n *scenario.Node, key string) string { return display.Escape(text(n, key)) }

// told is any other text for readers, which may have lines; "" where there is nothing to see in it.
func told(n *scenario.Node, key string) string {
	if words := text(n, key); display.Line(words) != "" {
		return display.Text(words)
	}
	return ""
}
