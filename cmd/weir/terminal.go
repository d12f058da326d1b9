package main

import (
	"os"

	"golang.org/x/term"
)

// terminalWidth is the width in characters of the terminal behind a stream, 0 where there is none.
func terminalWidth(stream *os.File) int {
	fd := int(stream.Fd())
	if !term.IsTerminal(fd) {
		return 0
	}
	width, _, err := term.GetSize(fd)
	if err != nil {
		return 80
	}
	return width
}

// drawingWidth is the width of a terminal on which lines can be drawn anew and coloured, 0 where there is none.
func drawingWidth(stream *os.File) int {
	width := terminalWidth(stream)
	if width > 0 && !obeysEscapes(stream) {
		return 0
	}
	return width
}
