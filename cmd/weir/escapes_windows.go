package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// obeysEscapes reports whether a terminal obeys escape sequences. A console of Windows shows them as letters until it is told.
func obeysEscapes(stream *os.File) bool {
	var mode uint32
	console := windows.Handle(stream.Fd())
	return windows.GetConsoleMode(console, &mode) == nil &&
		windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
